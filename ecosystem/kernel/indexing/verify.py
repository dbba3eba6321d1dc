"""Compare every entry with the index, and mend what differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecosystem.kernel import clock
from ecosystem.kernel.changes.models import OutboxRow
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.indexing.drain import write_entries
from ecosystem.kernel.indexing.lexicons import Lexicons
from ecosystem.kernel.indexing.loading import digest
from ecosystem.kernel.indexing.models import IndexedDocument
from ecosystem.kernel.indexing.source import DocumentSource
from ecosystem.search.engine import SearchEngine
from ecosystem.search.schema import SearchDocument

_CHUNK = 500


@dataclass(frozen=True)
class Differences:
    """What `verify` found: public ids by kind of difference, and how many public entries were compared."""

    missing: tuple[str, ...]
    outdated: tuple[str, ...]
    superfluous: tuple[str, ...]
    compared: int

    @property
    def count(self) -> int:
        return len(self.missing) + len(self.outdated) + len(self.superfluous)


def verify(engine: SearchEngine, source: DocumentSource) -> Differences:
    """Compare each entry as it would be indexed now with what the engine holds. Raises `EngineUnavailable`."""
    held = dict(engine.scan())
    missing: list[str] = []
    outdated: list[str] = []
    seen: set[str] = set()
    for documents, known in _public_entries(current_session(), source):
        for public_id, document in documents.items():
            seen.add(public_id)
            if public_id not in held:
                missing.append(public_id)
            elif known.get(public_id) != (held[public_id], digest(document)):
                outdated.append(public_id)
    return Differences(tuple(missing), tuple(outdated), tuple(sorted(held.keys() - seen)), len(seen))


def repair(engine: SearchEngine, source: DocumentSource, lexicons: Lexicons, found: Differences) -> None:
    """Write again what differs and delete what should not be there."""
    differing = {*found.missing, *found.outdated}
    chunks = (
        {public_id: row_id for row_id, public_id in rows if public_id in differing}
        for rows in _chunks(current_session(), source)
    )
    write_entries(engine, source, lexicons, (chunk for chunk in chunks if chunk))
    starts = range(0, len(found.superfluous), _CHUNK)
    gone = (dict.fromkeys(found.superfluous[start : start + _CHUNK]) for start in starts)
    write_entries(engine, source, lexicons, gone)


def waiting(session: Session) -> tuple[int, float]:
    """How many changes wait for the index, and the age of the oldest in seconds (0 when none)."""
    count = session.scalar(select(func.count(OutboxRow.id))) or 0
    oldest = session.scalar(select(func.min(OutboxRow.created_at)))
    return count, 0.0 if oldest is None else (clock.now() - oldest).total_seconds()


def _chunks(session: Session, source: DocumentSource) -> Iterator[list[tuple[int, str]]]:
    after = 0
    while rows := list(source.everything(session, after, _CHUNK)):
        after = rows[-1][0]
        yield rows


def _public_entries(
    session: Session, source: DocumentSource
) -> Iterator[tuple[Mapping[str, SearchDocument], Mapping[str, tuple[int, str]]]]:
    for rows in _chunks(session, source):
        entries = {public_id: row_id for row_id, public_id in rows}
        indexed = select(IndexedDocument).where(IndexedDocument.public_id.in_(entries))
        known = {row.public_id: (row.version, row.digest) for row in session.scalars(indexed)}
        loaded = source.load(session, entries)
        session.rollback()
        yield {key: document for key, document in loaded.items() if document is not None}, known
