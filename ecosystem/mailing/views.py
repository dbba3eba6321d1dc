"""Stopping mails from the mail itself, and in development a page that shows every mail of the product.

Opening a link changes nothing, since mail scanners open them all. Mail programs send one POST with
`List-Unsubscribe=One-Click` (RFC 8058) and get a page; a person chooses on the form.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flask import Blueprint, current_app, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ecosystem.kernel.access.errors import NotFound
from ecosystem.kernel.access.language import writing_in
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.mail.request import Recipient
from ecosystem.kernel.web.forms import Form, blank_form, posted_form
from ecosystem.kernel.web.languages import page_language, translate
from ecosystem.kernel.web.limits import limited
from ecosystem.kernel.web.signed_links import BadLink
from ecosystem.mailing import service
from ecosystem.mailing.input import CHOICES, MailChoice
from ecosystem.mailing.links import SCOPES, address_and_scope
from ecosystem.mailing.samples import GROUPS, SAMPLES, sample
from ecosystem.mailing.stylesheet import with_one_stylesheet

mailing = Blueprint("mailing", __name__, url_prefix="/mail")

_ONE_CLICK: Final = ("List-Unsubscribe", "One-Click")
_SAMPLE_ADDRESS: Final = "lan@luaxanh.example"
LOOKS: Final[Mapping[str, Message]] = {"light": N_("Light"), "dark": N_("Dark"), "text": N_("as text")}
"""How a mail can be looked at, beside as it is sent; the first two as wide as a phone."""


@mailing.route("/stop/<token>", methods=["GET", "POST"])
@limited("60 per hour")
def unsubscribe(token: str) -> Response:
    """How it is, and the choice; no session is needed, the signed address is the proof."""
    try:
        address, scope = address_and_scope(token)
    except BadLink:
        return make_response(render_template("mailing/link_ended.html"), 410)
    if request.method != "POST":
        return _page(token, address, scope, blank_form(MailChoice))
    if request.form.get(_ONE_CLICK[0]) == _ONE_CLICK[1]:
        with transaction() as session:
            service.stop(session, address, scope)
        return _page(token, address, scope, blank_form(MailChoice))
    form = posted_form(MailChoice, request.form)
    if form.data is None:
        return _page(token, address, scope, form, 422)
    with transaction() as session:
        if form.data.choice == "stop":
            service.stop(session, address, scope)
        elif form.data.choice == "resume":
            service.resume(session, address, scope)
    return make_response(redirect(url_for("mailing.unsubscribe", token=token), 303))


def _page(token: str, address: str, scope: str, form: Form[MailChoice], status: int = 200) -> Response:
    is_stopped = service.is_stopped(current_session(), address, scope)
    offered = ("keep", "resume") if is_stopped else ("keep", "stop")
    form.fields["choice"].options = [(code, translate(CHOICES[code])) for code in offered]
    shown = {"token": token, "address": address, "kind": SCOPES[scope], "is_stopped": is_stopped, "form": form}
    return make_response(render_template("mailing/unsubscribe.html", **shown), status)


@mailing.get("/previews")
def previews() -> str:
    """Every mail that the product sends, by slice, under its subject. In production there is no such page."""
    _require_development()
    groups = [(words, [(name, _subject(name)) for name in mails]) for words, mails in GROUPS.values()]
    return render_template("mailing/previews.html", groups=groups, looks=LOOKS)


@mailing.get("/previews/<name>")
def preview(name: str) -> Response:
    """One mail with invented content in the language of the page: as it is sent, or `?as=` one of `LOOKS`."""
    _require_development()
    look = request.args.get("as", "")
    if name not in SAMPLES or look not in {"", *LOOKS}:
        raise NotFound
    if look == "text":
        answer = make_response(_text(name))
        answer.mimetype = "text/plain"
        return answer
    language = page_language()
    with writing_in(language):
        mail = render_template(f"email/{name}.html", **sample_values(name, language))
    page, policy = with_one_stylesheet(mail, look)
    answer = make_response(page)
    answer.headers["Content-Security-Policy"] = policy
    return answer


def sample_values(name: str, language: str) -> dict[str, object]:
    """All that the template of a mail is given, in one of the two languages."""
    recipient = Recipient(_SAMPLE_ADDRESS, "Nguyễn Thị Lan", language)
    brand = str(current_app.config["BRAND_NAME"])
    return {**sample(name), "recipient": recipient, "language": language, "brand": brand}


def _text(name: str) -> str:
    language = page_language()
    with writing_in(language):
        return render_template(f"email/{name}.txt", **sample_values(name, language)).strip()


def _subject(name: str) -> str:
    """As the mailbox lists it."""
    return _text(name).partition("\n")[0]


def _require_development() -> None:
    if current_app.config["IS_PRODUCTION"]:
        raise NotFound
