"""The product's clock: the only source of "now", which tests can move."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")

_offset: ContextVar[timedelta] = ContextVar("clock_offset", default=timedelta(0))


def now() -> datetime:
    """The moment, aware, in UTC."""
    return moved(datetime.now(UTC))


def moved(moment: datetime) -> datetime:
    """What another clock says, moved as far as this one."""
    return moment + _offset.get()


def today() -> date:
    """The date in Hanoi, where deadlines end."""
    return now().astimezone(HANOI).date()


@contextmanager
def travel(offset: timedelta) -> Iterator[None]:
    """Inside, the clock is ahead (or behind) by `offset`; for tests."""
    token = _offset.set(_offset.get() + offset)
    try:
        yield
    finally:
        _offset.reset(token)
