"""What waits for officers: slices register their queues, one page lists them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.messages import Message

OFFICERS_PAGE: Final = "ecosystem.officers_page"
"""In the environment of a request: its page is officers' work this time, though others read such pages, too."""
_LOOKED_BACK: Final = timedelta(days=30)
_MOST_LOOKED_AT: Final = 1000


@dataclass(frozen=True)
class Waiting:
    """How many wait for the officer who asks, and since when the first of them."""

    number: int
    since: datetime | None


@dataclass(frozen=True)
class Queue:
    """`endpoint` is the page that lists them; `waiting` leaves out what this officer may not decide."""

    label: Message
    endpoint: str
    waiting: Callable[[Actor], Waiting]


def longest_wait(
    session: Session, since: InstrumentedAttribute[datetime], until: InstrumentedAttribute[datetime | None]
) -> timedelta | None:
    """How long the slowest of those waited that were done in the last 30 days; None where there were none."""
    rows = session.execute(select(since, until).where(until >= clock.now() - _LOOKED_BACK).limit(_MOST_LOOKED_AT))
    return max((done - made for made, done in rows if done is not None), default=None)


def queues() -> Sequence[Queue]:
    """All of them, in the order of the page."""
    registered: Sequence[Queue] = current_app.extensions["queues"]
    return registered
