"""Every page that anybody may ask for, every mail and every search document, while nobody said yes.

Both sides plant ways to reach them in all that they may write: fields of their pages, requests, questions, answers,
words with a no, in many spellings. What is read is compared without spaces, signs and invisible characters, so that no
spelling hides anything. Addresses are made of the product's own routes; a route with a new part fails here first.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from ecosystem.accounts.models import User
from ecosystem.app import KINDS
from ecosystem.catalogue.cards import card_of
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.search_document import EntryDocuments
from ecosystem.introductions.links import MailAct, MetAct, TalkAct, act_url, met_url, talk_url
from ecosystem.introductions.models import Introduction
from ecosystem.kernel.access.acting import act_as
from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.changes.models import AuditEvent
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.reports import service as reports
from ecosystem.reports.input import ReportInput
from tests.accounts.pages import Mailbox, html_of, text_of
from tests.factories import Factory, sign_in
from tests.introductions.world import Party, Town, at, reasons_shown
from tests.reports.world import things

MONDAY, REMINDED, LATER = "2026-03-02", "2026-03-05", "2026-03-20"
STATES = ("asked", "questioned", "replied", "declined", "expired", "unanswered", "withdrawn", "stopped")
SPELLINGS = {
    "asking": (
        "0912 345 678",
        "0912.345.678 hoặc lan@rieng.example",
        "０９１２３４５６７８, lan＠rieng.example",
        "0912\u200b345\u200b678, l\u200ban@rieng\u200b.example",
        "+84 912–345–678; lan (at) rieng (dot) example",
    ),
    "asked": (
        "0933 222 111",
        "(0933).222.111 hoặc minh@kin.example",
        "０９３３２２２１１１ hay minh [at] kin [dot] example",
        "0933\u00ad222\u00ad111, minh\u2060@kin.example",
        "không chín ba ba hai hai hai một một một, minh a còng kin chấm example",
    ),
}
SECRETS = {"asking": ("912345678", "rieng"), "asked": ("933222111", "kinexample", "minhkin", "bahaihaihaimộtmộtmột")}
"""What is left of them without spaces and signs."""
CONTACTS = {"asking": ("lan@rieng.example", "0912 345 678"), "asked": ("minh@kin.example", "0933 222 111")}
NOT_THERE = "zzzzzzzzzz"


def bare(text: str) -> str:
    """Small letters and digits in one way of writing, and nothing else."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in plain if character.isalnum())


def town_of(make: Factory) -> Town:
    """Whose pages name addresses and telephones, as their own people may read them."""
    parties = []
    for side, kind, title in (("asking", "investor", "Quỹ Đồng Hành"), ("asked", "startup", "Lúa Xanh")):
        person = make.user(email=f"{side}.chu@{side}.example")
        organisation = make.organisation(person, title, kind="fund" if kind == "investor" else "company")
        email, phone = CONTACTS[side]
        entry = make.entry(organisation, title, kind=kind, contact_email=email, contact_phone=phone)
        parties.append(Party(make, person, organisation, entry))
    return Town(make, *parties)


def lead_to(town: Town, state: str) -> Introduction:
    """An introduction in that state, with ways to reach both in all texts, and its reminders sent."""
    asking, asked = ("; ".join(SPELLINGS[side]) for side in ("asking", "asked"))
    with at(MONDAY):
        one = town.ask(
            reasons_of=reasons_shown,
            why=f"Xin gọi {asking} nhé.",
            proposal=f"Hẹn gặp, hay viết cho tôi: {asking}",
            telephone="0912345678",
        )
        if state in {"questioned", "replied", "unanswered"}:
            town.question(one, f"Bạn gọi {asked} được không?")
        if state == "replied":
            town.reply(one, f"Được, tôi ở {asking}.")
    with at(REMINDED):
        town.watch()
        if state == "declined":
            town.decline(one, "other", f"Sau này gọi {asked} nhé.")
        if state == "withdrawn":
            town.withdraw(one)
        if state == "stopped":
            town.stop(one, town.make.actor(town.make.user(officer=True)))
    if state in {"expired", "unanswered"}:
        with at(LATER):
            town.watch()
    assert town.look(one).state == state
    return one


def reported(town: Town) -> tuple[str, ...]:
    """Reports by somebody else of both pages, as officers read them."""
    actor, found = town.make.actor(town.make.user()), []
    content = ReportInput.model_validate({"reason": "false", "words": "Thông tin này không đúng."})
    for party in (town.fund, town.startup):
        with act_as(actor), transaction() as session:
            made = reports.report(session, actor, things(), "entry", party.entry.public_id, content, "vi")
        found.append(made.public_id)
    return tuple(found)


def values(town: Town, one: Introduction, found: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """What may stand in each part of an address."""
    entries = [town.fund.entry, town.startup.entry]
    organisations = [town.fund.organisation, town.startup.organisation]
    return {
        "slug": [entry.address for entry in entries],
        "public_id": [*(one.public_id for one in entries), *(one.public_id for one in organisations)],
        "other": [entry.public_id for entry in entries],
        "unclaimed": [entry.public_id for entry in entries],
        "member": [party.user.public_id for party in (town.fund, town.startup)],
        "introduction": [one.public_id],
        "report": found,
        "step": sorted({step.name for kind in KINDS.all for step in kind.steps}),
        "kind": ["entry", "organisation"],
        "act": ["agree", "reply"],
        "key": ["2024"],
        "purpose": ["confirm"],
        "name": ["introduction_asked"],
        "stage": ["start"],
        **{name: [NOT_THERE] for name in ("token", "link", "claim", "appeal", "decision", "objection", "card")},
        **{name: [NOT_THERE] for name in ("note", "time", "build", "filename")},
    }


def addresses(app: Flask, filled: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Every route that may be read, with every value that its parts may have; lists of search also with a word."""
    urls = app.url_map.bind("")
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()):
            continue
        names = sorted(rule.arguments)
        for chosen in itertools.product(*(filled[name] for name in names)):
            yield urls.build(rule.endpoint, dict(zip(names, chosen, strict=True)))
    for word in ("lua", "quy"):
        yield from (f"/search?q={word}", f"/search/suggest?q={word}", f"/startups?q={word}")


def readers(app: Flask, town: Town, make: Factory) -> list[tuple[str, FlaskClient, tuple[str, ...]]]:
    """Everybody, with what they must not read."""
    both = (*SECRETS["asking"], *SECRETS["asked"], "askingchu", "askedchu")
    people: list[tuple[str, User, tuple[str, ...]]] = [
        ("outsider", town.party("Công ty Khác").user, both),
        ("member of nothing", make.user(), both),
        ("officer", make.user(officer=True), both),
    ]
    for party, hidden, own in ((town.fund, "asked", "asking"), (town.startup, "asking", "asked")):
        secrets = (*SECRETS[hidden], f"{hidden}chu", f"{hidden}example")
        people.append((f"owner of {own}", party.user, secrets))
        people += [(f"{role} of {own}", party.colleague(role), secrets) for role in (Role.EDITOR, Role.VIEWER)]
    return [
        ("visitor", app.test_client(), both),
        *((name, sign_in(app.test_client(), user), secrets) for name, user, secrets in people),
    ]


@pytest.mark.parametrize("state", STATES)
def test_nothing_anywhere_tells_how_to_reach_a_side(
    app: Flask, make: Factory, mailbox: Mailbox, state: str, caplog: pytest.LogCaptureFixture
) -> None:
    """All routes in the state in which everything was said that may be said; in the others those that know of it."""
    town = town_of(make)
    one = lead_to(town, state)
    with at(LATER if state in {"expired", "unanswered"} else REMINDED, 12):
        everybody = readers(app, town, make)
        everywhere = set(addresses(app, values(town, one, reported(town))))
        make.index()
        if state != "replied":
            everywhere = {path for path in everywhere if path.startswith(("/introductions", "/desk", "/matches"))}
        everywhere |= {f"/en{path}" for path in everywhere if path.startswith("/introductions")}
        for name, client, hidden in everybody:
            answers = [(path, client.get(path, buffered=True)) for path in sorted(everywhere)]
            for path, answer in answers:
                said = bare(f"{answer.headers}{answer.get_data().decode(errors='replace')}")
                assert not [word for word in hidden if word in said], f"{name} at {path}: {answer.status_code}"
            assert sum(answer.status_code == 200 for _, answer in answers) >= 2, name
        _links_tell_nothing(app, town, one)
        _mails_say_nothing(mailbox)
    _nothing_is_indexed_drawn_or_noted(app, town)
    assert not [word for word in SECRETS["asking"] + SECRETS["asked"] if word in bare(caplog.text)]


def _links_tell_nothing(app: Flask, town: Town, one: Introduction) -> None:
    """The pages behind links of mails, those that are sent after the yes too: whoever has a link may read its page."""
    everything = (*SECRETS["asking"], *SECRETS["asked"], "askingchu", "askedchu")
    for party in (town.fund, town.startup):
        whose = (one.public_id, party.user.public_id)
        urls = [act_url(act, *whose, "vi") for act in MailAct] + [met_url(met, *whose, "vi") for met in MetAct]
        for url in urls + [talk_url(talk, *whose, "", "vi") for talk in TalkAct]:
            answer = app.test_client().get(urlsplit(url).path)
            assert not [word for word in everything if word in bare(answer.text)], url


def _mails_say_nothing(mailbox: Mailbox) -> None:
    """Of the other side; in the headers and in both parts. The own address stands in To, and signed in links."""
    sent = mailbox.all()
    assert sent
    for mail in sent:
        reader = mail["To"].addresses[0].addr_spec
        is_asked = reader.startswith("asked.")
        hidden = (*SECRETS["asking" if is_asked else "asked"], "askingchu" if is_asked else "askedchu")
        headers = "\n".join(f"{name}: {value}" for name, value in mail.items())
        said = bare(headers + text_of(mail) + html_of(mail))
        assert not [word for word in hidden if word in said], f"{mail['Message-ID']} to {reader}"
        assert mail["Reply-To"] is None


def _nothing_is_indexed_drawn_or_noted(app: Flask, town: Town) -> None:
    session, everything = current_session(), SECRETS["asking"] + SECRETS["asked"]
    entries = session.scalars(select(Entry)).all()
    documents: EntryDocuments = app.extensions["documents"]
    loaded = documents.load(session, {entry.public_id: entry.id for entry in entries})
    assert {town.fund.entry.public_id, town.startup.entry.public_id} <= {key for key, one in loaded.items() if one}
    with app.test_request_context():
        cards = [repr(card_of(entry, town.make.kind(entry.kind))) for entry in session.scalars(select(Entry))]
    audit = [(row.entity, row.columns, row.values) for row in session.scalars(select(AuditEvent))]
    for told in (repr(loaded), *cards, repr(audit)):
        assert not [word for word in everything if word in bare(told)]
