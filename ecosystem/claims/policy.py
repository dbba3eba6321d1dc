"""Who may claim, see, withdraw and decide; default no. Another's claim is as if there were none."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ColumnElement, and_, false, or_, true

from ecosystem.claims.models import Claim
from ecosystem.kernel.access.actor import Actor, Role


class Action(StrEnum):
    SEE = "see"
    WITHDRAW = "withdraw"
    DECIDE = "decide"


def may(actor: Actor, action: Action, claim: Claim) -> bool:
    """Whether `actor` may do `action` with the claim."""
    if action is Action.DECIDE:
        is_own_claim = actor.user_id is not None and actor.user_id == claim.user_id
        return actor.may_decide_on(claim.organisation_id) and not is_own_claim
    is_own = actor.user_id is not None and (actor.user_id == claim.user_id or actor.may_edit_for(claim.organisation_id))
    if action is Action.WITHDRAW:
        return is_own and claim.is_waiting
    return is_own or actor.may_decide_on()


def may_claim_for(actor: Actor, organisation_id: int | None) -> bool:
    """Confirmed people, for an organisation that they may edit."""
    return actor.user_id is not None and actor.is_confirmed and actor.may_edit_for(organisation_id)


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The claims that `may(actor, SEE, …)` allows."""
    return true() if actor.may_decide_on() else own_of(actor)


def decided_by(actor: Actor) -> ColumnElement[bool]:
    """The claims that `may(actor, DECIDE, …)` allows."""
    if not actor.may_decide_on():
        return false()
    return and_(Claim.organisation_id.not_in(list(actor.roles)), Claim.user_id != (actor.user_id or 0))


def own_of(actor: Actor) -> ColumnElement[bool]:
    """The actor's own claims, and those of organisations that the actor writes for."""
    if actor.user_id is None:
        return false()
    edited = [one for one, role in actor.roles.items() if role in {Role.OWNER, Role.EDITOR}]
    return or_(Claim.user_id == actor.user_id, Claim.organisation_id.in_(edited))
