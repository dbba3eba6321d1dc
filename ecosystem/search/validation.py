"""What is checked before an engine sees it: engines accept too much in silence, or die of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from ecosystem.search.engine import Operation, Written
from ecosystem.search.request import MAX_WINDOW, AnyOf, Facet, Filter, Range, RequestError, SearchRequest, Sort
from ecosystem.search.schema import LANGUAGES, MAX_ID_LENGTH, Schema, SchemaError, SearchDocument
from ecosystem.search.text_query import TextQuery

MAX_VALUES: Final = 500
"""Values of one keyword field or one filter."""
MAX_VALUE_LENGTH: Final = 256
MAX_TEXT_LENGTH: Final = 200_000
"""Characters of one text."""
MAX_FACET_SIZE: Final = 1_000
MAX_VERSION: Final = 2**63 - 1

_ID: Final = re.compile(rf"[A-Za-z0-9_.:-]{{1,{MAX_ID_LENGTH}}}")


def sift(schema: Schema, operations: Sequence[Operation]) -> tuple[list[Operation], dict[int, Written]]:
    """The operations that may go to the engine, and the results of the others by their index."""
    rejected: dict[int, Written] = {}
    for index, operation in enumerate(operations):
        try:
            check_operation(schema, operation)
        except SchemaError as error:
            rejected[index] = Written(str(operation.id), "rejected", str(error))
    return [one for index, one in enumerate(operations) if index not in rejected], rejected


def check_operation(schema: Schema, operation: Operation) -> None:
    """Raises SchemaError."""
    check_id(operation.id)
    if type(operation.version) is not int or not 0 <= operation.version <= MAX_VERSION:
        raise SchemaError(f"version {operation.version!r} is not a whole number from 0 to 2**63 - 1")
    if operation.document is not None:
        if operation.document.id != operation.id:
            raise SchemaError(f"document {operation.document.id!r} under id {operation.id!r}")
        check_document(schema, operation.document)


def check_id(value: object) -> None:
    """Raises SchemaError unless it is 1 to `MAX_ID_LENGTH` of the characters A-Z a-z 0-9 _ . : -"""
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise SchemaError(f"id {value!r:.80} is not 1 to {MAX_ID_LENGTH} of the characters A-Z a-z 0-9 _ . : -")


def check_document(schema: Schema, document: SearchDocument) -> None:
    """Raises SchemaError, naming the field."""
    _check_value("kind", document.kind)
    if "kind" in document.keywords:
        raise SchemaError("field 'kind' is given by the document's kind, not among its keywords")
    for language in (*document.texts, *document.labels):
        if language not in LANGUAGES:
            raise SchemaError(f"language {language!r} is none of {', '.join(LANGUAGES)}")
    for names in (*document.labels.values(), document.other_names):
        _check_values("labels", names, at_most=MAX_VALUES)
    for texts in document.texts.values():
        for name, text in texts.items():
            _known("text", schema.texts, name)
            _check_text(name, text)
    for name, values in document.keywords.items():
        _known("keyword", schema.keywords, name)
        _check_values(name, values, at_most=1 if schema.keywords[name].sortable else MAX_VALUES)
    for name, number in document.numbers.items():
        _known("number", schema.numbers, name)
        _check_number(name, number)


def check_request(schema: Schema, request: SearchRequest) -> None:
    """Raises RequestError."""
    for name, count in (("offset", request.offset), ("limit", request.limit)):
        if type(count) is not int or count < 0:
            raise RequestError(f"{name} {count!r} is not a whole number from 0")
    if request.offset + request.limit > MAX_WINDOW:
        raise RequestError(f"offset + limit = {request.offset + request.limit} is beyond {MAX_WINDOW}")
    if request.query is not None and not isinstance(request.query, TextQuery):
        raise RequestError("query is not a TextQuery")
    check_filters(schema, request.filters)
    names = [facet.field for facet in request.facets]
    if len(set(names)) < len(names):
        raise RequestError("two facets of one field")
    for facet in request.facets:
        _check_facet(schema, facet)
    _check_sort(schema, request.sort)


def check_filters(schema: Schema, filters: Sequence[Filter]) -> None:
    """Raises RequestError."""
    for one in filters:
        try:
            if isinstance(one, AnyOf):
                _known("keyword", schema.keywords, one.field)
                _check_values(one.field, one.values, at_most=MAX_VALUES)
            else:
                _check_range(schema, one)
        except SchemaError as error:
            raise RequestError(str(error)) from error


def _check_range(schema: Schema, one: Range) -> None:
    _known("number", schema.numbers, one.field)
    for end in (one.low, one.high):
        if end is not None:
            _check_number(one.field, end)


def _check_facet(schema: Schema, facet: Facet) -> None:
    if facet.field not in schema.keywords and facet.field not in schema.numbers:
        raise RequestError(f"facet of unknown keyword or number field {facet.field!r}")
    if type(facet.size) is not int or not 1 <= facet.size <= MAX_FACET_SIZE:
        raise RequestError(f"facet size {facet.size!r} is not a whole number from 1 to {MAX_FACET_SIZE}")
    try:
        _check_values(facet.field, facet.always, at_most=MAX_VALUES)
        if facet.field in schema.numbers:
            for value in facet.always:
                _check_number(facet.field, _whole(value))
    except SchemaError as error:
        raise RequestError(str(error)) from error


def _check_sort(schema: Schema, sort: Sort) -> None:
    if sort.direction not in ("ascending", "descending"):
        raise RequestError(f"direction {sort.direction!r} is neither ascending nor descending")
    keyword = schema.keywords.get(sort.field or "")
    if sort.field is not None and sort.field not in schema.numbers and not (keyword and keyword.sortable):
        raise RequestError(f"field {sort.field!r} is no sortable keyword and no number")


def _known(role: str, fields: Mapping[str, object], name: str) -> None:
    if name not in fields:
        raise SchemaError(f"unknown {role} field {name!r}")


def _check_values(name: str, values: object, *, at_most: int) -> None:
    if not isinstance(values, tuple | list):
        raise SchemaError(f"field {name!r} holds {type(values).__name__}, not a tuple of strings")
    if len(values) > at_most:
        raise SchemaError(f"field {name!r} holds {len(values)} values, more than {at_most}")
    for value in values:
        _check_value(name, value)


def _check_value(name: str, value: object) -> None:
    if not isinstance(value, str) or not 1 <= len(value) <= MAX_VALUE_LENGTH:
        raise SchemaError(f"field {name!r} holds {value!r:.80}, not a string of 1 to {MAX_VALUE_LENGTH} characters")
    _check_encodable(name, value)


def _check_text(name: str, text: object) -> None:
    if not isinstance(text, str) or len(text) > MAX_TEXT_LENGTH:
        raise SchemaError(f"field {name!r} is not a string of at most {MAX_TEXT_LENGTH} characters")
    _check_encodable(name, text)


def _check_encodable(name: str, text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise SchemaError(f"field {name!r} holds a lone surrogate") from error


def _check_number(name: str, number: object) -> None:
    if type(number) is not int or not -(2**63) < number < 2**63:
        raise SchemaError(f"field {name!r} holds {number!r:.80}, not a whole number of 64 bits")


def _whole(value: str) -> int | None:
    return int(value) if re.fullmatch(r"0|-?[1-9][0-9]{0,18}", value) else None
