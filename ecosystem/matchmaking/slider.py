"""The slider from "well known" to "undiscovered": where it stands, and a sentence that says what it did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ecosystem.catalogue.models import Entry
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.matchmaking.listing import Listing
from ecosystem.matchmaking.pairings import InvestorsForStartup, StartupsForInvestor
from ecosystem.matchmaking.wishes import MIDDLE

QUESTIONS: Final[Mapping[str, Message]] = {
    "investor": N_("Which investors first?"),
    "startup": N_("Which startups first?"),
}
_NONE: Final[Mapping[str, Message]] = {
    "investor": N_("%(few)s of the %(count)s shown have no recorded deal."),
    "startup": N_("%(few)s of the %(count)s shown have no recorded investor."),
}

_LEANING: Final[Mapping[str, Message]] = {
    "1": N_("Leaning far towards the well known; no score has changed."),
    "2": N_("Leaning a little towards the well known; no score has changed."),
    "4": N_("Leaning a little towards the less known; no score has changed."),
    "5": N_("Leaning far towards the less known; no score has changed."),
}


@dataclass(frozen=True)
class Slider:
    """`stop` is "1" to "5"; `told` how it leans, `counted` what is to be seen of it on the page."""

    stop: str
    question: Message
    told: Message
    counted: Message

    @property
    def is_moved(self) -> bool:
        return self.stop != MIDDLE


def slider_of(listing: Listing, shown: Sequence[Entry]) -> Slider | None:
    """For the entries that the page shows; None where nobody is known better than others."""
    other = listing.pairing.other
    if other not in QUESTIONS or not isinstance(listing.pairing, InvestorsForStartup | StartupsForInvestor):
        return None
    if listing.wishes.stop == MIDDLE:
        few = sum(not listing.pairing.is_known(one.public_id) for one in shown)
        counted = Message(_NONE[other].id, {"few": few, "count": len(shown)})
    else:
        counted = _moved(listing, shown)
    return Slider(listing.wishes.stop, QUESTIONS[other], _told(listing.wishes.stop), counted)


def _moved(listing: Listing, shown: Sequence[Entry]) -> Message:
    """How many stand elsewhere than by their scores alone."""
    now = {one.id: place for place, one in enumerate(listing.found.fitting)}
    plain = {public_id: place for place, public_id in enumerate(listing.plain_order)}
    moved = [now[one.public_id] - plain.get(one.public_id, len(plain)) for one in shown]
    up, down = sum(one < 0 for one in moved), sum(one > 0 for one in moved)
    if not any(moved):
        return N_("Nobody on this page stands elsewhere than by the score.")
    return N_(
        "Of the %(count)s shown, higher than by the score: %(up)s; lower: %(down)s.",
        count=len(shown),
        up=up,
        down=down,
    )


def _told(stop: str) -> Message:
    if stop == MIDDLE:
        return N_("In the order of the scores.")
    return _LEANING[stop]
