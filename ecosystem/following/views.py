"""Following: the button beside an entry, and the list of what one follows."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ecosystem.accounts.next_address import own_path
from ecosystem.catalogue.links import kinds
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.texts import texts_in
from ecosystem.following import queries, service
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import Invalid
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.ids import public_id_of
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.web.actors import current_actor, sign_in_required
from ecosystem.kernel.web.languages import page_language, translate
from ecosystem.kernel.web.panels import panels

following = Blueprint("following", __name__, url_prefix="/following")


@following.get("")
@sign_in_required
def index() -> str:
    """What the person follows, by kind, the latest first; below it what is no longer open to them."""
    actor = current_actor()
    opened, closed = queries.followed(current_session(), actor, kinds())
    groups = [(kind, [one for one in opened if one.entry.kind == kind.name]) for kind in kinds().all]
    return render_template(
        "following/index.html",
        groups=[(kind, rows) for kind, rows in groups if rows],
        closed=[(kinds().get(one.kind), one) for one in closed],
        actions={one.entry.public_id: panels("followed.actions", actor, one.entry) for one in opened},
        texts_of=lambda entry: texts_in(entry, kinds().of(entry), page_language(), ("title", "summary")),
    )


@following.post("/<slug>")
def follow(slug: str) -> Response:
    """Follow the entry with this address, and go back to where the button was."""
    if not current_actor().is_authenticated:
        return _to_sign_in()
    try:
        with transaction() as session:
            service.follow(session, current_actor(), public_id_of(slug) or "")
        flash(translate(N_("You follow this page from now on.")), "good")
    except Invalid as invalid:
        flash(translate(invalid.message), "wait")
    return redirect(_back(), 303)


@following.post("/<slug>/stop")
def stop(slug: str) -> Response:
    """Follow it no more, and go back."""
    if not current_actor().is_authenticated:
        return _to_sign_in()
    with transaction() as session:
        service.stop(session, current_actor(), public_id_of(slug) or "")
    flash(translate(N_("You no longer follow this page.")), "info")
    return redirect(_back(), 303)


def button(actor: Actor, entry: Entry) -> str | None:
    """Beside an entry of others: follow it or stop. A visitor is led to sign in and back to this page."""
    if not entry.is_public or actor.belongs_to(entry.owner_id):
        return None
    here = f"{request.script_root}{request.full_path.rstrip('?')}" if request.method == "GET" else ""
    is_followed = actor.user_id is not None and entry.id in _followed()
    texts = texts_in(entry, kinds().of(entry), page_language(), ("title",))
    return render_template("following/_button.html", entry=entry, texts=texts, here=here, is_followed=is_followed)


def number_followed() -> int:
    """For the desk's menu: how many entries the person follows and may see."""
    return len(_followed())


def _followed() -> frozenset[int]:
    """Asked once a request, for the menu and every button on the page."""
    if "followed_ids" not in g:
        g.followed_ids = queries.followed_ids(current_session(), current_actor())
    found: frozenset[int] = g.followed_ids
    return found


def _back() -> str:
    """Where the button was; the list, where the form does not say."""
    return own_path(request.form.get("next"), request.script_root) or url_for("following.index")


def _to_sign_in() -> Response:
    """The button stands on another page than its form is sent to: that page is where to come back to."""
    return redirect(url_for("accounts.sign_in", next=_back()), 303)
