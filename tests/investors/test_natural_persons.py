"""A natural person out of a list of investors is kept and named nowhere: no page, list, count, feed, mail or match.

Names are planted wherever a list may have them; then every page that can be opened is asked for, as everybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask, current_app
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import BuildError, Rule

from ecosystem.catalogue.models import Entry, State
from ecosystem.following import service as following
from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.access.errors import NotFound
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.matchmaking import service as matchmaking
from ecosystem.matchmaking.input import DismissalInput
from ecosystem.organisations.models import Organisation
from ecosystem.organisations.names import folded_name
from ecosystem.organisations.queries import similar
from ecosystem.pipeline import service as pipeline
from ecosystem.pipeline.models import Source
from ecosystem.reports import service as reports
from ecosystem.search.engine import SearchEngine
from tests.factories import Factory, sign_in
from tests.introductions.world import Party, Town

PERSON, BARE = "Trịnh Thị Khuê Nhạn", "Lò Văn Giẻ Quạt"
PLANTED = (PERSON, BARE, "nhan@rieng.example", "912345678", "Người làm mắm", "Ngõ Chim Khuyên")
INVESTORS = (
    "Nhà đầu tư;Loại hình;Khẩu vị;Lĩnh vực;Giai đoạn;Quy mô đầu tư;Email;Điện thoại;Địa chỉ;Người liên hệ\n"
    f"{PERSON};Thiên thần;Người làm mắm;Trồng trọt;Nguyên mẫu;1-3 tỷ;nhan@rieng.example;0912345678;"
    f"Ngõ Chim Khuyên;{PERSON}\n"
    "Quỹ Cánh Đồng;Quỹ;Lúa;Trồng trọt;Nguyên mẫu;1-3 tỷ;;;;\n"
)
STARTUPS = "Tên startup;Lĩnh vực\nNong Tằm;Trồng trọt\n"
DEALS = (
    "Startup;Nhà đầu tư;Ngày;Vòng;Số tiền\n"
    f"Nong Tằm;{PERSON};03/2024;Hạt giống;1 tỷ\n"
    f"Nong Tằm;{BARE};03/2024;Hạt giống;1 tỷ\n"
    "Nong Tằm;Quỹ Cánh Đồng;03/2024;Hạt giống;3 tỷ\n"
)
QUERIES = ("trinh+thi+khue+nhan", "khue", "gie+quat", "mam", "nong+tam")


@pytest.fixture
def town(make: Factory) -> Town:
    return Town.of(make)


@pytest.fixture
def person(app: Flask, make: Factory, session: Session, tmp_path: Path) -> Entry:
    """Imported with startups, a fund and deals, and one of the startups taken over by people."""
    for kind, content in (("startups", STARTUPS), ("investors", INVESTORS), ("deals", DEALS)):
        path = tmp_path / f"{kind}.csv"
        path.write_text(content, encoding="utf-8")
        result = app.test_cli_runner().invoke(args=["import", kind, str(path)])
        assert result.exit_code == 0, result.output
    make.index()
    return session.scalars(select(Entry).where(Entry.title == PERSON)).one()


def filled(rule: Rule, person: Entry, own: Entry, organisation: str) -> Iterator[dict[str, str]]:
    """What the rule may be asked for with: the person wherever an entry stands, else what is one's own."""
    names = {"slug": person.public_id, "other": person.public_id, "unclaimed": person.public_id, "kind": "entry"}
    known = {**names, "key": "2024", "step": "basics", "name": "register", "purpose": "register"}
    for public_id in (person.public_id, own.public_id, organisation):
        values = {**known, "public_id": public_id}
        if rule.arguments <= values.keys():
            yield {name: values[name] for name in rule.arguments}


def addresses(app: Flask, person: Entry, own: Entry, organisation: str) -> list[str]:
    """Every page that can be asked for by name or with an entry, and searches for parts of the names."""
    adapter = app.url_map.bind("localhost")
    found = set[str]()
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint == "static_files":
            continue
        for values in filled(rule, person, own, organisation):
            try:
                found.add(adapter.build(rule.endpoint, values, method="GET"))
            except BuildError:
                continue
    searched = {f"/{page}?q={query}" for page in ("search", "search/suggest", "investors") for query in QUERIES}
    startups = current_session().scalars(select(Entry).where(Entry.kind == "startup"))
    shown = {f"/startups/{one.address}" for one in startups}
    asked = {f"/introductions/new/{person.public_id}?own={own.public_id}", f"/matches/{own.public_id}?as=table"}
    plain = sorted(found | searched | shown | asked)
    return plain + [f"/en{address}" for address in plain]


def readers(app: Flask, town: Town, make: Factory) -> dict[str, FlaskClient]:
    people = {
        "startup": town.startup.user,
        "fund": town.fund.user,
        "viewer": town.startup.colleague(Role.VIEWER),
        "stranger": make.user(),
        "officer": make.user(officer=True),
    }
    return {"visitor": app.test_client(), **{name: sign_in(app.test_client(), one) for name, one in people.items()}}


def test_no_page_names_the_person_to_anybody(app: Flask, town: Town, make: Factory, person: Entry) -> None:
    make.index()
    own, organisation = town.startup.entry, town.startup.organisation.public_id
    asked = addresses(app, person, own, organisation)
    assert f"/investors/{person.public_id}/card.png" in asked
    assert f"/matches/{own.public_id}/{person.public_id}" in asked
    assert "/sitemap.xml" in asked
    for reader, client in readers(app, town, make).items():
        for address in asked:
            answer = client.get(address)
            said = f"{answer.headers}{answer.get_data().decode(errors='replace')}"
            assert not [word for word in PLANTED if word in said], f"{reader} at {address}: {answer.status_code}"
            assert answer.status_code < 500, address


def test_the_persons_own_addresses_are_not_there(app: Flask, town: Town, make: Factory, person: Entry) -> None:
    here = person.public_id
    for reader, client in readers(app, town, make).items():
        for path in (f"/investors/{here}", f"/investors/{here}/card.png", f"/investors/{here}/portfolio"):
            assert client.get(path).status_code == 404, f"{reader} at {path}"
        for path in (
            f"/introductions/new/{here}",
            f"/claims/new/{here}",
            f"/matches/{town.startup.entry.public_id}/{here}",
        ):
            assert client.get(path).status_code in ({404} if reader != "visitor" else {303, 404}), f"{reader} at {path}"


def test_a_startups_history_counts_the_persons_and_names_the_fund(app: Flask, person: Entry, session: Session) -> None:
    startup = session.scalars(select(Entry).where(Entry.title == "Nong Tằm")).one()
    page = app.test_client().get(f"/startups/{startup.address}").text
    assert "Quỹ Cánh Đồng" in page
    assert "một nhà đầu tư cá nhân" in page


def test_the_index_and_the_mails_know_nothing(app: Flask, person: Entry, settings_mail: Path) -> None:
    engine: SearchEngine = app.extensions["search_engine"]
    fund = current_session().scalars(select(Entry).where(Entry.title == "Quỹ Cánh Đồng")).one()
    stored = {public_id for public_id, _ in engine.scan()}
    assert fund.public_id in stored
    assert person.public_id not in stored
    mails = [path.read_text(encoding="utf-8", errors="replace") for path in settings_mail.rglob("*.eml")]
    assert not [word for word in PLANTED for mail in mails if word in mail]


@pytest.fixture
def settings_mail(settings: object) -> Path:
    return Path(settings.mail_url)  # type: ignore[attr-defined]  # config.Settings


def test_how_to_reach_the_person_is_not_kept(person: Entry, session: Session) -> None:
    assert person.owner_id is None
    named = select(Organisation).where(Organisation.folded_name == folded_name(PERSON))
    assert session.scalars(named).all() == []


def test_who_is_a_person_by_the_next_list_leaves_every_page(app: Flask, session: Session, tmp_path: Path) -> None:
    """The list first had no kind: it became a page and an organisation."""
    path = tmp_path / "investors.csv"
    for kind in ("Quỹ", "Thiên thần"):
        path.write_text(INVESTORS.replace("Thiên thần", kind), encoding="utf-8")
        assert app.test_cli_runner().invoke(args=["import", "investors", str(path)]).exit_code == 0
    person = session.scalars(select(Entry).where(Entry.title == PERSON)).one()
    assert (person.state, person.owner_id) == (State.DRAFT, None)
    proposed = similar(session, PERSON)
    assert list(proposed) == []


def follow(town: Town, person: Entry) -> None:
    following.follow(current_session(), town.startup.actor, person.public_id)


def put_on_a_card(town: Town, person: Entry) -> None:
    kinds = current_app.extensions["kinds"]
    mine: Party = town.startup
    pipeline.add(current_session(), mine.actor, kinds, mine.organisation, person, source=Source.PAGE)


def ask(town: Town, person: Entry) -> None:
    asked = Party(town.make, town.fund.user, town.fund.organisation, person)
    town.ask(town.startup, asked)


def pass_over(town: Town, person: Entry) -> None:
    kinds, own = current_app.extensions["kinds"], town.startup.entry.public_id
    content = DismissalInput.model_validate({"reason": "not-now"})
    matchmaking.dismiss(current_session(), town.startup.actor, kinds, own, person.public_id, content)


def report(town: Town, person: Entry) -> None:
    reportables = current_app.extensions["reportables"]
    reports.reported(current_session(), town.startup.actor, reportables, "entry", person.public_id)


@pytest.mark.parametrize("act", [follow, put_on_a_card, ask, pass_over, report])
def test_nothing_can_be_done_with_the_person(
    app: Flask, town: Town, person: Entry, act: Callable[[Town, Entry], None]
) -> None:
    with pytest.raises(NotFound), transaction():
        act(town, person)
