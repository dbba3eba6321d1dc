"""Who may do what with an organisation; default no. An outsider is answered as if there were none."""

from __future__ import annotations

from enum import StrEnum
from typing import assert_never

from sqlalchemy import ColumnElement, false, select, true

from ecosystem.kernel.access.actor import Actor, Role
from ecosystem.organisations.models import Membership, Organisation


class Action(StrEnum):
    """See its page, its people and contacts; change what it says; act in its name; say that it was checked.

    Owners alone: change and end people's roles; write to others in its name, for which the own address is confirmed.
    Nobody writes for one that is suspended. Officers check others' organisations, never their own.
    """

    SEE = "see"
    EDIT = "edit"
    ACT_FOR = "act-for"
    VERIFY = "verify"
    MANAGE = "manage"
    INVITE = "invite"


def may(actor: Actor, action: Action, organisation: Organisation) -> bool:
    """Whether `actor` may do `action` with the organisation."""
    if actor.is_operator:
        return action not in {Action.ACT_FOR, Action.INVITE}
    if action is Action.VERIFY:
        return actor.may_decide_on(organisation.id)
    if action in {Action.MANAGE, Action.INVITE}:
        if actor.role_in(organisation.id) is not Role.OWNER or organisation.id in actor.suspended:
            return False
        return action is Action.MANAGE or actor.is_confirmed
    if action in {Action.SEE, Action.ACT_FOR}:
        return actor.belongs_to(organisation.id)
    if action is Action.EDIT:
        return actor.may_edit_for(organisation.id)
    assert_never(action)


def may_create(actor: Actor) -> bool:
    """Everybody with an account, confirmed or not: nothing of it is public yet.

    Not owners and editors of a suspended organisation, who would go on with another one as if nobody had decided.
    """
    return actor.is_authenticated and all(actor.role_in(one) is Role.VIEWER for one in actor.suspended)


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The organisations whose own page the actor may see, as a condition; the same as `may(actor, SEE, …)`."""
    if actor.is_operator:
        return true()
    if actor.user_id is None:
        return false()
    mine = select(Membership.organisation_id).where(Membership.user_id == actor.user_id)
    return Organisation.id.in_(mine)
