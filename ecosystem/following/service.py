"""Beginning and ending to follow; never commits. Either is done once, however often it is asked for."""

from __future__ import annotations

from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.policy import visible_to
from ecosystem.following.models import Follow
from ecosystem.following.queries import number_of_follows
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import Forbidden, Invalid, NotFound
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.inserts import insert_into

MOST: Final = 500
"""Entries that one person may follow, so that one page and one statement hold them all."""


def follow(session: Session, actor: Actor, public_id: str) -> Entry:
    """Follow the entry. Raises Forbidden (nobody signed in), NotFound (not open to the actor), Invalid (too many)."""
    if actor.user_id is None:
        raise Forbidden
    entry = session.scalar(select(Entry).where(Entry.public_id == public_id, visible_to(actor)))
    if entry is None:
        raise NotFound
    if number_of_follows(session, actor) >= MOST:
        raise Invalid({"": N_("You follow %(number)s pages already; stop following some of them first", number=MOST)})
    values = {"user_id": actor.user_id, "entry_id": entry.id, "created_at": clock.now()}
    session.execute(insert_into(session, Follow).values(values).on_conflict_do_nothing())
    return entry


def stop(session: Session, actor: Actor, public_id: str) -> None:
    """Follow it no more, whether it is still open to the actor or not."""
    entry = select(Entry.id).where(Entry.public_id == public_id).scalar_subquery()
    session.execute(delete(Follow).where(Follow.user_id == actor.user_id, Follow.entry_id == entry))
