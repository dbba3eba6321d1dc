"""Fill a new generation of the index while the old one serves; nothing written meanwhile is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select

from ecosystem.kernel import clock
from ecosystem.kernel.changes.models import OutboxRow
from ecosystem.kernel.db.base import Changed
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.indexing.lexicons import Counting
from ecosystem.kernel.indexing.loading import load_operations, record
from ecosystem.kernel.indexing.models import IndexRebuild, IndexReplay
from ecosystem.kernel.indexing.source import DocumentSource
from ecosystem.kernel.jobs import queue
from ecosystem.kernel.jobs.worker import TryLater
from ecosystem.search.engine import EngineUnavailable, Operation, SearchEngine, Written

REBUILD = "index.rebuild"
BATCH = 500
_ABANDONED = timedelta(hours=6)
_RETRY = timedelta(seconds=30)


@dataclass(frozen=True)
class Rebuild:
    """The handler of `index.rebuild`. `known`: texts whose words are right, whatever documents hold."""

    engine: SearchEngine
    source: DocumentSource
    known: Callable[[], Iterable[str]]
    progress: Callable[[int], None] = lambda _count: None

    def __call__(self, _payload: Mapping[str, Any]) -> None:
        try:
            self.run()
        except EngineUnavailable as error:
            raise TryLater(_RETRY, str(error)) from error

    def run(self) -> int:
        """Rebuild now, and count the words anew; the number of documents.

        Raises `EngineUnavailable`; the old generation and its words then stay.
        """
        counting = Counting(self.known)
        rebuild_id = self._begin()
        try:
            count = self.engine.rebuild(counting.watch(self._documents()), lambda: self._replay(rebuild_id))
        finally:
            self._end(rebuild_id)
        with transaction() as session:
            counting.store(session)
        return count

    def _begin(self) -> int:
        with transaction() as session:
            session.execute(delete(IndexRebuild).where(IndexRebuild.started_at < clock.now() - _ABANDONED))
            session.execute(delete(IndexReplay).where(IndexReplay.rebuild_id.not_in(select(IndexRebuild.id))))
            started = IndexRebuild(started_at=clock.now())
            session.add(started)
            session.flush()
            return started.id

    def _end(self, rebuild_id: int) -> None:
        with transaction() as session:
            session.execute(delete(IndexReplay).where(IndexReplay.rebuild_id == rebuild_id))
            session.execute(delete(IndexRebuild).where(IndexRebuild.id == rebuild_id))

    def _documents(self) -> Iterator[Operation]:
        after, count = 0, 0
        while True:
            session = current_session()
            rows = self.source.everything(session, after, BATCH)
            session.rollback()
            if not rows:
                return
            after = rows[-1][0]
            operations = load_operations(self.source, {public_id: row_id for row_id, public_id in rows})
            public = [op for op in operations if op.document is not None]
            self._record(public)
            yield from public
            count += len(public)
            self.progress(count)
            queue.keep()

    def _record(self, operations: list[Operation]) -> None:
        with transaction() as session:
            record(session, operations, [Written(op.id, "applied") for op in operations])

    def _replay(self, rebuild_id: int) -> Iterable[Operation]:
        """What changed since the start: what waits in the outbox, then what was drained (a row moves that way)."""
        session = current_session()
        columns = (OutboxRow.entity, OutboxRow.entity_id, OutboxRow.public_id)
        waiting = session.execute(select(*columns)).all()
        session.rollback()
        columns_drained = (IndexReplay.entity, IndexReplay.entity_id, IndexReplay.public_id)
        drained = session.execute(select(*columns_drained).where(IndexReplay.rebuild_id == rebuild_id)).all()
        changes = [Changed(*row) for row in dict.fromkeys([*waiting, *drained])]
        for chunk in self.source.affected(session, changes):
            operations = load_operations(self.source, chunk)
            self._record(operations)
            yield from operations
