from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ecosystem.search.engine import Operation
from ecosystem.search.schema import KeywordField, NumberField, Schema, SchemaError, SearchDocument, TextField
from ecosystem.search.validation import MAX_TEXT_LENGTH, MAX_VALUES, check_operation, sift

SCHEMA = Schema.of(
    [TextField("title"), KeywordField("sector"), KeywordField("name", sortable=True), NumberField("trl")]
)
GOOD = SearchDocument(
    "Ab_1.2:3-x", "technology", {"vi": {"title": "Máy"}}, {"sector": ("water", "01"), "name": ("ab",)}, {"trl": -3}
)


def _bad(**changes: Any) -> SearchDocument:
    return replace(GOOD, **changes)


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (_bad(id=""), "id"),
        (_bad(id="x" * 65), "id"),
        (_bad(id="a b"), "id"),
        (_bad(id="đ"), "id"),
        (_bad(id=7), "id"),
        (_bad(kind=""), "kind"),
        (_bad(keywords={"kind": ("institute",)}), "kind"),
        (_bad(texts={"fr": {"title": "x"}}), "fr"),
        (_bad(texts={"vi": {"body": "x"}}), "body"),
        (_bad(texts={"vi": {"title": None}}), "title"),
        (_bad(texts={"vi": {"title": "x" * (MAX_TEXT_LENGTH + 1)}}), "title"),
        (_bad(texts={"vi": {"title": "\ud800"}}), "surrogate"),
        (_bad(keywords={"colour": ("x",)}), "colour"),
        (_bad(keywords={"title": ("x",)}), "title"),
        (_bad(keywords={"sector": "water"}), "sector"),
        (_bad(keywords={"sector": (1,)}), "sector"),
        (_bad(keywords={"sector": ("",)}), "sector"),
        (_bad(keywords={"sector": ("x" * 257,)}), "sector"),
        (_bad(keywords={"sector": ("\udfff",)}), "surrogate"),
        (_bad(keywords={"sector": tuple(map(str, range(MAX_VALUES + 1)))}), "more than"),
        (_bad(keywords={"name": ("a", "b")}), "more than 1"),
        (_bad(numbers={"age": 1}), "age"),
        (_bad(numbers={"trl": True}), "trl"),
        (_bad(numbers={"trl": float("nan")}), "trl"),
        (_bad(numbers={"trl": 1.0}), "trl"),
        (_bad(numbers={"trl": "1"}), "trl"),
        (_bad(numbers={"trl": 2**63}), "trl"),
        (_bad(numbers={"trl": -(2**63)}), "trl"),
    ],
)
def test_what_does_not_fit_is_named(document: SearchDocument, words: str) -> None:
    with pytest.raises(SchemaError, match=words):
        check_operation(SCHEMA, Operation(document.id, 1, document))


@pytest.mark.parametrize("version", [-1, 2**63, 1.5, True, None])
def test_versions_are_whole_numbers(version: Any) -> None:
    with pytest.raises(SchemaError, match="version"):
        check_operation(SCHEMA, Operation("a", version, None))


def test_what_fits_passes_in_order() -> None:
    good, gone = Operation(GOOD.id, 1, GOOD), Operation("a", 2**63 - 1, None)
    other = Operation("b", 1, GOOD)
    fitting, rejected = sift(SCHEMA, [good, other, gone])
    assert fitting == [good, gone]
    assert {index: one.outcome for index, one in rejected.items()} == {1: "rejected"}


def test_declarations_are_checked() -> None:
    for wrong in (TextField("Title"), KeywordField("a-b"), NumberField(""), TextField("x", weight=0.0)):
        with pytest.raises(SchemaError):
            Schema.of([wrong])
    with pytest.raises(SchemaError, match="twice"):
        Schema.of([NumberField("trl")], [KeywordField("trl")])
    assert (
        Schema.of([NumberField("b"), NumberField("a")]).digest == Schema.of([NumberField("a"), NumberField("b")]).digest
    )
    assert Schema.of([NumberField("a")]).digest != Schema.of([KeywordField("a")]).digest
