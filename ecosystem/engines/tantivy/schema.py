"""The index's fields and documents, made from the flat projection."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

import tantivy

from ecosystem.engines import projection
from ecosystem.engines.projection import Projection
from ecosystem.search.engine import Operation
from ecosystem.search.language.analysis import FORMS
from ecosystem.search.schema import Schema
from ecosystem.search.text_query import Form

ADAPTER_VERSION: Final = 3
"""Raise it when documents come out otherwise."""


HELD: Final = "held"
"""Which texts a document has, and `EVERY`, also in tombstones: what a term's rarity is counted against."""
EVERY: Final = "*"

_FILLER: Final = "* "
"""No term that any query asks for."""
_LIKE: Final[Mapping[Form, Form]] = {
    "english": "syllables",
    "pairs": "folded_pairs",
    "keys": "renderings",
    "renderings": "keys",
    "key_pairs": "rendering_pairs",
    "rendering_pairs": "key_pairs",
}
"""To forms that one language alone has those of the other that are about as long."""
_LONGER: Final = {"vi": 1.25, "en": 0.8}
"""Syllables to the English words that say the same, and the other way round."""


def index_schema(schema: Schema) -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(projection.ID, stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field(projection.VERSION, fast=True)
    builder.add_boolean_field(projection.LIVE, indexed=True)
    builder.add_unsigned_field(projection.DELETED, indexed=True, fast=True)
    builder.add_text_field(projection.GIST, stored=True, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field(HELD, tokenizer_name="raw", index_option="basic")
    for name in projection.text_names(schema):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in projection.whole_names():
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for field in schema.keywords:
        name = projection.keyword_name(field)
        stored = name == projection.KIND
        builder.add_text_field(name, stored=stored, fast=True, tokenizer_name="raw", index_option="basic")
    for field in schema.numbers:
        builder.add_integer_field(projection.number_name(field), indexed=True, fast=True)
    return builder.build()


def index_document(made_by: Projection, operation: Operation) -> tantivy.Document:
    """The document itself, or the tombstone of a deleted one, which holds nothing but id and version."""
    made = tantivy.Document()
    made.add_text(projection.ID, operation.id)
    made.add_unsigned(projection.VERSION, operation.version)
    made.add_text(HELD, EVERY)
    if operation.document is None:
        made.add_unsigned(projection.DELETED, int(time.time()))
        return made
    flat = made_by.flatten(operation.document)
    made.add_boolean(projection.LIVE, value=True)
    made.add_text(projection.GIST, flat.gist)
    for name in flat.held:
        made.add_text(HELD, name)
    for name, text in flat.texts.items():
        made.add_text(name, text)
    for name, length in _missing(made_by.schema, flat.texts):
        made.add_text(name, _FILLER * length)
    for name, values in flat.keywords.items():
        for value in values:
            made.add_text(name, value)
    for name, number in flat.numbers.items():
        made.add_integer(name, number)
    return made


class _Stand(NamedTuple):
    """A form of a text, and the same of the text in another language; how much longer it would about be."""

    name: str
    other: str
    longer: float


@cache
def _stands(fields: tuple[str, ...]) -> Sequence[tuple[str, Sequence[_Stand]]]:
    """For each text in each language: what tells whether a document has it, and what else may say how long it is."""
    return [
        (
            projection.text_name(field, language, "folded"),
            [
                _Stand(
                    projection.text_name(field, language, form),
                    projection.text_name(field, other, _LIKE.get(form, form)),
                    _LONGER[language],
                )
                for other in FORMS
                if other != language
                for form in forms
            ],
        )
        for field in fields
        for language, forms in FORMS.items()
    ]


def _missing(schema: Schema, texts: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """Texts that a document has in another language only, and how many terms they would about have.

    The library takes a field's mean length over all documents, also over those without it: where only a few have an
    English text, each of these would pass for a very long one.
    """
    for mark, stands in _stands(tuple(schema.texts)):
        if mark not in texts:
            for name, other, longer in stands:
                if text := texts.get(other):
                    yield name, round((text.count(" ") + 1) * longer)
