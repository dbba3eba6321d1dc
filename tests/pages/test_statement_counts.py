"""How many SQL statements each page takes: few, and as many for many rows as for few."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from ecosystem.accounts.models import User
from ecosystem.app import KINDS
from ecosystem.catalogue import drafts
from ecosystem.catalogue.models import Entry
from ecosystem.following.service import follow
from ecosystem.introductions.models import Introduction
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor, Role
from ecosystem.kernel.db.session import db
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.matchmaking.input import DismissalInput
from ecosystem.matchmaking.service import dismiss
from ecosystem.organisations.models import Invitation, Membership, Organisation, Verification
from ecosystem.pipeline import service as pipeline
from ecosystem.pipeline.input import CardInput, NoteInput
from ecosystem.pipeline.models import Card, Note, Source
from ecosystem.pipeline.service_notes import add_note
from tests.deals.world import Market
from tests.factories import Factory, sign_in
from tests.installation import inside, installation
from tests.introductions.test_talk import say, write
from tests.introductions.world import Party, Town, party_of

VISITOR = {
    "/": 8,
    "/card.png": 0,
    "/plan/2024": 6,
    "/plans": 2,
    "/search": 3,
    "/search?q=loc": 4,
    "/search?q=khongcogi&sector=crops": 3,
    "/search/suggest?q=loc": 4,
    "/search/suggest?q=xyzzyx": 3,
    "/technologies": 3,
    "/technologies?sector=water-wastewater&sort=title": 3,
    "/technologies/fragment": 2,
    "/institutes": 3,
    "/technologies/{technology}": 9,
    "/technologies/{technology}/card.png": 5,
    "/institutes/{institute}": 9,
    "/startups": 3,
    "/startups?raising_to=5000000000&sort=raising": 4,
    "/startups/{startup}": 8,
    "/startups/{startup}/card.png": 3,
    "/investors": 3,
    "/investors?cheque=5000000000": 4,
    "/investors/{investor}": 8,
    "/investors/{investor}/portfolio": 7,
    "/sitemap.xml": 2,
    "/visibility": 1,
    "/matching": 1,
    "/introductions/figures": 4,
    "/login": 2,
    "/register": 2,
}
OWNER = {
    "/matches": 23,
    "/matches/{own_investor}": 32,
    "/matches/{own_startup_id}": 27,
    "/matches/{own_startup_id}?view=table&sort=cheque": 22,
    "/matches/{own_startup_id}?kind=technology": 26,
    "/matches/{institute_id}": 25,
    "/": 13,
    "/search?q=loc": 9,
    "/technologies/{technology}": 13,
    "/institutes/{institute}": 13,
    "/desk": 54,
    "/desk/entries?state=public": 15,
    "/startups/{startup}": 23,
    "/investors/{investor}": 23,
    "/claims/new/{unclaimed}": 10,
    "/following": 9,
    "/matches/{own_investor}/passed": 16,
    "/matches/{own_investor}/dismiss/{unclaimed}": 10,
    "/matches/{own_investor}/appeal?about={unclaimed}": 15,
    "/pipeline/{organisation}": 19,
    "/pipeline/{organisation}?mine=1&changed=1&closed=1": 19,
    "/pipeline/{organisation}/stages": 10,
    "/pipeline/{organisation}/stages/met/remove": 10,
    "/pipeline/cards/{card}": 17,
    "/pipeline/notes/{note}": 7,
    "/startups/new": 9,
    "/startups/{own_startup}/edit": 9,
    "/startups/{own_startup}/edit/round": 11,
    "/organisations": 9,
    "/organisations/new": 7,
    "/organisations/{organisation}": 10,
    "/organisations/{organisation}/edit": 8,
    "/organisations/{organisation}/members": 9,
    "/organisations/{organisation}/leave": 8,
    "/technologies/new": 9,
    "/technologies/{technology}/edit": 11,
    "/technologies/{technology}/edit/rights": 13,
    "/technologies/{technology}/translation": 11,
    "/institutes/{institute}/edit": 9,
    "/institutes/{institute}/edit/basics": 11,
    "/account": 7,
    "/account/devices": 7,
    "/introductions": 12,
    "/introductions/{talking}": 16,
    "/introductions/blocks": 9,
}
"""Address to the number of statements of a GET; a page may get cheaper here, and dearer only with a reason."""


@dataclass
class Counted:
    """Counts what a page asks of the database. `many` fills everything that a page could loop over."""

    app: Flask
    owner: FlaskClient
    names: dict[str, str]

    def statements(self, address: str, *, as_owner: bool) -> list[str]:
        path = address.format(**self.names)
        assert self.app.test_client().get(path).status_code in {200, 303}, path
        with self.app.app_context():
            self.app.extensions["served_market"].get(db.session())  # made anew once, not at every page
        client = self.owner if as_owner else self.app.test_client()
        with listening(self.app) as heard:
            assert client.get(path).status_code == 200
        return heard


@contextmanager
def listening(app: Flask) -> Iterator[list[str]]:
    heard: list[str] = []

    def hear(*arguments: object) -> None:
        statement = str(arguments[2])
        if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
            heard.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", hear)
    yield heard
    event.remove(engine, "before_cursor_execute", hear)


RIGHTS = [{"kind": "patent", "number": f"VN{number}"} for number in range(8)]
ASK: dict[str, Any] = {"raising": "now", "round": "seed", "amount_sought": 5 * 10**9, "currency": "VND"}
CHEQUE: dict[str, Any] = {"cheque_min": 10**9, "cheque_max": 10**10, "currency": "VND"}
ENGLISH = {"title": "A filter", "summary": "It filters."}


def entries(make: Factory, organisation: Organisation, count: int) -> None:
    """Technologies and institutes with all that hangs on them, of every state."""
    for number in range(count):
        rights = RIGHTS if number % 2 else RIGHTS[:1]
        full: dict[str, Any] = {"rights": rights, "tasks": ["3", "4"], "confidential_detail": "Kín."}
        make.entry(organisation, f"Bể lọc {number}", translation=ENGLISH, **full)
        make.entry(organisation, f"Bể lọc nháp {number}", public=False, rights=rights)
        make.entry(organisation, f"Viện lọc {number}", kind="institute", translation=ENGLISH)
        make.entry(make.organisation(make.user()), f"Lọc khác {number}", closes_on=clock.today())
        make.entry(organisation, f"Startup lọc {number}", kind="startup", translation=ENGLISH, **ASK)
        make.entry(organisation, f"Quỹ lọc {number}", kind="investor", translation=ENGLISH, **CHEQUE)
        make.entry(make.organisation(make.user()), f"Gọi vốn {number}", kind="startup", translation=ENGLISH, **ASK)
        make.entry(make.organisation(make.user()), f"Rót vốn {number}", kind="investor", translation=ENGLISH, **CHEQUE)


@pytest.fixture(scope="module")
def counted(template_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counted]:
    with installation(template_database, tmp_path_factory.mktemp("counted")) as app:
        with inside(app):
            make = Factory()
            user = make.user()
            own = make.organisation(user)
            entries(make, own, 1)
            invite(make, own, user)
            technology = make.entry(own, "Bể lọc sinh học", rights=RIGHTS[:1], translation=ENGLISH)
            institute = make.entry(own, "Viện lọc", kind="institute")
            own_startup = make.entry(own, "Startup lọc", kind="startup", round_closes_on=clock.today(), **ASK)
            own_investor = make.entry(own, "Quỹ lọc", kind="investor")
            judge(make, user, own_investor, len(KINDS.all))
            talking = converse(make, user, own, own_startup, 1)
            market = Market(make, current_session())
            startup, investor = market.startup("Lọc nhập"), market.investor("Quỹ nhập")
            deals(market, startup, investor, 1)
            make.index()
            names = {
                "technology": technology.address,
                "institute": institute.address,
                "organisation": own.public_id,
                "startup": startup.address,
                "investor": investor.address,
                "unclaimed": investor.public_id,
                "own_startup": own_startup.address,
                "own_investor": own_investor.public_id,
                "own_startup_id": own_startup.public_id,
                "institute_id": institute.public_id,
                "card": current_session().scalars(select(Card.public_id).order_by(Card.id)).first() or "",
                "note": current_session().scalars(select(Note.public_id).order_by(Note.id)).first() or "",
                "talking": talking.public_id,
            }
            with transaction() as session:
                drafts.keep(session, technology, user.id, "basics", [("title", "Dở dang")])
            owner = sign_in(app.test_client(), user)
            owner.get("/desk")
            made = Counted(app, owner, names)
            few = {
                (a, o): len(made.statements(a, as_owner=o))
                for o, table in ((False, VISITOR), (True, OWNER))
                for a in table
            }
            deals(market, startup, investor, 12)
            fill(make, user.id, own.id)
            judge(make, user, own_investor, 12)
            converse(make, user, own, own_startup, 12)
        FEW.update(few)
        yield made


FEW: dict[tuple[str, bool], int] = {}
"""What each page took while there was one of everything."""


def deals(market: Market, startup: Entry, investor: Entry, count: int) -> None:
    """Rounds of the startup and deals of the investor, with others and with bare names."""
    for number in range(count):
        when = f"20{10 + number}-05"
        market.deal(
            startup, investor, key=f"{count}-{number}-a", code="seed", dated=when, amount="1000000", currency="USD"
        )
        market.deal(market.startup(), investor, key=f"{count}-{number}-b", dated=when)
        market.deal(startup, market.investor(), key=f"{count}-{number}-c", dated=when)
        market.deal(startup, f"Người {number}", key=f"{count}-{number}-d", dated=when)


def converse(make: Factory, user: User, own: Organisation, entry: Entry, count: int) -> Introduction:
    """As many who ask the own organisation and talk with it, with messages in the first conversation."""
    town = Town(make, party_of(make, "investor", "Quỹ Hỏi"), Party(make, user, own, entry))
    found = [town.ask(party_of(make, "investor", f"Quỹ Hỏi {number}")) for number in range(count)]
    for one in found:
        town.agree(one)
        say(one, town.startup)
    for _ in range(count):
        write(found[0], town.startup)
    town.ask()
    return found[0]


def judge(make: Factory, user: User, own: Entry, count: int) -> None:
    """The person follows entries of every kind, and passes them over in the matches of an own one."""
    content = DismissalInput(reason="thesis")
    with transaction() as session:
        actor, own = make.actor(session.get_one(User, user.id)), session.get_one(Entry, own.id)
        for number in range(count):
            other = make.entry(kind=KINDS.all[number % len(KINDS.all)].name).public_id
            follow(session, actor, other)
            dismiss(session, actor, KINDS, own.public_id, other, content)
            keep_card(session, actor, other)


def keep_card(session: Session, actor: Actor, other: str) -> None:
    """The entry is in the pipeline of the organisation acted for, due today, with a note."""
    organisation = session.get_one(Organisation, actor.organisation_id)
    entry = session.scalars(select(Entry).where(Entry.public_id == other)).one()
    card = pipeline.add(session, actor, KINDS, organisation, entry, source=Source.FOLLOWED).card
    person = session.get_one(User, actor.user_id).public_id
    typed = CardInput(assignee=person, next_on=clock.today(), verdict="for")
    pipeline.save(
        session,
        actor,
        card.public_id,
        typed,
        pipeline.base(pipeline.values_of(pipeline.load(session, actor, card.public_id))),
    )
    add_note(session, actor, card.public_id, NoteInput(text="Một ghi chú"))


def invite(make: Factory, own: Organisation, user: User) -> None:
    """Somebody is asked into the own organisation, and the person into another one."""
    other, moment = make.user(), clock.now()
    asked = ((own.id, f"moi-{other.email}", user.id), (make.organisation(other).id, user.email, other.id))
    with transaction() as session:
        for organisation_id, email, inviter_id in asked:
            made = Invitation(organisation_id=organisation_id, email=email, invited_by_id=inviter_id)
            made.role, made.language, made.expires_on = Role.VIEWER.value, "vi", clock.today()
            made.created_at = made.sent_at = moment
            session.add(made)


def fill(make: Factory, user_id: int, organisation_id: int) -> None:
    """More entries than a page shows, more organisations, people, checks, devices, unsaved texts."""
    with transaction() as session:
        own, user = session.get_one(Organisation, organisation_id), session.get_one(User, user_id)
    entries(make, own, 12)
    for _ in range(4):
        entries(make, make.organisation(user), 1)
        with transaction() as session:
            moment = clock.now()
            member = make.user()
            session.add(
                Membership(organisation_id=own.id, user_id=member.id, role=Role.VIEWER.value, created_at=moment)
            )
            session.add(
                Verification(organisation_id=own.id, checked_by="Ai đó", checked_at=moment, valid_until=clock.today())
            )
            drafts.keep(session, make.entry(own, "Đang gõ"), user.id, "basics", [("title", "Dở dang")])
        invite(make, own, user)
    make.index()


@pytest.mark.parametrize("address", VISITOR)
def test_a_visitors_page_takes_as_many_statements_for_many_rows(counted: Counted, address: str) -> None:
    many = counted.statements(address, as_owner=False)
    assert (FEW[address, False], len(many)) == (VISITOR[address], VISITOR[address]), "\n".join(many)


@pytest.mark.parametrize("address", OWNER)
def test_an_owners_page_takes_as_many_statements_for_many_rows(counted: Counted, address: str) -> None:
    many = counted.statements(address, as_owner=True)
    assert (FEW[address, True], len(many)) == (OWNER[address], OWNER[address]), "\n".join(many)
