"""Signing up."""

from __future__ import annotations

from typing import Any, Final

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from ecosystem.accounts import service
from ecosystem.accounts.answers import form_page, page, restored_form, to, url_if_known
from ecosystem.accounts.input import RegistrationInput
from ecosystem.accounts.next_address import own_path
from ecosystem.accounts.registration import Invited, arrival
from ecosystem.accounts.roles import ROLE_CARDS, role_named
from ecosystem.accounts.security import hash_password, signed_in_user
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.web.forms import Form, posted_form
from ecosystem.kernel.web.languages import page_language, translate
from ecosystem.kernel.web.limits import limited

PURPOSES = ("register", "confirm", "reset")
_ASKED_OF_ALL: Final = ("name", "email", "password", "accept_terms", "mail_consent")
_ASKED: Final = tuple(RegistrationInput.model_fields)


@limited("30 per hour")
def register() -> Response:
    """The form; a good one leads to "look into your mailbox", whether or not the address had an account.

    `?role=investor` chooses a role; `?next=` may lead to an invitation, whose address is then filled in.
    """
    wanted = request.args.get("next")
    if signed_in_user() is not None:
        return redirect(own_path(wanted, request.script_root) or url_for("desk.index"), 303)
    invited = arrival().invited(wanted)
    names = _ASKED_OF_ALL if invited else _ASKED
    if request.method != "POST":
        return _page(restored_form(RegistrationInput, _values(invited), names=names), invited)
    form = posted_form(RegistrationInput, request.form, names)
    if form.data is None:
        return _page(form, invited, posted=True)
    password_hash = hash_password(form.data.password)
    with transaction() as session:
        service.register(session, form.data, password_hash, page_language())
    return to("accounts.check_mail", purpose="register")


def _values(invited: Invited | None) -> dict[str, str]:
    if invited is not None:
        return {"email": invited.email}
    role = role_named(request.args.get("role"))
    return {"role": role.value} if role else {}


def _page(form: Form[RegistrationInput], invited: Invited | None, *, posted: bool = False) -> Response:
    if "role" in form.fields:
        form.fields["role"].options = [(role.value, translate(card.label)) for role, card in ROLE_CARDS.items()]
    shown: dict[str, Any] = {
        "action": url_for("accounts.register", next=request.args.get("next")),
        "sign_in_url": url_for("accounts.sign_in", next=request.args.get("next")),
        "cards": {role.value: (c.icon, translate(c.text), translate(c.more)) for role, c in ROLE_CARDS.items()},
        "invited": invited,
        "terms_url": url_if_known("pages.terms"),
    }
    return form_page("register", form, **shown) if posted else page("register", form=form, **shown)


def check_mail(purpose: str) -> Response:
    """What happens next: the same for every address."""
    if purpose not in PURPOSES:
        abort(404)
    return page("check_mail", purpose=purpose)
