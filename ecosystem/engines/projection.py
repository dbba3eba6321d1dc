"""What both engines store for a document: flat fields, text as terms joined by spaces, analysed in Python."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ecosystem.search.language import analysis
from ecosystem.search.language.analysis import FORMS, Clause, Form
from ecosystem.search.schema import Schema, SearchDocument, TextField

ID: Final = "id"
VERSION: Final = "version"
LIVE: Final = "live"
"""True in documents, absent from tombstones."""
DELETED: Final = "deleted"
"""When a tombstone was made, in seconds since 1970: a rebuild forgets old ones."""
GIST: Final = "gist"
KIND: Final = "k_kind"

TOMBSTONE_SECONDS: Final = 86_400
"""A tombstone younger than this outlives a rebuild, so that no late write brings its document back."""

AS_TYPED_BONUS: Final = 10_000.0
"""Above any sum of word scores, and small enough to leave them 3 decimals in single precision."""


@dataclass(frozen=True)
class FlatDocument:
    """The engine's fields by their engine names."""

    texts: dict[str, str]
    keywords: dict[str, list[str]]
    numbers: dict[str, int]
    gist: str


def text_name(field: str, language: str, form: Form) -> str:
    return f"t_{field}_{language}_{form}"


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


def targets(schema: Schema, clause: Clause) -> Iterator[tuple[str, float]]:
    """The engine's text fields in which a clause looks for its term, each with its boost."""
    for field in schema.texts.values():
        for language, made in FORMS.items():
            if clause.form in made:
                yield text_name(field.name, language, clause.form), clause.weight * field.weight


def digest(schema: Schema, adapter_version: int) -> str:
    """Differs whenever an index made before cannot serve any more."""
    return f"{schema.digest}-{analysis.VERSION}-{adapter_version}"


def flatten(schema: Schema, document: SearchDocument) -> FlatDocument:
    made = {
        (field.name, language): analysis.forms(language, text)
        for field in _weightiest_first(schema)
        for language, texts in document.texts.items()
        if (text := texts.get(field.name))
    }
    texts = {text_name(*key, form): " ".join(made[key][form]) for key in made for form in FORMS[key[1]]}
    gist = [term for (_, language), of_text in made.items() for term in analysis.gist(language, of_text)]
    keywords = {keyword_name(field): list(dict.fromkeys(values)) for field, values in document.keywords.items()}
    return FlatDocument(
        texts=texts,
        keywords={KIND: [document.kind], **keywords},
        numbers={number_name(field): number for field, number in document.numbers.items()},
        gist=" ".join(gist[: analysis.MAX_GIST]),
    )


def _weightiest_first(schema: Schema) -> list[TextField]:
    return sorted(schema.texts.values(), key=lambda field: -field.weight)
