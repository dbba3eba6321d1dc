"""How a title may begin to be typed: the terms for which it is suggested, so that no engine searches prefixes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ecosystem.search.language.normalise import tokens, without_marks

SHORT: Final = "#"
"""The term of every title of at most `_SHORT` characters."""
MOST_WORDS: Final = 12
"""Words of a title that are looked at."""

FEWEST_INITIALS: Final = 3
"""Letters that lead a search to names, where they stand for neighbouring words anywhere in them."""

_TITLE: Final = "^"
_INITIALS: Final = "="
_SHORT: Final = 40
_LONGEST_WORD: Final = 12
_LONGEST_TITLE: Final = 24
_LONGEST_INITIALS: Final = 8
_FIRST_STARTS: Final = 6
"""Words of a title from which on its initials may be typed: viện CNSH."""
_GLUE: Final = frozenset({"và", "của", "cho", "of", "and", "the", "for", "in"})
"""Words that initials mostly leave out: sở Khoa học và Công nghệ is KHCN as well as KHVCN."""


def starts(title: str) -> list[str]:
    """Every term for which the title is suggested, each once.

    Beginnings of each word and of the whole, without marks and with them; initials of neighbouring words, two of them
    only at the beginning.
    """
    words = tokens(title)[:MOST_WORDS]
    folded = without_marks(words)
    found = [part for word in (*folded, *words) for part in _beginnings(word, _LONGEST_WORD)]
    for written in (folded, words):
        found += [_TITLE + part for part in _beginnings("_".join(written), _LONGEST_TITLE)]
    letters = [word[0] for word in folded]
    found += _initials("".join(letters))
    if not _GLUE.isdisjoint(words):
        found += _initials("".join(one for one, word in zip(letters, words, strict=True) if word not in _GLUE))
    if words and len(title) <= _SHORT:
        found.append(SHORT)
    return list(dict.fromkeys(found))


def start_of_word(word: str) -> str:
    """The term of titles with a word that begins so; normalised, with or without marks."""
    return word[:_LONGEST_WORD]


def start_of_title(words: Sequence[str]) -> str:
    """The term of titles that begin so."""
    return _TITLE + "_".join(words)[:_LONGEST_TITLE]


def initials(folded: str) -> str:
    """The term of titles some of whose neighbouring words begin with these letters."""
    return _INITIALS + folded[:_LONGEST_INITIALS]


def _beginnings(text: str, longest: int) -> list[str]:
    return [text[:end] for end in range(1, min(len(text), longest) + 1)]


def _initials(letters: str) -> Iterator[str]:
    for start in range(min(len(letters), _FIRST_STARTS)):
        for length in range(FEWEST_INITIALS if start else 2, min(len(letters) - start, _LONGEST_INITIALS) + 1):
            yield _INITIALS + letters[start : start + length]
