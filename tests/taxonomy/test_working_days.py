"""Deadlines in working days, week-ends and Tết included."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from sqlalchemy.orm import Session

from ecosystem.taxonomy.service import remove_holiday, set_holiday
from ecosystem.taxonomy.working_days import (
    add_working_days,
    is_working_day,
    working_days_until,
    working_days_until_each,
)


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2026-03-02", 1, "2026-03-03"),
        ("2026-03-06", 1, "2026-03-09"),
        ("2026-02-13", 1, "2026-02-23"),
        ("2026-02-23", -1, "2026-02-13"),
        ("2026-04-24", 2, "2026-04-29"),
        ("2026-11-23", 1, "2026-11-25"),
        ("2026-12-31", 1, "2027-01-04"),
        ("2026-02-17", 0, "2026-02-17"),
        ("2026-01-01", 1, "2026-01-05"),
    ],
)
def test_known_deadlines(session: Session, start: str, n: int, end: str) -> None:
    assert add_working_days(session, date.fromisoformat(start), n) == date.fromisoformat(end)


def test_days(session: Session) -> None:
    assert is_working_day(session, date(2026, 2, 13))
    assert not is_working_day(session, date(2026, 2, 14))
    assert not is_working_day(session, date(2026, 2, 16))
    assert not is_working_day(session, date(2026, 9, 2))
    assert is_working_day(session, date(2050, 9, 2))


def test_a_deadline_costs_one_statement(session: Session) -> None:
    seen: list[str] = []
    event.listen(session.connection(), "before_cursor_execute", lambda *call: seen.append(call[2]))
    add_working_days(session, date(2026, 2, 1), 20)
    assert len(seen) == 1


def test_counting_up_to_several_days_costs_one_statement(session: Session) -> None:
    today, ends = date(2027, 2, 2), [date(2027, 2, 1), date(2027, 2, 3), date(2027, 2, 16)]
    each = {end: working_days_until(session, today, end) for end in ends}
    assert list(each.values()) == [0, 1, 5]
    seen: list[str] = []
    event.listen(session.connection(), "before_cursor_execute", lambda *call: seen.append(call[2]))
    assert working_days_until_each(session, today, ends) == each
    assert len(seen) == 1


def test_an_operators_hand_moves_deadlines(session: Session) -> None:
    set_holiday(session, date(2026, 3, 3), "Nghỉ theo quyết định", "Day off by decision")
    assert add_working_days(session, date(2026, 3, 2), 1) == date(2026, 3, 4)
    remove_holiday(session, date(2026, 3, 3))
    assert add_working_days(session, date(2026, 3, 2), 1) == date(2026, 3, 3)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(start=st.dates(date(2024, 1, 1), date(2035, 6, 1)), n=st.integers(1, 120))
def test_counting_back_gives_the_same_number(session: Session, start: date, n: int) -> None:
    end = add_working_days(session, start, n)
    assert is_working_day(session, end)
    assert working_days_until(session, start, end) == n
    assert working_days_until(session, start, end - timedelta(days=1)) == n - 1
    assert add_working_days(session, end, -n) <= start or not is_working_day(session, start)
    assert working_days_until(session, end, start) == 0
