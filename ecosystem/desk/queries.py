"""What waits on the desk: the entries of one's own organisations, and what one typed and did not save."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from ecosystem.catalogue.kinds import Kinds
from ecosystem.catalogue.models import Draft, Entry
from ecosystem.catalogue.queries import with_everything
from ecosystem.kernel.access.actor import Actor


def counts_by_state(session: Session, actor: Actor) -> dict[str, int]:
    """How many entries the actor's organisations have in each state."""
    if not actor.roles:
        return {}
    statement = select(Entry.state, func.count(Entry.id)).where(Entry.owner_id.in_(list(actor.roles)))
    return dict(session.execute(statement.group_by(Entry.state)).all())


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
