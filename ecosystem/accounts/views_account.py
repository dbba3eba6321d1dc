"""A person's own settings, and a change of password."""

from __future__ import annotations

from typing import Any

from flask import flash, request
from werkzeug.wrappers import Response

from ecosystem.accounts import service
from ecosystem.accounts.answers import form_page, page, refused, restored_form, to
from ecosystem.accounts.attempts import attempt
from ecosystem.accounts.input import PasswordChangeInput, SettingsInput
from ecosystem.accounts.models import User
from ecosystem.accounts.panels import stopped_mails
from ecosystem.accounts.roles import ROLE_CARDS
from ecosystem.accounts.security import browser_session, hash_password, signed_in_user, start_session
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.web.actors import to_sign_in
from ecosystem.kernel.web.forms import Form, Validation, blank_form, posted_form
from ecosystem.kernel.web.languages import translate
from ecosystem.kernel.web.limits import client_address, limited
from ecosystem.kernel.web.sessions import revoke
from ecosystem.mailing.service import refusal_of

LANGUAGES = (("vi", "Tiếng Việt"), ("en", "English"))
WRONG_PASSWORD = {"current_password": N_("This is not your current password")}


def settings() -> Response:
    """Name, language of mails, what the person comes for, news."""
    user = signed_in_user()
    if user is None:
        return to_sign_in()
    if request.method != "POST":
        form = restored_form(SettingsInput, _values(user), user.id)
        return page("settings", form=_with_options(form), **_shown(user))
    form = _with_options(posted_form(SettingsInput, request.form))
    if form.data is None:
        return form_page("settings", form, **_shown(user))
    with transaction():
        service.update_settings(user, form.data)
    flash(translate(N_("Saved.")), "good")
    return to("accounts.settings")


def _shown(user: User) -> dict[str, Any]:
    return {"user": user, "refusal": refusal_of(current_session(), user.email), "stopped": stopped_mails(user)}


def _values(user: User) -> dict[str, object]:
    consents = user.mail_consent_at is not None
    return {"name": user.name, "language": user.language, "role": user.comes_as, "mail_consent": consents}


def _with_options(form: Form[SettingsInput]) -> Form[SettingsInput]:
    form.fields["language"].options = LANGUAGES
    roles = [(role.value, translate(card.label)) for role, card in ROLE_CARDS.items()]
    form.fields["role"].options = [*roles, ("", translate(N_("I would rather not say")))]
    return form


@limited("6 per hour")
def try_address() -> Response:
    """Send one mail to an address whose server refused others; when it is taken, all of them go there again."""
    user = signed_in_user()
    if user is None:
        return to_sign_in()
    with transaction() as session:
        if refusal_of(session, user.email) is not None:
            service.mail_if_due(session, "address_tried", user.email)
    words = N_("A mail is on its way to %(address)s. Once its server takes it, the notice is gone.", address=user.email)
    flash(translate(words), "info")
    return to("accounts.settings")


@limited("60 per hour")
def change_password() -> Response:
    """The present one, the new one; the other devices are signed out."""
    user = signed_in_user()
    if user is None:
        return to_sign_in()
    if request.method != "POST":
        return page("change_password", form=blank_form(PasswordChangeInput, names=_ORDER), email=user.email)
    checked = Validation(context={"personal": (user.name, user.email)})
    form = posted_form(PasswordChangeInput, request.form, _ORDER, checked)
    if form.data is None:
        return form_page("change_password", form, email=user.email)
    with transaction() as session:
        tried = attempt(session, user, user.email, form.data.current_password, client_address())
        if tried.passed:
            service.set_password(user, hash_password(form.data.new_password))
            here = browser_session().row
            revoke(user.id, keep=lambda row: here is not None and row.id == here.id)
    if not tried.passed:
        return refused("change_password", form, tried, WRONG_PASSWORD, email=user.email)
    start_session(user)
    flash(translate(N_("Your new password is set; other devices were signed out.")), "good")
    return to("accounts.settings")


_ORDER = ("current_password", "new_password")
