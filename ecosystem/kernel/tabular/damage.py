"""What says that a cell was damaged on its way: characters that no text keeps, and letters that were lost for good."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_DAMAGE: Final = frozenset({"Cc", "Cs", "Cn", "Co"})
_WHITE_SPACE: Final = frozenset("\t\n\r\x0b\x0c\x85")
_TURNS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of text: a name with one reads as another."""
_LONGEST_SHOWN: Final = 200

_LOST: Final = re.compile(r"[^\W\d_]\?[^\W\d_]")
_ADDRESS: Final = re.compile(r"://|www\.|\S\.\S+\?\w+=")
_GARBLED: Final = re.compile("\u00e1[\u00ba\u00bb].|\u00c4\u2018|\u00c6[\u00a1\u00b0]|\u00c3[\u00a1-\u00bf]")


def has_damage(cell: str) -> bool:
    """Whether `cell` holds NUL, another control character, U+FFFD, what turns the direction of text, or no character.

    White space, line ends and other invisible format characters (zero-width) are none of these.
    """
    return "\ufffd" in cell or (not cell.isprintable() and any(map(_is_damage, cell)))


def has_lost_letters(cell: str) -> bool:
    """Whether Vietnamese letters of `cell` are gone: a question mark stands inside a word ("C?ng ngh?")."""
    return "?" in cell and _LOST.search(cell) is not None and not _ADDRESS.search(cell)


def is_garbled(cell: str) -> bool:
    """Whether remains of a wrong decoding stand in `cell` ("HÃ Ná»™i")."""
    return not cell.isascii() and _GARBLED.search(cell) is not None


def shown(cell: str) -> str:
    """The first 200 characters of `cell` on one line, with damage spelt out by code point as in Python's strings."""
    return "".join(map(_spelt, cell[:_LONGEST_SHOWN]))


def _is_damage(character: str) -> bool:
    if character in _WHITE_SPACE:
        return False
    return character == "\ufffd" or character in _TURNS or unicodedata.category(character) in _DAMAGE


def _spelt(character: str) -> str:
    if _is_damage(character):
        return character.encode("unicode_escape").decode("ascii")
    return " " if character in _WHITE_SPACE else character
