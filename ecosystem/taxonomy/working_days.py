"""Working days in Vietnam: Monday to Friday, less the public holidays of the table."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Final

from sqlalchemy.orm import Session

from ecosystem.taxonomy.queries import holidays

_SATURDAY: Final = 5
_WINDOW: Final = timedelta(days=60)


def is_working_day(session: Session, day: date) -> bool:
    """Whether offices are open. A year without holidays in the table has its week-ends only."""
    return day.weekday() < _SATURDAY and day not in _days_off(session, day, day)


def add_working_days(session: Session, start: date, n: int) -> date:
    """The n-th working day after `start` (before it, for a negative n); `start` itself is never counted.

    0 gives `start` back, working day or not.
    """
    step = timedelta(days=1 if n >= 0 else -1)
    day, left = start, abs(n)
    known_until, off = start, frozenset[date]()
    while left:
        day += step
        if abs(day - start) > abs(known_until - start):
            known_until = day + (_WINDOW if n > 0 else -_WINDOW)
            off = _days_off(session, min(day, known_until), max(day, known_until))
        left -= day.weekday() < _SATURDAY and day not in off
    return day


def working_days_until(session: Session, start: date, end: date) -> int:
    """How many working days lie after `start` up to and with `end`; 0 when `end` is not later."""
    return working_days_until_each(session, start, {end})[end]


def working_days_until_each(session: Session, start: date, ends: Collection[date]) -> Mapping[date, int]:
    """The same for each of several days; one statement."""
    off = _days_off(session, start, max(ends, default=start))
    counts = dict.fromkeys(ends, 0)
    for end in counts:
        days = (start + timedelta(days=i) for i in range(1, (end - start).days + 1))
        counts[end] = sum(1 for day in days if day.weekday() < _SATURDAY and day not in off)
    return counts


def _days_off(session: Session, first: date, last: date) -> frozenset[date]:
    return frozenset(row.day for row in holidays(session, first, last) if row.is_day_off)
