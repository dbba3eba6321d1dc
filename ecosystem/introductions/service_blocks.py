"""Wanting no requests from an organisation, and taking that back; never commits."""

from __future__ import annotations

from sqlalchemy.orm import Session

from ecosystem.introductions import queries
from ecosystem.introductions.models import OrganisationBlock
from ecosystem.introductions.policy import may_block_for, side_of
from ecosystem.introductions.service import load
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import Forbidden, NotFound
from ecosystem.organisations.queries import by_public_id


def block(session: Session, actor: Actor, public_id: str) -> OrganisationBlock:
    """Block the other side of an introduction; what is open between the two goes on. A second time nothing happens.

    Raises NotFound, Forbidden.
    """
    found = load(session, actor, public_id)
    side = side_of(actor, found)
    if side is None or actor.user_id is None or not may_block_for(actor, found.organisation_id(side)):
        raise Forbidden
    own_id, other_id = found.organisation_id(side), found.organisation_id(side.other)
    queries.lock_pair(session, own_id, other_id)
    made = queries.block(session, own_id, other_id)
    if made is None:
        made = OrganisationBlock(
            organisation_id=own_id, blocked_id=other_id, user_id=actor.user_id, created_at=clock.now()
        )
        session.add(made)
        session.flush()
    return made


def unblock(session: Session, actor: Actor, organisation: str, blocked: str) -> None:
    """Let them ask again, by the public ids of both; nothing happens where they may. Raises NotFound."""
    own, other = by_public_id(session, organisation), by_public_id(session, blocked)
    if own is None or other is None or not may_block_for(actor, own.id):
        raise NotFound
    made = queries.block(session, own.id, other.id)
    if made is not None:
        session.delete(made)
        session.flush()
