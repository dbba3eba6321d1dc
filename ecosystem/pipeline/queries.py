"""Reading pipelines, under the viewer's scope where an actor is named; callers of the rest have checked who asks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from ecosystem.accounts.models import User
from ecosystem.catalogue.kinds import Kinds
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.models import State as EntryState
from ecosystem.catalogue.queries import with_everything
from ecosystem.kernel.access.actor import Actor
from ecosystem.organisations.models import Membership, Organisation
from ecosystem.pipeline.models import Card, Meaning, Note, Stage
from ecosystem.pipeline.policy import visible_to


class Member(NamedTuple):
    """Who may take care of a card."""

    membership_id: int
    public_id: str
    name: str


class Place(NamedTuple):
    """Where an entry stands in a pipeline."""

    card: str
    stage: Stage


def stages(session: Session, organisation_id: int) -> list[Stage]:
    """The organisation's own stages in order; none while nobody wrote into its pipeline."""
    statement = select(Stage).where(Stage.organisation_id == organisation_id).order_by(Stage.position, Stage.id)
    return list(session.scalars(statement.execution_options(populate_existing=True)))


def cards(session: Session, actor: Actor, organisation_id: int) -> list[tuple[Card, str]]:
    """All cards of the organisation's pipeline as they are now, each with the kind of its entry."""
    statement = (
        select(Card, Entry.kind)
        .join(Entry, Entry.id == Card.entry_id)
        .where(Card.organisation_id == organisation_id, visible_to(actor))
        .options(joinedload(Card.stage), joinedload(Card.assignee))
        .order_by(Card.id)
        .execution_options(populate_existing=True)
    )
    return [(card, kind) for card, kind in session.execute(statement)]


def card(session: Session, actor: Actor, public_id: str, *, lock: bool = False) -> Card | None:
    """The card that the actor may see, as it is now; `lock` keeps it from changing until the transaction ends."""
    statement = _whole().where(Card.public_id == public_id, visible_to(actor))
    if lock:
        statement = statement.with_for_update(of=Card)
    return session.scalar(statement.execution_options(populate_existing=True))


def card_to_remind_of(session: Session, public_id: str) -> Card | None:
    """The card whoever asks: for the reminder alone."""
    return session.scalar(_whole().where(Card.public_id == public_id))


def card_of(session: Session, organisation_id: int, entry_id: int) -> Card | None:
    """The organisation's card of that entry."""
    return session.scalar(_whole().where(Card.organisation_id == organisation_id, Card.entry_id == entry_id))


def kind_of(session: Session, entry_id: int) -> str:
    """The kind of an entry, all that is told of one that is not public any more."""
    return session.scalars(select(Entry.kind).where(Entry.id == entry_id)).one()


def number_of_cards(session: Session, organisation_id: int) -> int:
    return session.scalar(select(func.count(Card.id)).where(Card.organisation_id == organisation_id)) or 0


def cards_in(session: Session, stage: Stage) -> Sequence[Card]:
    """The cards that stand in a stage."""
    return session.scalars(select(Card).where(Card.stage_id == stage.id).order_by(Card.id)).all()


def counts(session: Session, organisation_id: int) -> dict[int, int]:
    """How many cards stand in each stage, by its id."""
    statement = select(Card.stage_id, func.count(Card.id)).where(Card.organisation_id == organisation_id)
    return dict(session.execute(statement.group_by(Card.stage_id)).all())


def public_entry(session: Session, public_id: str) -> Entry | None:
    """A public entry of any kind."""
    return session.scalar(select(Entry).where(Entry.public_id == public_id, Entry.state == EntryState.PUBLIC.value))


def public_entries(session: Session, kinds: Kinds, ids: Collection[int]) -> dict[int, Entry]:
    """Those of the entries that are public, by id, with all that their facts are read from."""
    if not ids:
        return {}
    statement = select(Entry).where(Entry.id.in_(ids), Entry.state == EntryState.PUBLIC.value)
    return {entry.id: entry for entry in session.scalars(statement.options(*with_everything(kinds)))}


def members(session: Session, organisation_id: int) -> list[Member]:
    """The people of the organisation, in order of joining."""
    statement = (
        select(Membership.id, User.public_id, User.name)
        .join(User, User.id == Membership.user_id)
        .where(Membership.organisation_id == organisation_id)
        .order_by(Membership.id)
    )
    return [Member(*row) for row in session.execute(statement)]


def notes(session: Session, card_id: int) -> list[Note]:
    """The notes on a card with their authors, the latest first."""
    statement = select(Note).where(Note.card_id == card_id).options(joinedload(Note.author))
    return list(session.scalars(statement.order_by(Note.created_at.desc(), Note.id.desc())))


def note(session: Session, actor: Actor, public_id: str) -> Note | None:
    """The note, when it is on a card that the actor may see; with its card and author."""
    statement = select(Note).join(Card, Card.id == Note.card_id).where(Note.public_id == public_id, visible_to(actor))
    return session.scalar(statement.options(joinedload(Note.card), joinedload(Note.author)))


def places(session: Session, organisation_id: int) -> tuple[Organisation, dict[int, Place]]:
    """The organisation, and where entries stand in its pipeline by the entry's id; one statement."""
    statement = (
        select(Organisation, Card.entry_id, Card.public_id, Stage)
        .outerjoin(Card, Card.organisation_id == Organisation.id)
        .outerjoin(Stage, Stage.id == Card.stage_id)
        .where(Organisation.id == organisation_id)
    )
    rows = session.execute(statement).all()
    return rows[0][0], {entry_id: Place(card_id, stage) for _, entry_id, card_id, stage in rows if card_id}


def due(session: Session, actor: Actor, until: date) -> list[tuple[Card, str, str]]:
    """The cards that the actor takes care of and whose next step is due by that day, with their entry's kind and id.

    The earliest first; those in a stage that ended without a result are left out.
    """
    statement = (
        select(Card, Entry.kind, Entry.public_id)
        .join(Entry, Entry.id == Card.entry_id)
        .join(Membership, Membership.id == Card.assignee_id)
        .join(Stage, Stage.id == Card.stage_id)
        .where(Membership.user_id == actor.user_id, Card.next_on <= until, Stage.meaning != Meaning.LOST.value)
        .where(visible_to(actor))
        .options(joinedload(Card.stage), joinedload(Card.organisation))
        .order_by(Card.next_on, Card.created_at.desc(), Card.id)
    )
    return [(found, kind, public_id) for found, kind, public_id in session.execute(statement)]


def to_remind(session: Session, first: date, last: date) -> Sequence[Card]:
    """The cards whose next step is due from `first` to `last`, that somebody takes care of, and not reminded of yet.

    Kept from changing until the transaction ends; one that somebody else is changing is left for the next time.
    """
    statement = (
        select(Card)
        .join(Stage, Stage.id == Card.stage_id)
        .where(Card.assignee_id.is_not(None), Card.next_on >= first, Card.next_on <= last)
        .where(Stage.meaning != Meaning.LOST.value, Card.reminded_for.is_distinct_from(Card.next_on))
        .options(joinedload(Card.assignee))
        .order_by(Card.id)
        .with_for_update(of=Card, skip_locked=True)
        .execution_options(populate_existing=True)
    )
    return session.scalars(statement).all()


def _whole() -> Select[Card]:
    return select(Card).options(joinedload(Card.stage), joinedload(Card.assignee), joinedload(Card.organisation))
