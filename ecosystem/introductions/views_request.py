"""Asking for an introduction, from an entry's page or from a match."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from ecosystem.catalogue.links import entry_url, kinds
from ecosystem.catalogue.models import Entry
from ecosystem.introductions import queries, service
from ecosystem.introductions.input import LONGEST, RequestInput
from ecosystem.introductions.policy import Standing, may_ask_for, obstacle
from ecosystem.introductions.queries_undelivered import without_mails
from ecosystem.introductions.states import WORKING_DAYS
from ecosystem.introductions.views import titled
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import Invalid, NotFound
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.ids import public_id_of
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.web.actors import current_actor, sign_in_required
from ecosystem.kernel.web.forms import Form, blank_form, posted_form, typed_form
from ecosystem.kernel.web.languages import page_language, translate
from ecosystem.kernel.web.limits import limited
from ecosystem.kernel.web.parking import parked_form
from ecosystem.organisations.models import Organisation
from ecosystem.organisations.queries import organisations_of
from ecosystem.taxonomy.working_days import add_working_days


@limited("30 per hour")
@sign_in_required
def new(slug: str) -> Any:
    """Ask the owner of an entry to meet. Raises NotFound for what is not public."""
    actor = current_actor()
    entry = service.askable(current_session(), public_id_of(slug) or "")
    own = own_organisation(actor)
    typed = request.form if request.method == "POST" else parked_form(actor.user_id) or MultiDict()
    chosen = typed.get("own") or request.args.get("for", "")
    if request.method != "POST":
        form = typed_form(RequestInput, typed) if typed else blank_form(RequestInput)
        return _page(entry, own, form, chosen)
    form = posted_form(RequestInput, request.form)
    if form.data is None or own is None:
        return _page(entry, own, form, chosen), 422
    try:
        with transaction() as session:
            asked = service.Asked(entry.public_id, chosen)
            made = service.ask(session, actor, own.id, asked, form.data, current_app.extensions["reasons_of"])
    except Invalid as invalid:
        form.refuse(invalid.errors)
        return _page(entry, own, form, chosen), 422
    flash(
        translate(N_("Your request is sent. They answer, or it closes by itself; what became of it stands here.")),
        "good",
    )
    return redirect(url_for("introductions.show", introduction=made.public_id), 303)


def own_organisation(actor: Actor) -> Organisation | None:
    """For which organisation the actor asks: the one acted for, or else the first that may be edited."""
    own = [one for one in organisations_of(current_session(), actor) if may_ask_for(actor, one.id)]
    return next((one for one in own if one.id == actor.organisation_id), own[0] if own else None)


def standing_of(actor: Actor, own: Organisation | None, entry: Entry) -> Standing | None:
    return queries.standing(current_session(), actor, own.id, entry) if own is not None else None


def _page(entry: Entry, own: Organisation | None, form: Form[RequestInput], chosen: str) -> str:
    actor, session, today = current_actor(), current_session(), clock.today()
    entries = queries.own_entries(session, own.id) if own else ()
    standing = standing_of(actor, own, entry)
    if entry.owner is None:
        raise NotFound
    return render_template(
        "introductions/new.html",
        entry=entry,
        entry_address=entry_url(entry),
        kind=kinds().of(entry),
        own=own,
        entries=[(one.public_id, titled(one).values["title"]) for one in entries],
        chosen=chosen or _likely(entries, entry),
        form=form,
        standing=standing,
        is_without_mails=bool(without_mails(session, [entry.owner.id])),
        obstacle=obstacle(standing, today) if standing else None,
        longest=LONGEST,
        answer_by=add_working_days(session, today, WORKING_DAYS),
        titled=titled,
        page_language=page_language(),
    )


def _likely(entries: Any, entry: Entry) -> str:
    """Of a page of one's own of another kind than the one asked for: two of the same kind are no match."""
    return next((one.public_id for one in entries if one.kind != entry.kind), "")
