from __future__ import annotations

from copy import deepcopy
from typing import Annotated, Self

import pytest
from pydantic import BaseModel, ConfigDict, Field, model_validator

from ecosystem.kernel.access.fields import InputError, Line
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.tabular.errors import RowRejected
from ecosystem.kernel.tabular.validation import validated


class Right(BaseModel):
    kind: str
    year: int | None = None
    until: int | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.year and self.until and self.until < self.year:
            raise InputError(N_("Ends before it began"), "until")
        return self


class Thing(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Annotated[Line, Field(min_length=2, max_length=30)]
    trl: int | None = Field(default=None, ge=1, le=9)
    sectors: list[str] = Field(default_factory=list, max_length=2)
    rights: list[Right] = Field(default_factory=list)
    low: int | None = None
    high: int | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.low and self.high and self.low > self.high:
            raise InputError(N_("Write the smaller one first"), "high")
        return self


def test_what_is_right_passes_without_notes() -> None:
    thing, notes = validated(Thing, {"name": "Men", "trl": 4}, required={"name"})
    assert (thing, notes) == (Thing(name="Men", trl=4), ())


def test_of_a_structure_that_contradicts_itself_only_the_blamed_part_stays_out() -> None:
    thing, notes = validated(Thing, {"name": "Men", "rights": [{"kind": "patent", "year": 2024, "until": 2004}]})
    assert thing.rights == [Right(kind="patent", year=2024)]
    assert [(note.field, note.stood) for note in notes] == [("rights.0.until", "2004")]


def test_each_doubtful_value_stays_out_and_is_noted() -> None:
    fields: dict[str, object] = {
        "name": "Men",
        "trl": 12,
        "rights": [{"kind": "patent", "year": "20222x"}, {"year": 2020}, {"kind": "design"}],
        "sectors": ["a", "b", "c"],
        "low": 5,
        "high": 3,
    }
    as_it_came = deepcopy(fields)
    thing, notes = validated(Thing, fields, required={"name"})
    assert thing == Thing(name="Men", rights=[Right(kind="patent"), Right(kind="design")], low=5)
    assert [(note.field, note.stood, str(note.reason)) for note in notes] == [
        ("trl", "12", "is outside the possible range"),
        ("sectors", "a, b, c", "has too many entries"),
        ("rights.0.year", "20222x", "is not a number"),
        ("rights.1.kind", "", "is missing"),
        ("high", "3", "Write the smaller one first"),
    ]
    assert fields == as_it_came, "the caller's record is left as it was"


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"name": "A"}, "name", "too short"),
        ({"name": " A "}, "name", "too short"),
        ({"name": "A" * 31}, "name", "is longer than 30 characters"),
        ({"trl": 3}, "name", "is missing"),
    ],
)
def test_a_required_field_rejects_the_row(fields: dict[str, object], field: str, words: str) -> None:
    with pytest.raises(RowRejected, match=words) as caught:
        validated(Thing, fields, required={"name"})
    assert caught.value.field == field


def test_an_unknown_field_is_noted() -> None:
    _, notes = validated(Thing, {"name": "Men", "colour": "red"}, required={"name"})
    assert [note.field for note in notes] == ["colour"]
