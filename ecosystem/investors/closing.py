"""What investors said of investing for a time that is over leaves the filters by itself; the investors stay."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import select

from ecosystem.catalogue.models import State
from ecosystem.investors.models import Investor
from ecosystem.kernel import clock
from ecosystem.kernel.changes.requeue import requeue
from ecosystem.kernel.db.base import Changed
from ecosystem.kernel.db.transaction import transaction

END_STATEMENTS: Final = "investors.end_statements"
_LOOK_BACK: Final = timedelta(days=7)
"""The job is asked for every hour; a week covers any pause of the worker that nobody noticed."""


def end_statements(_payload: Mapping[str, Any]) -> None:
    """The handler: index anew the investors whose statement ended lately. Doing it twice is harmless."""
    today = clock.today()
    with transaction() as session:
        statement = select(Investor.id, Investor.public_id).where(
            Investor.state == State.PUBLIC.value,
            Investor.investing_until < today,
            Investor.investing_until >= today - _LOOK_BACK,
        )
        requeue(session, [Changed("entry", row_id, public_id) for row_id, public_id in session.execute(statement)])
