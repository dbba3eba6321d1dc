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

    `strength` is what one e-fold of having been shown costs, in units of the score.
    """

    places: int = 2
    among: int = 62
    strength: float = 1.0

    def arrange(self, order: Ints, scores: Scores, shown: NDArray[np.float64]) -> Ints:
        """`order` with the discovery places filled; `shown` is how often each stood in a first ten lately.

        `order` should hold `FIRST - places + among` or more. Who stands at a discovery place: `order[8:10]`.
        """
        kept = FIRST - self.places
        next_ones = order[kept : kept + self.among]
        value = scores[next_ones] - self.strength * np.log1p(shown[next_ones])
        chosen = next_ones[np.argsort(-value, kind="stable")[: self.places]]
        rest = order[kept:]
        return np.concatenate([order[:kept], chosen, rest[~np.isin(rest, chosen)]])


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
