"""What is written in a pipeline reaches nobody outside: all pages as every role, the index, mails, the audit."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

import config
from ecosystem.accounts.models import User
from ecosystem.app import KINDS
from ecosystem.catalogue.models import Entry
from ecosystem.kernel import clock
from ecosystem.kernel.changes.models import AuditEvent
from ecosystem.kernel.db.base import Base
from ecosystem.kernel.db.session import db
from ecosystem.kernel.db.transaction import transaction
from ecosystem.organisations.models import Membership
from ecosystem.pipeline import service_notes
from ecosystem.pipeline.input import NoteInput
from ecosystem.pipeline.models import Card
from ecosystem.pipeline.reminding import remind
from ecosystem.search.engine import SearchEngine
from ecosystem.search.request import SearchRequest
from tests.accounts.pages import Mailbox, html_of, text_of
from tests.factories import Factory, sign_in
from tests.pipeline.test_reminding import in_the_morning
from tests.pipeline.world import Fund, fund_of
from tests.search.contract.documents import asking

NOTE, EDITED, STEP, WHY, STAGE = "zqnotexqz", "zqeditedxqz", "zqstepxqz", "zqwhyxqz", "zqstagexqz"
WORDS = (NOTE, EDITED, STEP, WHY, STAGE)


@pytest.fixture
def planted(fund: Fund) -> str:
    """The fund has written a word of its own in every field; the card's id."""
    fund.stage(STAGE)
    card = fund.card()
    fund.write(
        card,
        assignee=fund.editor.public_id,
        next_step=STEP,
        next_on=clock.today(),
        verdict="for",
        verdict_words=WHY,
    )
    note = fund.note(card, NOTE)
    with transaction() as session:
        changed = NoteInput(text=f"{NOTE} {EDITED}")
        service_notes.change_note(session, fund.actor(), note.public_id, changed)
    fund.note(card, f"{NOTE} lần hai", fund.owner)
    fund.make.index()
    return card.public_id


def addresses(app: Flask, fund: Fund, card: str, note: str) -> list[str]:
    """Every page that can be opened, with ids of this pipeline and of public entries where one is needed."""
    values = {
        "public_id": fund.id,
        "card": card,
        "note": note,
        "stage": "new",
        "key": "2024",
        "unclaimed": "z",
        "link": "z",
    }
    with app.app_context(), transaction() as session:
        entries = {kind.endpoint: [one.address for one in session.scalars(select(kind.model))] for kind in KINDS.all}
    found = []
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint == "pages.static_file":
            continue
        for slug in entries.get(rule.endpoint.partition(".")[0], ["x"])[:1] or ["x"]:
            given = {name: values.get(name, slug if name == "slug" else "z") for name in rule.arguments}
            found.append(app.url_map.bind("").build(rule.endpoint, given))
    return [f"{prefix}{address}" for address in found for prefix in ("", "/en")]


def owners_of_followed() -> list[tuple[int, User]]:
    """Who stands for the entries that are followed: the card's id and the person."""
    with transaction() as session:
        statement = (
            select(Card.id, User)
            .join(Entry, Entry.id == Card.entry_id)
            .join(Membership, Membership.organisation_id == Entry.owner_id)
            .join(User, User.id == Membership.user_id)
        )
        return [(card_id, user) for card_id, user in session.execute(statement.order_by(Card.id).limit(1))]


def test_no_page_tells_anybody_else(
    app: Flask, fund: Fund, make: Factory, planted: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    stranger = fund_of(make, "Quỹ Khác")
    stranger.card()
    known = (make.user(confirmed=False), make.user(), make.user(officer=True), stranger.owner, stranger.viewer)
    [(_, entry_owner)] = owners_of_followed()
    others = (None, *known, entry_owner)
    own, asked = addresses(app, fund, planted, "zz"), 0
    for user in others:
        client = app.test_client()
        if user is not None:
            sign_in(client, user)
        for address in own:
            text = client.get(address).get_data().decode(errors="replace")
            assert not [word for word in WORDS if word in text], f"{user and user.name} at {address}"
            assert planted not in text.replace(address, "").replace(f"/cards/{planted}", ""), address
            asked += 1
    assert asked > 400
    assert not [word for word in WORDS if word in caplog.text]


def test_its_own_people_read_it(app: Flask, fund: Fund, planted: str) -> None:
    for user in (fund.owner, fund.editor, fund.viewer):
        client = app.test_client()
        sign_in(client, user)
        text = client.get(f"/pipeline/cards/{planted}").text
        assert [word for word in WORDS if word not in text] == ([] if user is not fund.viewer else [STAGE])


def test_who_left_reads_nothing_more(app: Flask, fund: Fund, planted: str) -> None:
    client = app.test_client()
    sign_in(client, fund.editor)
    with transaction() as session:
        members = Base.metadata.tables["membership"]
        session.execute(members.delete().where(members.c.user_id == fund.editor.id))
    for address in (f"/pipeline/{fund.id}", f"/pipeline/cards/{planted}", "/desk"):
        assert not [word for word in WORDS if word in client.get(address).text]


def test_the_index_knows_none_of_it(app: Flask, planted: str) -> None:
    engine: SearchEngine = app.extensions["search_engine"]
    for word in WORDS:
        assert engine.search(SearchRequest(asking(word), limit=0)).total.value == 0
    assert not [word for word in WORDS if word in repr(list(engine.scan()))]


def test_words_lie_in_their_own_tables_alone(fund: Fund, planted: str) -> None:
    """No audit, outbox, job or nonce keeps them; the reminder's job holds ids."""
    with in_the_morning():
        remind({})
    lies: dict[str, set[str]] = {}
    for table in Base.metadata.sorted_tables:
        lines = [repr(line) for line in db.session.execute(table.select())]
        for word in WORDS:
            if any(word in line for line in lines):
                lies.setdefault(word, set()).add(table.name)
    assert lies == {
        NOTE: {"pipeline_note"},
        EDITED: {"pipeline_note"},
        STEP: {"pipeline_card"},
        WHY: {"pipeline_card"},
        STAGE: {"pipeline_stage"},
    }


def test_the_audit_says_who_did_something_and_no_word_of_it(fund: Fund, planted: str) -> None:
    with transaction() as session:
        found = session.scalars(
            select(AuditEvent).where(AuditEvent.table == "pipeline_note").order_by(AuditEvent.id)
        ).all()
        assert [(one.action, one.columns, one.values) for one in found] == [
            ("insert", [], {}),
            ("update", ["edited_at", "text"], {}),
            ("insert", [], {}),
        ]


def test_the_only_mail_has_the_next_step_and_goes_to_whoever_takes_care(
    app: Flask, fund: Fund, settings: config.Settings, planted: str
) -> None:
    with in_the_morning():
        remind({})
        mails = Mailbox(app, Path(settings.mail_url)).all()
    said = {word: [mail["To"] for mail in mails if word in f"{mail}{text_of(mail)}{html_of(mail)}"] for word in WORDS}
    assert {word: len(to) for word, to in said.items()} == {NOTE: 0, EDITED: 0, STEP: 1, WHY: 0, STAGE: 0}
    assert fund.editor.email in str(said[STEP][0])
