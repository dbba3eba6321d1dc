"""What waits on the desk: the entries of one's own organisations, and what one typed and did not save."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from ecosystem.catalogue.kinds import Kinds
from ecosystem.catalogue.models import Draft, Entry
from ecosystem.catalogue.queries import with_everything
from ecosystem.kernel.access.actor import Actor


@dataclass(frozen=True)
class Counts:
    """How many entries the actor's organisations have: by state, and by kind."""

    by_state: Mapping[str, int]
    by_kind: Mapping[str, int]


def counts(session: Session, actor: Actor) -> Counts:
    """One statement."""
    by_state: Counter[str] = Counter()
    by_kind: Counter[str] = Counter()
    if actor.roles:
        mine = Entry.owner_id.in_(list(actor.roles))
        statement = select(Entry.state, Entry.kind, func.count(Entry.id)).where(mine)
        for state, kind, number in session.execute(statement.group_by(Entry.state, Entry.kind)):
            by_state[state] += number
            by_kind[kind] += number
    return Counts(by_state, by_kind)


def entries_in(session: Session, actor: Actor, kinds: Kinds, state: str, *, offset: int, limit: int) -> list[Entry]:
    """The organisations' entries in that state, the latest changed first, with all that tells what they lack."""
    if not actor.roles:
        return []
    statement = (
        select(Entry)
        .where(Entry.owner_id.in_(list(actor.roles)), Entry.state == state)
        .order_by(Entry.updated_at.desc(), Entry.id.desc())
        .offset(offset)
        .limit(limit)
        .options(*with_everything(kinds))
    )
    return list(session.scalars(statement))


def unsaved(session: Session, actor: Actor, limit: int) -> list[Draft]:
    """What the actor typed into steps and did not save, the latest first."""
    if actor.user_id is None or not actor.roles:
        return []
    statement = (
        select(Draft)
        .join(Entry, Entry.id == Draft.entry_id)
        .where(Draft.user_id == actor.user_id, Entry.owner_id.in_(list(actor.roles)))
        .order_by(Draft.saved_at.desc(), Draft.id.desc())
        .limit(limit)
        .options(selectinload(Draft.entry))
    )
    return list(session.scalars(statement))
