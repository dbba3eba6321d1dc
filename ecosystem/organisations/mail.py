"""The mails about belonging to an organisation and checks of it; made when they are sent, while it is still so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from ecosystem.accounts.models import User
from ecosystem.accounts.queries import by_email, by_public_id
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.mail.request import Prepare, Recipient
from ecosystem.kernel.web.languages import external_url
from ecosystem.organisations import queries_people
from ecosystem.organisations.invitation_links import link_to
from ecosystem.organisations.models import InvitationState, Organisation, Verification
from ecosystem.organisations.queries import by_public_id as organisation_by_public_id
from ecosystem.organisations.queries import roles_of
from ecosystem.organisations.roles import ROLE_LABELS, ROLE_RIGHTS

Prepared = tuple[Recipient, Mapping[str, Any]] | None


def _invitation(params: Mapping[str, Any]) -> Prepared:
    """To the invited address, in the language of its account or else of the inviter. No address but its own is said."""
    session = current_session()
    found = queries_people.invitation(session, str(params["invitation"]))
    if found is None or found.state_on(clock.today()) is not InvitationState.OPEN:
        return None
    holder = by_email(session, found.email)
    language = holder.language if holder else found.language
    inviter = session.get(User, found.invited_by_id)
    return Recipient(found.email, holder.name if holder and holder.is_confirmed else "", language), {
        **_shared(found.organisation, Role(found.role)),
        "inviter": inviter.name if inviter else "",
        "expires_on": found.expires_on,
        "action_url": external_url("invitations.show", language=language, link=link_to(found)),
    }


def _accepted(params: Mapping[str, Any]) -> Prepared:
    """To the inviter, while an owner: who joined, and whether under another address."""
    session = current_session()
    found = queries_people.invitation(session, str(params["invitation"]))
    inviter = session.get(User, found.invited_by_id) if found else None
    joined = session.get(User, found.accepted_by_id) if found and found.accepted_by_id else None
    if found is None or inviter is None or joined is None or not _is_owner(session, inviter, found.organisation):
        return None
    return Recipient(inviter.email, inviter.name, inviter.language), {
        **_shared(found.organisation, Role(found.role)),
        "person": joined,
        "invited": found.email,
        "action_url": _members_url(inviter, found.organisation),
    }


def _changed(params: Mapping[str, Any]) -> Prepared:
    """To the person whose role changed ("" for ended), while it is still so."""
    session = current_session()
    user = by_public_id(session, str(params["user"]))
    organisation = organisation_by_public_id(session, str(params["organisation"]))
    if user is None or organisation is None:
        return None
    role = roles_of(session, user.id).get(organisation.id)
    if (role.value if role else "") != str(params["role"]):
        return None
    url = _members_url(user, organisation) if role else ""
    return Recipient(user.email, user.name, user.language), {
        **_shared(organisation, role),
        "is_succession": "is_succession" in params,
        "action_url": url,
    }


def _checked(params: Mapping[str, Any]) -> Prepared:
    """To one of those who write for the organisation: what an officer or the operator noted of a check."""
    session = current_session()
    organisation = organisation_by_public_id(session, str(params["organisation"]))
    user = by_public_id(session, str(params["user"]))
    check = session.get(Verification, int(params["check"]))
    if organisation is None or check is None or user is None:
        return None
    if user not in queries_people.to_tell(session, organisation.id):
        return None
    url = external_url("organisations.show", language=user.language, public_id=organisation.public_id)
    return Recipient(user.email, user.name, user.language), {
        "organisation": organisation.legal_name,
        "check": check,
        "action_url": url,
    }


def _shared(organisation: Organisation, role: Role | None) -> dict[str, Any]:
    return {
        "organisation": organisation.legal_name,
        "role": ROLE_LABELS[role] if role else "",
        "rights": ROLE_RIGHTS[role] if role else "",
    }


def _is_owner(session: Session, user: User, organisation: Organisation) -> bool:
    return roles_of(session, user.id).get(organisation.id) is Role.OWNER


def _members_url(user: User, organisation: Organisation) -> str:
    return external_url("organisations.members", language=user.language, public_id=organisation.public_id)


PREPARERS: Final[Mapping[str, Prepare]] = {
    "invitation": _invitation,
    "invitation_accepted": _accepted,
    "membership_changed": _changed,
    "organisation_checked": _checked,
}
"""By the name of the template under templates/email/."""
