"""Numbers of which some digits are words: "0 chín mười hai 345 678", "không chín một 2 345 678". Pure.

Such a run is read as its digits, "mười hai" as 12 and "chín mươi hai" as 92, and judged like any other number, so that
counts, years and lists are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, product
from typing import Final

_UNITS: Final = {
    **dict.fromkeys(("khong", "ko", "linh", "le", "zero"), "0"),
    **dict.fromkeys(("mot", "one"), "1"),
    **dict.fromkeys(("hai", "two"), "2"),
    **dict.fromkeys(("ba", "three"), "3"),
    **dict.fromkeys(("bon", "tu", "four"), "4"),
    **dict.fromkeys(("nam", "lam", "five"), "5"),
    **dict.fromkeys(("sau", "six"), "6"),
    **dict.fromkeys(("bay", "seven"), "7"),
    **dict.fromkeys(("tam", "eight"), "8"),
    **dict.fromkeys(("chin", "nine"), "9"),
}
_TEN: Final = "muoi"
"""Without marks "mười" (ten) and "mươi" (-ty after a unit) are one word, read in every way in which it can be."""
_HUNDREDS: Final = "tram"
_MOST_TENS: Final = 5
_WORD: Final = "|".join((*_UNITS, _TEN, _HUNDREDS))
_RUN: Final = re.compile(rf"(?<!\w)(?:(?:{_WORD}|\d+)[\s.,\-]{{1,3}})+(?:{_WORD}|\d+)(?!\w)")


@dataclass(frozen=True)
class Reading:
    """A run as digits; `places`: where one of its words or groups begins or ends. `start` and `end` are of the text."""

    start: int
    end: int
    digits: str
    places: frozenset[int]
    is_of_words: bool


def readings(shadow: str) -> Iterator[Reading]:
    """The runs of words and digits in a text without marks, each in every way in which it can be read."""
    for found in _RUN.finditer(shadow):
        tokens = re.findall(r"\d+|[^\W\d_]+", found.group())
        if all(one.isdigit() for one in tokens):
            continue
        is_of_words = not any(one.isdigit() for one in tokens)
        for pieces in _ways(tokens):
            places = frozenset(accumulate(map(len, pieces), initial=0))
            yield Reading(*found.span(), "".join(pieces), places, is_of_words)


def _ways(tokens: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The digits that the tokens may stand for, one piece a token."""
    if tokens.count(_TEN) > _MOST_TENS:
        return iter(())
    return product(*(_pieces(tokens, place) for place in range(len(tokens))))


def _pieces(tokens: Sequence[str], place: int) -> Sequence[str]:
    token = tokens[place]
    if token == _HUNDREDS:
        return ("",)
    if token != _TEN:
        return (_UNITS.get(token, token),)
    is_before_unit = place + 1 < len(tokens) and _is_unit(tokens[place + 1])
    is_after_unit = place > 0 and _is_unit(tokens[place - 1])
    ways = ("1", "10", "", "0") if is_before_unit else ("10", "0")
    return ways if is_after_unit else tuple(one for one in ways if one.startswith("1"))


def _is_unit(token: str) -> bool:
    return token in _UNITS or (len(token) == 1 and token.isdigit())
