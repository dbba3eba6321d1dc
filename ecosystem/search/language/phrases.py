"""Words that belong together, as what an engine is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ecosystem.search.language.analysis import pairs
from ecosystem.search.language.english import stem
from ecosystem.search.language.normalise import is_marked, strip_marks
from ecosystem.search.language.typed import split
from ecosystem.search.text_query import AllOf, Form, Node, SomeOf, Term

_DIGITS: Final = re.compile(r"\d+")
_APART: Final = re.compile(r"\d+|\D+")
_NAMING: Final = 6
"""Digits of a number that names a thing."""


def phrase_node(phrase: Sequence[str], weight: float = 1.0) -> Node:
    """Words beside one another, by their pairs; with their marks where they have any."""
    form: Form = "pairs" if any(map(is_marked, phrase)) else "folded_pairs"
    if len(phrase) == 1:
        word = phrase[0]
        return Term("syllables", word, weight) if is_marked(word) else _plain(word, weight)
    return AllOf(tuple(Term(form, pair, weight / (len(phrase) - 1)) for pair in dict.fromkeys(pairs(phrase))))


def _plain(word: str, weight: float) -> Node:
    return SomeOf((Term("folded", word, weight / 2), Term("english", stem(word), weight / 2)))


def identifier_ways(parts: Sequence[str]) -> Iterator[Node]:
    """An identifier of several parts, however these are joined."""
    folded = [strip_marks(part) for part in parts]
    yield Term("folded", "".join(folded))
    yield _adjacent([piece for part in folded for piece in split(part)])
    apart = [piece for part in folded for piece in _APART.findall(part)]
    if len(apart) > len(folded):
        yield _adjacent(apart)
    yield from _number("".join(folded))


def _number(identifier: str) -> Iterator[Node]:
    """The number in an identifier, if it is long enough to name a thing by itself: of US 10,123,456 B2 10123456."""
    longest = max(_DIGITS.findall(identifier), key=len, default="")
    if len(longest) >= _NAMING and longest != identifier:
        yield Term("folded", longest)


def token_ways(token: str) -> Iterator[Node]:
    """A word of letters and digits in the other ways to write it: 50m3 as 50 m3; nothing for other words."""
    pieces = split(token)
    if len(pieces) > 1:
        yield _adjacent(pieces)
        yield from _number(token)


def _adjacent(parts: Sequence[str]) -> Node:
    neighbours = dict.fromkeys(pairs(parts))
    return AllOf(tuple(Term("folded_pairs", pair, 1 / len(neighbours)) for pair in neighbours))
