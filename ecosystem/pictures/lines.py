"""Breaking a text into lines: at spaces, inside a word only where it is wider than a line, never inside a letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from PIL.ImageFont import FreeTypeFont

_ENDED: Final = "…"


def fit(text: str, font: FreeTypeFont, width: float, most: int) -> tuple[list[str], bool]:
    """At most `most` lines no wider than `width` pixels, about equally long; whether all of `text` stands in them.

    What does not fit ends in "…" after a whole word.
    """
    lines = _filled(text, font, width)
    if len(lines) <= most:
        return _balanced(text, font, width, lines), True
    kept = lines[:most]
    kept[-1] = _ending(f"{kept[-1]} {lines[most]}", font, width)
    return kept, False


def _balanced(text: str, font: FreeTypeFont, width: float, lines: list[str]) -> list[str]:
    """The narrowest column of as many lines: no word is left alone on the last one."""
    narrow, wide = width / 2, width
    while len(lines) > 1 and wide - narrow > width / 50:
        middle = (narrow + wide) / 2
        tried = _filled(text, font, middle)
        if len(tried) == len(lines):
            lines, wide = tried, middle
        else:
            narrow = middle
    return lines


def _filled(text: str, font: FreeTypeFont, width: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and font.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.extend(_pieces(word, font, width))
    return lines


def _pieces(word: str, font: FreeTypeFont, width: float) -> Iterator[str]:
    piece = ""
    for letter in letters(word):
        if piece and font.getlength(piece + letter) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece


def _ending(text: str, font: FreeTypeFont, width: float) -> str:
    words = text.split()
    while len(words) > 1 and font.getlength(" ".join(words) + _ENDED) > width:
        words.pop()
    whole = letters(" ".join(words).rstrip(" ,;:-–("))
    while len(whole) > 1 and font.getlength("".join(whole) + _ENDED) > width:
        whole.pop()
    return "".join(whole) + _ENDED


def letters(text: str) -> list[str]:
    """`text` as a reader counts it: each character with the marks that stand on it."""
    found: list[str] = []
    for character in text:
        if found and unicodedata.combining(character):
            found[-1] += character
        else:
            found.append(character)
    return found
