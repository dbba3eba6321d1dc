"""Rounds whose last day is over leave the filters by themselves, soon after midnight in Hanoi; the startups stay."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import select

from ecosystem.catalogue.models import State
from ecosystem.kernel import clock
from ecosystem.kernel.changes.requeue import requeue
from ecosystem.kernel.db.base import Changed
from ecosystem.kernel.db.transaction import transaction
from ecosystem.startups.models import Startup

CLOSE_ROUNDS: Final = "startups.close_rounds"
_LOOK_BACK: Final = timedelta(days=7)
"""The job is asked for every hour; a week covers any pause of the worker that nobody noticed."""


def close_rounds(_payload: Mapping[str, Any]) -> None:
    """The handler: index anew the startups whose round ended lately. Doing it twice is harmless."""
    today = clock.today()
    with transaction() as session:
        statement = select(Startup.id, Startup.public_id).where(
            Startup.state == State.PUBLIC.value,
            Startup.round_closes_on < today,
            Startup.round_closes_on >= today - _LOOK_BACK,
        )
        requeue(session, [Changed("entry", row_id, public_id) for row_id, public_id in session.execute(statement)])
