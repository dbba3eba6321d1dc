from __future__ import annotations

import threading

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from ecosystem.kernel.db.session import db, writing
from ecosystem.kernel.db.transaction import after_commit, current_session, transaction
from ecosystem.kernel.jobs.models import Job
from ecosystem.kernel.jobs.queue import enqueue
from tests.factories import Factory


def jobs() -> int:
    return current_session().scalar(select(func.count(Job.id))) or 0


def test_the_outermost_commits(session: object) -> None:
    with transaction():
        with transaction():
            enqueue("a")
        enqueue("b")
    current_session().rollback()
    assert jobs() == 2


def test_what_fails_inside_leaves_nothing_of_itself(session: object) -> None:
    with transaction():
        enqueue("kept")
        with pytest.raises(ValueError, match="no"), transaction():
            enqueue("lost")
            current_session().flush()
            raise ValueError("no")
    current_session().rollback()
    assert [job.kind for job in current_session().scalars(select(Job))] == ["kept"]


def test_callbacks_wait_for_the_commit_and_fall_with_it(session: object) -> None:
    called: list[str] = []
    with transaction():
        after_commit(lambda: called.append("one"))
        assert called == []
    assert called == ["one"]
    with pytest.raises(ValueError, match="no"), transaction():
        after_commit(lambda: called.append("two"))
        raise ValueError("no")
    assert called == ["one"]


def test_readers_that_become_writers_queue_and_lose_nothing(app: Flask) -> None:
    """Eight threads read and then write: deferred transactions would fail at once on SQLite."""
    errors: list[Exception] = []

    def work(number: int) -> None:
        writing.set(True)
        with app.app_context():
            for step in range(10):
                try:
                    current_session().scalar(select(func.count(Job.id)))
                    with transaction():
                        enqueue("thread", {"number": number, "step": step})
                except Exception as error:  # noqa: BLE001 -- whatever it is, the test must show it
                    errors.append(error)
                finally:
                    db.session.remove()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with app.app_context():
        assert jobs() == 80


def test_a_reading_visitor_gets_no_session(client: FlaskClient, make: Factory) -> None:
    entry = make.entry()
    for address in ("/", "/en/", "/search", "/technologies", f"/technologies/{entry.address}"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "Set-Cookie" not in answer.headers, address
