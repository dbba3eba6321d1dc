from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.kernel.access.numbers import AmbiguousNumberError, NotANumberError, Sign, read_number, usual_sign


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"),
        ("1200000", "1200000"),
        ("1.200.000", "1200000"),
        ("1,200,000", "1200000"),
        ("1 200 000", "1200000"),
        ("1 200,5", "1200.5"),
        ("1.200,50", "1200.5"),
        ("1,200.50", "1200.5"),
        ("1,5", "1.5"),
        ("0,750", "0.75"),
        ("12.3456", "12.3456"),
        ("1234,567", "1234.567"),
    ],
)
def test_numbers_as_people_write_them(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(("sign", "number"), [(".", "1.2"), (",", "1200")])
def test_the_habit_decides_what_may_be_two_things(sign: Sign, number: str) -> None:
    assert read_number("1.200", sign) == Decimal(number)
    with pytest.raises(AmbiguousNumberError):
        read_number("1.200")


@pytest.mark.parametrize("text", ["", "1,2,3", "1.2.3", "1..2", "12,34,567", "1.2,3.4", "١٢", "1e5", "-1", "9" * 31])
def test_what_is_none(text: str) -> None:
    with pytest.raises(NotANumberError):
        read_number(text)


@given(st.integers(0, 10**12), st.integers(0, 99), st.booleans())
def test_both_habits_write_the_same_number(whole: int, cents: int, is_vietnamese: bool) -> None:
    text = f"{whole:,}.{cents:02}"
    if is_vietnamese:
        text = text.translate(str.maketrans(",.", ".,"))
    assert read_number(text) == Decimal(f"{whole}.{cents:02}")
    assert usual_sign(text) == ("," if is_vietnamese else ".")
