"""What both engines store for a document: flat fields, text as terms joined by spaces, analysed in Python."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from ecosystem.search.language import analysis
from ecosystem.search.language.analysis import FORMS, LABELS, SUGGESTED, Analyser
from ecosystem.search.language.labels import label_terms
from ecosystem.search.language.starts import starts
from ecosystem.search.schema import Schema, SearchDocument, TextField
from ecosystem.search.text_query import Form, Node, Term

ID: Final = "id"
VERSION: Final = "version"
LIVE: Final = "live"
"""True in documents, absent from tombstones."""
DELETED: Final = "deleted"
"""When a tombstone was made, in seconds since 1970: a rebuild forgets old ones."""
GIST: Final = "gist"
KIND: Final = "k_kind"

ALIKE: Final[frozenset[Form]] = frozenset({SUGGESTED, LABELS})
"""Forms whose terms count alike in all documents."""

TOMBSTONE_SECONDS: Final = 86_400
"""A tombstone younger than this outlives a rebuild, so that no late write brings its document back."""

_TIER: Final = 5_000.0
"""Above any sum of word scores; three of them leave these 3 decimals in single precision."""


@dataclass(frozen=True)
class FlatDocument:
    """The engine's fields by their engine names; `held` are the texts that the document has."""

    texts: dict[str, str]
    held: list[str]
    keywords: dict[str, list[str]]
    numbers: dict[str, int]
    gist: str


def bonuses(tiers: Sequence[Node]) -> Iterator[tuple[float, Node]]:
    """What a document that matches a tier scores more: for each more than for all that come after it together."""
    return ((_TIER * 2**place, tier) for place, tier in enumerate(reversed(tiers)))


@cache  # fields, languages and forms are few, and each document asks for all of them
def text_name(field: str, language: str, form: Form) -> str:
    return f"t_{field}_{language}_{form}"


def whole_name(form: Form) -> str:
    """One form of all texts of a document together: whether it matches is decided there, and by fields its score."""
    return f"a_{form}"


def whole_names() -> Iterator[str]:
    return map(whole_name, dict.fromkeys([*(form for made in FORMS.values() for form in made), SUGGESTED, LABELS]))


def held_name(field: str, language: str) -> str:
    """A text of a document, whatever its forms."""
    return f"{field}_{language}"


def keyword_name(field: str) -> str:
    return f"k_{field}"


def number_name(field: str) -> str:
    return f"n_{field}"


def value_name(schema: Schema, field: str) -> str:
    """The engine's name of a keyword or number field."""
    return number_name(field) if field in schema.numbers else keyword_name(field)


def text_names(schema: Schema) -> Iterator[str]:
    for field in schema.texts:
        for language, made in FORMS.items():
            yield from (text_name(field, language, form) for form in made)


class Target(NamedTuple):
    """An engine field in which a term may stand, its boost there, and the text of which it holds one form."""

    name: str
    boost: float
    text: str


def targets(schema: Schema, term: Term) -> Iterator[Target]:
    """The engine's text fields that have the term's form; none for those that count alike everywhere."""
    for field in schema.texts.values():
        for language, made in FORMS.items():
            if term.form in made:
                name = text_name(field.name, language, term.form)
                yield Target(name, term.weight * field.weight, held_name(field.name, language))


@dataclass(frozen=True)
class Projection:
    """How documents of a schema are stored."""

    schema: Schema
    analyser: Analyser

    def digest(self, adapter_version: int) -> str:
        """Differs whenever an index made before cannot serve any more."""
        return f"{self.schema.digest}-{self.analyser.digest}-{adapter_version}"

    def flatten(self, document: SearchDocument) -> FlatDocument:
        made = {
            (field.name, language): self.analyser.forms(language, text)
            for field in _weightiest_first(self.schema)
            for language, texts in document.texts.items()
            if (text := texts.get(field.name))
        }
        texts = {text_name(*key, form): " ".join(made[key][form]) for key in made for form in FORMS[key[1]]}
        whole: defaultdict[Form, dict[str, None]] = defaultdict(dict)
        for of_text in made.values():
            for form, terms in of_text.items():
                whole[form] |= dict.fromkeys(terms)
        for texts_of_language in document.texts.values():
            for field in self.schema.suggested:
                whole[SUGGESTED] |= dict.fromkeys(starts(texts_of_language.get(field, "")))
        names = [name for of_language in document.labels.values() for name in of_language]
        if found := label_terms(names, document.other_names):
            whole[LABELS] = dict.fromkeys(found)
        texts |= {whole_name(form): " ".join(terms) for form, terms in whole.items()}
        gist = [term for (_, language), of_text in made.items() for term in analysis.gist(language, of_text)]
        keywords = {keyword_name(field): list(dict.fromkeys(values)) for field, values in document.keywords.items()}
        return FlatDocument(
            texts=texts,
            held=[held_name(*key) for key in made],
            keywords={KIND: [document.kind], **keywords},
            numbers={number_name(field): number for field, number in document.numbers.items()},
            gist=" ".join(gist[: analysis.MAX_GIST]),
        )


def _weightiest_first(schema: Schema) -> list[TextField]:
    return sorted(schema.texts.values(), key=lambda field: -field.weight)
