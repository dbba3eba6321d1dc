"""A text as the patterns of masking read it: small letters without marks, plain digits, nothing invisible. Pure.

So "Số CHÍN", "so chin" and "SỐ CHI\u0301N" are one, "０" and "0\ufe0f\u20e3" are 0, and "&#64;" and "%40" are "@".
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_TOKEN: Final = re.compile(r"&#?\w{1,8};|%[2-7][0-9a-f]|.", re.DOTALL | re.IGNORECASE)
_INVISIBLE: Final = frozenset({"Mn", "Me", "Cf"})


@dataclass(frozen=True)
class Shadow:
    """`places`: by the place in `text`, from where to where its original stands."""

    text: str
    places: tuple[tuple[int, int], ...]

    def original(self, start: int, stop: int) -> tuple[int, int]:
        """Where in the original the part from `start` to `stop` stands, which is not empty."""
        return self.places[start][0], self.places[stop - 1][1]


def shadow_of(text: str) -> Shadow:
    """Never raises."""
    characters: list[str] = []
    places: list[tuple[int, int]] = []
    for token in _TOKEN.finditer(text):
        plain = "".join(_plain(token.group()))
        if not plain and places:
            places[-1] = (places[-1][0], token.end())
        characters += plain
        places += [token.span()] * len(plain)
    return Shadow("".join(characters), tuple(places))


def _plain(token: str) -> Iterator[str]:
    decoded = token
    if len(token) > 1:
        decoded = chr(int(token[1:], 16)) if token[0] == "%" else html.unescape(token)
    for one in unicodedata.normalize("NFKD", decoded).casefold().replace("đ", "d"):
        if unicodedata.category(one) not in _INVISIBLE:
            digit = unicodedata.digit(one, None)
            yield one if digit is None else str(digit)
