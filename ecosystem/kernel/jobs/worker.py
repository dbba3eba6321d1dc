"""The worker: takes due jobs one by one, and puts scheduled ones into the queue."""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import exists, select

from ecosystem.kernel import clock
from ecosystem.kernel.db.session import db
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.jobs import queue
from ecosystem.kernel.jobs.models import Job, ScheduledRun

log = logging.getLogger(__name__)

Handler = Callable[[Mapping[str, Any]], None]
"""Does the work of a payload; idempotent, since it may be called again after it succeeded."""


class TryLater(Exception):  # noqa: N818 -- a plan, not a fault
    """Raised by a handler whose surroundings are away: the job waits `wait` and no attempt is counted."""

    def __init__(self, wait: timedelta, reason: str) -> None:
        super().__init__(reason)
        self.wait = wait


@dataclass(frozen=True)
class Scheduled:
    """A kind of job that is asked for every `every`."""

    kind: str
    every: timedelta


@dataclass(frozen=True)
class Feed:
    """A table whose rows are work by themselves: while it has any, a singleton job of `kind` is in the queue."""

    table: type[Any]
    kind: str


@dataclass
class Worker:
    """One loop for all kinds of jobs; several may run, in several processes.

    `leases`: how long kinds are held that extend their lease while they go on, so that a killed one comes again soon.
    """

    handlers: Mapping[str, Handler]
    scheduled: Sequence[Scheduled] = ()
    feeds: Sequence[Feed] = ()
    leases: Mapping[str, timedelta] = field(default_factory=dict)
    poll_seconds: float = 1.0
    wake: threading.Event = field(default_factory=threading.Event)
    stopping: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Work until `stop()`; a database that is away is waited for."""
        while not self.stopping.is_set():
            self.wake.clear()
            try:
                worked = self.work_once()
            except Exception:
                log.exception("the worker could not reach its queue")
                worked = False
            finally:
                db.session.remove()
            if not worked:
                self.wake.wait(self.poll_seconds)

    def stop(self) -> None:
        self.stopping.set()
        self.wake.set()

    def work_once(self) -> bool:
        """Do one due job; False when there was none."""
        self._fill()
        taken = queue.take(self.leases)
        if taken is None:
            return False
        self._do(taken)
        return True

    def run_until_idle(self) -> int:
        """Do all that is due now; how many jobs that were."""
        done = 0
        while self.work_once():
            done += 1
        return done

    def _do(self, taken: queue.Taken) -> None:
        try:
            with queue.holding(taken):
                self.handlers[taken.kind](taken.payload)
        except queue.LeaseLost:
            db.session.rollback()
            log.warning("job %s took too long and is another worker's now", taken.kind)
        except TryLater as later:
            db.session.rollback()
            log.warning("job %s waits %s: %s", taken.kind, later.wait, later)
            queue.postpone(taken, later.wait)
        except Exception as error:  # noqa: BLE001 -- whatever a handler raises, the next job must run
            db.session.rollback()
            log.warning("job %s failed (attempt %d): %r", taken.kind, taken.attempts, error)
            queue.fail(taken, traceback.format_exc())
        else:
            queue.finish(taken)

    def _fill(self) -> None:
        due = self._due()
        if not due:
            current_session().rollback()
            return
        with transaction() as session:
            for kind in due:
                queue.enqueue(kind, key=kind)
                if any(kind == entry.kind for entry in self.scheduled):
                    session.merge(ScheduledRun(kind=kind, last_at=clock.now()))

    def _due(self) -> list[str]:
        session = current_session()
        last = {run.kind: run.last_at for run in session.scalars(select(ScheduledRun))}
        now = clock.now()
        due = [one.kind for one in self.scheduled if one.kind not in last or last[one.kind] + one.every <= now]
        due += [feed.kind for feed in self.feeds if session.scalar(select(exists().select_from(feed.table)))]
        queued = set(session.scalars(select(Job.key).where(Job.key.in_(due)))) if due else set()
        return [kind for kind in due if kind not in queued]
