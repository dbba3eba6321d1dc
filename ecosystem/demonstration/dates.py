"""When invented entries say that they were published: spread over the last weeks, the same for the same key."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time, timedelta
from typing import Final

from ecosystem.kernel.clock import HANOI

DAYS_BACK: Final = 60
"""Days before today, at most."""


def published_at(key: str, today: date, *, latest: int = 1, earliest: int = 50) -> datetime:
    """A moment of a working hour in Hanoi, `latest` to `earliest` days before `today`."""
    return _moment(key, today, latest, earliest)


def updated_at(key: str, today: date, published: datetime) -> datetime:
    """`published`, or for one entry in three a later moment before today."""
    if _number(key, "changes", 3):
        return published
    return max(published, _moment(f"{key} again", today, 1, DAYS_BACK))


def _moment(key: str, today: date, latest: int, earliest: int) -> datetime:
    day = today - timedelta(days=latest + _number(key, "day", earliest - latest + 1))
    hour = time(8 + _number(key, "hour", 9), _number(key, "minute", 60), tzinfo=HANOI)
    return datetime.combine(day, hour)


def _number(key: str, what: str, below: int) -> int:
    digest = hashlib.sha256(f"{what}:{key}".encode()).digest()
    return int.from_bytes(digest[:8]) % below
