from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.kernel.access.amount_range import LARGEST, NO_UNIT, AmountRange, Unit, read_amount, unit_of
from ecosystem.kernel.access.fields import InputError

MILLION, BILLION = 10**6, 10**9


def vnd(least: int | None, most: int | None) -> AmountRange:
    return AmountRange(least, most, "VND")


def usd(least: int | None, most: int | None) -> AmountRange:
    return AmountRange(least, most, "USD")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("5 tỷ", vnd(5 * BILLION, 5 * BILLION)),
        ("1,2 tỷ", vnd(1_200 * MILLION, 1_200 * MILLION)),
        ("3 tỷ 500 triệu", vnd(3_500 * MILLION, 3_500 * MILLION)),
        ("2 tỷ rưỡi", vnd(2_500 * MILLION, 2_500 * MILLION)),
        ("2 nghìn tỷ", AmountRange(2 * 10**12, 2 * 10**12, "VND")),
        ("500tr", vnd(500 * MILLION, 500 * MILLION)),
        ("1.200.000.000đ", vnd(1_200 * MILLION, 1_200 * MILLION)),
        ("1 200 000 000 ₫", vnd(1_200 * MILLION, 1_200 * MILLION)),
        ("1200000000", vnd(1_200 * MILLION, 1_200 * MILLION)),
        ("500.000 đồng", vnd(500_000, 500_000)),
        ("0", vnd(0, 0)),
        ("từ 2 đến 3 tỷ", vnd(2 * BILLION, 3 * BILLION)),
        ("2-3 tỷ", vnd(2 * BILLION, 3 * BILLION)),
        ("500 triệu – 1 tỷ", vnd(500 * MILLION, BILLION)),
        ("trên 500 triệu", vnd(500 * MILLION, None)),
        ("500 triệu trở lên", vnd(500 * MILLION, None)),
        ("tối đa 1 tỷ", vnd(None, BILLION)),
        ("đến 3 tỷ", vnd(None, 3 * BILLION)),
        ("khoảng 5 tỷ", vnd(5 * BILLION, 5 * BILLION)),
        ("$1.2M", usd(1_200_000, 1_200_000)),
        ("US$ 1,200,000", usd(1_200_000, 1_200_000)),
        ("1.2 million USD", usd(1_200_000, 1_200_000)),
        ("500k-2M USD", usd(500_000, 2_000_000)),
        ("$1M to $3M", usd(1_000_000, 3_000_000)),
        ("Below $1M", usd(None, 1_000_000)),
        ("$2M+", usd(2_000_000, None)),
        ("3 triệu đô la Mỹ", usd(3_000_000, 3_000_000)),
        ("EUR 300.000", AmountRange(300_000, 300_000, "EUR")),
        ("thoả thuận", AmountRange(None, None, "")),
        ("Negotiable.", AmountRange(None, None, "")),
        ("N/A", None),
        ("-", None),
        ("", None),
        ("chưa xác định", None),
    ],
)
def test_amounts_as_people_write_them(text: str, amount: AmountRange | None) -> None:
    assert read_amount(text) == amount


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1.200", "a thousand times"),
        ("5", "may count"),
        ("500k", "no currency"),
        ("3 tỷ USD?", "for sure"),
        ("năm tỷ", "for sure"),
        ("1,2,3 tỷ", "for sure"),
        ("3 tỷ 5", "for sure"),
        ("5 tấn", "for sure"),
        ("1,200 tỷ", "a thousand times"),
        ("-2 tỷ", "below zero"),
        ("$1 - 2 tỷ đồng", "two currencies"),
        ("3-2 tỷ", "smaller to a larger"),
        ("$1,200.50", "whole amount"),
        ("9999999 tỷ", "whole amount"),
    ],
)
def test_nothing_is_guessed(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_amount(text)


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("Giá (triệu đồng)", Unit(MILLION, "VND")),
        ("Vốn cần gọi (tỷ đồng)", Unit(BILLION, "VND")),
        ("Giá (ĐVT: triệu VNĐ)", Unit(MILLION, "VND")),
        ("Doanh thu (tr.đ)", Unit(MILLION, "VND")),
        ("Giá (1.000 đ)", Unit(1000, "VND")),
        ("Kinh phí (triệu)", Unit(MILLION, "VND")),
        ("Funding (million USD)", Unit(MILLION, "USD")),
        ("amount_usd", Unit(1, "USD")),
        ("Vốn, tỷ đồng", Unit(BILLION, "VND")),
        ("Số vốn cần gọi", NO_UNIT),
        ("Số lượng (cái)", NO_UNIT),
        ("Tên", NO_UNIT),
        ("Đồng", NO_UNIT),
    ],
)
def test_units_in_headings(heading: str, unit: Unit) -> None:
    assert unit_of(heading) == unit


def test_the_unit_of_the_column_counts_where_the_cell_names_none() -> None:
    billions = unit_of("Vốn (tỷ đồng)")
    assert read_amount("1,5", billions) == vnd(1_500 * MILLION, 1_500 * MILLION)
    assert read_amount("2 - 3", billions) == vnd(2 * BILLION, 3 * BILLION)
    assert read_amount("500 triệu", billions) == vnd(500 * MILLION, 500 * MILLION)
    assert read_amount("500.000đ", billions) == vnd(500_000, 500_000)
    assert read_amount("5", unit_of("Amount (USD)")) == usd(5, 5)


def test_the_habit_of_the_column_counts_where_a_number_may_be_two() -> None:
    assert read_amount("1.200 tỷ", sign=",") == AmountRange(1_200 * BILLION, 1_200 * BILLION, "VND")
    assert read_amount("1.200 tỷ", sign=".") == vnd(1_200 * MILLION, 1_200 * MILLION)
    assert read_amount("1,200 USD", sign=",") == usd(1_200, 1_200), "no currency has three decimals"


@given(st.integers(0, LARGEST - 1), st.sampled_from(["VND", "USD"]), st.sampled_from(",. "))
def test_a_whole_amount_is_read_whatever_groups_it(amount: int, currency: str, group: str) -> None:
    text = f"{amount:,}".replace(",", group)
    assert read_amount(f"{text} {currency}") == AmountRange(amount, amount, currency)


@given(st.integers(1, 999), st.integers(1, 999), st.sampled_from([" - ", " đến ", "–"]))
def test_the_ends_of_a_range_stand_in_order_or_it_is_none(first: int, second: int, between: str) -> None:
    text = f"{first}{between}{second} triệu"
    if first > second:
        with pytest.raises(InputError):
            read_amount(text)
    else:
        assert read_amount(text) == vnd(first * MILLION, second * MILLION)


@given(st.text(max_size=30))
def test_anything_is_read_or_refused(text: str) -> None:
    try:
        found = read_amount(text)
    except InputError:
        return
    if found is not None and found.least is not None and found.most is not None:
        assert 0 <= found.least <= found.most < LARGEST
