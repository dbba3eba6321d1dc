"""What the clock does: one reminder, the closing, the question whether they met. Each once, late ones too.

What asks somebody to do something waits for the morning; the closing does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from ecosystem.introductions import models_talk as models_talk
from ecosystem.introductions import queries
from ecosystem.introductions.models import Introduction
from ecosystem.introductions.service import happen
from ecosystem.introductions.states import Event, State
from ecosystem.kernel import clock
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.jobs.queue import keep

FROM_HOUR: Final = 8
"""In Hanoi: nobody wants a reminder in the night."""
WATCH: Final = "introductions.watch"
"""The kind of the scheduled job."""


def watch(_payload: Mapping[str, Any]) -> None:
    """Everything that is due today, each introduction in a transaction of its own."""
    today = clock.today()
    ids = queries.due(current_session(), today)
    current_session().rollback()
    for public_id in ids:
        keep()
        with transaction() as session:
            pass_time(session, public_id, today)


def pass_time(session: Session, public_id: str, today: date) -> Event | None:
    """What the clock says of one introduction on `today`, which is done at once; None where it says nothing, or nothing
    before the morning.

    A reminder that is late is still sent while there is time to answer; one whose time is over is not.
    """
    found = queries.by_public_id(session, public_id, lock=True)
    event = _due(found, today) if found is not None else None
    if found is None or event is None:
        return None
    if event is Event.REMIND:
        found.remind_on = None
    if event is Event.ASK_WHETHER_MET:
        found.ask_met_on = None
    happen(session, found, event, None, None)
    return event


def _due(found: Introduction, today: date) -> Event | None:
    if found.is_over_on(today):
        return Event.EXPIRE
    if clock.now().astimezone(clock.HANOI).hour < FROM_HOUR:
        return None
    if found.is_waiting and found.remind_on is not None and found.remind_on <= today:
        return Event.REMIND
    if found.state == State.AGREED and found.ask_met_on is not None and found.ask_met_on <= today:
        return Event.ASK_WHETHER_MET
    return None
