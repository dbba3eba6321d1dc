"""Everybody who could be matched with an entry, in the wished order: those who fit, and those who cannot."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ecosystem.matching.profiles import StartupProfile
from ecosystem.matchmaking.points import above, fits
from ecosystem.matchmaking.served import Served
from ecosystem.matchmaking.wishes import Wishes

if TYPE_CHECKING:
    from ecosystem.matching.matcher import Match

KNOWN_WEIGHT: Final = 0.5
"""What an e-fold of investors and showings adds to a startup's place at the ends of the slider, never to its score."""


@dataclass(frozen=True)
class Found:
    """`fitting` in their order; `unfit` the best first, each with what stands between."""

    fitting: Sequence[Match]
    unfit: Sequence[Match]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many of those who cannot fit meet each obstacle; one may meet several."""
        return Counter(kind for match in self.unfit for kind in sorted({one.kind for one in match.obstacles}))

    def fit(self, base: float) -> int:
        """How many fit by the words that stand beside them; `base` is what is the same in every score."""
        return sum(fits(above(one.score, base), is_specific=one.is_specific) for one in self.fitting)


def investors_for(
    served: Served, startup: StartupProfile, wishes: Wishes, hidden: AbstractSet[str], shown: Mapping[str, float]
) -> Found:
    """All investors for a startup; the last two of the first ten are those next in order who are seldom shown."""
    from ecosystem.matching.matcher import Order  # noqa: PLC0415 -- numpy is loaded by those who match

    order = Order(activity=wishes.activity, relaxed=wishes.relaxed, hidden=hidden, shown=shown)
    found = served.matcher.investors_for(startup, max(1, len(served.investors)), order)
    return Found(found.fitting, found.unfit)


def startups_for(
    served: Served, investor: str, wishes: Wishes, hidden: AbstractSet[str], shown: Mapping[str, float]
) -> Found:
    """All startups that raise, for an investor; the slider moves those up who are known to many, or to few."""
    from ecosystem.matching.matcher import Order  # noqa: PLC0415 -- as above

    order = Order(relaxed=wishes.relaxed, hidden=hidden)
    candidates = served.candidates
    found = served.matcher.startups_for(investor, candidates, max(1, len(candidates)), order)
    return Found(sorted(found.fitting, key=_wished(served, wishes, shown)), found.unfit)


def _wished(served: Served, wishes: Wishes, shown: Mapping[str, float]) -> Callable[[Match], tuple[float, str]]:
    taste = KNOWN_WEIGHT * (wishes.activity - 1)

    def place(match: Match) -> tuple[float, str]:
        known = math.log1p(len(served.owners_of(match.id)) + shown.get(match.id, 0.0))
        return -(match.score + taste * known), match.id

    return place
