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


@dataclass(frozen=True)
class Slider:
    """`stop` is "1" to "5"; `told` what it did to the order, `counted` what is to be seen of it."""

    stop: str
    question: Message
    told: Message
    counted: Message


def slider_of(listing: Listing, shown: Sequence[Entry]) -> Slider | None:
    """For the entries that the page shows; None where nobody is known better than others."""
    other = listing.pairing.other
    if other not in QUESTIONS or not isinstance(listing.pairing, InvestorsForStartup | StartupsForInvestor):
        return None
    few = sum(not listing.pairing.is_known(one.public_id) for one in shown)
    counted = Message(_NONE[other].id, {"few": few, "count": len(shown)})
    return Slider(listing.wishes.stop, QUESTIONS[other], _told(listing.wishes.stop), counted)


def _told(stop: str) -> Message:
    if stop == MIDDLE:
        return N_("In the order of the scores.")
    if stop < MIDDLE:
        return N_("Leaning towards the well known; no score has changed.")
    return N_("Leaning towards the less known; no score has changed.")
