"""Reading what a person follows, under the person's scope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecosystem.catalogue.kinds import Kinds
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.policy import visible_to
from ecosystem.catalogue.queries import in_order
from ecosystem.following.models import Follow
from ecosystem.kernel.access.actor import Actor


@dataclass(frozen=True)
class Followed:
    """An entry that the person follows since then and may see today."""

    entry: Entry
    since: datetime


class Closed(NamedTuple):
    """The same for one that is withdrawn or no longer open to the person: nothing of what it says."""

    public_id: str
    kind: str
    since: datetime


def number_of_follows(session: Session, actor: Actor) -> int:
    """How many entries the person follows, those included that are closed by now."""
    return session.scalar(select(func.count()).select_from(Follow).where(Follow.user_id == actor.user_id)) or 0


def followed_ids(session: Session, actor: Actor) -> frozenset[int]:
    """The ids of the entries that the person follows and may see."""
    statement = select(Follow.entry_id).join(Entry, Entry.id == Follow.entry_id)
    return frozenset(session.scalars(statement.where(Follow.user_id == actor.user_id, visible_to(actor))))


def followed(session: Session, actor: Actor, kinds: Kinds) -> tuple[list[Followed], list[Closed]]:
    """All that the person follows, the latest first: what is open to them, and what is not. Two statements."""
    statement = (
        select(Entry.public_id, Entry.kind, Follow.created_at)
        .join(Follow, Follow.entry_id == Entry.id)
        .where(Follow.user_id == actor.user_id)
        .order_by(Follow.created_at.desc(), Entry.id.desc())
    )
    rows = [Closed(*row) for row in session.execute(statement)]
    entries = {one.public_id: one for one in in_order(session, actor, kinds, [row.public_id for row in rows])}
    opened = [Followed(entries[row.public_id], row.since) for row in rows if row.public_id in entries]
    return opened, [row for row in rows if row.public_id not in entries]
