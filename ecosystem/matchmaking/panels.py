"""Matches on other pages: why an entry fits one's own, and how many fit each of them on the desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask import render_template

from ecosystem.catalogue import queries as catalogue
from ecosystem.catalogue.links import kinds
from ecosystem.catalogue.models import Entry
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.web.actors import current_actor
from ecosystem.kernel.web.languages import page_language
from ecosystem.matchmaking import counting, queries_feedback, queries_pages
from ecosystem.matchmaking.cards import Card, Drawn, Title, card, scale_of, titled
from ecosystem.matchmaking.market import Lacking, pairings_of
from ecosystem.matchmaking.page import page_words
from ecosystem.matchmaking.pairings import Pairing
from ecosystem.matchmaking.pairings_technologies import TechnologiesForStartup
from ecosystem.matchmaking.points import AXIS
from ecosystem.matchmaking.served import served_market

_MOST_OWN: Final = 2
_ON_DESK: Final = 4
_REASONS: Final = 3


@dataclass(frozen=True)
class Fit:
    """One of the viewer's own entries, and the page's entry as its match.

    On an institute's page the match is the technology of it that fits best, whose title is `best`; else None.
    `passed` is when it was passed over, or None.
    """

    own: Entry
    title: Title
    card: Card
    best: Title | None
    passed: datetime | None


def fits_panel(actor: Actor, entry: Entry) -> str | None:
    """On the page of the other side: the score with the viewer's own entries, its three weightiest reasons."""
    if actor.user_id is None or not actor.roles or not entry.is_public or actor.belongs_to(entry.owner_id):
        return None
    fits = [one for _, one in zip(range(_MOST_OWN), _fits(actor, entry), strict=False)]
    return render_template("matchmaking/_fits.html", fits=fits, axis=AXIS) if fits else None


def _fits(actor: Actor, entry: Entry) -> Iterator[Fit]:
    words = page_words()
    for own, pairing in _pairings(actor, entry):
        match = _best_of(pairing, entry) if entry.kind == "institute" else entry
        if match is None or not pairing.knows(match.public_id):
            continue
        drawn = Drawn.short(pairing.tell([match.public_id], words)[match.public_id], _REASONS)
        between = list(pairing.between(match.public_id, words).values())
        shown = card(
            match,
            kinds().of(match),
            drawn,
            scale_of([drawn]),
            words,
            {"between": between, "returned": None, "deals": None},
        )
        best = titled(match, kinds().of(match), words.language) if match is not entry else None
        passed = queries_feedback.dismissal(current_session(), own, match.public_id)
        day = None if passed is None else passed.created_at
        yield Fit(own, titled(own, kinds().of(own), words.language), shown, best, day)


def _best_of(pairing: Pairing, institute: Entry) -> Entry | None:
    """Of the technologies that the institute's organisation offers the one that fits best."""
    if not isinstance(pairing, TechnologiesForStartup):
        return None
    found = pairing.best_of(institute.owner_id)
    entries = catalogue.in_order(current_session(), current_actor(), kinds(), [found] if found else [])
    return next(iter(entries), None)


def _pairings(actor: Actor, entry: Entry) -> Iterator[tuple[Entry, Pairing]]:
    """The viewer's own entries that are matched with such an entry; an institute stands for its technologies."""
    other = "technology" if entry.kind == "institute" else entry.kind
    every = queries_pages.own_entries(current_session(), actor)
    own = [one for one in every if one.is_public and one.kind != entry.kind]
    if any(one.kind == "institute" for one in own):
        own = [one for one in own if one.kind != "technology"]  # the institute's page stands for all of them
    served = served_market() if own else None
    if served is None:
        return
    for one in own:
        pairings = pairings_of(None, served, one)
        if not isinstance(pairings, Lacking) and other in pairings:
            yield one, pairings[other]


def desk_panel(actor: Actor, _nothing: object) -> str | None:
    """On the desk: how many fit each of one's own entries."""
    session, language = current_session(), page_language()
    own = [one for one in queries_pages.own_entries(session, actor) if one.is_public][:_ON_DESK]
    served = served_market() if own else None
    if served is None:
        return None
    counts = counting.fitting(session, actor, served, own)
    rows = [(one, titled(one, kinds().of(one), language), counts[one.public_id]) for one in own]
    return render_template("matchmaking/_desk.html", rows=rows)
