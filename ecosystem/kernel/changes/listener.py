"""The only listener of the unit of work: every flushed change of a thing leaves an outbox and an audit row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, event, insert, inspect
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction, UOWTransaction, scoped_session

from ecosystem.kernel import clock
from ecosystem.kernel.access.acting import acting
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.changes.models import AuditEvent, OutboxRow
from ecosystem.kernel.db.base import Base, Changed

_CHANGED = "changes_pending"


class BulkWriteError(RuntimeError):
    """A bulk UPDATE or DELETE of a thing would pass by the listener: load the rows and change them."""


def _flushed(session: Session, context: UOWTransaction) -> Iterator[tuple[str, object]]:
    yield from (("insert", row) for row in session.new)
    for row in session.dirty:
        is_orphan, _ = context.states.get(inspect(row), (False, False))  # taken out of its collection: deleted with it
        if is_orphan or session.is_modified(row):
            yield ("delete" if is_orphan else "update"), row
    yield from (("delete", row) for row in session.deleted)


def _changed_columns(row: Base, action: str) -> list[str]:
    """Of a row that was there and stays; a new or deleted one changes as a whole."""
    if action != "update":
        return []
    return sorted(attribute.key for attribute in inspect(row).attrs if attribute.history.has_changes())


def _jsonable(value: Any) -> Any:
    return value if isinstance(value, str | int | bool | None) else str(value)


def _audit_row(moment: datetime, actor: Actor, row: Base, thing: Changed, action: str) -> dict[str, Any]:
    columns = _changed_columns(row, action)
    kept = row.__audited_values__ & set(columns) if action == "update" else row.__audited_values__
    return {
        "at": moment,
        "user_id": actor.user_id,
        "organisation_id": actor.organisation_id,
        "by_operator": actor.is_operator,
        "action": action,
        "entity": thing.entity,
        "entity_id": thing.entity_id,
        "table_name": row.__tablename__,
        "columns": columns,
        "values": {name: _jsonable(getattr(row, name)) for name in sorted(kept)},
    }


def _after_flush(session: Session, context: UOWTransaction) -> None:
    outbox: dict[Changed, None] = {}
    audit: list[dict[str, Any]] = []
    moment, actor = clock.now(), acting()
    for action, row in _flushed(session, context):
        if isinstance(row, Base) and (thing := row.changed()) is not None:
            outbox[thing] = None
            audit.append(_audit_row(moment, actor, row, thing, action))
    if not audit:
        return
    rows = [
        {"entity": t.entity, "entity_id": t.entity_id, "public_id": t.public_id, "created_at": moment} for t in outbox
    ]
    connection = session.connection()
    connection.execute(insert(OutboxRow), rows)
    connection.execute(insert(AuditEvent), audit)
    session.info[_CHANGED] = True


def _refuse_bulk_writes(state: ORMExecuteState) -> None:
    if not (state.is_update or state.is_delete) or state.bind_mapper is None:
        return
    model = state.bind_mapper.class_
    if model.changed is not Base.changed:
        raise BulkWriteError(f"bulk write of {model.__name__}: load the rows and change them one by one")


def _after_begin(session: Session, begun: SessionTransaction, _connection: Connection) -> None:
    if not begun.nested:
        session.info.pop(_CHANGED, None)


def install(session: scoped_session[Any], notify: Callable[[], None]) -> None:
    """Listen to the sessions of `session`; call `notify` after each commit that left outbox rows."""

    def after_commit(session: Session) -> None:
        if session.info.get(_CHANGED) and not session.in_nested_transaction():  # a savepoint shows nothing
            notify()

    if not event.contains(session, "after_flush", _after_flush):
        event.listen(session, "after_begin", _after_begin)
        event.listen(session, "after_flush", _after_flush)
        event.listen(session, "do_orm_execute", _refuse_bulk_writes)
    event.listen(session, "after_commit", after_commit)
