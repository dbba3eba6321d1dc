"""From rows to versioned operations: the version is drawn in the transaction that loads the rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

from sqlalchemy import Executable, delete, insert, select, update
from sqlalchemy.orm import Session

from ecosystem.kernel.db.inserts import insert_into
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.indexing.models import IndexCounter, IndexedDocument, IndexRebuild, IndexReplay
from ecosystem.kernel.indexing.source import DocumentSource
from ecosystem.search.engine import Operation, Written
from ecosystem.search.schema import SearchDocument


def digest(document: SearchDocument) -> str:
    """A hash of what the document says."""
    said = [document.id, document.kind, document.texts, document.keywords, document.numbers]
    said += [document.labels, document.other_names]
    text = json.dumps(said, sort_keys=True, ensure_ascii=True, default=list)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def draw_version(session: Session) -> int:
    """The next version; concurrent loaders queue here, so that a later version has seen no less."""
    statement = update(IndexCounter).values(value=IndexCounter.value + 1).returning(IndexCounter.value)
    version = session.scalar(statement)
    if version is None:
        session.execute(insert(IndexCounter).values(id=1, value=1))
        version = 1
    return version


def load_operations(
    source: DocumentSource, entries: Mapping[str, int | None], *, replayed: bool = False
) -> list[Operation]:
    """The operations that bring these entries up to date.

    `replayed`: every rebuild under way writes these entries too. It is noted together with the version: whatever is
    written into the old generation under a later version than the rebuild's own is known before the generations swap.
    """
    with transaction() as session:
        version = draw_version(session)
        if replayed:
            _note(session, entries)
        documents = source.load(session, entries)
        return [Operation(public_id, version, documents.get(public_id)) for public_id in entries]


def _note(session: Session, entries: Mapping[str, int | None]) -> None:
    rebuilds = session.scalars(select(IndexRebuild.id)).all()
    rows = [
        {"rebuild_id": rebuild, "entity": "entry", "entity_id": row_id or 0, "public_id": public_id}
        for rebuild in rebuilds
        for public_id, row_id in entries.items()
    ]
    if rows:
        session.execute(insert(IndexReplay), rows)


def record(session: Session, operations: Sequence[Operation], written: Sequence[Written]) -> None:
    """Remember what the engine now holds; an older version never replaces a newer one."""
    applied = {op.id: op for op, done in zip(operations, written, strict=True) if done.outcome == "applied"}
    gone = [op for op in applied.values() if op.document is None]
    for op in gone:
        session.execute(
            delete(IndexedDocument).where(IndexedDocument.public_id == op.id, IndexedDocument.version <= op.version)
        )
    rows = [
        {"public_id": op.id, "version": op.version, "digest": digest(op.document)}
        for op in sorted(applied.values(), key=lambda op: op.id)
        if op.document is not None
    ]
    if rows:
        session.execute(_upsert(session), rows)


def _upsert(session: Session) -> Executable:
    """Insert, or replace what is older. Rows come in one order, so that two writers wait instead of deadlocking."""
    statement = insert_into(session, IndexedDocument)
    new = statement.excluded
    made: Executable = statement.on_conflict_do_update(
        index_elements=["public_id"],
        set_={"version": new.version, "digest": new.digest},
        where=IndexedDocument.version <= new.version,
    )
    return made
