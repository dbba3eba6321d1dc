"""Phrases of which one syllable slipped: found by what is left of them when a syllable is left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from ecosystem.search.language.normalise import strip_marks
from ecosystem.search.language.spelling import distance, within_one_slip

MOST_SLIPS: Final = 9
"""More letters and marks than any syllable has: whatever one slip of its letters makes of it."""

Phrase = tuple[str, ...]

Gapped = Mapping[Phrase, Sequence[Phrase]]
"""Phrases with a syllable left out to the phrases that they may be."""

_GAP: Final = "*"


def nearest(phrase: Phrase, most: Sequence[int], known: Gapped) -> tuple[Phrase, ...]:
    """Of the phrases that differ in one syllable, by a slip of it and at most so much: the nearest one, if any."""
    if len(phrase) < 2:
        return ()
    near = [
        (slips, key)
        for at, allowed in enumerate(most)
        if allowed
        for key in known.get(_gap(phrase, at), ())
        if (slips := _slips(phrase[at], key[at], allowed)) is not None
    ]
    return (min(near)[1],) if near else ()


@lru_cache(maxsize=20_000)
def _slips(typed: str, right: str, most: int) -> int | None:
    """Wrong marks count less than a wrong letter; None for two syllables that no single slip joins."""
    letters, others = strip_marks(typed), strip_marks(right)
    if min(len(typed), len(right)) < 2 or not within_one_slip(letters, others):
        return None
    changes = distance(typed, right)
    return 3 * (letters != others) + changes if changes <= most else None


def gapped(known: Iterable[Phrase]) -> Gapped:
    """What `nearest` looks phrases of two syllables and more up in."""
    found: defaultdict[Phrase, list[Phrase]] = defaultdict(list)
    for phrase in known:
        if len(phrase) > 1:
            for at in range(len(phrase)):
                found[_gap(phrase, at)].append(phrase)
    return found


def _gap(phrase: Phrase, at: int) -> Phrase:
    return (*phrase[:at], _GAP, *phrase[at + 1 :])
