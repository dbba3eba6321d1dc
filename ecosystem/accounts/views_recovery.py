"""A new password by a link from the person's mailbox."""

from __future__ import annotations

from flask import flash, request
from werkzeug.wrappers import Response

from ecosystem.accounts import service
from ecosystem.accounts.answers import form_page, page, restored_form, to
from ecosystem.accounts.input import EmailInput, NewPasswordInput
from ecosystem.accounts.models import User
from ecosystem.accounts.queries import by_public_id
from ecosystem.accounts.security import end_session, hash_password, tokens
from ecosystem.accounts.tokens import BadToken, Purpose
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.web.forms import Validation, blank_form, posted_form
from ecosystem.kernel.web.languages import translate
from ecosystem.kernel.web.limits import limited
from ecosystem.kernel.web.sessions import revoke


@limited("30 per hour")
def recover() -> Response:
    """Ask for the link; the answer is the same for every address."""
    if request.method != "POST":
        return page("recover", form=restored_form(EmailInput), bad_link="")
    form = posted_form(EmailInput, request.form)
    if form.data is None:
        return form_page("recover", form, bad_link="")
    with transaction() as session:
        service.request_reset(session, form.data.email)
    return to("accounts.check_mail", purpose="reset")


@limited("20 per hour")
def reset_password(token: str) -> Response:
    """Set it; every device is signed out, and the link is used up."""
    try:
        user = _holder(token)
    except BadToken as error:
        return page("recover", 410, form=blank_form(EmailInput), bad_link="expired" if error.expired else "unknown")
    if request.method != "POST":
        return page("reset_password", form=blank_form(NewPasswordInput), token=token, email=user.email)
    checked = Validation(context={"personal": (user.name, user.email)})
    form = posted_form(NewPasswordInput, request.form, validation=checked)
    if form.data is None:
        return form_page("reset_password", form, token=token, email=user.email)
    with transaction():
        service.reset_password(user, hash_password(form.data.new_password))
        revoke(user.id)
    end_session()
    flash(translate(N_("Your new password is set. Sign in with it; all devices were signed out.")), "good")
    return to("accounts.sign_in")


def _holder(token: str) -> User:
    """Whose link it is; raises BadToken once the password or the address has changed."""
    claim = tokens().read(token, Purpose.RESET)
    user = by_public_id(current_session(), claim.public_id)
    if user is None or not user.active or not claim.holds_for(user, Purpose.RESET):
        raise BadToken
    return user
