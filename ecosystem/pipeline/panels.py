"""The pipeline on other pages: a button beside an entry, and what is due on the desk."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Final

from flask import g, render_template, request

from ecosystem.catalogue.kinds import Kinds
from ecosystem.catalogue.links import kinds
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.queries import in_order
from ecosystem.introductions.models import Introduction
from ecosystem.introductions.policy import side_of
from ecosystem.introductions.states import Side
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.web.panels import Panel
from ecosystem.organisations.models import Organisation
from ecosystem.pipeline import queries
from ecosystem.pipeline.board import Shown
from ecosystem.pipeline.models import Source
from ecosystem.pipeline.policy import Action, may
from ecosystem.pipeline.words import called, stage_name, titled

_AHEAD: Final = timedelta(days=7)
_ON_DESK: Final = 8


def add_button(source: Source, actor: Actor, entry: Entry) -> str | None:
    """Beside an entry of others: add it to the pipeline of the organisation acted for, or the way to its card."""
    return _button(source, actor, actor.organisation_id, entry)


def introduction_button(actor: Actor, about: Introduction) -> str | None:
    """On the page of an introduction: the other side's page, for the pipeline of the own side."""
    side = side_of(actor, about)
    entry = about.entry if side is Side.ASKING else about.own_entry
    if side is None or entry is None or entry.owner_id != about.organisation_id(side.other):
        return None
    return _button(Source.INTRODUCTION, actor, about.organisation_id(side), entry)


def _button(source: Source, actor: Actor, own: int | None, entry: Entry) -> str | None:
    if own is None or not entry.is_public or entry.owner_id == own or not may(actor, Action.SEE, own):
        return None
    organisation, places = _places(own)
    place = places.get(entry.id)
    if place is None and not may(actor, Action.WRITE, own):
        return None
    return render_template(
        "pipeline/_button.html",
        entry=entry,
        title=titled(entry),
        place=place,
        stage=stage_name(place.stage) if place else "",
        organisation=organisation,
        is_one_of_several=len(actor.roles) > 1,
        source=source.value,
        here=f"{request.script_root}{request.full_path.rstrip('?')}" if request.method == "GET" else "",
    )


def desk_panel(actor: Actor, _nothing: object) -> str | None:
    """On the desk: the next steps of one's cards that are overdue, due today, or due within a week."""
    session, today = current_session(), clock.today()
    cards = queries.due(session, actor, today + _AHEAD) if actor.roles else []
    if not cards:
        return None
    ids = [public_id for _, _, public_id in cards[:_ON_DESK]]
    entries = {one.public_id: one for one in in_order(session, actor, kinds(), ids) if one.is_public}
    rows = [Shown(card, kind, entries.get(public_id), (), today) for card, kind, public_id in cards[:_ON_DESK]]
    return render_template(
        "pipeline/_desk.html",
        rows=[(one, called(one), kinds().get(one.kind)) for one in rows],
        more=len(cards) - len(rows),
        stage_name=stage_name,
        is_one_of_several=len(actor.roles) > 1,
    )


def panels_for(every: Kinds) -> tuple[Panel, ...]:
    """All of them, for entries of these kinds."""
    pages = (Panel(f"{kind.name}.actions", 20, partial(add_button, Source.PAGE)) for kind in every.all)
    return (
        *pages,
        Panel("match.actions", 20, partial(add_button, Source.MATCH)),
        Panel("followed.actions", 10, partial(add_button, Source.FOLLOWED)),
        Panel("introduction.next", 10, introduction_button),
        Panel("desk.main", 5, desk_panel),
    )


def _places(organisation_id: int) -> tuple[Organisation, dict[int, queries.Place]]:
    """Asked once a request, for every button on the page."""
    if "pipeline_places" not in g:
        g.pipeline_places = queries.places(current_session(), organisation_id)
    found: tuple[Organisation, dict[int, queries.Place]] = g.pipeline_places
    return found
