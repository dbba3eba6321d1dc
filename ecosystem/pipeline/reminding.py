"""On the morning of a next step whoever takes care of the card gets a mail, once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from ecosystem.kernel import clock
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.mail.request import request_mail
from ecosystem.pipeline import queries

REMIND: Final = "pipeline.remind"
FROM_HOUR: Final = 7
"""In Hanoi: nobody wants such a mail at midnight."""
_LOOK_BACK: Final = timedelta(days=3)
"""The job is asked for every hour; this covers a weekend without a worker."""


def remind(_payload: Mapping[str, Any]) -> None:
    """The handler: ask for the mails that are due. A card notes for which date it was done, so that once is enough."""
    today = clock.today()
    if clock.now().astimezone(clock.HANOI).hour < FROM_HOUR:
        return
    with transaction() as session:
        for card in queries.to_remind(session, today - _LOOK_BACK, today):
            card.reminded_for = card.next_on
            day = card.next_on.isoformat() if card.next_on else ""
            event = f"pipeline-{card.public_id}-{day}-{card.assignee.public_id if card.assignee else ''}"
            request_mail("pipeline_next_step", {"card": card.public_id, "day": day}, event=event)
