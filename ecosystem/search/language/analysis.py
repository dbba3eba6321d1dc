"""The one place where text becomes engine terms, for documents and for queries, the same for both engines.

A document's text is written in several *forms*, each a list of terms; a query asks for terms of these forms.
Everything that will make queries cleverer (decoding Telex, spelling, restoring marks, synonyms, the glossary) belongs
into `analyse_query`: it may only add terms to a token's alternatives, or tokens, and never touches an adapter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from ecosystem.search.language.english import stem
from ecosystem.search.language.normalise import normalise, strip_marks, tokens

VERSION: Final = 1
"""Raise it with every change of what documents are indexed as: older indexes then ask for a rebuild."""

MAX_QUERY_TOKENS: Final = 32
"""Words of a query beyond these are not looked at."""

MAX_GIST: Final = 200
"""Terms by which a document is compared with others: more make every stored row larger."""

_AS_TYPED_TOKENS: Final = 8

Form = Literal["syllables", "folded", "pairs", "folded_pairs", "english"]

FORMS: Final[Mapping[str, tuple[Form, ...]]] = {
    "vi": ("syllables", "folded", "pairs", "folded_pairs"),
    "en": ("syllables", "folded", "folded_pairs", "english"),
}
"""Which forms each language's copy of a text field has. Pairs are two neighbouring syllables joined by `_`."""

_MARKED: Final[Mapping[Form, float]] = {"syllables": 1.0, "folded": 0.5, "pairs": 0.3, "folded_pairs": 0.3}
_UNMARKED: Final[Mapping[Form, float]] = {"folded": 1.0, "english": 1.0, "folded_pairs": 0.4}
"""Weights of the forms, by whether the query has any diacritics; measured on Vietnamese and English questions."""


@dataclass(frozen=True)
class Clause:
    """One term in every text field that has the form; its score counts `weight` times the field's weight."""

    form: Form
    term: str
    weight: float


@dataclass(frozen=True)
class TextQuery:
    """What a query's text asks for.

    `tokens`: one group of alternatives a word; at least `required` groups must match, each by any alternative.
    `bonus`: adds to the score, requires nothing.
    `as_typed`: a document that matches all of these ranks above every document that does not; empty: no such rule.
    """

    tokens: tuple[tuple[Clause, ...], ...]
    required: int
    bonus: tuple[Clause, ...] = ()
    as_typed: tuple[Clause, ...] = ()


def forms(language: str, text: str) -> dict[Form, list[str]]:
    """The terms of a document's text in each form of its language."""
    syllables = tokens(text)
    folded = [strip_marks(one) for one in syllables]
    every: dict[Form, list[str]] = {"syllables": syllables, "folded": folded, "folded_pairs": _pairs(folded)}
    if "pairs" in FORMS[language]:
        every["pairs"] = _pairs(syllables)
    if "english" in FORMS[language]:
        every["english"] = [stem(one) for one in folded]
    return every


def analyse_query(text: str) -> TextQuery | None:
    """None for a text without a single letter or digit."""
    typed = list(dict.fromkeys(tokens(text)))[:MAX_QUERY_TOKENS]
    if not typed:
        return None
    marked = any(is_marked(one) for one in typed)
    weights = _MARKED if marked else _UNMARKED
    exact = tuple(Clause("syllables", one, 1.0) for one in typed) if marked and len(typed) <= _AS_TYPED_TOKENS else ()
    return TextQuery(
        tokens=tuple(_alternatives(one, weights) for one in typed),
        required=_required(len(typed)),
        bonus=_neighbours(tokens(text)[:MAX_QUERY_TOKENS], weights),
        as_typed=exact,
    )


def asks_nothing(text: str) -> bool:
    """Whether a query's text shows nothing at all: then everything matches. `?!` shows something, and finds nothing."""
    return not normalise(text)


def is_marked(token: str) -> bool:
    """Whether a normalised token carries a diacritic (or is đ)."""
    return strip_marks(token) != token


def gist(language: str, made: Mapping[Form, list[str]]) -> list[str]:
    """Of the forms of a text, the terms by which `similar` compares it with others."""
    return made["syllables"] + made["pairs"] if language == "vi" else made["english"] + made["folded_pairs"]


def gist_of_text(text: str) -> list[str]:
    """The same for a text whose language is not known."""
    return list(dict.fromkeys(term for language in FORMS for term in gist(language, forms(language, text))[:MAX_GIST]))


def _alternatives(token: str, weights: Mapping[Form, float]) -> tuple[Clause, ...]:
    folded = strip_marks(token)
    term: dict[Form, str] = {"syllables": token, "folded": folded, "english": stem(folded)}
    return tuple(Clause(form, term[form], weight) for form, weight in weights.items() if form in term)


def _neighbours(typed: Sequence[str], weights: Mapping[Form, float]) -> tuple[Clause, ...]:
    made: dict[Form, list[str]] = {"pairs": _pairs(typed), "folded_pairs": _pairs([strip_marks(one) for one in typed])}
    return tuple(
        Clause(form, pair, weights[form])
        for form, pairs in made.items()
        if form in weights
        for pair in dict.fromkeys(pairs)
    )


def _pairs(terms: Iterable[str]) -> list[str]:
    return [f"{first}_{second}" for first, second in pairwise(terms)]


def _required(count: int) -> int:
    """Both of two words, two of three, and so on down to a third of a long question, most of whose words are glue."""
    return count if count <= 2 else max(2, (count + 2) // 3)
