"""Orders by score: equal scores stand in the order of ids, and the last of the first ten places may serve discovery."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Scores = NDArray[np.float32]

FIRST: Final = 10


def best(scores: Scores, count: int) -> Ints:
    """Positions of the `count` highest scores, highest first, equal ones by position; -inf is never among them."""
    possible = np.flatnonzero(scores > -np.inf)
    if len(possible) > count:
        least = np.partition(scores[possible], len(possible) - count)[len(possible) - count]
        possible = possible[scores[possible] >= least]
    order: Ints = possible[np.argsort(-scores[possible], kind="stable")][:count]
    return order


@dataclass(frozen=True)
class Discovery:
    """The last `places` of the first ten go to those who fit and are seldom shown, out of the `among` next ones.

    `strength` is what one e-fold of having been shown costs, in units of the score. Who has less than an average pair,
    0, does not fit.
    """

    places: int = 2
    among: int = 62
    strength: float = 1.0

    def arrange(self, order: Ints, scores: Scores, shown: NDArray[np.float64]) -> Ints:
        """`order` with the discovery places filled, as far as there is somebody for them.

        `order` should hold `FIRST - places + among` or more; for `shown` see `chosen`.
        """
        kept, chosen = FIRST - self.places, self.chosen(order, scores, shown)
        rest = order[kept:]
        return np.concatenate([order[:kept], chosen, rest[~np.isin(rest, chosen)]])

    def chosen(self, order: Ints, scores: Scores, shown: NDArray[np.float64]) -> Ints:
        """Who gets the discovery places; `shown` is how often each stood in a first ten lately."""
        next_ones = order[FIRST - self.places :][: self.among]
        next_ones = next_ones[scores[next_ones] >= 0]
        value = scores[next_ones] - self.strength * np.log1p(shown[next_ones])
        chosen: Ints = next_ones[np.argsort(-value, kind="stable")[: self.places]]
        return chosen


def without(scores: Scores, positions: Sequence[int] | Ints | None) -> Scores:
    """The scores with -inf at these positions."""
    left = scores.copy()
    if positions is not None:
        left[np.asarray(positions, dtype=np.int64)] = -np.inf
    return left


def rank(scores: Scores, count: int, discovery: Discovery | None, shown: NDArray[np.float64]) -> Ints:
    """The best `count` or more, with discovery places where wanted."""
    order = best(scores, max(count, FIRST + discovery.among if discovery else 0))
    return discovery.arrange(order, scores, shown) if discovery else order
