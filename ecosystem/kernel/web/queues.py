"""What waits for officers: slices register their queues, one page lists them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import current_app

from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.messages import Message


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


def queues() -> Sequence[Queue]:
    """All of them, in the order of the page."""
    registered: Sequence[Queue] = current_app.extensions["queues"]
    return registered
