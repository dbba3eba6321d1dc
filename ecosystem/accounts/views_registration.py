"""Signing up."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort, current_app, request
from werkzeug.wrappers import Response

from ecosystem.accounts import service
from ecosystem.accounts.answers import form_page, page, restored_form, to, url_if_known
from ecosystem.accounts.input import RegistrationInput
from ecosystem.accounts.registration import Candidate, FirstOrganisation
from ecosystem.accounts.security import hash_password, signed_in_user
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.web.forms import Form, posted_form
from ecosystem.kernel.web.languages import page_language
from ecosystem.kernel.web.limits import limited

PURPOSES = ("register", "confirm", "reset")


@limited("30 per hour")
def register() -> Response:
    """The form; a good one leads to "look into your mailbox", whether or not the address had an account."""
    if signed_in_user() is not None:
        return to("desk.index")
    if request.method != "POST":
        form = restored_form(RegistrationInput)
        return page("register", form=form, candidates=(), terms_url=url_if_known("pages.terms"))
    form = posted_form(RegistrationInput, request.form)
    first: FirstOrganisation = current_app.extensions["registration"]
    candidates = _candidates(form, first)
    if form.data is not None and form.data.organisation_kind:
        problem = first.problem_with_kind(form.data.organisation_kind)
        if problem is not None:
            form.refuse({"organisation_kind": problem})
    if form.data is None or (candidates and not form.data.is_new_organisation):
        return form_page("register", form, candidates=candidates, terms_url=url_if_known("pages.terms"))
    password_hash = hash_password(form.data.password)
    with transaction() as session:
        service.register(session, form.data, password_hash, page_language(), first)
    return to("accounts.check_mail", purpose="register")


def _candidates(form: Form[RegistrationInput], first: FirstOrganisation) -> Sequence[Candidate]:
    name = form.data.organisation_name if form.data is not None else str(form.fields["organisation_name"].value)
    return first.similar(name) if name else ()


def check_mail(purpose: str) -> Response:
    """What happens next: the same for every address."""
    if purpose not in PURPOSES:
        abort(404)
    return page("check_mail", purpose=purpose)
