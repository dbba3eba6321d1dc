"""Confirming the address. The link is opened by mail scanners, too: the page has a button, and only that acts."""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response

from ecosystem.accounts import service
from ecosystem.accounts.answers import form_page, page, restored_form, to
from ecosystem.accounts.input import EmailInput
from ecosystem.accounts.models import User
from ecosystem.accounts.queries import by_public_id
from ecosystem.accounts.registration import arrival
from ecosystem.accounts.security import signed_in_user, tokens
from ecosystem.accounts.tokens import BadToken, Purpose
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.web.forms import blank_form, posted_form
from ecosystem.kernel.web.limits import limited


@limited("30 per hour")
def confirm(token: str) -> Response:
    """The page with the button; after it, and at every later opening, that it is done and how the person goes on."""
    try:
        user = _holder(token)
    except BadToken as error:
        form = blank_form(EmailInput)
        return page("resend_confirmation", 410, form=form, bad_link="expired" if error.expired else "unknown")
    if user.is_confirmed:
        return page("confirmed", signed_in=signed_in_user() == user, onward=arrival().onward(user))
    if request.method != "POST":
        return page("confirm", token=token, email=user.email)
    with transaction():
        service.confirm(user)
    return to("accounts.confirm", token=token)


def _holder(token: str) -> User:
    """Whose link it is; raises BadToken also when the address has changed since."""
    claim = tokens().read(token, Purpose.CONFIRM)
    user = by_public_id(current_session(), claim.public_id)
    if user is None or not user.active or not claim.holds_for(user, Purpose.CONFIRM):
        raise BadToken
    return user


@limited("30 per hour")
def resend_confirmation() -> Response:
    """Another mail; the answer is the same for every address."""
    if request.method != "POST":
        user = signed_in_user()
        form = restored_form(EmailInput, {"email": user.email} if user is not None else None)
        return page("resend_confirmation", form=form, bad_link="")
    form = posted_form(EmailInput, request.form)
    if form.data is None:
        return form_page("resend_confirmation", form, bad_link="")
    with transaction() as session:
        service.request_confirmation(session, form.data.email)
    return to("accounts.check_mail", purpose="confirm")
