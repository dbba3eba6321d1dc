"""The page of a card: what changed, what comes next, the verdict, the notes; and moving it."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ecosystem.accounts.next_address import own_path
from ecosystem.catalogue import drafts
from ecosystem.catalogue.links import kinds
from ecosystem.kernel.access.errors import Conflict, Invalid
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.web.actors import current_actor, sign_in_required
from ecosystem.kernel.web.forms import Form, blank_form, posted_form, typed_form
from ecosystem.kernel.web.languages import translate
from ecosystem.kernel.web.parking import parked_form
from ecosystem.pipeline import queries, service, service_notes
from ecosystem.pipeline.board import shown
from ecosystem.pipeline.input import CardInput, NoteInput
from ecosystem.pipeline.models import Card
from ecosystem.pipeline.policy import Action, may, may_change_note
from ecosystem.pipeline.service_stages import stages_of
from ecosystem.pipeline.stages import SOURCES, VERDICTS
from ecosystem.pipeline.words import called, stage_name


@sign_in_required
def card(card: str) -> Any:
    """See a card; write who takes care of it, the next step and the verdict. Raises NotFound for another's."""
    actor = current_actor()
    found = service.load(current_session(), actor, card, Action.WRITE if request.method == "POST" else Action.SEE)
    if request.method == "POST":
        return _save(found)
    parked = parked_form(actor.user_id)
    if parked is not None:
        return _page(found, typed_form(CardInput, parked), base=parked.get("base", ""))
    return _page(found)


def _save(found: Card) -> Any:
    form = posted_form(CardInput, request.form)
    base = request.form.get("base", "")
    if form.data is None:
        return _page(found, form, base=base), 422
    try:
        with transaction() as session:
            service.save(session, current_actor(), found.public_id, form.data, base)
    except Invalid as invalid:
        form.refuse(invalid.errors)
        return _page(found, form, base=base), 422
    except Conflict as conflict:
        return _page(found, form, conflict=conflict), 409
    flash(translate(N_("Saved.")), "good")
    return redirect(url_for("pipeline.card", card=found.public_id), 303)


def move(card: str) -> Response:
    """Put a card into another stage, and go back to where the button was."""
    actor, home = current_actor(), url_for("pipeline.card", card=card)
    goal = own_path(request.form.get("next"), request.script_root) or home
    if not actor.is_authenticated:
        return redirect(url_for("accounts.sign_in", next=goal), 303)
    try:
        with transaction() as session:
            moved = service.move(session, actor, card, request.form.get("stage", ""), request.form.get("stood_in", ""))
            words = N_("Moved to “%(stage)s”.", stage=stage_name(moved.stage))
        flash(translate(words), "good")
    except Conflict:
        now = service.load(current_session(), actor, card)
        words = N_("Someone just moved this card to “%(stage)s”. It stays there.", stage=stage_name(now.stage))
        flash(translate(words), "wait")
    return redirect(goal, 303)


@sign_in_required
def looked(card: str) -> Response:
    """The changes are seen."""
    with transaction() as session:
        service.look(session, current_actor(), kinds(), card)
    flash(translate(N_("Seen. From now on the card tells what changes after today.")), "good")
    return redirect(url_for("pipeline.card", card=card), 303)


@sign_in_required
def remove(card: str) -> Response:
    """Take a card away with its notes: for owners."""
    with transaction() as session:
        organisation = service.remove(session, current_actor(), card).organisation
        home = url_for("pipeline.board", public_id=organisation.public_id)
    flash(translate(N_("The card and its notes are gone.")), "info")
    return redirect(home, 303)


@sign_in_required
def add_note(card: str) -> Any:
    """Write a note on a card; opened after signing in anew, the card with the note that was typed before."""
    actor = current_actor()
    found = service.load(current_session(), actor, card, Action.WRITE)
    if request.method != "POST":
        parked = parked_form(actor.user_id)
        return _page(found, note_form=typed_form(NoteInput, parked) if parked else None)
    form = posted_form(NoteInput, request.form)
    if form.data is not None:
        try:
            with transaction() as session:
                service_notes.add_note(session, actor, card, form.data)
            return redirect(url_for("pipeline.card", card=card) + "#ghi-chu", 303)
        except Invalid as invalid:
            form.refuse(invalid.errors)
    return _page(found, note_form=form), 422


@sign_in_required
def note(note: str) -> Any:
    """Change an own note. Raises NotFound for another's, Forbidden for a colleague's."""
    actor, session = current_actor(), current_session()
    found = service_notes.own_note(session, actor, note)
    home = url_for("pipeline.card", card=found.card.public_id) + "#ghi-chu"
    if request.method == "POST":
        form = posted_form(NoteInput, request.form)
        if form.data is not None:
            with transaction() as session:
                service_notes.change_note(session, actor, note, form.data)
            return redirect(home, 303)
    else:
        parked = parked_form(actor.user_id)
        form = typed_form(NoteInput, parked) if parked else blank_form(NoteInput, {"text": found.text})
    page = render_template("pipeline/note.html", note=found, form=form, home=home)
    return page, 422 if request.method == "POST" else 200


@sign_in_required
def delete_note(note: str) -> Response:
    """Delete an own note."""
    with transaction() as session:
        card = service_notes.own_note(session, current_actor(), note).card.public_id
        service_notes.delete_note(session, current_actor(), note)
    flash(translate(N_("The note is deleted.")), "info")
    return redirect(url_for("pipeline.card", card=card) + "#ghi-chu", 303)


def _page(
    found: Card,
    form: Form[CardInput] | None = None,
    *,
    base: str = "",
    conflict: Conflict | None = None,
    note_form: Form[NoteInput] | None = None,
) -> str:
    session, actor = current_session(), current_actor()
    found = service.load(session, actor, found.public_id)
    saved = service.values_of(found)
    form = form or blank_form(CardInput, saved)
    _offer(form, found)
    [row] = shown(session, actor, kinds(), [(found, queries.kind_of(session, found.entry_id))])
    changed = drafts.differences(form.data.model_dump(), saved, service.FIELDS) if conflict and form.data else []
    return render_template(
        "pipeline/card.html",
        one=row,
        card=found,
        organisation=found.organisation,
        title=called(row),
        kind=kinds().get(row.kind),
        form=form,
        base=service.base(saved) if conflict else base or service.base(saved),
        conflict=conflict,
        changed=changed,
        note_form=note_form or blank_form(NoteInput),
        notes=[(one, may_change_note(actor, one, found)) for one in queries.notes(session, found.id)],
        stages=stages_of(session, found.organisation),
        may_write=may(actor, Action.WRITE, found.organisation_id),
        may_shape=may(actor, Action.SHAPE, found.organisation_id),
        verdicts=VERDICTS,
        source=SOURCES[found.source],
        stage_name=stage_name,
    )


def _offer(form: Form[CardInput], found: Card) -> None:
    """The choices of the two selects, nothing chosen first."""
    people = queries.members(current_session(), found.organisation_id)
    nobody, none = translate(N_("Nobody yet")), translate(N_("None yet"))
    form.fields["assignee"].options = [("", nobody), *((one.public_id, one.name) for one in people)]
    words = [(code, translate(text)) for code, (text, _look) in VERDICTS.items()]
    form.fields["verdict"].options = [("", none), *words]
