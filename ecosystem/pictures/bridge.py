"""The bridge, as templates/_macros/drawings.html draws it: the mark, and the band's foot."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from PIL import Image, ImageDraw
from PIL.Image import Resampling

BAND: Final = (5, 61, 54)
BAND_2: Final = (143, 193, 182)
ON_BAND: Final = (242, 248, 246)
ON_BAND_2: Final = (188, 217, 210)
LAMP: Final = (233, 168, 32)
"""LOOK's tokens of the light theme: a picture has one look wherever it is shown."""

Colour = tuple[int, int, int]
Point = tuple[float, float]

_FINER: Final = 4
"""Lines are drawn that many times larger and made smaller, which smooths them."""
_SPAN: Final = 144
_LOW: Final = ((0, 58), (36, 34), (72, 10), (108, 34), (144, 58))
_HANGERS: Final = tuple(range(0, _SPAN, 18))
_DECK: Final = 81


class _Pen:
    """Draws in the units of a picture on a larger one."""

    def __init__(self, width: int, height: int) -> None:
        self.image = Image.new("RGB", (width * _FINER, height * _FINER), BAND)
        self.draw = ImageDraw.Draw(self.image)

    def line(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        self.draw.line(self._larger(points), colour, round(width * _FINER), joint="curve")

    def area(self, points: Sequence[Point], colour: Colour) -> None:
        self.draw.polygon(self._larger(points), colour)

    def dot(self, x: float, y: float, radius: float, colour: Colour) -> None:
        self.draw.ellipse(self._larger([(x - radius, y - radius), (x + radius, y + radius)]), colour)

    def smooth(self) -> Image.Image:
        width, height = self.image.size
        return self.image.resize((width // _FINER, height // _FINER), Resampling.BOX)

    def _larger(self, points: Sequence[Point]) -> list[Point]:
        return [(x * _FINER, y * _FINER) for x, y in points]


@lru_cache(maxsize=2)
def mark(scale: float) -> Image.Image:
    """Two truss peaks on a deck, a lamp in the gap."""
    pen = _Pen(round(44 * scale), round(25 * scale))

    def scaled(*points: Point) -> list[Point]:
        return [(x * scale, y * scale) for x, y in points]

    for points in (
        scaled((1.5, 17), (42.5, 17)),
        scaled((1.5, 17), (11.6, 2.5), (17, 10)),
        scaled((42.5, 17), (32.4, 2.5), (27, 10)),
        scaled((11.6, 2.5), (11.6, 23.5)),
        scaled((32.4, 2.5), (32.4, 23.5)),
    ):
        pen.line(points, ON_BAND, 2.1 * scale)
    pen.dot(22 * scale, 11.3 * scale, 3.3 * scale, LAMP)
    return pen.smooth()


@lru_cache(maxsize=2)
def foot(width: int) -> Image.Image:
    """The band's foot, 122 pixels high, with a pier in the middle of its width."""
    pen = _Pen(width, 122)
    first = width / 2 - _SPAN / 2
    first -= _SPAN * (int(first // _SPAN) + 1)
    starts = [first + _SPAN * number for number in range(width // _SPAN + 3)]
    for start in starts:
        pen.area([(start + 66, 88), (start + 78, 88), (start + 82, 122), (start + 62, 122)], _faded(0.42))
        for x in _HANGERS:
            top = _height(x)
            pen.line([(start + x, top), (start + x, 80)], _faded(0.62), 1)
            pen.line([(start + x, top), (start + x + (-18 if x > _SPAN / 2 else 18), 80)], _faded(0.62), 1)
    for start in starts:
        pen.line([(start + x, _height(x)) for x, _ in _LOW], BAND_2, 1.8)
    pen.line([(0, _DECK), (width, _DECK)], BAND_2, 2.4)
    pen.line([(0, 86.5), (width, 86.5)], BAND_2, 1)
    for start in starts:
        pen.dot(start + _SPAN / 2, 6, 3.6, LAMP)
    return pen.smooth()


def _height(x: float) -> float:
    """How high the upper chord stands at `x` of a span."""
    for (left, upper), (right, lower) in pairwise(_LOW):
        if left <= x <= right:
            return upper + (lower - upper) * (x - left) / (right - left)
    return _DECK


def _faded(share: float) -> Colour:
    """The bridge's colour on the band, that opaque."""
    red, green, blue = (round(back + (front - back) * share) for front, back in zip(BAND_2, BAND, strict=True))
    return red, green, blue
