"""Entries whose last day is over leave the index by themselves, soon after midnight in Hanoi."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import select

from ecosystem.catalogue.models import Entry, State
from ecosystem.kernel import clock
from ecosystem.kernel.changes.requeue import requeue
from ecosystem.kernel.db.base import Changed
from ecosystem.kernel.db.transaction import transaction

CLOSE_ENTRIES: Final = "catalogue.close"
_LOOK_BACK: Final = timedelta(days=7)
"""The job is asked for every hour; a week covers any pause of the worker that nobody noticed."""


def close_entries(_payload: Mapping[str, Any]) -> None:
    """The handler: look again at what ended lately. Doing it twice is harmless."""
    today = clock.today()
    with transaction() as session:
        statement = select(Entry.id, Entry.public_id).where(
            Entry.state == State.PUBLIC.value, Entry.closes_on < today, Entry.closes_on >= today - _LOOK_BACK
        )
        requeue(session, [Changed("entry", row_id, public_id) for row_id, public_id in session.execute(statement)])
