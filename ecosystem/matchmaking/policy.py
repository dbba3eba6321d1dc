"""Who may pass over matches and appeal; default no. Matches are those of an entry, so its organisation's affair."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, false, or_, select, true

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
    """One's own appeals, those of the organisations that one may edit for, and those that one may answer."""
    if actor.is_operator:
        return true()
    return or_(own_appeals_of(actor), appeals_answered_by(actor))


def may_answer(actor: Actor, appeal: Appeal) -> bool:
    """The operator and officers, but none whose organisation asks, or stands among the matches."""
    other = appeal.other_entry
    is_own = actor.user_id is not None and appeal.user_id == actor.user_id
    return actor.may_decide_on(appeal.organisation_id, other.owner_id if other else None) and not is_own


def appeals_answered_by(actor: Actor) -> ColumnElement[bool]:
    """The appeals that `may_answer(actor, …)` allows."""
    if not actor.may_decide_on():
        return false()
    own = list(actor.roles)
    of_own = select(Entry.id).where(Entry.owner_id.in_(own))
    of_others = or_(Appeal.other_entry_id.is_(None), Appeal.other_entry_id.not_in(of_own))
    return and_(Appeal.organisation_id.not_in(own), of_others, Appeal.user_id != (actor.user_id or 0))


def own_appeals_of(actor: Actor) -> ColumnElement[bool]:
    """One's own, and those of the organisations that one may edit for."""
    if actor.user_id is None:
        return false()
    edited = [one for one, role in actor.roles.items() if role in {Role.OWNER, Role.EDITOR}]
    return or_(Appeal.user_id == actor.user_id, Appeal.organisation_id.in_(edited))
