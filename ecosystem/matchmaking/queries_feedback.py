"""Reading what people did with matches, under the viewer's scope."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, aliased, joinedload

from ecosystem.catalogue.kinds import Kinds
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.models import State as EntryState
from ecosystem.catalogue.policy import visible_to
from ecosystem.catalogue.queries import with_everything
from ecosystem.kernel.access.actor import Actor
from ecosystem.matchmaking.models import Appeal, Dismissal, State
from ecosystem.matchmaking.policy import appeals_answered_by, appeals_visible_to


def own_entry(session: Session, actor: Actor, public_id: str, *, lock: bool = False) -> Entry | None:
    """The entry, when it is of an organisation of the actor's; `lock` lets one act on its matches after another."""
    statement = select(Entry).where(Entry.public_id == public_id, Entry.owner_id.in_(list(actor.roles)))
    if lock:
        statement = statement.with_for_update(of=Entry)
    return session.scalar(statement)


def other_entry(session: Session, kinds: Kinds, own: Entry, public_id: str) -> Entry | None:
    """A public entry of somebody else, with all that its facts are read from."""
    statement = (
        select(Entry)
        .where(Entry.public_id == public_id, Entry.state == EntryState.PUBLIC.value)
        .where(Entry.owner_id.is_distinct_from(own.owner_id))
        .options(*with_everything(kinds))
    )
    return session.scalar(statement)


def dismissal(session: Session, own: Entry, other_public_id: str) -> Dismissal | None:
    """What the entry's organisation of today passed over, whatever became of the other entry."""
    statement = select(Dismissal).join(Entry, Entry.id == Dismissal.other_entry_id)
    return session.scalar(statement.where(*_of(own), Entry.public_id == other_public_id))


def dismissals(session: Session, own: Collection[Entry]) -> Sequence[tuple[Dismissal, str, str]]:
    """All of these entries' with public id and kind of the other entry, the latest first; see `_of`."""
    mine = aliased(Entry)
    statement = (
        select(Dismissal, Entry.public_id, Entry.kind)
        .join(Entry, Entry.id == Dismissal.other_entry_id)
        .join(mine, (mine.id == Dismissal.own_entry_id) & (mine.owner_id == Dismissal.organisation_id))
        .where(mine.id.in_([one.id for one in own]))
        .order_by(Dismissal.created_at.desc(), Dismissal.id.desc())
    )
    return [(made, public_id, kind) for made, public_id, kind in session.execute(statement)]


def visible_entries(session: Session, actor: Actor, kinds: Kinds, ids: Collection[int]) -> dict[int, Entry]:
    """By id the entries that the actor may see, with all that their facts are read from."""
    if not ids:
        return {}
    statement = select(Entry).where(Entry.id.in_(ids), visible_to(actor)).options(*with_everything(kinds))
    return {entry.id: entry for entry in session.scalars(statement)}


def appeal(session: Session, actor: Actor, public_id: str, *, lock: bool = False) -> Appeal | None:
    """The appeal that the actor may see, with its entries, organisation and person."""
    statement = _whole().where(Appeal.public_id == public_id, appeals_visible_to(actor))
    if lock:
        statement = statement.with_for_update(of=Appeal).execution_options(populate_existing=True)
    return session.scalar(statement)


def open_appeal(session: Session, own: Entry, other: Entry | None) -> Appeal | None:
    """The one about the same that waits for an answer."""
    about = Appeal.other_entry_id.is_(None) if other is None else Appeal.other_entry_id == other.id
    same = (Appeal.own_entry_id == own.id, Appeal.organisation_id == own.owner_id, about)
    return session.scalar(select(Appeal).where(*same, Appeal.state == State.OPEN.value).limit(1))


def appeals_in(session: Session, state: State | None) -> Sequence[Appeal]:
    """All appeals in that state (None: in any), the oldest first: for the operator."""
    statement = _whole().order_by(Appeal.created_at, Appeal.id)
    return session.scalars(statement if state is None else statement.where(Appeal.state == state.value)).all()


def to_answer(session: Session, actor: Actor) -> Sequence[Appeal]:
    """The appeals that wait and that the actor may answer, the oldest first."""
    statement = _whole().where(Appeal.state == State.OPEN.value, appeals_answered_by(actor))
    return session.scalars(statement.order_by(Appeal.created_at, Appeal.id)).all()


def _of(own: Entry) -> tuple[ColumnElement[bool], ...]:
    """Of this entry, and of the organisation that owns it now: what a former owner judged is not told to the next."""
    return Dismissal.own_entry_id == own.id, Dismissal.organisation_id == own.owner_id


def _whole() -> Select[Appeal]:
    people = (joinedload(Appeal.organisation), joinedload(Appeal.user))
    return select(Appeal).options(joinedload(Appeal.own_entry), joinedload(Appeal.other_entry), *people)
