"""The product in a real browser: served on a free port, with its worker, demonstration data and mail folder."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page
from sqlalchemy import select
from werkzeug.serving import make_server

from ecosystem.accounts.models import User
from ecosystem.app import KINDS, create_app
from ecosystem.catalogue.models import Entry
from ecosystem.demonstration.service import load as load_demonstration
from ecosystem.following.service import follow
from ecosystem.introductions import queries_talk
from ecosystem.introductions.links import MailAct, MetAct, TalkAct, act_url, met_url, talk_url
from ecosystem.kernel.access.acting import act_as
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.db.session import db
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.mailing.links import INTRODUCTIONS, unsubscribe_url
from ecosystem.matchmaking.input import DismissalInput
from ecosystem.matchmaking.service import dismiss
from ecosystem.organisations.models import Organisation
from ecosystem.pipeline import service as pipeline
from ecosystem.pipeline.input import CardInput, NoteInput
from ecosystem.pipeline.models import Card, Note, Source
from ecosystem.pipeline.service_notes import add_note
from tests.factories import PASSWORD, Factory
from tests.installation import database_of, settings_for
from tests.introductions.test_talk import propose, say, write
from tests.introductions.test_undelivered import refuse_mail
from tests.introductions.world import Party, Town, party_of
from tests.reports.world import Case

ROOT = Path(__file__).resolve().parents[2]
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
OFFICER = "can.bo@vien.example"
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class Served:
    """A running product."""

    app: Flask
    url: str
    mails: Path
    paths: dict[str, str]
    email: str


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium"), "args": list(CHROMIUM_ARGUMENTS)}


@pytest.fixture(scope="session")
def served(template_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    with database_of(template_database, folder) as url:
        app = create_app(settings_for(folder, url), LIMITS_ENABLED=False)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        address = f"http://127.0.0.1:{server.port}"
        app.config["BASE_URL"] = address
        paths, email = _fill(app)
        worker = app.extensions["worker"]
        worker.poll_seconds = 0.2

        def work() -> None:
            with app.app_context():
                worker.run()

        threads = [
            threading.Thread(target=server.serve_forever, daemon=True),
            threading.Thread(target=work, daemon=True),
        ]
        for thread in threads:
            thread.start()
        yield Served(app, address, folder / "mail", paths, email)
        worker.stop()
        server.shutdown()
        server.server_close()
        for thread in threads:
            thread.join(timeout=10)
        with app.app_context():
            db.engine.dispose()


def _first(kind: str) -> Entry:
    """The first entry of the demonstration data of that kind."""
    statement = select(Entry).where(Entry.kind == kind, Entry.is_demo).order_by(Entry.id).limit(1)
    return current_session().scalars(statement).one()


def _fill(app: Flask) -> tuple[dict[str, str], str]:
    """Demonstration data, and an institute's person with a public and a draft entry."""
    with app.app_context(), act_as(OPERATOR):
        with transaction() as session:
            load_demonstration(session)
        make = Factory()
        user = make.user(email="lan@vien.example")
        organisation = make.organisation(user, "Viện Nước Sông Nhuệ")
        full: dict[str, Any] = {
            "description": "## Cách làm\n\nHai bậc.",
            "advantages": "Rẻ hơn.",
            "trl_target": 8,
            "trl_evidence": "Đã chạy.",
            "rights": [{"kind": "patent", "number": "1-1"}],
            "owners": [{"name": "Viện", "share": "80"}],
            "comparison": [{"criterion": "Chi phí", "ours": "1", "alternative": "2"}],
            "price_from": 10**9,
            "price_to": 2 * 10**9,
            "price_basis": "indicative",
            "contact_name": "Phòng Chuyển giao",
            "confidential_detail": "kín",
        }
        public = make.entry(organisation, "Cụm lọc nước thải làng bún", translation={"title": "Noodle filter"}, **full)
        draft = make.entry(organisation, "Bản nháp về bùn", public=False, trl=None)
        institute = make.entry(organisation, "Viện Nước Sông Nhuệ", kind="institute")
        own = make.entry(organisation, "Rong Nước", kind="startup", public=False)
        unclaimed = make.entry(None, "Wetpaint", kind="startup", language="en")
        with transaction():
            unclaimed.source = "crunchbase-2013"
        fund = make.entry(organisation, "Quỹ Sông Nhuệ", kind="investor", sectors=["water-wastewater"])
        asks: dict[str, Any] = {"raising": "now", "round": "seed", "amount_sought": 8 * 10**9}
        founders = make.entry(organisation, "Cá Sông Nhuệ", kind="startup", sectors=["crops"], **asks)
        startup = _first("startup")
        judge(make, user, public, startup)
        card, note = keep_card(make, user, organisation, startup)
        app.extensions["rebuild"].run()
        paths = {
            "own_startup": f"/startups/{own.public_id}/edit",
            "unclaimed": f"/startups/{unclaimed.address}",
            "claim": f"/claims/new/{unclaimed.public_id}",
            "technology": f"/technologies/{public.address}",
            "institute": f"/institutes/{institute.address}",
            "startup": f"/startups/{startup.address}",
            "investor": f"/investors/{_first('investor').address}",
            "edit": f"/technologies/{public.public_id}/edit",
            "draft": f"/technologies/{draft.public_id}/edit",
            "matches": f"/matches/{founders.public_id}",
            "table": f"/matches/{fund.public_id}?view=table",
            "why": f"/matches/{founders.public_id}/{_first('investor').public_id}",
            "passed": f"/matches/{public.public_id}/passed",
            "dismiss": f"/matches/{public.public_id}/dismiss/{startup.public_id}",
            "appeal": f"/matches/{public.public_id}/appeal?about={startup.public_id}",
            "organisation": f"/organisations/{organisation.public_id}",
            "pipeline": f"/pipeline/{organisation.public_id}",
            "card": f"/pipeline/cards/{card.public_id}",
            "note": f"/pipeline/notes/{note.public_id}",
            **report_and_decide(make, user, organisation, startup),
            **introduce(make, Party(make, user, organisation, founders)),
        }
        email = user.email
        db.session.remove()
        return paths, email


def report_and_decide(make: Factory, owner: User, organisation: Organisation, startup: Entry) -> dict[str, str]:
    """A report that waits for the officer, and a decision on another page."""
    taken = make.entry(organisation, "Trang bị báo cáo")
    case = Case(make, owner, organisation, taken, make.user(), make.user(officer=True, email=OFFICER))
    waiting, decision = case.report(thing=startup.public_id), case.decide(case.report())
    return {
        "report": f"/reports/new/entry/{startup.public_id}",
        "reported": f"/officer/reports/{waiting.public_id}",
        "decided": f"/officer/decisions/{decision.public_id}",
        "decision": f"/reports/decisions/{decision.public_id}",
    }


def judge(make: Factory, user: User, own: Entry, other: Entry) -> None:
    """Follow another's entry, and pass it over in the matches of an own one."""
    with transaction() as session:
        follow(session, make.actor(user), other.public_id)
        content = DismissalInput(reason="other", words="Chưa hợp với chúng tôi.")
        dismiss(session, make.actor(user), KINDS, own.public_id, other.public_id, content)


def keep_card(make: Factory, user: User, organisation: Organisation, other: Entry) -> tuple[Card, Note]:
    """Another's entry stands in the organisation's pipeline, overdue and changed since, with a note."""
    actor = make.actor(user)
    with transaction() as session:
        card = pipeline.add(session, actor, KINDS, organisation, other, source=Source.PAGE).card
        card.facts = {**card.facts, "employees": {"low": 1, "high": 1}}
        said = CardInput(assignee=user.public_id, next_step="Gọi lại", next_on=date(2026, 1, 5), verdict="for")
        pipeline.save(session, actor, card.public_id, said, pipeline.base(CardInput().model_dump()))
        return card, add_note(session, actor, card.public_id, NoteInput(text="Gặp ở sự kiện tháng 10."))


def introduce(make: Factory, own: Party) -> dict[str, str]:
    """A request that waits for the person's answer, a conversation, somebody to ask, and links out of mails."""
    town = Town(make, party_of(make, "investor", "Quỹ Sông Đáy"), own)
    asked = town.ask(why="Gọi 0912 345 678 để hẹn nhé.")
    unreached = party_of(make, "investor", "Quỹ Sông Cầu")
    refuse_mail(unreached.user.email)
    talking = town.ask(unreached, town.startup)
    town.agree(talking, telephone="024 3825 1234")
    write(talking, town.startup)
    propose(talking, town.startup, **{f"day_{n}": f"2099-03-1{n}" for n in (1, 2, 3)})
    told = say(talking, town.startup, kind="memorandum", is_public=True)
    theirs = (talking.public_id, unreached.user.public_id)
    request = party_of(make, "investor", "Quỹ Sông Hồng").entry
    links = {
        f"mail_{act}": act_url(act, asked.public_id, town.startup.user.public_id, "vi")
        for act in (MailAct.AGREE, MailAct.DECLINE)
    }
    met = met_url(MetAct.MET, talking.public_id, own.user.public_id, "vi")
    (message,) = queries_talk.messages(current_session(), talking)
    for name, act in (("mail_time", TalkAct.CHOOSE), ("mail_propose", TalkAct.PROPOSE), ("mail_tell", TalkAct.TELL)):
        links[name] = talk_url(act, *theirs, "", "vi")
    links["mail_write"] = talk_url(TalkAct.WRITE, *theirs, message.public_id, "vi")
    links["mail_outcome"] = talk_url(TalkAct.OUTCOME, *theirs, told.public_id, "vi")
    stop = unsubscribe_url(town.startup.user.email, INTRODUCTIONS, "vi")
    return {
        "asked": f"/introductions/{asked.public_id}",
        "talking": f"/introductions/{talking.public_id}",
        "request": f"/introductions/new/{request.public_id}",
        "report_request": f"/reports/new/introduction-request/{asked.public_id}",
        **{name: urlsplit(url).path for name, url in {**links, "mail_met": met, "unsubscribe": stop}.items()},
    }


@pytest.fixture(scope="session")
def signed_in(served: Served, browser: Browser) -> Any:
    """The state of a browser in which the institute's person is signed in."""
    return _signed_in(served, browser, served.email)


@pytest.fixture(scope="session")
def officer_signed_in(served: Served, browser: Browser) -> Any:
    """The same for an officer."""
    return _signed_in(served, browser, OFFICER)


def _signed_in(served: Served, browser: Browser, email: str) -> Any:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{served.url}/login")
    page.fill("[name=email]", email)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button[type=submit], main form button:not([type])")
    page.wait_for_url("**/desk**")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages in contexts of their own; at the end no message of the browser's console may be left."""
    contexts: list[BrowserContext] = []
    messages: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "status of 4" not in message.text:
            messages.append(message.text)

    def new(**options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: messages.append(str(error)))
        return page

    yield new
    for context in contexts:
        context.close()
    assert messages == []
