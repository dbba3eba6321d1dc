"""What two texts have in common, in phrases as long as both have them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

BREAK: Final = ""
"""Stands between words that are not beside one another in the text: a phrase never crosses it."""

Phrase = tuple[str, ...]


def shared_phrases(left: Sequence[str], right: Sequence[str]) -> set[Phrase]:
    """The runs of words that both have, without those that are a part of a longer one."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(right):
        if word != BREAK:
            places[word].append(place)
    found: set[Phrase] = set()
    for start, word in enumerate(left):
        longest = max((_run(left, start, right, place) for place in places.get(word, ())), default=0)
        if longest:
            found.add(tuple(left[start : start + longest]))
    return {one for one in found if not any(_is_part(one, other) for other in found)}


def _run(left: Sequence[str], start: int, right: Sequence[str], place: int) -> int:
    """How many words are the same from both places on."""
    length = 0
    for one, other in zip(left[start:], right[place:], strict=False):
        if one != other or one == BREAK:
            break
        length += 1
    return length


def _is_part(short: Phrase, long: Phrase) -> bool:
    return len(short) < len(long) and any(
        long[start : start + len(short)] == short for start in range(len(long) - len(short) + 1)
    )
