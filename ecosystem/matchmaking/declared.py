"""What an investor declares beside what it does: for its own people alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ecosystem.matchmaking.evidence import latest
from ecosystem.matchmaking.pairings import Pairing, StartupsForInvestor, Words
from ecosystem.matchmaking.points import TENTHS, adding_up
from ecosystem.matchmaking.served import Served
from ecosystem.taxonomy.vocabularies import Vocabularies

FEWEST: Final = 2
"""Deals with a known sector; one says nothing of a habit."""
_DIFFERENCE: Final = 20
"""Percent points from which on the two are told to differ."""
_MOST: Final = 6


@dataclass(frozen=True)
class Share:
    """Of one sector of the upper level, in whole percent."""

    words: str
    declared: int
    actual: int


@dataclass(frozen=True)
class Comparison:
    """`shares`, the largest first; `deals` is how many were compared; `above` and `below` what differs most, or ""."""

    shares: Sequence[Share]
    deals: int
    above: str = ""
    below: str = ""


def compare(served: Served, investor: str, terms: Vocabularies, words: Words) -> Comparison | None:
    """None without a thesis that names sectors, or without enough deals."""
    thesis = served.investors[investor].thesis
    deals = [tops for one in latest(served, investor) if (tops := _tops(terms, served.startups[one.startup].sectors))]
    declared = _tops(terms, thesis.sectors) if thesis else []
    if not declared or len(deals) < FEWEST:
        return None
    actual: Counter[str] = Counter()
    for tops in deals:
        for top in tops:
            actual[top] += 100 / len(tops) / len(deals)  # type: ignore[assignment]  # shares, not whole counts
    said = {top: 100 / len(declared) for top in declared}
    names = sorted({*said, *actual}, key=lambda one: (-max(said.get(one, 0), actual[one]), one))
    columns = zip(
        names, _whole([said.get(one, 0.0) for one in names]), _whole([actual[one] for one in names]), strict=True
    )
    shares = [Share(words.label("sector", one), *percents) for one, *percents in columns]
    return Comparison(shares[:_MOST], len(deals), *_differing(shares))


def _whole(percents: Sequence[float]) -> list[int]:
    """Rounded so that they add up to 100, as tenths of ten points do."""
    return adding_up([one / TENTHS for one in percents], 100)


def _differing(shares: Sequence[Share]) -> tuple[str, str]:
    above = max(shares, key=lambda one: one.actual - one.declared)
    below = max(shares, key=lambda one: one.declared - one.actual)
    return (
        above.words if above.actual - above.declared > _DIFFERENCE else "",
        below.words if below.declared - below.actual > _DIFFERENCE else "",
    )


def _tops(terms: Vocabularies, sectors: Sequence[str]) -> list[str]:
    """The upper levels of these sectors, each once."""
    above = [terms.ancestors("sector", one) for one in sectors]
    return list(dict.fromkeys(up[0].code if up else one for up, one in zip(above, sectors, strict=True)))


def panel(pairing: Pairing, terms: Vocabularies, words: Words) -> Comparison | None:
    """For the page of an investor's matches, which its own people see."""
    if not isinstance(pairing, StartupsForInvestor):
        return None
    return compare(pairing.served, pairing.investor, terms, words)
