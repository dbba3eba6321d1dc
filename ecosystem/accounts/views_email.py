"""Changing the address: asked for with the password, done by a button on a link sent to the new address."""

from __future__ import annotations

from flask import flash, request
from werkzeug.wrappers import Response

from ecosystem.accounts import service
from ecosystem.accounts.answers import form_page, page, refused, restored_form, to
from ecosystem.accounts.attempts import attempt
from ecosystem.accounts.input import EmailChangeInput
from ecosystem.accounts.models import User
from ecosystem.accounts.queries import by_public_id
from ecosystem.accounts.security import signed_in_user, tokens
from ecosystem.accounts.tokens import BadToken, Claim, Purpose
from ecosystem.accounts.views_account import WRONG_PASSWORD
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.web.actors import to_sign_in
from ecosystem.kernel.web.forms import posted_form
from ecosystem.kernel.web.languages import translate
from ecosystem.kernel.web.limits import client_address, limited


@limited("30 per hour")
def change_email() -> Response:
    """Ask for the change; nothing changes until the new address is confirmed."""
    user = signed_in_user()
    if user is None:
        return to_sign_in()
    if request.method != "POST":
        return page("change_email", form=restored_form(EmailChangeInput, user_id=user.id), email=user.email)
    form = posted_form(EmailChangeInput, request.form)
    if form.data is not None and form.data.email == user.email:
        form.refuse({"email": N_("This is your address already")})
    if form.data is None:
        return form_page("change_email", form, email=user.email)
    with transaction() as session:
        tried = attempt(session, user, user.email, form.data.current_password, client_address())
        if tried.passed:
            service.request_email_change(session, user, form.data.email)
    if not tried.passed:
        return refused("change_email", form, tried, WRONG_PASSWORD, email=user.email)
    flash(translate(N_("We wrote to the new address. Open the link in that mail to finish.")), "wait")
    return to("accounts.settings")


@limited("20 per hour")
def confirm_email(token: str) -> Response:
    """The page with the button; later openings say that it is done."""
    try:
        user, claim = _holder(token)
    except BadToken:
        return page("email_link_ended", 410)
    if user.email == claim.email:
        return page("confirmed", signed_in=signed_in_user() == user, onward=None)
    if request.method != "POST":
        return page("confirm_email", token=token, old=user.email, new=claim.email)
    with transaction() as session:
        changed = service.change_email(session, user, claim.email)
    if not changed:
        return page("email_link_ended", 410)
    return to("accounts.confirm_email", token=token)


def _holder(token: str) -> tuple[User, Claim]:
    """Whose link it is; raises BadToken when the address or the password changed otherwise since."""
    claim = tokens().read(token, Purpose.CHANGE_EMAIL)
    user = by_public_id(current_session(), claim.public_id)
    if user is None or not user.active:
        raise BadToken
    if user.email != claim.email and not claim.holds_for(user, Purpose.CHANGE_EMAIL):
        raise BadToken
    return user, claim
