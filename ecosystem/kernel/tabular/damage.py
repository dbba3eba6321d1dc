"""Characters that say a file was damaged on its way; `clean` takes them out, and the person is told."""

from __future__ import annotations

import unicodedata

_DAMAGE = frozenset({"Cc", "Cs", "Cn", "Co"})
_WHITE_SPACE = frozenset("\t\n\r\x0b\x0c\x85")
_LONGEST_SHOWN = 200


def has_damage(cell: str) -> bool:
    """Whether `cell` holds NUL, another control character, U+FFFD, or what is no character outside one program.

    White space, line ends and invisible format characters (zero-width, direction marks) are none of these.
    """
    return "\ufffd" in cell or (not cell.isprintable() and any(map(_is_damage, cell)))


def shown(cell: str) -> str:
    """The first 200 characters of `cell` on one line, with damage spelt out by code point as in Python's strings."""
    return "".join(map(_spelt, cell[:_LONGEST_SHOWN]))


def _is_damage(character: str) -> bool:
    if character in _WHITE_SPACE:
        return False
    return character == "\ufffd" or unicodedata.category(character) in _DAMAGE


def _spelt(character: str) -> str:
    if _is_damage(character):
        return character.encode("unicode_escape").decode("ascii")
    return " " if character in _WHITE_SPACE else character
