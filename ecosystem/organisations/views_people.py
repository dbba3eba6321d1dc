"""Pages of an organisation's people: the list, inviting, roles, removing, leaving, handing over."""

from __future__ import annotations

from typing import Any

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ecosystem.accounts.security import signed_in_user
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.access.errors import Invalid, NotFound
from ecosystem.kernel.access.fields import InputError
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.web.actors import current_actor, sign_in_required
from ecosystem.kernel.web.forms import Form, blank_form, posted_form, typed_form
from ecosystem.kernel.web.languages import page_language, translate
from ecosystem.kernel.web.limits import limited
from ecosystem.kernel.web.parking import parked_form
from ecosystem.organisations import queries, queries_people, service_invitations, service_people
from ecosystem.organisations.input_invitation import InvitationInput, role_of
from ecosystem.organisations.models import InvitationState, Organisation
from ecosystem.organisations.policy import Action, may
from ecosystem.organisations.roles import ROLE_LABELS, ROLE_RIGHTS
from ecosystem.organisations.service import load

_UNPROCESSABLE = 422


@limited("60 per hour")
@sign_in_required
def members(public_id: str) -> Response:
    """Who belongs here and who is invited; the form to invite."""
    actor = current_actor()
    if request.method != "POST":
        organisation = load(current_session(), actor, public_id, Action.SEE)
        parked = parked_form(actor.user_id)
        values = {"role": Role.EDITOR.value}
        form = blank_form(InvitationInput, values) if parked is None else typed_form(InvitationInput, parked)
        return _members_page(organisation, form)
    organisation = load(current_session(), actor, public_id, Action.INVITE)
    form = posted_form(InvitationInput, request.form)
    if form.data is None:
        return _members_page(organisation, form, _UNPROCESSABLE)
    try:
        with transaction() as session:
            made = service_invitations.invite(session, actor, public_id, form.data, page_language())
    except Invalid as invalid:
        form.refuse(invalid.errors)
        return _members_page(organisation, form, _UNPROCESSABLE)
    flash(translate(N_("The invitation is on its way to %(email)s.", email=made.email)), "good")
    return _to_members(public_id)


def _members_page(organisation: Organisation, form: Form[InvitationInput], status: int = 200) -> Response:
    session, actor = current_session(), current_actor()
    form.fields["role"].options = [
        (role.value, f"{translate(label)}: {translate(ROLE_RIGHTS[role])}") for role, label in ROLE_LABELS.items()
    ]
    manages = may(actor, Action.MANAGE, organisation)
    today = clock.today()
    waiting = queries_people.waiting(session, organisation) if manages else []
    return _page(
        "members",
        organisation,
        status,
        form=form,
        people=queries.members(session, organisation),
        me=_me(),
        role_labels=ROLE_LABELS,
        waiting=[(one, name, one.state_on(today) is InvitationState.EXPIRED) for one, name in waiting],
        manages=manages,
        may_invite=may(actor, Action.INVITE, organisation),
    )


@limited("120 per hour")
@sign_in_required
def change_role(public_id: str, member: str) -> Response:
    """Give a member another role."""
    actor = current_actor()
    load(current_session(), actor, public_id, Action.MANAGE)
    try:
        role = role_of(request.form.get("role", ""))
        with transaction() as session:
            user = service_people.change_role(session, actor, public_id, member, role)
    except (Invalid, InputError) as refusal:
        flash(translate(refusal.message), "bad")
        return _to_members(public_id)
    label = ROLE_LABELS[role]
    flash(translate(N_("The role of %(name)s is now: %(role)s.", name=user.name, role=label)), "good")
    return _to_members(public_id)


@limited("120 per hour")
@sign_in_required
def remove_member(public_id: str, member: str) -> Response:
    """Ask, then end another's membership."""
    actor = current_actor()
    organisation = load(current_session(), actor, public_id, Action.MANAGE)
    user = queries_people.person(current_session(), organisation, member)
    if user is None:
        raise NotFound
    if user.id == actor.user_id:
        return redirect(url_for("organisations.leave", public_id=public_id), 303)
    if request.method != "POST":
        return _page("remove_member", organisation, person=user)
    with transaction() as session:
        service_people.remove(session, actor, public_id, member)
    flash(translate(N_("%(name)s no longer belongs to your organisation.", name=user.name)), "good")
    return _to_members(public_id)


@limited("60 per hour")
@sign_in_required
def leave(public_id: str) -> Response:
    """Ask, then end one's own membership; the last owner names the next one here."""
    actor = current_actor()
    organisation = load(current_session(), actor, public_id, Action.SEE)
    if request.method != "POST":
        return _leave_page(organisation)
    successor = request.form.get("successor", "")
    try:
        with transaction() as session:
            service_people.leave(session, actor, public_id, successor)
    except Invalid as invalid:
        return _leave_page(organisation, _UNPROCESSABLE, error=translate(invalid.message), chosen=successor)
    flash(translate(N_("You no longer belong to %(name)s.", name=organisation.legal_name)), "good")
    return redirect(url_for("desk.index"), 303)


def _leave_page(organisation: Organisation, status: int = 200, *, error: str = "", chosen: str = "") -> Response:
    me, people = _me(), queries.members(current_session(), organisation)
    others = [one for one in people if one.public_id != me]
    owns = any(one.public_id == me and one.role is Role.OWNER for one in people)
    is_last = owns and not any(one.role is Role.OWNER for one in others)
    options = [(one.public_id, f"{one.name} · {one.email} · {translate(ROLE_LABELS[one.role])}") for one in others]
    return _page("leave", organisation, status, is_last=is_last, options=options, error=error, chosen=chosen)


@limited("60 per hour")
@sign_in_required
def send_invitation(public_id: str, invitation: str) -> Response:
    """The invitation's mail once more."""
    try:
        with transaction() as session:
            sent = service_invitations.send_again(session, current_actor(), public_id, invitation)
    except Invalid as invalid:
        flash(translate(invalid.message), "wait")
    else:
        flash(translate(N_("The invitation is on its way to %(email)s.", email=sent.email)), "good")
    return _to_members(public_id)


@sign_in_required
def withdraw_invitation(public_id: str, invitation: str) -> Response:
    """Take an invitation back."""
    with transaction() as session:
        taken = service_invitations.withdraw(session, current_actor(), public_id, invitation)
    flash(translate(N_("The invitation of %(email)s is withdrawn.", email=taken.email)), "good")
    return _to_members(public_id)


def _me() -> str:
    user = signed_in_user()
    return user.public_id if user else ""


def _to_members(public_id: str) -> Response:
    return redirect(url_for("organisations.members", public_id=public_id), 303)


def _page(template: str, organisation: Organisation, status: int = 200, **context: Any) -> Response:
    body = render_template(f"organisations/{template}.html", organisation=organisation, **context)
    return make_response(body, status)
