"""Ask the indexer to look again at things whose own rows did not change."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import insert
from sqlalchemy.orm import Session

from ecosystem.kernel import clock
from ecosystem.kernel.changes.models import OutboxRow
from ecosystem.kernel.db.base import Changed


def requeue(session: Session, things: Sequence[Changed]) -> None:
    """Append outbox rows, in the caller's transaction."""
    moment = clock.now()
    rows = [
        {"entity": t.entity, "entity_id": t.entity_id, "public_id": t.public_id, "created_at": moment} for t in things
    ]
    if rows:
        session.execute(insert(OutboxRow), rows)
