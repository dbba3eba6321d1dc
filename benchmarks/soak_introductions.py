"""Kill workers while people answer the same introductions at once: one outcome each, and each is told once.

`python -m benchmarks.soak_introductions [--database URL] [--kills 60] [--state FILE]`: in each round a worker runs in a
process of its own; 24 threads, with connections of their own, agree to, decline, withdraw and let the last day pass of
the same introductions, all at the same moment; the worker closes what is over and sends the mails, and is killed
(`kill -9`) at a random point. After every ten rounds a new worker does what was left, and `soak_introductions_look`
compares what was acknowledged, noted and mailed. URL is of a PostgreSQL whose role may create databases; without it,
SQLite. The state file adds up over runs. Prints a line a look and the sums as JSON; exit status 1 when anything is
wrong.
"""

from __future__ import annotations

import argparse
import contextvars
import random
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Final

from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.exc import TimeoutError as PoolTimeout

from benchmarks.figures import print_json
from benchmarks.installation import ROOT, Installation, command, end_cleanly, ended, inside, installation
from benchmarks.soak_introductions_look import Done, Sums, look
from benchmarks.soak_introductions_town import Town, new_town
from ecosystem.introductions import queries, service
from ecosystem.introductions.input import AgreeInput, DeclineInput
from ecosystem.introductions.service_deadlines import WATCH
from ecosystem.kernel import clock
from ecosystem.kernel.access.errors import Invalid
from ecosystem.kernel.db.session import db
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.jobs.models import Job, ScheduledRun

THREADS: Final = 24
IN_A_ROUND: Final = 6
BETWEEN_LOOKS: Final = 10
WORK: Final = ("jobs", "work")
ACTS: Final = ("agree", "decline", "withdraw", "lapse")
"""What the threads do, a quarter of them each; "lapse": the last day passes, so that the worker closes it."""
PAUSE: Final = 0.4
"""At most so many seconds between two introductions, so that the worker has to do all the while."""
MOST_SECONDS: Final = 120.0


@dataclass
class Fire:
    """One installation, its town, and what was acknowledged since the last look."""

    made: Installation
    app: Flask
    town: Town
    done: list[Done] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    held: int = 0
    """Kills that met a worker in the middle of a job."""

    def round(self) -> None:
        """New introductions, everybody at once, one kill."""
        with ended(self.made.start(*command(*WORK))) as worker:
            with inside(self.app):
                asked = [self.town.ask(random.choice(self.town.asked)) for _ in range(IN_A_ROUND)]
            self._wait_for_work()
            with self._acting(asked):
                time.sleep(random.uniform(0, IN_A_ROUND * PAUSE))
                worker.kill()
                worker.wait()
                with inside(self.app):
                    self.held += _let_leases_pass()

    def _wait_for_work(self) -> None:
        """Return when the worker has done its first job."""
        end, before = time.monotonic() + MOST_SECONDS, self._jobs()
        while self._jobs() >= before:
            if time.monotonic() > end:
                raise RuntimeError("the worker does nothing")
            time.sleep(0.02)

    def _jobs(self) -> int:
        with inside(self.app):
            return current_session().scalar(select(func.count(Job.id))) or 0

    @contextmanager
    def _acting(self, asked: Sequence[str]) -> Iterator[None]:
        """The threads act until they are through with all; an answer that nobody expects is a fault."""
        start = threading.Barrier(THREADS)
        with ThreadPoolExecutor(THREADS) as pool:
            acting = [
                pool.submit(contextvars.Context().run, self._act, ACTS[number % len(ACTS)], asked, start)
                for number in range(THREADS)
            ]
            yield
        self.faults += [repr(one.exception()) for one in acting if one.exception() is not None]

    def _act(self, act: str, asked: Sequence[str], start: threading.Barrier) -> None:
        for public_id in asked:
            with self.app.app_context():
                start.wait(timeout=MOST_SECONDS)
                try:
                    self._with_a_connection(act, public_id)
                except Invalid:
                    continue
                finally:
                    db.session.remove()
                if act != "lapse":
                    self.done.append(Done(public_id, act))
            time.sleep(random.uniform(0, PAUSE))

    def _with_a_connection(self, act: str, public_id: str) -> None:
        """There are more threads than connections in the pool; who waited in vain has done nothing, and tries again."""
        end = time.monotonic() + MOST_SECONDS
        while True:
            try:
                self._do(act, public_id)
            except PoolTimeout:
                if time.monotonic() > end:
                    raise
            else:
                return

    def _do(self, act: str, public_id: str) -> None:
        with transaction() as session:
            if act == "agree":
                service.agree(session, self.town.answering(public_id), public_id, AgreeInput())
            elif act == "decline":
                service.decline(session, self.town.answering(public_id), public_id, DeclineInput(reason="timing"))
            elif act == "withdraw":
                service.withdraw(session, self.town.asking(public_id), public_id)
            else:
                _lapse(public_id)


def _lapse(public_id: str) -> None:
    """The last day is over, and the worker's next look for it is due."""
    with transaction() as session:
        found = queries.by_public_id(session, public_id, lock=True)
        if found is not None and found.is_waiting:
            found.answer_by = clock.today() - timedelta(days=1)
            long_ago = clock.now() - timedelta(days=1)
            session.execute(update(ScheduledRun).where(ScheduledRun.kind == WATCH).values(last_at=long_ago))


def _let_leases_pass() -> int:
    """A job that a killed worker held would come again after five minutes: they pass at once. How many there were."""
    with transaction() as session:
        held = session.scalar(select(func.count(Job.id)).where(Job.lease_until.is_not(None))) or 0
        session.execute(update(Job).where(Job.lease_until.is_not(None)).values(lease_until=Job.created_at))
    return held


def go_on(fire: Fire, sums: Sums, kills: int, state: Path) -> None:
    """Rounds and looks until there were so many kills."""
    while sums.kills < kills:
        began, rounds = time.monotonic(), min(BETWEEN_LOOKS, kills - sums.kills)
        for _ in range(rounds):
            fire.round()
        with inside(fire.app), transaction() as session:
            long_ago = clock.now() - timedelta(days=1)
            session.execute(update(ScheduledRun).where(ScheduledRun.kind == WATCH).values(last_at=long_ago))
        fire.made.command(*WORK, "--until-idle")
        with inside(fire.app):
            found, remarks = look(fire.town, fire.done, fire.made.folder / "mail")
        found.kills, found.in_a_job, found.faults = rounds, fire.held, len(fire.faults)
        found.seconds = round(time.monotonic() - began, 1)
        for remark in [*remarks, *fire.faults][:10]:
            print(f"    {remark}", file=sys.stderr, flush=True)
        fire.done.clear()
        fire.faults.clear()
        fire.town.forget()
        fire.held = 0
        sums.add(found)
        sums.keep(state)
        print(f"{sums.kills:>4} kills: {found.figures()}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", default="", metavar="URL", help="a PostgreSQL; SQLite when not given")
    parser.add_argument("--kills", type=int, default=60, help="in all, those of earlier runs included")
    parser.add_argument("--state", type=Path, help="var/soak-introductions-<database>.json when not given")
    chosen = parser.parse_args()
    end_cleanly()
    database = "postgresql" if chosen.database else "sqlite"
    state: Path = chosen.state or ROOT / "var" / f"soak-introductions-{database}.json"
    sums = Sums.read(state)
    if sums.kills < chosen.kills:
        with installation(server=chosen.database, demonstration=False) as made:
            app = made.app()
            with inside(app):
                town = new_town()
            go_on(Fire(made, app, town), sums, chosen.kills, state)
    print_json("soak-introductions", {"database": database, **sums.figures()})
    return 1 if sums.failures else 0


if __name__ == "__main__":
    sys.exit(main())
