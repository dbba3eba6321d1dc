"""Signing in and out."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from ecosystem.accounts.answers import form_page, page, refused, restored_form
from ecosystem.accounts.attempts import attempt
from ecosystem.accounts.input import SignInInput
from ecosystem.accounts.next_address import own_path
from ecosystem.accounts.queries import by_email
from ecosystem.accounts.registration import arrival
from ecosystem.accounts.security import end_session, signed_in_user, start_session
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.web.forms import posted_form
from ecosystem.kernel.web.languages import translate
from ecosystem.kernel.web.limits import client_address, limited

WRONG = {"": N_("The email address or the password is not right")}


@limited("30 per minute; 300 per hour")
def sign_in() -> Response:
    """The form; then the page that was asked for, or the desk."""
    goal = own_path(request.args.get("next"), request.script_root) or url_for("desk.index")
    wanted = request.args.get("next")
    action, register_url = (url_for(f"accounts.{one}", next=wanted) for one in ("sign_in", "register"))
    if signed_in_user() is not None:
        return redirect(goal, 303)
    if request.method != "POST":
        invited = arrival().invited(wanted)
        form = restored_form(SignInInput, {"email": invited.email} if invited else None)
        return page("sign_in", form=form, action=action, register_url=register_url)
    form = posted_form(SignInInput, request.form)
    if form.data is None:
        return form_page("sign_in", form, action=action, register_url=register_url)
    with transaction() as session:
        user = by_email(session, form.data.email)
        tried = attempt(session, user, form.data.email, form.data.password, client_address())
    if not tried.passed or user is None:
        return refused("sign_in", form, tried, WRONG, action=action, register_url=register_url)
    start_session(user)
    return redirect(goal, 303)


def sign_out() -> Response:
    """Only by a button: a link that signs out could be put into any page. To the home page, or to `next`."""
    end_session()
    flash(translate(N_("You are signed out.")), "info")
    return redirect(own_path(request.form.get("next"), request.script_root) or f"{request.script_root}/", 303)
