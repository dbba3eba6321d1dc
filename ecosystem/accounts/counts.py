"""Counting what may be done only so often: wrong passwords, mails to an address.

Delays grow and end; nobody is locked out. What one client gets wrong delays that client up to 15 minutes, what is got
wrong for one address delays that address by at most 30 seconds: whoever wants to keep a person out is soon slower
than the person.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Any, Final

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ecosystem.accounts.models import AccessCount
from ecosystem.kernel import clock
from ecosystem.kernel.db.transaction import transaction

FORGET_COUNTS: Final = "accounts.forget_counts"
_KEPT: Final = timedelta(days=2)


@dataclass(frozen=True)
class Rule:
    """`free` times without delay, then `first`, twice that … up to `longest` seconds.

    Forgotten after `forgotten` without one.
    """

    free: int
    first: int
    longest: int
    forgotten: timedelta = timedelta(hours=1)


BY_ADDRESS: Final = Rule(free=5, first=1, longest=30)
BY_CLIENT: Final = Rule(free=20, first=1, longest=900)
MAIL_TO_ADDRESS: Final = Rule(free=2, first=60, longest=4 * 3600, forgotten=timedelta(hours=12))


def key_of(scope: str, value: str) -> str:
    """The key of what is counted."""
    return hashlib.sha256(f"{scope}:{value}".encode()).hexdigest()


def seconds_to_wait(session: Session, key: str, rule: Rule) -> int:
    """Whole seconds until it may be tried again; 0 for at once."""
    row = session.get(AccessCount, key)
    moment = clock.now()
    if row is None or moment - row.last_at >= rule.forgotten or row.count < rule.free:
        return 0
    delay: int = min(rule.first * 2 ** min(row.count - rule.free, 20), rule.longest)
    return max(0, ceil(delay - (moment - row.last_at).total_seconds()))


def count_one(session: Session, key: str, rule: Rule) -> None:
    """It happened once more."""
    moment = clock.now()
    row = session.get(AccessCount, key, with_for_update=True)
    if row is None:
        try:
            with session.begin_nested():
                session.add(AccessCount(key=key, count=1, first_at=moment, last_at=moment))
        except IntegrityError:
            row = session.get(AccessCount, key, with_for_update=True, populate_existing=True)
        else:
            return
    if row is not None:
        again = moment - row.last_at < rule.forgotten
        row.count = row.count + 1 if again else 1
        row.first_at = row.first_at if again else moment
        row.last_at = moment


def clear(session: Session, key: str) -> None:
    """Start again from nothing."""
    session.execute(delete(AccessCount).where(AccessCount.key == key))


def forget_old_counts(_payload: Mapping[str, Any]) -> None:
    """Delete counts of days ago (a scheduled job)."""
    with transaction() as session:
        session.execute(delete(AccessCount).where(AccessCount.last_at < clock.now() - _KEPT))
