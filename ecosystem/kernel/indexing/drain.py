"""Bring the index up to date with the outbox: at least once, idempotent, in any order."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Any

from sqlalchemy import delete, select

from ecosystem.kernel.changes.models import OutboxRow
from ecosystem.kernel.db.base import Changed
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.indexing.lexicons import Lexicons, note_new_words
from ecosystem.kernel.indexing.loading import load_operations, record
from ecosystem.kernel.indexing.source import DocumentSource
from ecosystem.kernel.jobs import queue
from ecosystem.kernel.jobs.worker import TryLater
from ecosystem.search.engine import EngineUnavailable, SearchEngine

log = logging.getLogger(__name__)

DRAIN = "index.drain"
BATCH = 2_000
"""Changes that are written together: each commit of the embedded engine makes a piece that is merged later."""
LEASE = timedelta(seconds=30)
"""A batch takes some seconds; a killed worker's drain comes again when this is over."""
_CHUNKS = 4
"""Chunks of entries that are written together."""
_RETRY = timedelta(seconds=5)


@dataclass(frozen=True)
class Drain:
    """The handler of `index.drain`."""

    engine: SearchEngine
    source: DocumentSource
    lexicons: Lexicons

    def __call__(self, _payload: Mapping[str, Any]) -> None:
        try:
            self.run()
        except EngineUnavailable as error:
            raise TryLater(_RETRY, str(error)) from error

    def run(self) -> int:
        """Drain until the outbox is empty; how many documents were written or deleted.

        Raises `EngineUnavailable`; the outbox then keeps what was not written.
        """
        count = 0
        while rows := self._take():
            count += self._write(rows)
            queue.keep()
        return count

    def _take(self) -> list[tuple[int, Changed]]:
        session = current_session()
        rows = session.execute(
            select(OutboxRow.id, OutboxRow.entity, OutboxRow.entity_id, OutboxRow.public_id)
            .order_by(OutboxRow.id)
            .limit(BATCH)
        )
        taken = [(row_id, Changed(entity, entity_id, public_id)) for row_id, entity, entity_id, public_id in rows]
        session.rollback()
        return taken

    def _write(self, rows: Sequence[tuple[int, Changed]]) -> int:
        changes = list(dict.fromkeys(change for _, change in rows))
        chunks = self.source.affected(current_session(), changes)
        count = write_entries(self.engine, self.source, self.lexicons, chunks)
        with transaction() as session:
            session.execute(delete(OutboxRow).where(OutboxRow.id.in_([row_id for row_id, _ in rows])))
        return count


def write_entries(
    engine: SearchEngine, source: DocumentSource, lexicons: Lexicons, chunks: Iterable[Mapping[str, int | None]]
) -> int:
    """Write these entries as they are now, some chunks at a time, and remember it; how many."""
    count = 0
    remaining = iter(chunks)
    while together := list(islice(remaining, _CHUNKS)):
        operations = [one for chunk in together for one in load_operations(source, chunk, replayed=True)]
        written = engine.write(operations)
        for done in written:
            if done.outcome == "rejected":
                log.error("document %s was rejected by the index: %s", done.id, done.reason)
        with transaction() as session:
            record(session, operations, written)
            note_new_words(session, lexicons.current(session), operations)
        count += len(operations)
    return count
