from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, model_validator
from werkzeug.datastructures import MultiDict

from ecosystem.kernel.access.fields import BLANK_IS_NONE, Block, Input, InputError, Label, Line
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.access.values import DECIMAL_COMMA, OptionalDate
from ecosystem.kernel.web.decoding import decode
from ecosystem.kernel.web.forms import posted_form, rows_changed


class Row(Input):
    name: Annotated[Line, Field(min_length=1, max_length=20), Label(N_("Name"))]
    share: Annotated[
        Annotated[Decimal | None, Field(ge=0, le=100)], DECIMAL_COMMA, Label(N_("Share"), None, "number")
    ] = None


class Thing(Input):
    title: Annotated[Line, Field(min_length=3, max_length=20), Label(N_("Title"))]
    text: Annotated[Block, Label(N_("Text"), None, "textarea")] = ""
    count: Annotated[int | None, Field(ge=1, le=9), BLANK_IS_NONE, Label(N_("Count"), None, "number")] = None
    day: Annotated[OptionalDate, Label(N_("Day"), None, "date")] = None
    chosen: Annotated[bool, Label(N_("Chosen"), None, "checkbox")] = False
    codes: Annotated[list[str], Label(N_("Codes"), None, "checkboxes")] = []
    words: Annotated[list[Line], Label(N_("Words"), None, "lines")] = []
    rows: Annotated[list[Row], Label(N_("Rows"), None, "rows")] = []


@pytest.fixture
def page(app: Flask) -> Any:
    with app.test_request_context("/"):
        yield


def test_every_kind_of_value(page: None) -> None:
    posted = MultiDict(
        [
            ("title", " Lọc  nước "),
            ("count", "7"),
            ("day", "24/11/2026"),
            ("chosen", "y"),
            ("codes", "a"),
            ("codes", "b"),
            ("words", "một\r\n\r\nhai"),
            ("rows-0-name", "Lan"),
            ("rows-0-share", "12,5"),
            ("rows-3-name", "Minh"),
        ]
    )
    form = posted_form(Thing, posted)
    assert form.errors == []
    assert form.data == Thing(
        title="Lọc nước",
        count=7,
        day="2026-11-24",
        chosen=True,
        codes=["a", "b"],
        words=["một", "hai"],
        rows=[Row(name="Lan", share=Decimal("12.5")), Row(name="Minh")],
    )


def test_what_is_wrong_comes_back_by_field_with_what_was_typed(page: None) -> None:
    posted = MultiDict(
        [("title", "a"), ("count", "mười"), ("day", "31/02/2025"), ("rows-0-name", ""), ("rows-0-share", "200")]
    )
    form = posted_form(Thing, posted)
    assert form.data is None
    assert {name for name, _label, _message in form.errors} == {"title", "count", "day", "rows-0-name", "rows-0-share"}
    assert form.fields["count"].value == "mười"
    assert form.fields["day"].value == "31/02/2025"
    assert form.fields["rows"].rows[0].fields["share"].value == "200"


class Range(Input):
    low: Annotated[int | None, Field(ge=0), BLANK_IS_NONE] = None
    high: Annotated[int | None, BLANK_IS_NONE] = None
    least: Annotated[int | None, BLANK_IS_NONE] = None
    name: Annotated[Line, Field(min_length=1)] = "?"

    @model_validator(mode="after")
    def _fits(self) -> Range:
        if self.low is not None and self.high is not None and self.high < self.low:
            raise InputError(N_("This is less than where the range begins"), "high")
        return self

    @model_validator(mode="after")
    def _least_fits(self) -> Range:
        if self.least is not None and self.least > 100:
            raise InputError(N_("This is too much"), "least")
        return self


def test_fields_that_do_not_fit_each_other_are_told_beside_those_that_are_wrong(page: None) -> None:
    form = posted_form(Range, MultiDict([("low", "5"), ("high", "3"), ("least", "200"), ("name", "")]))
    assert {name for name, _label, _message in form.errors} == {"high", "least", "name"}
    assert [form.fields[name].value for name in ("low", "high", "least")] == ["5", "3", "200"]


def test_rows_are_added_and_removed_without_script(page: None) -> None:
    posted = MultiDict([("title", "Tên"), ("rows-0-name", "Lan"), ("rows-1-name", "Minh"), ("_add", "rows")])
    added = rows_changed(Thing, posted)
    assert added is not None
    assert [row.fields["name"].value for row in added.fields["rows"].rows] == ["Lan", "Minh", ""]
    posted = MultiDict([("title", "Tên"), ("rows-0-name", "Lan"), ("rows-1-name", "Minh"), ("_remove", "rows-0")])
    removed = rows_changed(Thing, posted)
    assert removed is not None
    assert [row.fields["name"].value for row in removed.fields["rows"].rows] == ["Minh"]
    assert removed.fields["rows"].rows[0].fields["name"].name == "rows-0-name"
    assert removed.fields["title"].value == "Tên"


NAMES = st.sampled_from(
    ["title", "count", "day", "chosen", "codes", "words", "rows-0-name", "rows-99-share", "rows-x-name", "other"]
)


@given(st.lists(st.tuples(NAMES, st.text(max_size=30)), max_size=20))
def test_no_form_breaks_the_decoder(pairs: list[tuple[str, str]]) -> None:
    decoded = decode(Thing, MultiDict(pairs), Thing.model_fields)
    assert set(decoded) == set(Thing.model_fields)
