"""Why one entry stands among the matches of another: all reasons, the deals behind them, what would change it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import render_template
from sqlalchemy.orm import Session

from ecosystem.catalogue.links import kinds
from ecosystem.catalogue.models import Entry
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import NotFound
from ecosystem.kernel.access.language import writing_in
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.web.actors import current_actor, sign_in_required
from ecosystem.kernel.web.languages import translate
from ecosystem.matchmaking import queries_feedback, queries_pages, served, service
from ecosystem.matchmaking.cards import Drawn, card, parts_of, scale_of
from ecosystem.matchmaking.evidence import Evidence
from ecosystem.matchmaking.listing import CARDS, Listing
from ecosystem.matchmaking.market import Lacking, pairings_of
from ecosystem.matchmaking.page import being_made, own_entry, page_words, shared
from ecosystem.matchmaking.pairings import Pairing, Words
from ecosystem.matchmaking.points import TENTHS, tenths
from ecosystem.matchmaking.reasons import Reason, Reasons
from ecosystem.matchmaking.wishes import RELAXABLE, Wishes

LANGUAGES = ("vi", "en")


@sign_in_required
def why(public_id: str, other: str) -> Any:
    """Raises NotFound for another's entry, and for two that are no pair."""
    own, session = own_entry(public_id), current_session()
    market = served.served_market()
    if market is None:
        return being_made(own)
    entry = queries_feedback.other_entry(session, kinds(), own, other)
    pairing = pairing_with(session, market, own, other)
    if entry is None or pairing is None:
        raise NotFound
    words = page_words()
    drawn = Drawn.whole(pairing.tell([other], words)[other])
    between, clears = pairing.between(other, words), pairing.mending(other, words)
    improving = pairing.improving(other, words)
    passed = service.passed_with(session, current_actor(), kinds(), own, entry)
    has_returned = passed is not None and passed.has_returned
    more = {
        "between": list(between.values()),
        "relax": [kind for kind in between if kind in RELAXABLE],
        "returned": passed if has_returned else None,
        "passed": None if has_returned else passed,
        "deals": pairing.deals_of(other),
    }
    shown = card(entry, kinds().of(entry), drawn, scale_of([drawn]), words, more)
    evidence = pairing.evidence(other, words)
    return render_template(
        "matchmaking/why.html",
        **shared(own, [shown]),
        card=shown,
        made_of=parts_of(drawn.told, words.language),
        evidence=evidence,
        rounds=_rounds(session, own, other, evidence, words),
        clears=bool(clears or improving),
        changes=[*clears, *improving, *drawn.told.changes],
    )


def _rounds(session: Session, own: Entry, other: str, evidence: Evidence | None, words: Words) -> Mapping[str, str]:
    """By public id of the startup the round of each deal by its own name, "" unknown."""
    if evidence is None:
        return {}
    investor = own.public_id if own.kind == "investor" else other
    codes = queries_pages.first_rounds(session, investor, [one.public_id for one in evidence.rows])
    return {one: words.label("round", code) if code else "" for one, code in codes.items()}


def pairing_with(session: Session, market: served.Served, own: Entry, other: str) -> Pairing | None:
    """The pairing in which `other` can stand; None where there is none."""
    pairings = pairings_of(session, market, own)
    if isinstance(pairings, Lacking):
        return None
    return next((one for one in pairings.values() if one.knows(other)), None)


def reasons_of(session: Session, actor: Actor, own: Entry, other: Entry | None) -> Reasons:
    """All reasons in both languages, as the page shows them, or the first of the list: what an appeal keeps."""
    market = served.served_market()
    if other is None:
        return Reasons() if market is None else _first(session, actor, market, own)
    pairing = None if market is None else pairing_with(session, market, own, other.public_id)
    if pairing is None:
        return Reasons()
    drawn: dict[str, Drawn] = {}
    sentences: dict[str, list[str]] = {}
    for language in LANGUAGES:
        with writing_in(language):
            drawn[language] = Drawn.whole(pairing.tell([other.public_id], page_words(language))[other.public_id])
            sentences[language] = [translate(words) for words, _ in drawn[language].lines]
    seen = drawn[LANGUAGES[0]]
    return Reasons(
        tuple(Reason(_at(sentences, place), part / TENTHS) for place, (_, part) in enumerate(seen.lines)),
        tenths(seen.told.score) / TENTHS,
    )


def _first(session: Session, actor: Actor, market: served.Served, own: Entry) -> Reasons:
    """The first ten of the usual list by their names, each with its score."""
    pairings = pairings_of(session, market, own)
    if isinstance(pairings, Lacking):
        return Reasons()
    kind, pairing = next(iter(pairings.items()))
    listing = Listing(session, actor, own, kinds(), pairing, Wishes(kind=kind), page_words())
    matches = listing.found.fitting[:CARDS]
    titles = {language: page_words(language).titles([one.id for one in matches]) for language in LANGUAGES}
    return Reasons(
        tuple(
            Reason({language: names[one.id] for language, names in titles.items()}, tenths(one.score) / TENTHS)
            for one in matches
            if one.id in titles[LANGUAGES[0]]
        )
    )


def _at(sentences: Mapping[str, list[str]], place: int) -> Mapping[str, str]:
    return {language: known[place] for language, known in sentences.items()}
