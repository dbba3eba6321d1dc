from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.kernel.access.amount_range import Unit
from ecosystem.kernel.tabular.cells import CellError, ColumnReading, Habit, NumberCell, Order, Remarked
from ecosystem.kernel.tabular.transforms import TRANSFORMS

PLAIN = ColumnReading()
DAYS = st.dates(date(1927, 5, 18), date(2173, 10, 13))


def read(transform: str, cell: str, column: ColumnReading = PLAIN) -> object:
    return TRANSFORMS[transform](cell, column)


def of(habit: Habit) -> ColumnReading:
    return ColumnReading(habit=habit)


@pytest.mark.parametrize(
    "cell",
    [
        *("05/06/2024", "5.6.2024", "5-6-2024", "5 / 6 / 2024", "2024-06-05", "2024/6/5", "2024-06-05T23:30:00"),
        *("2024-06-05T00:00:00+07:00", "05/06/2024 23:59", "45448", "45448.979", "ngày 5 tháng 6 năm 2024"),
        *("Ngày 05 tháng 06, 2024", "June 5, 2024", "5 Jun 2024", "5th of June 2024"),
    ],
)
def test_one_day_in_every_form(cell: str) -> None:
    assert read("date", cell) == date(2024, 6, 5)
    assert read("partial_date", cell) == "2024-06-05"
    assert read("year", cell) == 2024


@pytest.mark.parametrize(
    ("cell", "known"),
    [
        *(("06/2024", "2024-06"), ("tháng 6/2024", "2024-06"), ("Tháng 6 năm 2024", "2024-06"), ("T6/2024", "2024-06")),
        *(("2024-06", "2024-06"), ("June 2024", "2024-06"), ("2015", "2015"), ("năm 2015", "2015")),
    ],
)
def test_a_date_keeps_its_precision(cell: str, known: str) -> None:
    assert read("partial_date", cell) == known
    with pytest.raises(CellError, match="says no day"):
        read("date", cell)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("31/06/2024", "does not exist"),
        ("29/02/2043", "does not exist"),
        ("13/13/2024", "does not exist"),
        ("15", "read for sure"),
        ("5/6/24", "read for sure"),
        ("2015-2016", "read for sure"),
        ("đang nộp", "read for sure"),
        ("9999", "likely year"),
        ("1750", "likely year"),
    ],
)
def test_what_is_no_date(cell: str, words: str) -> None:
    with pytest.raises(CellError, match=words):
        read("partial_date", cell)


@pytest.mark.parametrize(
    ("order", "day"), [("", date(2024, 6, 5)), ("dmy", date(2024, 6, 5)), ("mdy", date(2024, 5, 6))]
)
def test_the_order_of_the_column(order: Order, day: date) -> None:
    assert read("date", "05/06/2024", of(Habit(order=order))) == day


def test_a_column_with_both_orders_leaves_the_doubtful_ones_out() -> None:
    mixed = of(Habit(order="mixed"))
    assert read("date", "25/06/2024", mixed) == read("date", "06/25/2024", mixed) == date(2024, 6, 25)
    assert read("date", "06/06/2024", mixed) == date(2024, 6, 6)
    with pytest.raises(CellError, match="either order"):
        read("date", "05/06/2024", mixed)


def test_among_years_a_number_is_no_day() -> None:
    assert read("partial_date", "20222") == "1955-05-13"
    with pytest.raises(CellError):
        read("partial_date", "20222", of(Habit(has_years=True)))


@given(DAYS, st.booleans())
def test_a_spreadsheets_day_number_is_its_day(day: date, epoch_1904: bool) -> None:
    start = date(1904, 1, 1) if epoch_1904 else date(1899, 12, 30)
    serial = (day - start).days
    if 10_000 <= serial < 100_000:
        assert read("date", str(serial), of(Habit(epoch_1904=epoch_1904))) == day


@given(DAYS)
def test_a_written_day_is_read_back(day: date) -> None:
    assert read("date", f"{day:%d/%m/%Y}") == read("date", day.isoformat()) == day
    assert read("date", f"{day:%m/%d/%Y}", of(Habit(order="mdy"))) == day


@pytest.mark.parametrize("cell", ["Q1/2023", "q4 2023", "Quý I/2023", "quý iv năm 2023", "Quý 2-2023"])
def test_of_a_quarter_the_year_is_kept_and_told(cell: str) -> None:
    found = read("partial_date", cell)
    assert isinstance(found, Remarked)
    assert found.value == "2023"
    assert "quarter" in str(found.reason)
    with pytest.raises(CellError):
        read("date", cell)


@pytest.mark.parametrize("cell", ["Q5/2023", "Quý V/2023", "Quý 2023", "Quỳnh 2023"])
def test_what_is_no_quarter_is_no_date(cell: str) -> None:
    with pytest.raises(CellError):
        read("partial_date", cell)


def test_likely_dates_of_the_column() -> None:
    column = ColumnReading(earliest=date(2000, 6, 1), latest=date(2030, 6, 1))
    assert read("partial_date", "2000", column) == "2000"
    for cell in ("1999", "2000-05", "2031", "02/06/2030"):
        with pytest.raises(CellError, match="likely"):
            read("partial_date", cell, column)


@given(DAYS, st.integers(-9, 9))
def test_bounds_are_the_columns_last_possible_days(day: date, shift: int) -> None:
    column = ColumnReading(earliest=day)
    other = day + timedelta(days=shift)
    if shift >= 0:
        assert read("date", other.isoformat(), column) == other
    else:
        with pytest.raises(CellError):
            read("date", other.isoformat(), column)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        *(("0900 000 021", "+84900000021"), ("+84 (0) 900.000.022", "+84900000022"), ("84900000023", "+84900000023")),
        *(("0084-900000024", "+84900000024"), ("0840000025", "+84840000025"), ("(024) 3000 0026", "+842430000026")),
        *(("+65 6000 0033", "+6560000033"), ("'0900000034", "+84900000034"), ("900000002", "+84900000002")),
        *(
            ("ĐT: 024 3000 0026", "+842430000026"),
            ("2430000026", "+842430000026"),
            ("０９００ 000 021", "+84900000021"),
        ),
    ],
)
def test_telephone_numbers_that_are_sure(cell: str, number: str) -> None:
    assert read("telephone", cell) == number


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("04 3000 0027", "today it may be 02430000027"),
        ("01620000028", "today it may be 0320000028"),
        ("0126 000 0028", "today it may be 0760000028"),
        ("1900 0031", "service number"),
        ("O9OO OOO O32", "not a telephone"),
        ("12", "not a telephone"),
        ("+0123456789", "not a telephone"),
    ],
)
def test_telephone_numbers_that_are_not(cell: str, words: str) -> None:
    with pytest.raises(CellError, match=words):
        read("telephone", cell)


@pytest.mark.parametrize(
    ("cell", "number", "words"),
    [
        ("0900000029 / 024.30000029", "+84900000029", "+842430000029 is not kept"),
        ("0900000029; 1900 0031 8", "+84900000029", "1900 0031 8 is not kept"),
        ("024 3000 0030 (máy lẻ 12)", "+842430000030", "extension 12"),
        ("024 3000 0030 ext. 12", "+842430000030", "extension 12"),
    ],
)
def test_what_a_telephone_cell_holds_beside_its_number_is_remarked(cell: str, number: str, words: str) -> None:
    found = read("telephone", cell)
    assert isinstance(found, Remarked)
    assert found.value == number
    assert words in str(found.reason)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        *(("0999120842", "0999120842"), ("0999 121 268", "0999121268"), ("'0999121405", "0999121405")),
        *(("0999121123-001", "0999121123-001"), ("0999121123001", "0999121123-001")),
    ],
)
def test_tax_codes(cell: str, code: str) -> None:
    assert read("tax_code", cell) == code


@pytest.mark.parametrize(("cell", "code"), [("999120916", "0999120916"), ("999121194002", "0999121194-002")])
def test_a_zero_in_front_comes_back_where_the_check_digit_proves_it(cell: str, code: str) -> None:
    found = read("tax_code", NumberCell(cell))
    assert isinstance(found, Remarked)
    assert found.value == code


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("0999121332", "tenth digit"),
        ("999121332", "tenth digit"),
        ("9.99912E+08", "lost digits"),
        ("99912084", "10 digits"),
        ("12", "10 digits"),
        ("chưa có", "10 digits"),
    ],
)
def test_what_is_no_tax_code(cell: str, words: str) -> None:
    with pytest.raises(CellError, match=words):
        read("tax_code", cell)


@given(st.integers(10**7, 10**9 - 1))
def test_no_tax_code_is_made_that_its_check_digit_does_not_prove(digits: int) -> None:
    try:
        found = read("tax_code", str(digits))
    except CellError:
        return
    assert isinstance(found, Remarked)
    code = str(found.value)
    weights = (31, 29, 23, 19, 17, 13, 7, 5, 3)
    assert 10 - sum(int(digit) * weight for digit, weight in zip(code, weights, strict=False)) % 11 == int(code[9])


def test_a_currency_that_is_not_kept_is_told_and_never_taken_for_another() -> None:
    column = ColumnReading(currencies=("VND", "USD"))
    assert read("amount", "$5k", column) == {"min": 5000, "max": 5000, "currency": "USD"}
    assert read("amount", "thỏa thuận", column) == {"basis": "negotiable"}
    with pytest.raises(CellError, match="is in EUR"):
        read("amount", "EUR 300.000", column)


def test_a_workbooks_number_has_no_doubtful_point() -> None:
    column = ColumnReading(unit=Unit(10**6, "VND"), habit=Habit(sign=","))
    assert read("amount", NumberCell("1.234"), column) == {"min": 1_234_000, "max": 1_234_000, "currency": "VND"}
    assert read("amount", "1.234", column) == {"min": 1_234_000_000, "max": 1_234_000_000, "currency": "VND"}
    assert read("decimal", NumberCell("1.234"), column) == Decimal("1.234")
    with pytest.raises(CellError):
        read("decimal", "1.234")


@pytest.mark.parametrize(
    ("transform", "cell", "value"),
    [
        ("percent", "12,5 %", Decimal("12.5")),
        ("percent", "-5", Decimal(-5)),
        ("percent", "+8", Decimal(8)),
        ("decimal", "-12.5", Decimal("-12.5")),
        ("decimal", "1.200.000,5", Decimal("1200000.5")),
        ("integer", "1.200.000", 1_200_000),
        ("integer", "-7", -7),
        ("integer", "12.0", 12),
        ("list", "a; b,a", ["a", "b"]),
        ("amount", "N/A", None),
        ("amount", "thỏa thuận", {"basis": "negotiable"}),
        ("amount", "trên 1 tỷ", {"min": 10**9, "currency": "VND"}),
        ("amount", "tối đa 1 tỷ", {"max": 10**9, "currency": "VND"}),
    ],
)
def test_values(transform: str, cell: str, value: object) -> None:
    assert read(transform, cell) == value


@pytest.mark.parametrize(
    ("transform", "cell"),
    [("integer", "1.5"), ("integer", "many"), ("decimal", "nan"), ("percent", "%"), ("decimal", "--5")],
)
def test_what_is_no_number(transform: str, cell: str) -> None:
    with pytest.raises(CellError):
        read(transform, cell)
