"""The index's fields and documents, made from the flat projection."""

from __future__ import annotations

import time
from typing import Final

import tantivy

from ecosystem.engines import projection
from ecosystem.search.engine import Operation
from ecosystem.search.schema import Schema

ADAPTER_VERSION: Final = 1
"""Raise it with every change of this file."""


def index_schema(schema: Schema) -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(projection.ID, stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field(projection.VERSION, fast=True)
    builder.add_boolean_field(projection.LIVE, indexed=True)
    builder.add_unsigned_field(projection.DELETED, indexed=True, fast=True)
    builder.add_text_field(projection.GIST, stored=True, tokenizer_name="whitespace", index_option="freq")
    for name in projection.text_names(schema):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for field in schema.keywords:
        name = projection.keyword_name(field)
        stored = name == projection.KIND
        builder.add_text_field(name, stored=stored, fast=True, tokenizer_name="raw", index_option="basic")
    for field in schema.numbers:
        builder.add_integer_field(projection.number_name(field), indexed=True, fast=True)
    return builder.build()


def index_document(schema: Schema, operation: Operation) -> tantivy.Document:
    """The document itself, or the tombstone of a deleted one, which holds nothing but id and version."""
    made = tantivy.Document()
    made.add_text(projection.ID, operation.id)
    made.add_unsigned(projection.VERSION, operation.version)
    if operation.document is None:
        made.add_unsigned(projection.DELETED, int(time.time()))
        return made
    flat = projection.flatten(schema, operation.document)
    made.add_boolean(projection.LIVE, value=True)
    made.add_text(projection.GIST, flat.gist)
    for name, text in flat.texts.items():
        made.add_text(name, text)
    for name, values in flat.keywords.items():
        for value in values:
            made.add_text(name, value)
    for name, number in flat.numbers.items():
        made.add_integer(name, number)
    return made
