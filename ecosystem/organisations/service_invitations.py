"""Writing invitations; never commits. Answers never depend on whether an address has an account."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.accounts.counts import Rule, count_one, key_of, seconds_to_wait
from ecosystem.accounts.models import User
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor, Role
from ecosystem.kernel.access.errors import Forbidden, Invalid, NotFound
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.ids import new_public_id
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.mail.request import request_mail
from ecosystem.organisations import queries_people
from ecosystem.organisations.input_invitation import InvitationInput
from ecosystem.organisations.models import Invitation, InvitationState, Organisation
from ecosystem.organisations.policy import Action
from ecosystem.organisations.service_people import People, add, lock

FORGET_INVITATIONS: Final = "organisations.forget_invitations"
LIFE: Final = timedelta(days=14)
MOST_WAITING: Final = 50
_KEPT: Final = timedelta(days=30)
_RULES: Final = (
    ("address-here", Rule(free=2, first=300, longest=4 * 3600, forgotten=timedelta(hours=12))),
    ("address", Rule(free=6, first=600, longest=4 * 3600, forgotten=timedelta(hours=12))),
    ("organisation", Rule(free=30, first=60, longest=3600, forgotten=timedelta(hours=24))),
)
"""How often mail goes to one address from one organisation, to one address from all, to anybody from one."""


def invite(session: Session, actor: Actor, public_id: str, typed: InvitationInput, language: str) -> Invitation:
    """Ask the address to join; one that had expired is renewed. Raises NotFound, Forbidden, Invalid."""
    organisation = lock(session, actor, public_id, Action.INVITE).organisation
    if queries_people.belongs(session, organisation, typed.email):
        raise Invalid({"email": N_("%(email)s belongs to your organisation already", email=typed.email)})
    rows = [one for one, _ in queries_people.waiting(session, organisation)]
    known = next((one for one in rows if one.email == typed.email), None)
    if known is not None and known.state_on(clock.today()) is InvitationState.OPEN:
        text = N_("%(email)s is invited already; you can send the mail again in the list", email=typed.email)
        raise Invalid({"email": text})
    if known is None and len(rows) >= MOST_WAITING:
        text = N_("%(limit)s invitations are waiting; withdraw some before you send more", limit=MOST_WAITING)
        raise Invalid({"": text})
    made = known or Invitation(organisation_id=organisation.id, email=typed.email, created_at=clock.now())
    made.role, made.language, made.invited_by_id = typed.role, language, actor.user_id or 0
    _send(session, organisation, made)
    return made


def send_again(session: Session, actor: Actor, public_id: str, invitation: str) -> Invitation:
    """The mail once more, and another 14 days. Raises NotFound, Forbidden, Invalid (too often)."""
    organisation = lock(session, actor, public_id, Action.INVITE).organisation
    found = _waiting(session, organisation, invitation)
    _send(session, organisation, found)
    return found


def withdraw(session: Session, actor: Actor, public_id: str, invitation: str) -> Invitation:
    """Its link accepts nothing any more. Raises NotFound (also once it is accepted), Forbidden."""
    organisation = lock(session, actor, public_id, Action.MANAGE).organisation
    found = _waiting(session, organisation, invitation)
    found.withdrawn_at = clock.now()
    return found


def accept(session: Session, actor: Actor, public_id: str, *, under_other_address: bool) -> Invitation:
    """The actor joins. Another address than the invited one is taken only when the person has said so.

    Raises NotFound, Forbidden (the own address is not confirmed), Invalid: "" when the invitation is no longer open or
    the person is a member already, "under_other_address" when that was not said.
    """
    found = queries_people.invitation(session, public_id)
    user = session.get(User, actor.user_id) if actor.user_id else None
    if found is None or user is None:
        raise NotFound
    organisation = queries_people.locked(session, found.organisation_id)
    people = People(organisation, queries_people.memberships(session, organisation))
    found = queries_people.invitation(session, public_id, fresh=True)
    if found is None or found.state_on(clock.today()) is not InvitationState.OPEN or people.of(user.id):
        raise Invalid({"": N_("This invitation cannot be accepted any more")})
    if not user.is_confirmed:
        raise Forbidden(N_("Confirm your email address first"))
    if user.email != found.email and not under_other_address:
        raise Invalid({"under_other_address": N_("Please say that you want to join under this address")})
    add(session, people, user.id, Role(found.role))
    found.accepted_at, found.accepted_by_id = clock.now(), user.id
    request_mail("invitation_accepted", {"invitation": found.public_id}, event=f"accepted-{found.public_id}")
    return found


def forget_old(_payload: Mapping[str, Any]) -> None:
    """Delete invitations that ended a month ago, and with them addresses of strangers (a scheduled job)."""
    before = clock.now() - _KEPT
    with transaction() as session:
        over = (
            (Invitation.accepted_at < before)
            | (Invitation.withdrawn_at < before)
            | (Invitation.expires_on < clock.today() - _KEPT)
        )
        for one in session.scalars(select(Invitation).where(over)):
            session.delete(one)


def _waiting(session: Session, organisation: Organisation, public_id: str) -> Invitation:
    rows = queries_people.waiting(session, organisation)
    found = next((one for one, _ in rows if one.public_id == public_id), None)
    if found is None:
        raise NotFound
    return found


def _send(session: Session, organisation: Organisation, invitation: Invitation) -> None:
    """Count, renew and write, unless mails went out too often lately: Invalid says how long to wait."""
    email, owner = invitation.email, organisation.public_id
    values = {"address-here": f"{owner}:{email}", "address": email, "organisation": owner}
    keys = [(key_of(f"invite-{scope}", values[scope]), rule) for scope, rule in _RULES]
    wait = max(seconds_to_wait(session, key, rule) for key, rule in keys)
    if wait:
        minutes = -(-wait // 60)
        raise Invalid({"": N_("Several mails went out lately; try again in %(minutes)s minutes", minutes=minutes)})
    for key, rule in keys:
        count_one(session, key, rule)
    invitation.sent_at, invitation.expires_on = clock.now(), clock.today() + LIFE
    session.add(invitation)
    session.flush()
    request_mail("invitation", {"invitation": invitation.public_id}, event=f"invitation-{new_public_id()}")
