"""The drawing of a series: where each bar or line stands. x in percent of the width, y in pixels from above.

The SVG has no view box: it is never scaled, so words in it keep their size on every screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final, Literal

from ecosystem.startups.traction import Point, Series

TOP: Final = 22
"""Pixels above the highest value, for its number."""
HEIGHT: Final = 96
"""Pixels between the highest and the lowest value; 0 is always one of the two or between them."""
BELOW: Final = 26
"""Pixels for the words below the axis; as many more for numbers below 0 as `TOP` leaves above."""
MOST_BARS: Final = 24
"""Months; a longer course is a line."""
_THINNEST: Final = 2.0
_MOST_TICKS: Final = 12
_FILLED: Final = 0.68
_EDGE: Final = 2.0
_SIGN: Final = 3.2
"""A digit with its share of signs that group, in percent of the narrowest drawing."""
_LINE: Final = 15
"""Pixels from one line of words to the next."""


@dataclass(frozen=True)
class Mark:
    """A point as it is drawn: a bar from `y` down over `height`, or a dot at `end`. `x` is its middle."""

    point: Point
    x: float
    y: float
    height: float
    end: float

    @property
    def is_below(self) -> bool:
        return self.point.value < 0


@dataclass(frozen=True)
class Word:
    """Something written into the drawing at a place: the value of a point, or a month or year below the axis."""

    x: float
    y: float
    text: str
    anchor: Literal["start", "middle", "end"] = "middle"


@dataclass(frozen=True)
class Chart:
    """`width` of a bar in percent; `lines` join marks of neighbouring months; `baseline` is where 0 stands."""

    marks: tuple[Mark, ...]
    lines: tuple[tuple[Mark, Mark], ...]
    values: tuple[Word, ...]
    ticks: tuple[Word, ...]
    width: float
    baseline: float
    has_bars: bool
    height: int


@dataclass(frozen=True)
class _Scale:
    """From months and values to places."""

    first: int
    slots: int
    high: Decimal
    low: Decimal

    @property
    def height(self) -> int:
        """Of the whole drawing."""
        return TOP + HEIGHT + BELOW + (TOP if self.low < 0 else 0)

    def x(self, ordinal: int) -> float:
        return round((ordinal - self.first + 0.5) * 100 / self.slots, 2)

    def y(self, value: Decimal) -> float:
        """A course of zeros lies on the ground."""
        if self.high == self.low:
            return float(TOP + HEIGHT)
        return round(float(TOP + HEIGHT * (self.high - value) / (self.high - self.low)), 2)

    def mark(self, point: Point) -> Mark:
        """Never thinner than what can be seen: a 0 that was told is no gap."""
        zero, end = self.y(Decimal(0)), self.y(point.value)
        height = max(abs(end - zero), _THINNEST)
        return Mark(point, self.x(point.ordinal), zero if point.value < 0 else zero - height, height, end)


def chart_of(series: Series) -> Chart:
    """Bars for up to `MOST_BARS` months, a line with gaps for more."""
    values = [point.value for point in series.points]
    slots = series.last.ordinal - series.first.ordinal + 1
    scale = _Scale(series.first.ordinal, slots, max(Decimal(0), *values), min(Decimal(0), *values))
    marks = tuple(scale.mark(point) for point in series.points)
    has_bars = slots <= MOST_BARS
    width = round(100 / max(slots, 3) * _FILLED, 2)
    neighbours = (pair for pair in pairwise(marks) if pair[1].point.ordinal - pair[0].point.ordinal == 1)
    return Chart(
        marks=marks,
        lines=() if has_bars else tuple(neighbours),
        values=tuple(_values(marks, width if has_bars else 0)),
        ticks=tuple(_months(scale) if has_bars else _years(scale)),
        width=width,
        baseline=scale.y(Decimal(0)),
        has_bars=has_bars,
        height=scale.height,
    )


def _values(marks: Sequence[Mark], width: float) -> Sequence[Word]:
    """The numbers of the first and the last mark, inside the drawing however long they are, and of the highest."""
    if len(marks) == 1:
        return [_value(marks[0], 0, "middle")]
    ends = [_value(marks[0], -width / 2, "start"), _value(marks[-1], width / 2, "end")]
    highest = max(marks, key=lambda mark: mark.point.value)
    words = _value(highest, 0, "middle")
    is_told = highest.point.value in {marks[0].point.value, marks[-1].point.value} or highest.is_below
    has_room = not is_told and _left(words) >= 0 and _right(words) <= 100
    return [*ends, words] if has_room and not any(_meet(words, one) for one in ends) else ends


def _meet(one: Word, other: Word) -> bool:
    """Whether two numbers would stand in each other's way on a phone."""
    return abs(one.y - other.y) < _LINE and _left(one) < _right(other) and _left(other) < _right(one)


def _left(word: Word) -> float:
    return word.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[word.anchor] * len(word.text) * _SIGN


def _right(word: Word) -> float:
    return _left(word) + len(word.text) * _SIGN


def _value(mark: Mark, aside: float, anchor: Literal["start", "middle", "end"]) -> Word:
    y = mark.y + mark.height + 15 if mark.is_below else min(mark.y, mark.end) - 6
    return Word(round(mark.x + aside, 2), round(y, 2), str(mark.point.value), anchor)


def _months(scale: _Scale) -> Sequence[Word]:
    step = -(-scale.slots // _MOST_TICKS)
    ordinals = range(scale.first, scale.first + scale.slots, step)
    return [_tick(scale, ordinal, ordinal % 12 + 1) for ordinal in ordinals]


def _years(scale: _Scale) -> Sequence[Word]:
    begun = [ordinal for ordinal in range(scale.first, scale.first + scale.slots) if ordinal % 12 == 0]
    step = -(-len(begun) // (_MOST_TICKS // 2))
    return [_tick(scale, ordinal, ordinal // 12) for ordinal in begun[::step]]


def _tick(scale: _Scale, ordinal: int, number: int) -> Word:
    """In the middle of its month, or on the inner side at the edges of a long course."""
    x = scale.x(ordinal)
    return Word(x, scale.height - 6, str(number), "start" if x < _EDGE else "end" if x > 100 - _EDGE else "middle")
