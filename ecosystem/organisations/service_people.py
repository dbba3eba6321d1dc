"""Writing who belongs to an organisation; never commits.

Each act locks the organisation's row and reads the memberships after it, so that two owners acting at once are judged
one after the other: the second one finds what the first one left. An organisation with people keeps an owner.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ecosystem.accounts.models import User
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor, Role
from ecosystem.kernel.access.errors import Forbidden, Invalid, NotFound
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.ids import new_public_id
from ecosystem.kernel.mail.request import request_mail
from ecosystem.organisations import queries_people
from ecosystem.organisations.models import Membership, Organisation
from ecosystem.organisations.policy import Action
from ecosystem.organisations.service import load

LAST_OWNER = N_("You are the last owner. Name another member owner first; an organisation always has one.")


@dataclass(frozen=True)
class People:
    """An organisation under lock, with its memberships as they are now."""

    organisation: Organisation
    memberships: list[Membership]

    def of(self, user_id: int | None) -> Membership | None:
        return next((one for one in self.memberships if one.user_id == user_id), None)

    def has_owner_besides(self, membership: Membership) -> bool:
        return any(one.role == Role.OWNER.value for one in self.memberships if one is not membership)


def lock(session: Session, actor: Actor, public_id: str, action: Action) -> People:
    """The people, when the actor may do `action` still. Raises NotFound, Forbidden."""
    organisation = load(session, actor, public_id, action, lock=True)
    people = People(organisation, queries_people.memberships(session, organisation))
    own = people.of(actor.user_id)
    if own is None and not actor.is_operator:
        raise NotFound
    if own is not None and action in {Action.MANAGE, Action.INVITE} and own.role != Role.OWNER.value:
        raise Forbidden
    return people


def change_role(session: Session, actor: Actor, public_id: str, member: str, role: Role) -> User:
    """Give a member (by public id) another role; they learn it by mail. Raises NotFound, Forbidden, Invalid."""
    people = lock(session, actor, public_id, Action.MANAGE)
    user, membership = _member(session, people, member)
    if membership.role == role.value:
        return user
    if role is not Role.OWNER and not people.has_owner_besides(membership):
        raise Invalid({"": LAST_OWNER})
    membership.role = role.value
    if user.id != actor.user_id:
        _tell(people.organisation, user, role.value)
    return user


def remove(session: Session, actor: Actor, public_id: str, member: str) -> User:
    """End another's membership; they learn it by mail. Raises NotFound, Forbidden, Invalid (oneself leaves)."""
    people = lock(session, actor, public_id, Action.MANAGE)
    user, membership = _member(session, people, member)
    if user.id == actor.user_id:
        raise Invalid({"": N_("To end your own membership, leave the organisation")})
    if not people.has_owner_besides(membership):
        raise Invalid({"": LAST_OWNER})
    session.delete(membership)
    _tell(people.organisation, user, "")
    return user


def leave(session: Session, actor: Actor, public_id: str, successor: str = "") -> Organisation:
    """End one's own membership; `successor`, a member's public id, becomes owner in the same transaction.

    Raises NotFound; Invalid where the last owner names nobody, or names somebody who is no other member.
    """
    people = lock(session, actor, public_id, Action.SEE)
    own = people.of(actor.user_id)
    if own is None:
        raise NotFound
    if successor:
        _hand_over(session, people, own, successor)
    if own.role == Role.OWNER.value and not people.has_owner_besides(own):
        raise Invalid({"successor": LAST_OWNER})
    session.delete(own)
    return people.organisation


def _hand_over(session: Session, people: People, own: Membership, successor: str) -> None:
    user = queries_people.person(session, people.organisation, successor)
    membership = people.of(user.id) if user else None
    if user is None or membership is None or membership is own or own.role != Role.OWNER.value:
        raise Invalid({"successor": N_("Please choose one of the members")})
    if membership.role != Role.OWNER.value:
        others = people.has_owner_besides(own)
        membership.role = Role.OWNER.value
        _tell(people.organisation, user, Role.OWNER.value, is_succession=not others)


def add(session: Session, people: People, user_id: int, role: Role) -> Membership:
    """A new membership in an organisation under lock."""
    moment = clock.now()
    made = Membership(organisation_id=people.organisation.id, user_id=user_id, role=role.value, created_at=moment)
    session.add(made)
    return made


def _member(session: Session, people: People, public_id: str) -> tuple[User, Membership]:
    user = queries_people.person(session, people.organisation, public_id)
    membership = people.of(user.id) if user else None
    if user is None or membership is None:
        raise NotFound
    return user, membership


def _tell(organisation: Organisation, user: User, role: str, *, is_succession: bool = False) -> None:
    """`is_succession`: the last owner left, and named this person."""
    params = {"user": user.public_id, "organisation": organisation.public_id, "role": role}
    params |= {"is_succession": "yes"} if is_succession else {}
    request_mail("membership_changed", params, event=f"membership-{new_public_id()}")
