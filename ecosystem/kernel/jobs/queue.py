"""Put work into the queue, take it under a lease, finish it or let it come again."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import CursorResult, delete, func, or_, select, update
from sqlalchemy.orm import Session

from ecosystem.kernel import clock
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.jobs.models import Job

LEASE = timedelta(minutes=5)
"""How long a job may take that says nothing meanwhile, unless its kind has a lease of its own."""
MAX_ATTEMPTS = 12
_LONGEST_WAIT = timedelta(hours=1)


@dataclass(frozen=True)
class Taken:
    """A job that this worker may do until its lease ends."""

    id: int
    kind: str
    payload: Mapping[str, Any]
    attempts: int
    token: str
    lease: timedelta


class LeaseLost(Exception):  # noqa: N818 -- a state of the world: another worker has the job now
    """Raised by `keep` in a job that another worker may have taken: the work should stop."""


_held: ContextVar[Taken | None] = ContextVar("job_held", default=None)


def enqueue(
    kind: str, payload: Mapping[str, Any] | None = None, *, key: str | None = None, run_at: datetime | None = None
) -> None:
    """Ask for work, in the caller's transaction. With a `key` that already waits nothing is added."""
    session = current_session()
    if key is not None and session.scalar(select(Job.id).where(Job.key == key)) is not None:
        return
    moment = clock.now()
    session.add(Job(kind=kind, key=key, payload=dict(payload or {}), created_at=moment, run_at=run_at or moment))


def database_now(session: Session) -> datetime:
    """The database's clock, which all workers share."""
    if session.get_bind().dialect.name == "sqlite":
        text = session.scalar(select(func.strftime("%Y-%m-%d %H:%M:%f", "now")))
        return clock.moved(datetime.fromisoformat(str(text)).replace(tzinfo=UTC))
    moment: datetime | None = session.scalar(select(func.clock_timestamp()))
    if moment is None:
        raise RuntimeError("the database has no clock")
    return clock.moved(moment)


def take(leases: Mapping[str, timedelta] = MappingProxyType({})) -> Taken | None:
    """The job that has been due longest and that nobody holds, or None; held as long as `leases` says of its kind."""
    with transaction() as session:
        now = database_now(session)
        due = (
            select(Job)
            .where(Job.failed_at.is_(None), Job.run_at <= clock.now())
            .where(or_(Job.lease_until.is_(None), Job.lease_until < now))
            .order_by(Job.run_at, Job.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        job = session.scalar(due)
        if job is None:
            return None
        job.attempts += 1
        job.lease_token = secrets.token_hex(16)
        lease = leases.get(job.kind, LEASE)
        job.lease_until = now + lease
        return Taken(job.id, job.kind, job.payload, job.attempts, job.lease_token, lease)


@contextmanager
def holding(taken: Taken) -> Iterator[None]:
    """Inside, `keep` is about this job."""
    before = _held.set(taken)
    try:
        yield
    finally:
        _held.reset(before)


def keep() -> None:
    """Extend the lease of the job that is being done; for its handler, in every batch of a long work.

    Does nothing outside of a job. Raises LeaseLost.
    """
    taken = _held.get()
    if taken is not None and not extend(taken):
        raise LeaseLost


def extend(taken: Taken) -> bool:
    """Keep a long job; False when the lease was lost, and the work should stop."""
    with transaction() as session:
        until = database_now(session) + taken.lease
        statement = update(Job).where(Job.id == taken.id, Job.lease_token == taken.token).values(lease_until=until)
        return _touched(session, statement)


def finish(taken: Taken) -> bool:
    """The work is done; False when the lease was lost meanwhile (it will be done again)."""
    with transaction() as session:
        return _touched(session, delete(Job).where(Job.id == taken.id, Job.lease_token == taken.token))


def fail(taken: Taken, error: str) -> None:
    """The work failed: it comes again after 2, 4, 8 … seconds, at most an hour; after `MAX_ATTEMPTS` it stays so."""
    wait = min(timedelta(seconds=2**taken.attempts), _LONGEST_WAIT)
    values: dict[str, Any] = {"lease_token": None, "lease_until": None, "last_error": error[-2000:]}
    if taken.attempts >= MAX_ATTEMPTS:
        values["failed_at"] = clock.now()
    else:
        values["run_at"] = clock.now() + wait
    with transaction() as session:
        session.execute(update(Job).where(Job.id == taken.id, Job.lease_token == taken.token).values(values))


def postpone(taken: Taken, wait: timedelta) -> None:
    """The work cannot be done now, through no fault of its own: it comes again, as if not tried."""
    values = {"lease_token": None, "lease_until": None, "run_at": clock.now() + wait, "attempts": taken.attempts - 1}
    with transaction() as session:
        session.execute(update(Job).where(Job.id == taken.id, Job.lease_token == taken.token).values(values))


def _touched(session: Session, statement: Any) -> bool:
    result = session.execute(statement)
    return isinstance(result, CursorResult) and result.rowcount == 1
