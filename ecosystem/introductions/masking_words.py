"""Numbers of which some digits are words: "0 chín mười hai 345 678", "không chín một 2 345 678". Pure.

Such a run is read as its digits, "mười hai" as 12 and "chín mươi hai" as 92, and judged like any other number, so that
counts, years and lists are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

_UNITS: Final = {
    **dict.fromkeys(("không", "khong", "linh", "lẻ", "zero"), "0"),
    **dict.fromkeys(("một", "mot", "mốt", "one"), "1"),
    **dict.fromkeys(("hai", "two"), "2"),
    **dict.fromkeys(("ba", "three"), "3"),
    **dict.fromkeys(("bốn", "bon", "tư", "four"), "4"),
    **dict.fromkeys(("năm", "nam", "lăm", "five"), "5"),
    **dict.fromkeys(("sáu", "sau", "six"), "6"),
    **dict.fromkeys(("bảy", "bay", "bẩy", "seven"), "7"),
    **dict.fromkeys(("tám", "tam", "eight"), "8"),
    **dict.fromkeys(("chín", "chin", "nine"), "9"),
}
_TEN: Final = frozenset({"mười", "muoi"})
_TENS: Final = frozenset({"mươi", "muoi"})
_HUNDREDS: Final = frozenset({"trăm", "tram"})
_YEAR: Final = frozenset({"năm", "nam"})
"""Five, and also the word before a year: alone it makes no number of words."""
_WORD: Final = "|".join((*_UNITS, *sorted(_TEN | _TENS | _HUNDREDS)))
UNIT_WORDS: Final = "|".join(_UNITS)
"""The digits in words, as a part of a pattern."""
_RUN: Final = re.compile(rf"(?<!\w)(?:(?:{_WORD}|\d+)[\s.,\-]{{1,3}})+(?:{_WORD}|\d+)(?!\w)")


@dataclass(frozen=True)
class Reading:
    """A run as digits; `places`: where one of its words or groups begins or ends. `start` and `end` are of the text."""

    start: int
    end: int
    digits: str
    places: frozenset[int]


def readings(shadow: str) -> Iterator[Reading]:
    """The runs of words and digits in a text in small letters, each in every way in which it can be read."""
    for found in _RUN.finditer(shadow):
        tokens = re.findall(r"\d+|[^\W\d_]+", found.group())
        words = {one for one in tokens if not one.isdigit()}
        if words - _YEAR:
            for ten in (_TEN - _TENS, _TEN):
                pieces = _pieces(tokens, ten)
                places = frozenset(accumulate(map(len, pieces), initial=0))
                yield Reading(*found.span(), "".join(pieces), places)


def _pieces(tokens: Sequence[str], ten: frozenset[str]) -> list[str]:
    """The digits that each token stands for; `ten`: the words that are 10, and not "-ty" after a unit."""
    pieces = []
    for place, token in enumerate(tokens):
        is_before_unit = place + 1 < len(tokens) and _is_unit(tokens[place + 1])
        if token in ten:
            pieces.append("1" if is_before_unit else "10")
        elif token in _TENS:
            pieces.append("" if is_before_unit else "0")
        elif token in _HUNDREDS:
            pieces.append("")
        else:
            pieces.append(_UNITS.get(token, token))
    return pieces


def _is_unit(token: str) -> bool:
    return token in _UNITS or (len(token) == 1 and token.isdigit())
