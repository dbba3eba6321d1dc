from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import BaseModel

from ecosystem.kernel.access.fields import InputError
from ecosystem.startups.figures import FigureValue, parse_figure


class Kept(BaseModel):
    value: FigureValue


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.284", "1284"),
        ("1,284", "1284"),
        ("1 284", "1284"),
        ("1.284,5", "1284.5"),
        ("1,284.5", "1284.5"),
        ("1.284.567", "1284567"),
        ("96,5", "96.5"),
        ("96.5%", "96.5"),
        ("0,125", "0.125"),
        ("-3,2", "-3.2"),
        ("−12", "-12"),
        ("0", "0"),
    ],
)
def test_separators_are_read_as_people_mean_them(typed: str, value: str) -> None:
    assert parse_figure(typed) == Decimal(value)


@pytest.mark.parametrize("wrong", ["abc", "1e3", "12,", "--1", "1.2.3", "12 triệu", "1,2345,678", "٣"])
def test_what_is_no_number_is_refused(wrong: str) -> None:
    with pytest.raises(InputError):
        parse_figure(wrong)


@given(st.integers(0, 4).flatmap(lambda places: st.decimals(-(10**13), 10**13, places=places)))
@example(Decimal("12.345"))
def test_what_is_kept_says_the_same_when_it_is_read_again(value: Decimal) -> None:
    kept = Kept.model_validate({"value": value})
    assert kept.value == value
    text = kept.model_dump(mode="json")["value"]
    assert Kept.model_validate({"value": text}) == kept
    assert Kept.model_validate({"value": text.replace(".", ",")}) == kept


@given(st.integers(0, 10**13), st.sampled_from(".,"))
def test_groups_are_no_decimals(number: int, separator: str) -> None:
    assert parse_figure(f"{number:,}".replace(",", separator)) == number
