"""The one place where a document's text becomes engine terms, the same for both engines.

A text is written in several *forms*, each a list of terms; a query (`understanding`) asks for terms of these forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from ecosystem.search.language.english import stems
from ecosystem.search.language.glossary import Glossary, Phrase
from ecosystem.search.language.normalise import normalise, strip_marks, tokens_of, without_marks
from ecosystem.search.language.typed import compounds, split
from ecosystem.search.text_query import Form

VERSION: Final = 7
"""Raise it with every change of what documents are indexed as: older indexes then ask for a rebuild."""

MAX_GIST: Final = 200
"""Terms by which a document is compared with others: more make every stored row larger."""

CAPITALS: Final = ("AI", "CAM", "ITS", "MOST", "NEU", "SAFE", "SEED", "VAST", "WHO")
"""Short forms of `synonyms.txt` that small letters make an everyday word of: `ai` is "who".

A text that has one in capitals has it as a term of its own, beside the word in small letters.
"""

_IN_CAPITALS: Final = re.compile(rf"(?<![^\W_])(?:{'|'.join(CAPITALS)})(?![^\W_])")
_LONGEST_JOINED: Final = 32
_DIGIT: Final = re.compile(r"\d")

FORMS: Final[Mapping[str, tuple[Form, ...]]] = {
    "vi": ("syllables", "folded", "pairs", "folded_pairs", "renderings", "rendering_pairs"),
    "en": ("syllables", "folded", "folded_pairs", "english", "keys", "key_pairs"),
}
"""Which forms each language's copy of a text field has."""

SUGGESTED: Final[Form] = "starts"
"""The form of all suggested texts of a document together, whatever their language; it has no field of its own."""
LABELS: Final[Form] = "labels"
"""The form of the names of what a document belongs to, which has no field of its own either."""

Forms = Mapping[Form, Sequence[str]]


@dataclass(frozen=True)
class Analyser:
    """What documents are indexed as, with what the glossary says that they are called in the other language."""

    glossary: Glossary

    @cached_property
    def digest(self) -> str:
        """Differs when documents would be indexed differently."""
        return f"{VERSION}.{self.glossary.digest}"

    def forms(self, language: str, text: str) -> Forms:
        """The terms of a text in each form of its language."""
        normalised = normalise(text)
        syllables = tokens_of(normalised)
        folded = syllables if normalised.isascii() else without_marks(syllables)
        parts, neighbours = _identifiers(normalised, folded)
        every: dict[Form, list[str]] = {
            "syllables": syllables,
            "folded": folded + parts + _capitals(text),
            "folded_pairs": pairs(folded) + neighbours,
        }
        if language == "vi":
            every["pairs"] = pairs(syllables)
            every["renderings"], every["rendering_pairs"] = _flat(self.glossary.english_in(syllables))
        else:
            every["english"] = stems(folded)
            every["keys"], every["key_pairs"] = _flat(self.glossary.vietnamese_in(every["english"]))
        return every

    def gist_of_text(self, text: str) -> list[str]:
        """The terms by which `similar` compares a text whose language is not known."""
        made = {language: gist(language, self.forms(language, text)) for language in FORMS}
        return list(dict.fromkeys(term for terms in made.values() for term in terms[:MAX_GIST]))


def gist(language: str, made: Forms) -> list[str]:
    """Of the forms of a text, the terms by which `similar` compares it with others."""
    if language == "vi":
        return [*made["syllables"], *made["pairs"]]
    return [*made["english"], *made["folded_pairs"]]


def pairs(terms: Iterable[str]) -> list[str]:
    """Neighbours, joined by `_`."""
    return list(map("_".join, pairwise(terms)))


def _flat(phrases: Sequence[Phrase]) -> tuple[list[str], list[str]]:
    """Their words and their pairs, each once."""
    words = dict.fromkeys(word for phrase in phrases for word in phrase)
    return list(words), list(dict.fromkeys(pair for phrase in phrases for pair in pairs(phrase)))


def _capitals(text: str) -> list[str]:
    """Most texts have none, which is seen at next to no cost."""
    return list(dict.fromkeys(_IN_CAPITALS.findall(text))) if any(form in text for form in CAPITALS) else []


def _identifiers(normalised: str, folded: Sequence[str]) -> tuple[list[str], list[str]]:
    """Identifiers and numbers in the other ways to write them, as terms and as pairs: 50m3 also 50 m3, 3-D also 3D."""
    terms: dict[str, None] = {}
    neighbours: dict[str, None] = {}
    if not normalised.isalpha():
        for parts in compounds(normalised):
            joined = strip_marks("".join(parts))
            if len(joined) <= _LONGEST_JOINED:
                terms[joined] = None
    for token in filter(_DIGIT.search, folded) if _DIGIT.search(normalised) else ():
        halves = split(token)
        if len(halves) > 1:
            terms |= dict.fromkeys(halves)
            neighbours |= dict.fromkeys(pairs(halves))
    return list(terms), list(neighbours)
