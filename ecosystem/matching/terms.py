"""The terms of the score by name, each with the weight that is used until an installation's own past knows better."""

from __future__ import annotations

from collections.abc import Mapping
from math import copysign, floor
from typing import Final

HAND_WEIGHTS: Final[Mapping[str, float]] = {
    "popularity": 0.25,
    "popularity_now": 0.5,
    "recency": 0.3,
    "fund": 0.6,
    "home": 0.3,
    "country": 0.5,
    "region": 0.6,
    "city": 0.2,
    "sector": 0.8,
    "stage": 0.6,
    "age": 0.4,
    "amount": 0.4,
    "ticket": 0.4,
    "owned": 0.1,
    "busiest": 0.3,
    "coinvestors": 0.1,
    "closest_coinvestor": 3.0,
    "circle": 0.2,
}
ACTIVITY: Final = ("popularity", "popularity_now", "recency")
"""What the slider from "well known" to "undiscovered" multiplies."""
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "activity": (*ACTIVITY, "fund"),
    "place": ("home", "country", "region", "city"),
    "sector": ("sector",),
    "stage": ("stage", "age"),
    "amount": ("amount", "ticket"),
    "investors": ("owned", "busiest", "coinvestors", "closest_coinvestor", "circle"),
}
"""Terms that say much the same are one reason."""
SPECIFIC: Final = frozenset({"sector", "stage", "amount", "investors", "words"})
"""The groups that speak of this very pair (words: of technologies). Being busy, or near, makes nobody fit by itself."""

_TENTHS: Final = 10

POINTS_OF_A_SECTOR: Final = 0.5
"""What a sector in common counts for when it is asked whether a technology speaks of this very startup."""
LEAST_IN_COMMON: Final = 1.0
"""So much is asked for: two sectors and any words that tell something, or one sector and half a point of words."""


def is_technology_specific(words: float, sectors: int) -> bool:
    """Whether a technology has enough in common with this very startup: points of words, and how many sectors.

    Neither is enough without the other: two broad sectors hold things that have nothing to do with one another, and one
    word may stand for two things.
    """
    return words > 0 and sectors > 0 and words + POINTS_OF_A_SECTOR * sectors >= LEAST_IN_COMMON


def tenths(points: float) -> int:
    """Points in whole tenths, halves away from 0, so that both signs are alike."""
    return int(copysign(floor(abs(points) * _TENTHS + 0.5), points))
