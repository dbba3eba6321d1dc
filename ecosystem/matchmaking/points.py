"""Scores as people read them: tenths that add up, a band in words, bars from one axis."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.matching.terms import tenths as tenths

TENTHS: Final = 10
AXIS: Final = 30.0
"""Where bars begin, in percent of the drawing's width: what speaks against stands left of it, what speaks for right."""

FITS: Final = 0.5
"""From so many points on a pair is said to fit: more than half as likely again (1.6 times) as an average one.

Below that two pairs differ by less than what a single declared word can add or take away.
"""
BANDS: Final[Sequence[tuple[float, str, Message]]] = (
    (2.0, "strong", N_("Fits very well")),
    (FITS, "good", N_("Fits well")),
    (0.0, "fair", N_("May fit")),
    (-math.inf, "weak", N_("Less likely than most")),
)
"""The least score of each band, its name and its words.

A point is a natural logarithm: what it stands for is e (2.7) times as likely as between an average pair, whose score is
0. So a pair fits from 1.6 times as likely on, very well from seven times on; below 0 it is less likely than the
average.
"""

LITTLE_IN_COMMON: Final = N_("Little in common")
"""Of a pair whose points do not speak of these two, however many they are."""


@dataclass(frozen=True)
class Band:
    """How well two fit, in words."""

    name: str
    words: Message


def above(score: float, base: float) -> float:
    """What a score has above `base`, both as they are shown, so that whoever subtracts finds the same."""
    return (tenths(score) - tenths(base)) / TENTHS


def band_of(score: float, *, is_specific: bool = True) -> Band:
    """The band of a score as it is shown, in tenths; the higher of two scores never has the lower band.

    Not `is_specific`: sector, stage, amount and earlier investors together do not speak for the pair, however busy or
    near somebody is.
    """
    shown = tenths(score) / TENTHS
    if not is_specific and shown >= 0:
        return Band("fair", LITTLE_IN_COMMON)
    return next(Band(name, words) for least, name, words in BANDS if shown >= least)


def fits(score: float, *, is_specific: bool) -> bool:
    """Whether the words beside the score say that the pair fits."""
    return is_specific and tenths(score) >= tenths(FITS)


def adding_up(parts: Sequence[float], total: int) -> list[int]:
    """Each part in tenths, rounded down or up so that together they are `total` tenths.

    The parts should add up to about `total`; whatever else is lacking is spread evenly.
    """
    if not parts:
        return []
    scaled = [part * TENTHS for part in parts]
    whole = [math.floor(one) for one in scaled]
    lacking = total - sum(whole)
    order = sorted(range(len(parts)), key=lambda place: (whole[place] - scaled[place], place))
    every, some = divmod(lacking, len(parts))
    for rank, place in enumerate(order):
        whole[place] += every + (rank < some)
    return whole


def signed(points: int, language: str) -> str:
    """Tenths in words: "+1,3", "−0,4", "0"."""
    if points == 0:
        return "0"
    whole, fraction = divmod(abs(points), TENTHS)
    mark = "," if language == "vi" else "."
    return f"{'+' if points > 0 else '−'}{whole}{mark}{fraction}"


@dataclass(frozen=True)
class Bar:
    """Where a bar begins and how wide it is, both in percent of the drawing."""

    start: float
    width: float


@dataclass(frozen=True)
class Scale:
    """Percent of the drawing for a point, the same for all bars of a page."""

    unit: float

    @classmethod
    def of(cls, parts: Iterable[int]) -> Scale:
        """The largest part on either side of the axis just fits."""
        known = [0, *parts]
        rooms = [
            (100 - AXIS) / max(known) if max(known) > 0 else math.inf,
            AXIS / -min(known) if min(known) < 0 else math.inf,
        ]
        return cls(min([*rooms, (100 - AXIS) / TENTHS]))

    def bar(self, points: int) -> Bar:
        width = round(abs(points) * self.unit, 1)
        return Bar(AXIS if points >= 0 else round(AXIS - width, 1), width)
