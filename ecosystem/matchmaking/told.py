"""What a page tells of a pair: its score as lines that add up to it, what it is based on, what would change it."""

from __future__ import annotations

from dataclasses import dataclass

from ecosystem.kernel.access.messages import Message
from ecosystem.matchmaking.points import above

FEWEST_TENTHS = 0.05
"""What rounds to no tenth of a point is no reason of its own."""
MOST_LINES = 5


@dataclass(frozen=True)
class Line:
    """One reason: `name` of its group, a sentence, points with their sign; `parts` are the terms that it is made of.

    `is_same`: it is so for all that the list ranks, and tells nothing of this one. `is_kept`: it is told however little
    it is worth.
    """

    name: Message
    words: Message
    points: float
    parts: tuple[Line, ...] = ()
    is_same: bool = False
    is_kept: bool = False


@dataclass(frozen=True)
class Told:
    """`lines`, the weightiest first, add up to `score`; `average` is what a pair has that has little in common.

    `ranked` is the score above the average, without what is the same for all: what the words beside it go by, together
    with `is_specific` (see `points.band_of`).
    """

    score: float
    lines: tuple[Line, ...]
    based_on: Message
    changes: tuple[Message, ...] = ()
    average: float = 0.0
    is_specific: bool = True

    @property
    def ranked(self) -> float:
        return above(self.score, self.average + self.same)

    @property
    def same(self) -> float:
        """What is the same for all."""
        return sum((line.points for line in self.lines if line.is_same), start=0.0)
