"""The page of a pipeline, and adding to it."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ecosystem.accounts.next_address import own_path
from ecosystem.catalogue.links import kinds
from ecosystem.kernel.access.errors import Invalid, NotFound
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.web.actors import current_actor, sign_in_required
from ecosystem.kernel.web.languages import translate
from ecosystem.kernel.web.paging import address_with
from ecosystem.organisations.queries import organisations_of
from ecosystem.pipeline import queries, service
from ecosystem.pipeline.board import Filters, board
from ecosystem.pipeline.models import Source
from ecosystem.pipeline.policy import Action, may
from ecosystem.pipeline.service_stages import pipeline_of
from ecosystem.pipeline.stages import MEANINGS, VERDICTS
from ecosystem.pipeline.words import called, stage_name


@sign_in_required
def index() -> Any:
    """On to the pipeline of the organisation acted for; what to do first for who belongs to none."""
    actor = current_actor()
    own = next((one for one in organisations_of(current_session(), actor) if one.id == actor.organisation_id), None)
    if own is None:
        return render_template("pipeline/nobody.html")
    return redirect(url_for("pipeline.board", public_id=own.public_id), 303)


@sign_in_required
def show(public_id: str) -> Any:
    """The stages with their cards, under the filters of the address."""
    session, actor = current_session(), current_actor()
    organisation = pipeline_of(session, actor, public_id)
    filters = Filters.read(request.args)
    found = board(session, actor, kinds(), organisation, filters)
    if filters.stage and not found.columns:
        raise NotFound
    return render_template(
        "pipeline/board.html",
        organisation=organisation,
        others=[one for one in organisations_of(session, actor) if one.id != organisation.id],
        board=found,
        filters=filters,
        choices=_choices(filters),
        plain_url=url_for("pipeline.board", public_id=public_id),
        here=f"{request.script_root}{request.full_path.rstrip('?')}",
        may_write=may(actor, Action.WRITE, organisation.id),
        may_shape=may(actor, Action.SHAPE, organisation.id),
        meanings=MEANINGS,
        verdicts=VERDICTS,
        kinds=kinds(),
        stage_name=stage_name,
        called=called,
    )


def add(public_id: str) -> Response:
    """Put an entry into the pipeline and go back to where the button was; for one that is in it, on to its card."""
    actor = current_actor()
    if not actor.is_authenticated:
        return redirect(url_for("accounts.sign_in", next=_back(public_id)), 303)
    source = request.form.get("source", "")
    with transaction() as session:
        organisation = pipeline_of(session, actor, public_id, Action.WRITE)
        entry = queries.public_entry(session, request.form.get("entry", ""))
        if entry is None:
            raise NotFound
        try:
            added = service.add(session, actor, kinds(), organisation, entry, source=_source(source))
        except Invalid as invalid:
            flash(translate(invalid.message), "wait")
            return redirect(_back(public_id), 303)
    if added.is_new:
        words = N_("Now in the pipeline of %(organisation)s.", organisation=organisation.legal_name)
        flash(translate(words), "good")
        return redirect(_back(public_id), 303)
    flash(translate(N_("It is in the pipeline already: this is its card.")), "info")
    return redirect(url_for("pipeline.card", card=added.card.public_id), 303)


def _source(text: str) -> Source:
    known = {one.value: one for one in Source}
    return known.get(text, Source.PAGE)


def _back(public_id: str) -> str:
    named = own_path(request.form.get("next"), request.script_root)
    return named or url_for("pipeline.board", public_id=public_id)


def _choices(filters: Filters) -> list[tuple[str, str, bool]]:
    """Each filter in words, the address that turns it over, and whether it is on."""
    words = {
        "mine": N_("Mine"),
        "overdue": N_("Overdue"),
        "changed": N_("With changes"),
        "closed": N_("Ended ones too"),
    }
    on = {name: bool(getattr(filters, name)) for name in words}
    return [(translate(words[name]), address_with(**{name: None if on[name] else "1"}), on[name]) for name in words]
