"""Words of the index that are one slip away from a word that the index does not have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ecosystem.search.language.lexicon import Lexicon
from ecosystem.search.language.normalise import strip_marks

MIN_LENGTH: Final = 2
MAX_LENGTH: Final = 24
"""Letters of a word that is worth correcting."""

_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz"


def near(folded: str, lexicon: Lexicon) -> list[str]:
    """The known folded words at one slip: a letter too many, too few, wrong, or two that changed places."""
    if not (MIN_LENGTH <= len(folded) <= MAX_LENGTH and folded.isascii()):
        return []
    return [word for word in dict.fromkeys(_slips(folded)) if lexicon.is_known(word)]


def cuts(token: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    """Two known words that were typed without the space between them; the longer first word first."""
    if not (2 * 2 <= len(token) <= MAX_LENGTH):
        return []
    halves = ((token[:at], token[at:]) for at in range(len(token) - 2, 1, -1))
    return [pair for pair in halves if all(lexicon.is_known(strip_marks(one)) for one in pair)]


def distance(first: str, second: str) -> int:
    """Slips between two words: letters added, left out, changed, or neighbours swapped (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(second, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]


def within_one_slip(first: str, second: str) -> bool:
    """Whether `distance` is at most 1, at less cost."""
    if abs(len(first) - len(second)) > 1:
        return False
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    rest, other = first[start:], second[start:]
    if rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]:
        return True
    return len(rest) > 1 and rest[1::-1] + rest[2:] == other


def _slips(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in _ALPHABET)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        yield from (before + letter + after for letter in _ALPHABET)
