from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.kernel import clock
from ecosystem.kernel.db.session import db
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.jobs import queue
from ecosystem.kernel.jobs.models import Job
from ecosystem.kernel.jobs.worker import Scheduled, TryLater, Worker


def ask(kind: str, **more: Any) -> None:
    with transaction():
        queue.enqueue(kind, **more)


def waiting() -> list[Job]:
    current_session().rollback()
    return list(current_session().scalars(select(Job).execution_options(populate_existing=True)))


def test_a_job_is_done_and_gone(session: Session) -> None:
    done: list[object] = []
    ask("greet", payload={"name": "Lan"})
    assert Worker({"greet": lambda payload: done.append(payload["name"])}).run_until_idle() == 1
    assert done == ["Lan"]
    assert waiting() == []


def test_a_key_stands_once(session: Session) -> None:
    ask("greet", key="once")
    ask("greet", key="once")
    assert len(waiting()) == 1


def test_a_job_of_tomorrow_waits_for_the_clock(session: Session) -> None:
    ask("greet", run_at=clock.now() + timedelta(days=1))
    worker = Worker({"greet": lambda _payload: None})
    assert worker.run_until_idle() == 0
    with clock.travel(timedelta(days=1, seconds=1)):
        assert worker.run_until_idle() == 1


def test_a_failing_job_comes_again_and_ends_as_failed(session: Session) -> None:
    def handler(_payload: Any) -> None:
        raise RuntimeError("broken")

    ask("break")
    worker = Worker({"break": handler})
    for step in range(queue.MAX_ATTEMPTS):
        with clock.travel(timedelta(hours=2 * step)):
            assert worker.run_until_idle() == 1
    job = waiting()[0]
    assert job.failed_at is not None
    assert "broken" in job.last_error
    with clock.travel(timedelta(days=100)):
        assert worker.run_until_idle() == 0


def test_what_cannot_be_done_now_counts_no_attempt(session: Session) -> None:
    def handler(_payload: Any) -> None:
        raise TryLater(timedelta(seconds=5), "away")

    ask("wait")
    worker = Worker({"wait": handler})
    worker.run_until_idle()
    assert waiting()[0].attempts == 0
    assert waiting()[0].run_at > clock.now()


def test_a_lost_lease_finishes_nothing(session: Session) -> None:
    ask("slow")
    taken = queue.take()
    assert taken is not None
    with transaction():
        job = current_session().get_one(Job, taken.id)
        job.lease_until = queue.database_now(current_session()) - timedelta(seconds=1)
    again = queue.take()
    assert again is not None
    assert again.id == taken.id
    assert not queue.finish(taken)
    assert queue.finish(again)


def test_a_killed_workers_job_comes_again_when_its_kinds_lease_is_over(session: Session) -> None:
    ask("drain")
    leases = {"drain": timedelta(seconds=30)}
    assert queue.take(leases) is not None
    with clock.travel(timedelta(seconds=29)):
        assert queue.take(leases) is None
    with clock.travel(timedelta(seconds=31)):
        assert queue.take(leases) is not None


def test_a_job_that_keeps_its_lease_is_nobody_elses_however_long_it_takes(session: Session) -> None:
    seen: list[object] = []

    def handler(_payload: Any) -> None:
        for step in range(1, 4):
            with clock.travel(timedelta(seconds=50 * step)):
                seen.append(queue.take())
                queue.keep()

    ask("drain")
    assert Worker({"drain": handler}, leases={"drain": timedelta(minutes=1)}).run_until_idle() == 1
    assert seen == [None] * 3
    assert waiting() == []


def test_a_job_whose_lease_another_took_stops_and_stays_the_others(session: Session) -> None:
    after: list[object] = []

    def handler(_payload: Any) -> None:
        with clock.travel(queue.LEASE + timedelta(seconds=1)):
            assert queue.take() is not None
        queue.keep()
        after.append("went on")

    ask("slow")
    Worker({"slow": handler}).work_once()
    assert after == []
    assert (waiting()[0].attempts, waiting()[0].last_error) == (2, "")


def test_outside_of_a_job_there_is_nothing_to_keep(session: Session) -> None:
    ask("slow")
    queue.keep()
    assert waiting()[0].lease_until is None


def test_each_job_is_taken_by_one(app: Flask) -> None:
    with app.app_context():
        for _ in range(30):
            ask("count")
        db.session.remove()
    taken: list[int] = []

    def work() -> None:
        with app.app_context():
            while (job := queue.take()) is not None:
                taken.append(job.id)
                queue.finish(job)
            db.session.remove()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len(set(taken)) == 30


def test_the_schedule_asks_once_a_period(session: Session) -> None:
    done: list[int] = []
    worker = Worker({"tidy": lambda _payload: done.append(1)}, scheduled=[Scheduled("tidy", timedelta(hours=6))])
    worker.run_until_idle()
    worker.run_until_idle()
    assert done == [1]
    with clock.travel(timedelta(hours=7)):
        worker.run_until_idle()
    assert done == [1, 1]


@pytest.mark.parametrize("times", [1, 2])
def test_every_handler_of_the_product_may_run_twice(app: Flask, session: Session, times: int) -> None:
    worker: Worker = app.extensions["worker"]
    for kind in ("index.drain", "web.tidy", "catalogue.close", "accounts.forget_counts"):
        for _ in range(times):
            worker.handlers[kind]({})
