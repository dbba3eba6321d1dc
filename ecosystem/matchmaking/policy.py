"""Who may pass over matches and appeal; default no. Matches are those of an entry, so its organisation's affair."""

from __future__ import annotations

from sqlalchemy import ColumnElement, false, or_, true

from ecosystem.catalogue.models import Entry
from ecosystem.kernel.access.actor import Actor, Role
from ecosystem.matchmaking.models import Appeal


def may_see_matches(actor: Actor, entry: Entry) -> bool:
    """The people of the organisation that owns the entry, viewers too."""
    return actor.user_id is not None and actor.belongs_to(entry.owner_id)


def may_judge_matches(actor: Actor, entry: Entry) -> bool:
    """Whether the actor may pass matches over, take that back, and appeal: those who may edit the entry."""
    return actor.user_id is not None and actor.may_edit_for(entry.owner_id)


def appeals_visible_to(actor: Actor) -> ColumnElement[bool]:
    """One's own appeals, and those of the organisations that one may edit for; all of them to the operator."""
    if actor.is_operator:
        return true()
    if actor.user_id is None:
        return false()
    edited = [one for one, role in actor.roles.items() if role in {Role.OWNER, Role.EDITOR}]
    return or_(Appeal.user_id == actor.user_id, Appeal.organisation_id.in_(edited))
