"""Who else fits: what is offered after a no or a silence. Never who was passed over, asked already or said no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from sqlalchemy.orm import Session

from ecosystem.catalogue.links import kinds
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.queries import in_order
from ecosystem.introductions import queries
from ecosystem.introductions.policy import may_ask_for, obstacle
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import VISITOR, Actor
from ecosystem.kernel.access.messages import Message
from ecosystem.kernel.web.languages import page_language
from ecosystem.matchmaking import queries_pages
from ecosystem.matchmaking.cards import Title, in_tenths, titled
from ecosystem.matchmaking.market import Lacking, pairings_of
from ecosystem.matchmaking.page import words_for
from ecosystem.matchmaking.pairings import Pairing
from ecosystem.matchmaking.points import BANDS, Band, band_of
from ecosystem.matchmaking.served import served_market
from ecosystem.matchmaking.told import Told
from ecosystem.matchmaking.wishes import Wishes

NEXT: Final = 3
_WEAK: Final = BANDS[-1][1]
_LOOKED_AT: Final = 50
"""Matches, the best first, among which they are sought."""


@dataclass(frozen=True)
class Candidate:
    """Somebody else who fits. `reason`: the weightiest that speaks for it; None where nothing does."""

    entry: Entry
    title: Title
    band: Band
    reason: Message | None
    may_be_asked: bool


def next_candidates(session: Session, actor: Actor, own: Entry | None, kind: str) -> Sequence[Candidate]:
    """Three of `kind` that fit the entry or may fit it, as many as there are; none where it has no matches.

    Those whom the actor may ask for the owner of `own` come first, each in the order of the matches; only where they
    are fewer than three the others.
    """
    served = served_market() if own is not None and own.is_public and own.owner_id is not None else None
    if served is None or own is None or own.owner_id is None:
        return []
    pairings = pairings_of(session, served, own)
    if isinstance(pairings, Lacking) or kind not in pairings:
        return []
    entries = in_order(session, VISITOR, kinds(), _first(session, pairings[kind], own, own.owner_id))
    words = words_for(session, VISITOR, page_language())
    told = pairings[kind].tell([one.public_id for one in entries], words)
    fitting = [one for one in entries if _band(told[one.public_id]).name != _WEAK]
    asked = _askable(session, actor, own.owner_id, fitting)
    chosen = [*asked, *(one for one in fitting if one not in asked)][:NEXT]
    return [_candidate(one, told[one.public_id], may_be_asked=one in asked) for one in chosen]


def _first(session: Session, pairing: Pairing, own: Entry, owner_id: int) -> list[str]:
    passed = queries_pages.passed_over(session, [own])[own.public_id]
    asked = queries.entries_asked(session, [owner_id])[owner_id]
    hidden = queries_pages.left_out(session, own, []) | passed | asked
    found = pairing.find(Wishes(kind=pairing.other), hidden, queries_pages.shown(session, pairing.other))
    return [one.id for one in found.fitting[:_LOOKED_AT]]


def _askable(session: Session, actor: Actor, own_id: int, entries: Sequence[Entry]) -> list[Entry]:
    """The first three that may be asked; who has nobody to answer is found for all of them at once."""
    answered = queries.answered_for(session, {one.owner_id for one in entries if one.owner_id is not None})
    spoken_for = (one for one in entries if one.owner_id in answered)
    return list(islice((one for one in spoken_for if may_be_asked(session, actor, own_id, one)), NEXT))


def _band(told: Told) -> Band:
    return band_of(told.ranked, is_specific=told.is_specific)


def _candidate(entry: Entry, told: Told, *, may_be_asked: bool) -> Candidate:
    return Candidate(
        entry=entry,
        title=titled(entry, kinds().of(entry), page_language()),
        band=_band(told),
        reason=first_in_favour(told),
        may_be_asked=may_be_asked,
    )


def may_be_asked(session: Session, actor: Actor, own_id: int, entry: Entry) -> bool:
    """Whether the actor may ask for an introduction to whose page that is, now and for the organisation `own_id`."""
    if not may_ask_for(actor, own_id):
        return False
    return obstacle(queries.standing(session, actor, own_id, entry), clock.today()) is None


def first_in_favour(told: Told) -> Message | None:
    """The weightiest reason that speaks for it, of those that tell something of this one."""
    return next((line.words for line, part in in_tenths(told) if part > 0 and not line.is_same), None)
