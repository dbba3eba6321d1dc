"""Marking found words in the original text, as safe HTML. Engines see normalised text only, so this is done here."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import Final, NamedTuple

from ecosystem.search.language.completeness import GLUE
from ecosystem.search.language.english import stem
from ecosystem.search.language.normalise import (
    INVISIBLE,
    MARKS,
    MAX_TOKEN_LENGTH,
    is_marked,
    normalise,
    one_spelling,
    strip_marks,
    tokens,
)
from ecosystem.search.language.typed import MAX_WORDS

_WORD: Final = re.compile(rf"[^\W_]+(?:[{MARKS}{INVISIBLE}]+[^\W_]*)*")
_BETWEEN: Final = re.compile(r"[\s\-\u2010\u2011]+")
_OPEN: Final = "<mark>"
_CLOSE: Final = "</mark>"
_MORE: Final = "…"


class _Word(NamedTuple):
    """`stem` is None for a word with diacritics."""

    normal: str
    folded: str
    stem: str | None


class _Span(NamedTuple):
    """Characters [start, end) of the original text that match; `terms` are the indexes of the terms they match."""

    start: int
    end: int
    terms: frozenset[int]


class Highlighter:
    """Marks the same words in many texts. `terms`: the query, or its words, as they were typed.

    Where marks were typed, words with the same ones; an English word also in its other forms. `kin`: where there are
    none, words with other marks too. `phrases` are marked where all their words stand, of Vietnamese ones beside one
    another. Neighbouring marks become one.
    """

    def __init__(self, terms: Iterable[str], *, kin: bool = True, phrases: Iterable[str] = ()) -> None:
        joined = terms if isinstance(terms, str) else " ".join(terms)
        self._typed: Final = tuple(dict.fromkeys(tokens(joined)))[:MAX_WORDS]
        self._folded: Final = [strip_marks(term) for term in self._typed]
        self._stems: Final = [stem(term) for term in self._folded]
        self._has_marks: Final = any(map(is_marked, self._typed))
        self._kin: Final = kin or not self._has_marks
        self._phrases: Final = [phrase for one in phrases if (phrase := tuple(tokens(one)))][
            : MAX_WORDS - len(self._typed)
        ]
        in_phrases = [word for phrase in self._phrases for word in phrase]
        self._near: Final = frozenset((*self._folded, *self._stems, *in_phrases, *map(stem, in_phrases)))
        # No form of a word begins with another letter, marks aside: most words of a text need not be looked at.
        self._initials: Final = frozenset(("", *(one[:1] for one in map(strip_marks, self._near))))

    def highlight(self, text: str) -> str:
        """The whole text, escaped, what matches in `<mark>`."""
        return _rendered(text, self._spans(text))

    def snippet(self, text: str, length: int = 220) -> str:
        """The part of about `length` characters that holds most different terms, as `highlight` renders it.

        Cut between words, `…` where something is left out; the beginning of the text when nothing matches.
        """
        plain = " ".join(text.split())
        spans = self._spans(plain)
        start, end = _window(plain, spans, length)
        inside = [
            _Span(one.start - start, one.end - start, one.terms)
            for one in spans
            if start <= one.start and one.end <= end
        ]
        before = f"{_MORE} " if start > 0 else ""
        after = f" {_MORE}" if end < len(plain) else ""
        return before + _rendered(plain[start:end], inside) + after

    def marks(self, text: str) -> bool:
        """Whether `highlight` would mark anything."""
        return bool(self._spans(text))

    def _spans(self, text: str) -> list[_Span]:
        if not self._near:
            return []
        initials = self._initials
        likely = [one for one in _words_of(text) if _initial(one[0]) in initials]
        near = {one: word for one in likely if self._is_near(word := _word(one))}
        if not near:
            return []
        wanted = self._wanted(near)
        apart = [_Span(*word.span(), wanted[word[0]]) for word in _WORD.finditer(text) if word[0] in wanted]
        together = list(self._together(text)) if self._phrases else []
        return sorted({*together, *apart}, key=lambda one: one.start) if together else apart

    def _is_near(self, word: _Word) -> bool:
        return word.folded in self._near or word.stem in self._near or word.normal in self._near

    def _together(self, text: str) -> Iterator[_Span]:
        found = list(_WORD.finditer(text))
        words = [_word(one[0]) for one in found]
        for number, phrase in enumerate(self._phrases, len(self._typed)):
            places = _adjacent(phrase, words) if any(map(is_marked, phrase)) else _anywhere(phrase, words)
            yield from (_Span(*found[at].span(), frozenset({number})) for at in places)

    def _wanted(self, near: Mapping[str, _Word]) -> dict[str, frozenset[int]]:
        """The words of the text that are to be marked, each with the indexes of the terms that it matches."""
        exact = {word.normal for word in near.values()} if self._has_marks else set()
        chosen: dict[str, frozenset[int]] = {}
        for original, word in near.items():
            matches = [
                index
                for index, (term, folded, stemmed) in enumerate(
                    zip(self._typed, self._folded, self._stems, strict=True)
                )
                if word.normal == term
                or (word.stem == stemmed and term == folded)
                or (self._kin and term not in exact and (word.folded == folded or word.stem == stemmed))
            ]
            if matches:
                chosen[original] = frozenset(matches)
        return chosen


@lru_cache(maxsize=64)  # a row asks several highlighters about the same text
def _words_of(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text))


def _adjacent(phrase: Sequence[str], words: Sequence[_Word]) -> Iterator[int]:
    """Places of Vietnamese syllables, which are the word where they stand beside one another."""
    normal = [word.normal for word in words]
    for at in range(len(words) - len(phrase) + 1):
        if normal[at : at + len(phrase)] == list(phrase):
            yield from range(at, at + len(phrase))


def _anywhere(phrase: Sequence[str], words: Sequence[_Word]) -> Sequence[int]:
    """Places of English words but glue, in whatever form and order, where all of them stand."""
    wanted = {stem(word) for word in phrase if word not in GLUE}
    places = [at for at, word in enumerate(words) if word.stem in wanted]
    return places if {words[at].stem for at in places} == wanted else ()


def highlight_beginnings(text: str, beginnings: Collection[str]) -> str:
    """The whole text, escaped, those beginnings of its words in `<mark>`; given normalised and without marks."""
    parts: list[str] = []
    position = 0
    for found in _WORD.finditer(text):
        word = _word(found[0])
        length = max((len(one) for one in beginnings if word.folded.startswith(one)), default=0)
        if length:
            end = found.start() + (length if len(word.folded) == len(found[0]) else len(found[0]))
            parts += [escape(text[position : found.start()]), _OPEN, escape(text[found.start() : end]), _CLOSE]
            position = end
    return "".join([*parts, escape(text[position:])])


@lru_cache(maxsize=4_096)
def _initial(letter: str) -> str:
    """Without marks; "" for what shows nothing, so that the word's own first letter is another one."""
    return strip_marks(normalise(letter))[:1]


@lru_cache(maxsize=8_192)
def _word(original: str) -> _Word:
    normal = one_spelling(normalise(original)[:MAX_TOKEN_LENGTH])
    folded = strip_marks(normal)
    return _Word(normal, folded, stem(folded) if normal == folded else None)


def _rendered(text: str, spans: Sequence[_Span]) -> str:
    parts: list[str] = []
    position = 0
    for start, end in _joined(text, spans):
        parts += [escape(text[position:start]), _OPEN, escape(text[start:end]), _CLOSE]
        position = end
    return "".join([*parts, escape(text[position:])])


def _joined(text: str, spans: Sequence[_Span]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for span in spans:
        if runs and (span.start <= runs[-1][1] or _BETWEEN.fullmatch(text, runs[-1][1], span.start)):
            runs[-1] = (runs[-1][0], max(runs[-1][1], span.end))
        else:
            runs.append((span.start, span.end))
    return runs


def _window(text: str, spans: Sequence[_Span], length: int) -> tuple[int, int]:
    if len(text) <= length:
        return 0, len(text)
    first, last = _densest(spans, length)
    if first is None or last is None:
        return 0, _cut_end(text, length)
    middle = (first.start + last.end) // 2
    start = max(0, min(middle - length // 2, first.start, len(text) - length))
    start = _cut_start(text, start, first.start)
    return start, max(_cut_end(text, start + length), last.end)


def _densest(spans: Sequence[_Span], length: int) -> tuple[_Span | None, _Span | None]:
    """The first and last span of the stretch with most different terms, then most matches, then the earliest."""
    best = (0, 0)
    chosen: tuple[_Span | None, _Span | None] = (None, None)
    inside = [0] * MAX_WORDS
    left = 0
    for right, span in enumerate(spans):
        for term in span.terms:
            inside[term] += 1
        while span.end - spans[left].start > length and left < right:
            for term in spans[left].terms:
                inside[term] -= 1
            left += 1
        score = (len(inside) - inside.count(0), right - left + 1)
        if score > best:
            best, chosen = score, (spans[left], span)
    return chosen


def _cut_start(text: str, start: int, at_most: int) -> int:
    if start == 0 or text[start - 1].isspace():
        return start
    space = text.find(" ", start, at_most)
    return space + 1 if space >= 0 else at_most


def _cut_end(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", 0, end + 1)
    return space if space > end // 2 else end
