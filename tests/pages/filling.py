"""Fills an installation with one of everything, or with more than a page shows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.accounts.models import User
from ecosystem.app import KINDS
from ecosystem.catalogue import drafts
from ecosystem.catalogue.models import Entry
from ecosystem.following.service import follow
from ecosystem.introductions.models import Introduction
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor, Role
from ecosystem.kernel.db.transaction import transaction
from ecosystem.matchmaking.input import DismissalInput
from ecosystem.matchmaking.service import dismiss
from ecosystem.organisations.models import Invitation, Membership, Organisation, Verification
from ecosystem.pipeline import service as pipeline
from ecosystem.pipeline.input import CardInput, NoteInput
from ecosystem.pipeline.models import Source
from ecosystem.pipeline.service_notes import add_note
from tests.deals.world import Market
from tests.factories import Factory
from tests.introductions.test_talk import say, write
from tests.introductions.world import Party, Town, party_of

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
