from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from ecosystem.kernel.access.fields import InputError
from ecosystem.kernel.access.partial_dates import Month, PartialDate, first_day, parse_partial_date

days = st.dates(date(1800, 1, 1), date(2200, 12, 31))


class Known(BaseModel):
    day: PartialDate = None
    month: Month = "2026-03"


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("2019", "2019"),
        ("năm 2019", "2019"),
        ("03/2019", "2019-03"),
        ("3-2019", "2019-03"),
        ("2019-3", "2019-03"),
        ("tháng 3 năm 2019", "2019-03"),
        ("Tháng 3/2019", "2019-03"),
        ("March 2019", "2019-03"),
        ("12/03/2019", "2019-03-12"),
        ("12.3.2019", "2019-03-12"),
        ("2019-03-12", "2019-03-12"),
        ("ngày 12 tháng 3 năm 2019", "2019-03-12"),
        ("12 Mar 2019", "2019-03-12"),
        ("March 12, 2019", "2019-03-12"),
        ("29/02/2020", "2020-02-29"),
    ],
)
def test_what_people_write_is_read(typed: str, known: str) -> None:
    assert parse_partial_date(typed) == known


@pytest.mark.parametrize(
    "wrong",
    [
        "31/02/2019",
        "29/02/2019",
        "13/2019",
        "00/2019",
        "0/3/2019",
        "2019-00",
        "19",
        "1.200",
        "12/3",
        "Foo 2019",
        "0000",
    ],
)
def test_what_is_no_date_is_refused(wrong: str) -> None:
    with pytest.raises(InputError):
        parse_partial_date(wrong)


@given(days)
def test_a_day_is_one_day_however_it_is_written(day: date) -> None:
    for shape in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y", "ngày %d tháng %m năm %Y"):
        assert parse_partial_date(day.strftime(shape)) == day.isoformat()


@given(days, st.sampled_from([4, 7, 10]))
def test_what_is_kept_says_the_same_when_it_is_read_again(day: date, exactness: int) -> None:
    known = day.isoformat()[:exactness]
    assert parse_partial_date(known) == known
    assert Known(day=known).day == known
    assert day.isoformat().startswith(known)
    assert first_day(known) <= day


@given(days, days, st.sampled_from([4, 7, 10]), st.sampled_from([4, 7, 10]))
def test_texts_stand_in_the_order_of_their_first_days(one: date, other: date, first: int, second: int) -> None:
    left, right = one.isoformat()[:first], other.isoformat()[:second]
    if first_day(left) < first_day(right):
        assert left < right


@given(st.text(max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(InputError):
        assert first_day(parse_partial_date(text)).year >= 1800


def test_blank_is_nothing_and_lists_give_numbers_and_days() -> None:
    assert Known(day=" ").day is None
    assert Known.model_validate({"day": 2005}).day == "2005"
    assert Known.model_validate({"day": datetime(2005, 4, 1, 8, 0)}).day == "2005-04-01"  # noqa: DTZ001 -- as a spreadsheet has it


@pytest.mark.parametrize("wrong", ["", "2026", "01/03/2026"])
def test_a_month_is_no_more_and_no_less(wrong: str) -> None:
    with pytest.raises(ValidationError):
        Known(month=wrong)
    assert Known(month="3/2026").month == "2026-03"
