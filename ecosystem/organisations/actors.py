"""From a signed-in person to the actor: whose member, in which role, acting for whom."""

from __future__ import annotations

from ecosystem.accounts.models import User
from ecosystem.accounts.security import signed_in_user
from ecosystem.kernel.access.actor import VISITOR, Actor
from ecosystem.kernel.db.transaction import current_session
from ecosystem.organisations.queries import roles_and_suspended


def actor_of(user: User) -> Actor:
    """The person as an actor, for the organisation chosen last, or else the first one (one statement)."""
    roles, suspended = roles_and_suspended(current_session(), user.id)
    chosen = user.acting_for_id if user.acting_for_id in roles else next(iter(roles), None)
    return Actor(
        user_id=user.id,
        name=user.name,
        is_confirmed=user.is_confirmed,
        is_officer=user.is_officer,
        organisation_id=chosen,
        roles=roles,
        suspended=suspended,
    )


def load_actor() -> Actor:
    """Who sent this request: two statements for a signed-in person, none for a visitor."""
    user = signed_in_user()
    return VISITOR if user is None else actor_of(user)
