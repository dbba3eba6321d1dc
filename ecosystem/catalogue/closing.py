"""Entries whose last day is over leave the index by themselves, soon after midnight in Hanoi."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

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
    index_ended(Entry, Entry.closes_on)


def index_ended(kind: type[Entry], last_day: InstrumentedAttribute[date | None]) -> None:
    """Index anew the public entries of which `last_day`, a field of theirs, was over lately."""
    today = clock.today()
    with transaction() as session:
        statement = select(kind.id, kind.public_id).where(
            kind.state == State.PUBLIC.value, last_day < today, last_day >= today - _LOOK_BACK
        )
        requeue(session, [Changed("entry", row_id, public_id) for row_id, public_id in session.execute(statement)])
