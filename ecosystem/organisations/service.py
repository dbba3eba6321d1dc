"""Writing organisations; never commits. Everything is checked before anything changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor, Role
from ecosystem.kernel.access.errors import Conflict, Forbidden, Invalid, NotFound
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.mail.request import request_mail
from ecosystem.organisations import queries
from ecosystem.organisations.input import PROFILE, OrganisationInput
from ecosystem.organisations.input_verification import VerificationInput
from ecosystem.organisations.models import Membership, Organisation, Verification
from ecosystem.organisations.policy import Action, may, may_create
from ecosystem.organisations.queries import find
from ecosystem.organisations.queries_people import locked, to_tell
from ecosystem.taxonomy.places import resolve_address
from ecosystem.taxonomy.queries import vocabularies
from ecosystem.taxonomy.vocabularies import Vocabularies

NOT_ON_ONES_OWN: Final = N_("Nobody decides on the own organisation; another officer does")


def create(session: Session, actor: Actor, typed: OrganisationInput) -> Organisation:
    """A new organisation with the actor as its owner. Raises Forbidden, Invalid."""
    if not may_create(actor) or actor.user_id is None:
        raise Forbidden
    values = _checked(vocabularies(session), typed)
    moment = clock.now()
    organisation = Organisation(**values, created_at=moment, updated_at=moment)
    organisation.memberships.append(Membership(user_id=actor.user_id, role=Role.OWNER.value, created_at=moment))
    session.add(organisation)
    session.flush()
    return organisation


def update(
    session: Session, actor: Actor, public_id: str, typed: OrganisationInput, expected_version: int
) -> Organisation:
    """Replace what the organisation says. Raises NotFound, Forbidden, Invalid, Conflict."""
    organisation = load(session, actor, public_id, Action.EDIT, lock=True)
    if organisation.version != expected_version:
        raise Conflict(profile(organisation), organisation.version)
    values = _checked(vocabularies(session), typed)
    if values != profile(organisation):
        for name, value in values.items():
            setattr(organisation, name, value)
        organisation.updated_at = clock.now()
        session.flush()
    return organisation


def load(session: Session, actor: Actor, public_id: str, action: Action, *, lock: bool = False) -> Organisation:
    """The organisation, when the actor may do `action` with it. Raises NotFound (also for another's), Forbidden."""
    organisation = find(session, actor, public_id, lock=lock)
    if organisation is None:
        raise NotFound
    if not may(actor, action, organisation):
        raise Forbidden(N_("Your role here lets you read, not change"))
    return organisation


def profile(organisation: Organisation) -> dict[str, Any]:
    """What it says, by the names of the input."""
    return {name: getattr(organisation, name) for name in PROFILE}


def verify(session: Session, actor: Actor, public_id: str, content: VerificationInput) -> Verification:
    """Note that the organisation was checked: by whom, what was seen, until when; its people get a mail.

    Raises NotFound, Forbidden, Invalid.

    Forbidden is for an officer's own organisation, which another officer checks.
    """
    organisation = queries.to_check(session, actor, public_id, lock=True)
    if organisation is None:
        raise NotFound
    if not may(actor, Action.VERIFY, organisation):
        raise Forbidden(NOT_ON_ONES_OWN)
    if content.valid_until < clock.today():
        raise Invalid({"valid_until": N_("The last day of a check cannot have passed")})
    check = Verification(**content.model_dump(), user_id=actor.user_id, checked_at=clock.now())
    organisation.verifications.append(check)
    session.flush()
    for user in to_tell(session, organisation.id):
        params = {"user": user.public_id, "organisation": organisation.public_id, "check": check.id}
        event = f"organisation-checked-{organisation.public_id}-{check.id}-{user.public_id}"
        request_mail("organisation_checked", params, event=event)
    return check


def suspend(session: Session, organisation_id: int) -> bool:
    """Keep its people from writing; who asks was checked by the caller. False where it is suspended already."""
    organisation = locked(session, organisation_id)
    if organisation.is_suspended:
        return False
    organisation.suspended_at = organisation.updated_at = clock.now()
    return True


def lift_suspension(session: Session, organisation_id: int) -> bool:
    """The opposite; False where it is not suspended."""
    organisation = locked(session, organisation_id)
    if not organisation.is_suspended:
        return False
    organisation.suspended_at, organisation.updated_at = None, clock.now()
    return True


def _checked(known: Vocabularies, typed: OrganisationInput) -> dict[str, Any]:
    """The values to keep; place codes from the address where it says them for sure and none were chosen."""
    values = typed.model_dump(include=set(PROFILE))
    if not typed.province_code and not typed.ward_code and typed.address:
        place = resolve_address(typed.address, known)
        values.update(province_code=place.province_code, ward_code=place.ward_code)
    errors = _place_errors(known, values)
    if errors:
        raise Invalid(errors)
    return values


def _place_errors(known: Vocabularies, values: Mapping[str, Any]) -> dict[str, Message]:
    province, ward = values["province_code"], values["ward_code"]
    if province and (not known.has("place", province) or known.ancestors("place", province)):
        return {"province_code": N_("Please choose one of the options")}
    if not ward:
        return {}
    above = known.ancestors("place", ward)
    if not known.has("place", ward) or not above:
        return {"ward_code": N_("Please choose one of the options")}
    if province != above[0].code:
        return {
            "ward_code": N_("This ward lies in %(province)s; please choose both to fit", province=above[0].label_vi)
        }
    return {}
