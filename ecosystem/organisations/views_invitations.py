"""The page of an invitation, reached from its mail: opening it changes nothing, and it needs no session.

Who accepts is signed in; who is not finds both ways, to sign in and to register, whether or not the invited address
has an account.
"""

from __future__ import annotations

from typing import Any

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ecosystem.accounts.security import signed_in_user
from ecosystem.accounts.service import choose_organisation
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.access.errors import Invalid
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.web.actors import current_actor, to_sign_in
from ecosystem.kernel.web.languages import translate
from ecosystem.kernel.web.limits import limited
from ecosystem.organisations import queries_people, service_invitations
from ecosystem.organisations.invitation_links import public_id_in
from ecosystem.organisations.models import Invitation, InvitationState
from ecosystem.organisations.roles import ROLE_LABELS, ROLE_RIGHTS

_GONE = 410
_UNPROCESSABLE = 422
_OTHER = "under_other_address"


@limited("30 per hour")
def show(link: str) -> Response:
    """Who invites into what, and the button; afterwards, kindly, what became of it."""
    public_id = public_id_in(link)
    invitation = queries_people.invitation(current_session(), public_id) if public_id else None
    if invitation is None:
        return make_response(render_template("organisations/invitation_unknown.html"), _GONE)
    if request.method != "POST":
        return _page(link, invitation)
    if not current_actor().is_authenticated:
        return to_sign_in()
    return _accept(link, invitation)


def _accept(link: str, invitation: Invitation) -> Response:
    user, organisation = signed_in_user(), invitation.organisation
    try:
        with transaction() as session:
            service_invitations.accept(
                session, current_actor(), invitation.public_id, under_other_address=_OTHER in request.form
            )
            if user is not None:
                choose_organisation(user, organisation.id)
    except Invalid as invalid:
        if _OTHER in invalid.errors:
            return _page(link, invitation, _UNPROCESSABLE, error=translate(invalid.message))
        return redirect(url_for("invitations.show", link=link), 303)
    role = ROLE_LABELS[Role(invitation.role)]
    words = N_("You belong to %(name)s from now on. Your role: %(role)s.", name=organisation.legal_name, role=role)
    flash(translate(words), "good")
    return redirect(url_for("organisations.show", public_id=organisation.public_id), 303)


def _page(link: str, invitation: Invitation, status: int = 200, *, error: str = "") -> Response:
    actor, user = current_actor(), signed_in_user()
    inviter = queries_people.name_of(current_session(), invitation.invited_by_id)
    state = invitation.state_on(clock.today())
    shown: dict[str, Any] = {
        "state": state.value,
        "belongs": actor.belongs_to(invitation.organisation_id),
        "me": user,
        "is_other_address": user is not None and user.email != invitation.email,
        "inviter": inviter,
        "role": ROLE_LABELS[Role(invitation.role)],
        "rights": ROLE_RIGHTS[Role(invitation.role)],
        "error": error,
    }
    body = render_template("organisations/invitation.html", invitation=invitation, link=link, **shown)
    is_over = state in {InvitationState.WITHDRAWN, InvitationState.EXPIRED}
    return make_response(body, _GONE if is_over and not shown["belongs"] else status)
