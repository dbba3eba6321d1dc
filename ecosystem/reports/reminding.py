"""On the morning of a working day officers get one mail while reports or objections wait for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any, Final

from sqlalchemy.orm import Session

from ecosystem.accounts.queries import officers
from ecosystem.kernel import clock
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.mail.request import request_mail
from ecosystem.taxonomy.working_days import add_working_days, is_working_day

REMIND_OFFICERS: Final = "reports.remind"
_AT: Final = time(7, tzinfo=clock.HANOI)


def remind_officers(_payload: Mapping[str, Any]) -> None:
    """The handler: ask for the mail of the next morning. What waits is counted when it is sent; where nothing waits
    then, none is.

    The job is asked for every hour; a mail that waits for its morning is not asked for again.
    """
    with transaction() as session:
        morning = next_morning(session)
        for user in officers(session):
            event = f"reports-waiting-{user.public_id}-{morning.date().isoformat()}"
            request_mail("reports_waiting", {"user": user.public_id}, event=event, send_at=morning)


def next_morning(session: Session) -> datetime:
    """Seven o'clock in Hanoi on the next working day on which that is still to come."""
    moment, today = clock.now(), clock.today()
    this_morning = datetime.combine(today, _AT)
    if moment < this_morning and is_working_day(session, today):
        return this_morning
    return datetime.combine(add_working_days(session, today, 1), _AT)
