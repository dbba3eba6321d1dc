"""Rows into the database, a chunk a transaction: a bad row stops nothing, and an interrupted run goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import Session

from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.tabular.assemble import MappedRow
from ecosystem.kernel.tabular.ledger import Standing, advance, finish, open_run
from ecosystem.kernel.tabular.outcome import Counts, RowOutcome
from ecosystem.kernel.tabular.reasons import rejection
from ecosystem.kernel.tabular.table import ReadRow, Table

CHUNK = 500
"""Rows a transaction: what a kill undoes, and how long other writers wait."""

_DATABASE_LOST = (OperationalError, InterfaceError)


class Apply(Protocol):
    """Given by the slice: writes rows in the running transaction; may be called twice for one (see `import_table`)."""

    def __call__(self, record: Mapping[str, object], row: MappedRow) -> RowOutcome: ...
    def settle(self) -> None:
        """Write what was put off, so that rows go in together; called at the end of every savepoint."""

    def forget(self) -> None:
        """What was written or put off since the last savepoint began is undone: read anew what is known."""


Progress = Callable[[int, int, Counts], None]
"""Told after each chunk: bytes read, bytes in all, counts so far."""


class Observer(Protocol):
    """Sees every row's outcome, in the file's order; what it writes is safe before the rows are committed."""

    def begin(self, table: Table, after_line: int) -> None:
        """Rows up to `after_line` were seen by an earlier, interrupted run; what it saw beyond did not last."""

    def see(self, row: ReadRow, outcome: RowOutcome) -> None: ...
    def flush(self) -> None: ...
    def finish(self, counts: Counts) -> None: ...
    def close(self) -> None:
        """Always the last call, also when the run was interrupted."""


@dataclass(frozen=True)
class ImportResult:
    """`resumed_after` is the last line of an interrupted run that was gone on with, 0 for one from the start."""

    counts: Counts
    resumed_after: int


def import_table(
    table: Table,
    apply: Apply,
    *,
    observers: Sequence[Observer] = (),
    progress: Progress | None = None,
    restart: bool = False,
    chunk: int = CHUNK,
) -> ImportResult:
    """Give every data row of `table` to `apply`, and count all that were read.

    Each chunk is one transaction together with the run's position, so that a kill at any point neither loses nor
    doubles a row; the same file by the same mapping then goes on after the last chunk, unless `restart`. A chunk is
    tried at once in a savepoint; when a row of it fails, it is undone and each row is tried in a savepoint of its own.
    `apply` must therefore have no effect outside the database but for what it is told to forget, and a rejection that
    it returns (rather than raises) must have written nothing. A lost database ends the run with its own exception.

    Raises ImportBusy when another process works on the same run.
    """
    start = open_run(table, restart=restart)
    try:
        for observer in observers:
            observer.begin(table, start.last_line)
        done = _import_rows(table, apply, start, observers=observers, progress=progress, chunk=chunk)
        finish(done)
        for observer in observers:
            observer.finish(done.counts)
    finally:
        for observer in observers:
            observer.close()
    return ImportResult(done.counts, start.last_line)


def _import_rows(
    table: Table,
    apply: Apply,
    start: Standing,
    *,
    observers: Sequence[Observer],
    progress: Progress | None,
    chunk: int,
) -> Standing:
    done = start
    for rows in _chunks(islice(table.rows(), start.position, None), chunk):
        with transaction() as session:
            outcomes = _apply_chunk(session, apply, rows)
            done = advance(session, done, rows, outcomes)
            for observer in observers:
                for row, outcome in zip(rows, outcomes, strict=True):
                    observer.see(row, outcome)
                observer.flush()
        if progress:
            progress(table.source.position(), table.source.size, done.counts)
    return done


class _Rehearsed(Exception):  # noqa: N818 -- no error: it takes the way out that rolls back
    pass


def rehearse_table(
    table: Table, apply: Apply, *, observers: Sequence[Observer] = (), progress: Progress | None = None
) -> ImportResult:
    """What `import_table` would do from the start, in one transaction that is rolled back."""
    result = ImportResult(Counts(), 0)
    with suppress(_Rehearsed), transaction():
        result = import_table(table, apply, observers=observers, progress=progress, restart=True)
        raise _Rehearsed
    return result


def _chunks(rows: Iterator[ReadRow], size: int) -> Iterator[list[ReadRow]]:
    while chunk := list(islice(rows, size)):
        yield chunk


def _apply_chunk(session: Session, apply: Apply, rows: list[ReadRow]) -> list[RowOutcome]:
    try:
        return _together(session, apply, rows)
    except _DATABASE_LOST:
        raise
    except Exception:  # noqa: BLE001 -- whichever row it was, it is found and told below
        apply.forget()
        return [_apart(session, apply, row) for row in rows]


def _together(session: Session, apply: Apply, rows: list[ReadRow]) -> list[RowOutcome]:
    with session.begin_nested():
        outcomes = [_outcome(apply, row) for row in rows]
        apply.settle()
    return outcomes


def _apart(session: Session, apply: Apply, row: ReadRow) -> RowOutcome:
    try:
        return _together(session, apply, [row])[0]
    except _DATABASE_LOST:
        raise
    except Exception as error:  # noqa: BLE001 -- one row never stops the rest; unforeseen errors are logged
        apply.forget()
        return rejection(error, row.record.line)


def _outcome(apply: Apply, row: ReadRow) -> RowOutcome:
    if row.decided is not None:
        return row.decided
    return apply(dict(row.fields), row.row).with_notes(row.row.notes)
