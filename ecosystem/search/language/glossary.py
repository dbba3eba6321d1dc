"""What things are called in the other language: Vietnamese keys and their English renderings.

Its shape, and how to keep it, stand in `data/language/README.md`.
"""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, Self

from ecosystem.search.language.english import stem
from ecosystem.search.language.forgiving import MOST_SLIPS, Gapped, gapped, nearest
from ecosystem.search.language.normalise import as_written, strip_marks, tokens

MOST_KEYS: Final = 6
"""Vietnamese keys that one English phrase of a document is given."""

Phrase = tuple[str, ...]
Known = Mapping[Phrase, tuple[Phrase, ...]]
"""Phrases to what they mean in the other language, the best first."""

Lengths = Mapping[str, tuple[int, ...]]
"""The first words of phrases to how long these are."""


@dataclass(frozen=True)
class Entry:
    """One line: a Vietnamese key and its renderings, the best first, all as tokens."""

    key: Phrase
    renderings: tuple[Phrase, ...]


@dataclass(frozen=True)
class Piece:
    """Tokens [start, end) of a query, what they may be called in the other language, the best first.

    `keys`: what the tokens are taken for, as the glossary writes it (English as stems), the likeliest first.
    """

    start: int
    end: int
    keys: tuple[Phrase, ...]
    meanings: tuple[Phrase, ...]


class Glossary:
    """Phrases of both languages, found by longest match."""

    def __init__(self, entries: Iterable[Entry], written: Mapping[Phrase, str] | None = None) -> None:
        """`written`: how phrases are written where that is more than their tokens, with hyphens say."""
        self._entries: Final = tuple(entries)
        self._written: Final = written or {}

    @classmethod
    def read(cls, path: Path) -> Self:
        """From a file of tab-separated columns `vi` and `en`, renderings parted by `; `."""
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
        entries = []
        written: dict[Phrase, str] = {}
        for row in rows:
            texts = {tuple(tokens(one)): one.strip() for one in row["en"].split(";") if one.strip()}
            entries.append(Entry(tuple(tokens(row["vi"])), tuple(texts)))
            written |= {phrase: text for phrase, text in texts.items() if text != " ".join(phrase)}
        return cls(entries, written)

    def __len__(self) -> int:
        return len(self._entries)

    def written(self, phrase: Phrase) -> str:
        """For people."""
        return self._written.get(phrase) or as_written(" ".join(phrase))

    def is_written_key(self, syllables: Phrase) -> bool:
        """Whether they are a Vietnamese key as they stand."""
        return syllables in self._by_key

    def phrases_in(self, syllables: Phrase) -> list[tuple[int, int]]:
        """Where Vietnamese keys of two syllables and more stand, [start, end) each, whatever they mean."""
        ends = (
            (start, start + length) for start in range(len(syllables)) for length in range(2, self._longest_key + 1)
        )
        return [(start, end) for start, end in ends if end <= len(syllables) and syllables[start:end] in self._by_key]

    def alike_in_meaning(self, syllables: Phrase) -> list[Phrase]:
        """Other keys for what a key means first: asen for thạch tín."""
        first = self._by_key.get(syllables, ())[:1]
        return [key for one in first for key in self._by_rendering.get(tuple(map(stem, one)), ()) if key != syllables]

    def is_false_friend(self, words: Phrase) -> bool:
        """Whether a key is not also what it is called in English."""
        return words in self._by_key and words not in self._by_key[words]

    def is_key(self, syllables: Sequence[str]) -> bool:
        """Whether they are a Vietnamese key, or one without its marks."""
        phrase = tuple(syllables)
        return phrase in self._by_key or phrase in self._by_folded

    def alike(self, syllables: Phrase, slips: Sequence[int], *, marked: bool) -> tuple[Phrase, ...]:
        """The keys that are a slip of one syllable away, of those the nearest.

        `slips` and `marked` as in `english_of`.
        """
        if marked:
            return nearest(syllables, slips, self._by_gap)
        found = nearest(_folded(syllables), slips, self._by_folded_gap)
        return tuple(key for one in found for key in self._by_folded[one])

    @property
    def keys(self) -> Iterator[Phrase]:
        return (entry.key for entry in self._entries)

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(repr(self._entries).encode()).hexdigest()[:8]

    def english_of(
        self, syllables: Sequence[str], has: Callable[[str], bool], *, marked: bool, slips: Sequence[int] | None = None
    ) -> list[Piece]:
        """Cut Vietnamese syllables into phrases that the glossary knows: as long ones as possible.

        `marked` False: their marks are guesses, so that a phrase which is none may be any that is written like it
        without marks. In a phrase of two or more syllables one may be wrong, where no phrase fits as it stands: by one
        slip of its letters, and by at most so many letters and marks together as `slips` has for it. A meaning counts
        if `has` holds for all its words.
        """
        terms = tuple(syllables)
        allowed = tuple(slips or [MOST_SLIPS] * len(terms))

        def exact(start: int, end: int) -> tuple[Phrase, ...]:
            return (terms[start:end],) if terms[start:end] in self._by_key else ()

        def unmarked(start: int, end: int) -> tuple[Phrase, ...]:
            return () if marked or end - start == 1 else self._by_folded.get(_folded(terms[start:end]), ())

        def near(start: int, end: int) -> tuple[Phrase, ...]:
            return self.alike(terms[start:end], allowed[start:end], marked=marked)

        ways = ((exact, 1.0), (unmarked, _UNMARKED), (near, _NEAR))
        return _cut(len(terms), self._longest_key, ways, self._by_key, has)

    def vietnamese_of(self, words: Sequence[str], has: Callable[[str], bool]) -> list[Piece]:
        """The same for English words, by their stems, nothing forgiven."""
        stems = tuple(map(stem, words))

        def exact(start: int, end: int) -> tuple[Phrase, ...]:
            return (stems[start:end],) if stems[start:end] in self._by_rendering else ()

        return _cut(len(stems), self._longest_rendering, [(exact, 1.0)], self._by_rendering, has)

    def english_in(self, syllables: Sequence[str]) -> list[Phrase]:
        """Stemmed renderings of every key that stands in a Vietnamese text, also inside longer ones."""
        return _all_in(tuple(syllables), self._stemmed, self._key_lengths)

    def vietnamese_in(self, stems: Sequence[str]) -> list[Phrase]:
        """The keys of every rendering that stands in a stemmed English text, at most `MOST_KEYS` of each."""
        return _all_in(tuple(stems), self._by_rendering, self._rendering_lengths)

    @cached_property
    def _stemmed(self) -> Known:
        return {entry.key: tuple(tuple(map(stem, one)) for one in entry.renderings) for entry in self._entries}

    @cached_property
    def _longest_key(self) -> int:
        return max((len(entry.key) for entry in self._entries), default=0)

    @cached_property
    def _longest_rendering(self) -> int:
        return max(map(len, self._by_rendering), default=0)

    @cached_property
    def _key_lengths(self) -> Lengths:
        return _lengths(self._stemmed)

    @cached_property
    def _rendering_lengths(self) -> Lengths:
        return _lengths(self._by_rendering)

    @cached_property
    def _by_key(self) -> Known:
        return {entry.key: entry.renderings for entry in self._entries}

    @cached_property
    def _by_folded(self) -> Mapping[Phrase, tuple[Phrase, ...]]:
        """Keys without marks to the keys that are written so."""
        return _grouped((_folded(entry.key), (entry.key,)) for entry in self._entries)

    @cached_property
    def _by_gap(self) -> Gapped:
        return gapped(self._by_key)

    @cached_property
    def _by_folded_gap(self) -> Gapped:
        return gapped(self._by_folded)

    @cached_property
    def _by_rendering(self) -> Known:
        """Stemmed renderings to keys: those of which it is the first rendering before the others."""
        ranked = sorted(
            (
                (place, tuple(map(stem, rendering)), entry.key)
                for entry in self._entries
                for place, rendering in enumerate(entry.renderings)
            ),
            key=lambda one: one[0],
        )
        found = _grouped((rendering, (key,)) for _, rendering, key in ranked)
        return {rendering: keys[:MOST_KEYS] for rendering, keys in found.items()}


def _cut(
    count: int,
    longest: int,
    ways: Sequence[tuple[Callable[[int, int], tuple[Phrase, ...]], float]],
    known: Known,
    has: Callable[[str], bool],
) -> list[Piece]:
    """The pieces of `count` terms that are worth most together: each its length squared, times that of its way."""
    best: list[tuple[float, Piece | None]] = [(0.0, None)]
    for end in range(1, count + 1):
        choices: list[tuple[float, Piece | None]] = [(best[end - 1][0], None)]
        for start in range(max(0, end - longest), end):
            for look, worth in ways:
                keys = look(start, end)
                meanings = dict.fromkeys(one for key in keys for one in known[key] if all(map(has, one)))
                if meanings:
                    found = Piece(start, end, keys, tuple(meanings))
                    choices.append((best[start][0] + (end - start) ** 2 * worth, found))
                    break
        best.append(max(choices, key=lambda choice: choice[0]))
    pieces: list[Piece] = []
    at = count
    while at:
        piece = best[at][1]
        pieces += [piece] if piece else []
        at = piece.start if piece else at - 1
    return pieces[::-1]


def _all_in(terms: Phrase, known: Known, lengths: Lengths) -> list[Phrase]:
    found: dict[Phrase, None] = {}
    for at, first in enumerate(terms):
        if first in lengths:
            for length in lengths[first]:
                if meanings := known.get(terms[at : at + length]):
                    found.update(dict.fromkeys(meanings))
    return list(found)


def _lengths(known: Known) -> Lengths:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for phrase in known:
        if phrase:
            found[phrase[0]].add(len(phrase))
    return {first: tuple(sorted(lengths)) for first, lengths in found.items()}


_UNMARKED: Final = 0.9
_NEAR: Final = 0.6


def _folded(phrase: Phrase) -> Phrase:
    return tuple(map(strip_marks, phrase))


def _grouped(pairs: Iterable[tuple[Phrase, tuple[Phrase, ...]]]) -> Known:
    found: defaultdict[Phrase, dict[Phrase, None]] = defaultdict(dict)
    for phrase, meanings in pairs:
        found[phrase].update(dict.fromkeys(meanings))
    return {phrase: tuple(meanings) for phrase, meanings in found.items()}
