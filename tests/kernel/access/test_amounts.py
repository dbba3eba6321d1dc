from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.kernel.access.amount_range import LARGEST
from ecosystem.kernel.access.amounts import parse_amount, stated_currency
from ecosystem.kernel.access.fields import InputError


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.800.000.000", 1_800_000_000),
        ("1,800,000,000 đ", 1_800_000_000),
        ("1 800 000", 1_800_000),
        ("1,8 tỷ", 1_800_000_000),
        ("1.8 ty đồng", 1_800_000_000),
        ("500 triệu", 500_000_000),
        ("500tr", 500_000_000),
        ("$2.5M", 2_500_000),
        ("$500k", 500_000),
        ("0,5 triệu đô", 500_000),
        ("250 nghìn đô la Mỹ", 250_000),
        ("90k", 90_000),
        ("2 tỷ rưỡi", 2_500_000_000),
        ("3 tỷ 500 triệu", 3_500_000_000),
        ("khoảng 5 tỷ", 5_000_000_000),
        ("1.250 tỷ", 1_250_000_000_000),
        ("1,250 triệu", 1_250_000_000),
        ("0", 0),
    ],
)
def test_amounts_as_people_write_them(typed: str, amount: int) -> None:
    assert parse_amount(typed) == amount


@pytest.mark.parametrize(
    "typed", ["", "thỏa thuận", "-5", "1,5", "2-3 tỷ", "trên 2 tỷ", "5 EUR", "5 tấn", "1e9", "9" * 16, "١٢"]
)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(InputError):
        parse_amount(typed)


@given(st.integers(0, LARGEST - 1))
def test_grouped_either_way_is_the_same(amount: int) -> None:
    grouped = f"{amount:,}"
    assert parse_amount(str(amount)) == parse_amount(grouped) == parse_amount(grouped.replace(",", ".")) == amount


@pytest.mark.parametrize(
    ("typed", "currency"),
    [
        ("500k USD", "USD"),
        ("$1.2M", "USD"),
        ("US$ 300,000", "USD"),
        ("1.200.000.000đ", "VND"),
        ("VND 1.8 billion", "VND"),
        ("2 tỷ đồng", "VND"),
        ("5 ₫", "VND"),
        ("500 nghìn đô la", "USD"),
        ("250 nghìn đô", "USD"),
        ("1,8 tỷ", ""),
        ("5 USD đồng", ""),
    ],
)
def test_the_currency_that_is_typed_with_it(typed: str, currency: str) -> None:
    assert stated_currency(typed) == currency


@pytest.mark.parametrize(
    ("typed", "told"), [("500k-2M USD", "is a range"), ("từ 2 đến 3 tỷ", "is a range"), ("-5 tỷ", "not below 0")]
)
def test_a_range_and_less_than_nothing_are_told_apart(typed: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        parse_amount(typed)
