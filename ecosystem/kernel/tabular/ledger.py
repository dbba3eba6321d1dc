"""Opening, advancing and closing a run in the ledger of imports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.clock import now
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.tabular.errors import ImportBusy
from ecosystem.kernel.tabular.models import ImportRun, RunState
from ecosystem.kernel.tabular.outcome import Counts, RowOutcome
from ecosystem.kernel.tabular.table import ReadRow, Table


@dataclass(frozen=True)
class Standing:
    """How far a run has come: `position` records, the last of which ends on `last_line`."""

    run_id: int
    position: int
    last_line: int
    counts: Counts


def open_run(table: Table, *, restart: bool) -> Standing:
    """The interrupted run of this very file by this very mapping, or a new one.

    With `restart` an interrupted one is given up.
    """
    with transaction() as session:
        run = _interrupted(session, table)
        if run is not None and restart:
            run.state = RunState.GIVEN_UP.value
            run = None
        if run is None:
            run = _new_run(table)
            session.add(run)
            session.flush()
        return Standing(run.id, run.position, run.last_line, Counts.from_dict(run.counts))


def advance(session: Session, standing: Standing, rows: Sequence[ReadRow], outcomes: Sequence[RowOutcome]) -> Standing:
    """Write the chunk into the ledger, in the transaction of its rows.

    Raises ImportBusy when the run is not where this process left it.
    """
    counts = standing.counts
    for outcome in outcomes:
        counts = counts.plus(outcome)
    reached = Standing(standing.run_id, standing.position + len(rows), rows[-1].record.last_line, counts)
    run = session.get(ImportRun, standing.run_id, populate_existing=True)
    if run is None or run.position != standing.position or run.state != RunState.RUNNING.value:
        raise ImportBusy(N_("Another process imports this file right now."))
    run.position, run.last_line, run.counts = reached.position, reached.last_line, counts.as_dict()
    try:
        session.flush()
    except StaleDataError as error:
        raise ImportBusy(N_("Another process imports this file right now.")) from error
    return reached


def finish(standing: Standing) -> None:
    """The run is through."""
    with transaction() as session:
        run = session.get_one(ImportRun, standing.run_id)
        run.state, run.finished_at = RunState.FINISHED.value, now()


def _interrupted(session: Session, table: Table) -> ImportRun | None:
    """The latest run of the same kind, source, file and mapping, when it did not come to its end."""
    latest = session.scalars(
        select(ImportRun)
        .where(
            ImportRun.kind == table.mapping.kind,
            ImportRun.source == table.mapping.source,
            ImportRun.file_sha256 == table.source.sha256,
            ImportRun.mapping_digest == table.mapping.digest,
        )
        .order_by(ImportRun.id.desc())
        .limit(1)
    ).first()
    return latest if latest is not None and latest.state == RunState.RUNNING.value else None


def _new_run(table: Table) -> ImportRun:
    return ImportRun(
        kind=table.mapping.kind,
        source=table.mapping.source,
        file_name=table.source.path.name[:255],
        file_sha256=table.source.sha256,
        mapping_digest=table.mapping.digest,
        state=RunState.RUNNING.value,
        position=0,
        last_line=0,
        counts=Counts().as_dict(),
        started_at=now(),
    )
