from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from ecosystem.catalogue import service
from ecosystem.catalogue.models import Entry
from ecosystem.kernel import clock
from ecosystem.kernel.changes.models import OutboxRow
from ecosystem.kernel.changes.requeue import requeue
from ecosystem.kernel.db.session import db
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.indexing.drain import DRAIN, LEASE, Drain
from ecosystem.kernel.indexing.verify import repair, verify
from ecosystem.kernel.jobs import queue
from ecosystem.kernel.jobs.models import Job
from ecosystem.kernel.jobs.worker import Worker
from ecosystem.organisations.models import Organisation
from ecosystem.search.engine import EngineUnavailable, Operation, SearchEngine, Written
from ecosystem.search.request import SearchRequest
from tests.factories import Factory
from tests.search.contract.documents import asking


def found(app: Flask, text: str) -> list[str]:
    engine: SearchEngine = app.extensions["search_engine"]
    engine.write([], wait=True)
    return [hit.id for hit in engine.search(SearchRequest(asking(text))).hits]


def draining(app: Flask) -> Drain:
    drain: Drain = app.extensions["worker"].handlers[DRAIN]
    return drain


def differences(app: Flask) -> int:
    return verify(app.extensions["search_engine"], app.extensions["documents"]).count


def test_saved_is_found_changed_is_changed_withdrawn_is_gone(app: Flask, session: Session, make: Factory) -> None:
    entry = make.entry(title="Máy sấy lúa tầng sôi")
    make.index()
    assert found(app, "sấy lúa") == [entry.public_id]
    with transaction():
        session.get_one(Entry, entry.id).title = "Máy tách hạt"
    make.index()
    assert found(app, "sấy lúa") == []
    assert found(app, "tách hạt") == [entry.public_id]
    with transaction():
        session.get_one(Entry, entry.id).state = "withdrawn"
    make.index()
    assert found(app, "tách hạt") == []


def test_a_draft_and_its_confidential_text_are_never_indexed(app: Flask, make: Factory) -> None:
    make.entry(title="Bản nháp kín", public=False)
    make.entry(title="Công khai", confidential_detail="MẬTKHẨU", contact_email="kin@thu.example")
    make.index()
    assert found(app, "nháp kín") == []
    assert found(app, "MẬTKHẨU") == []
    assert found(app, "kin@thu.example") == []


def test_renaming_an_owner_reaches_its_entries(app: Flask, session: Session, make: Factory) -> None:
    organisation = make.organisation(name="Viện Cũ")
    entry = make.entry(organisation)
    make.index()
    with transaction():
        session.get_one(Organisation, organisation.id).legal_name = "Viện Sông Xanh"
    make.index()
    assert found(app, "Sông Xanh") == [entry.public_id]
    assert differences(app) == 0


def test_a_deleted_entry_leaves_the_index(app: Flask, session: Session, make: Factory) -> None:
    entry = make.entry(title="Sẽ xóa")
    make.index()
    with transaction():
        session.delete(session.get_one(Entry, entry.id))
    make.index()
    assert found(app, "Sẽ xóa") == []
    assert differences(app) == 0


def test_verify_sees_and_repair_mends(app: Flask, make: Factory) -> None:
    engine, documents = app.extensions["search_engine"], app.extensions["documents"]
    kept, lost = make.entry(), make.entry()
    make.index()
    engine.write([Operation(lost.public_id, 10**9, None)], wait=True)
    seen = verify(engine, documents)
    assert seen.missing == (lost.public_id,)
    assert seen.compared == 2
    with transaction() as session:
        entry = session.get_one(Entry, kept.id)
        entry.title = "Khác"
        session.flush()
        for row in session.scalars(select(OutboxRow)):
            session.delete(row)
    assert verify(engine, documents).outdated == (kept.public_id,)
    app.extensions["rebuild"].run()
    assert verify(engine, documents).count == 0
    with transaction() as session:
        session.get_one(Entry, kept.id).title = "Lại khác"
        session.flush()
        for row in session.scalars(select(OutboxRow)):
            session.delete(row)
    repair(engine, documents, app.extensions["language"].lexicons, verify(engine, documents))
    engine.write([Operation("nothing", 1, None)], wait=True)
    assert verify(engine, documents).count == 0


def test_a_drain_keeps_its_job_in_every_batch(
    app: Flask, session: Session, make: Factory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each batch takes most of a lease here; without extending it another worker would have the job in the second."""
    entries = [make.entry() for _ in range(3)]
    others: list[object] = []
    engine = app.extensions["search_engine"]
    worker: Worker = app.extensions["worker"]
    monkeypatch.setattr("ecosystem.kernel.indexing.drain.BATCH", 1)
    worker.run_until_idle()
    with transaction():
        requeue(session, [entry.changed() for entry in entries])
    with ExitStack() as journey:

        class Slow:
            def write(self, operations: Sequence[Operation]) -> list[Written]:
                journey.enter_context(clock.travel(LEASE - timedelta(seconds=1)))
                others.append(queue.take(worker.leases))
                written: list[Written] = engine.write(operations)
                return written

        drain = Drain(Slow(), app.extensions["documents"], app.extensions["language"].lexicons)  # type: ignore[arg-type]  # an engine that only writes
        Worker({DRAIN: drain}, feeds=worker.feeds, leases=worker.leases).work_once()
    assert others == [None] * 3
    assert session.scalars(select(Job).where(Job.kind == DRAIN)).all() == []


class Away:
    """An engine that does not answer."""

    def write(self, *_args: object, **_more: object) -> None:
        raise EngineUnavailable("away")


def test_an_engine_that_is_away_loses_nothing(app: Flask, session: Session, make: Factory) -> None:
    entry = make.entry(title="Chờ máy tìm")
    with pytest.raises(EngineUnavailable):
        Drain(Away(), app.extensions["documents"], app.extensions["language"].lexicons).run()  # type: ignore[arg-type]  # only write is called
    session.rollback()
    assert session.scalar(select(func.count(OutboxRow.id)))
    make.index()
    assert found(app, "Chờ máy tìm") == [entry.public_id]


class Overtaken:
    """An engine during whose first write another drain ends, and something new is saved."""

    def __init__(self, engine: SearchEngine, meanwhile: Callable[[], None]) -> None:
        self.engine = engine
        self.meanwhile = [meanwhile]

    def write(self, operations: Sequence[Operation]) -> list[Written]:
        if self.meanwhile:
            self.meanwhile.pop()()
        return self.engine.write(operations)


def test_a_change_saved_after_another_drain_is_not_taken_for_an_old_one(app: Flask, make: Factory) -> None:
    """On SQLite the row of a deleted change could lend its number to the next one."""
    engine, documents = app.extensions["search_engine"], app.extensions["documents"]
    make.index()
    entry = make.entry(title="Bản đầu")

    def meanwhile() -> None:
        draining(app).run()
        with transaction() as session:
            session.get_one(Entry, entry.id).title = "Bản sau"

    Drain(Overtaken(engine, meanwhile), documents, app.extensions["language"].lexicons).run()  # type: ignore[arg-type]  # only write is called
    make.index()
    assert found(app, "Bản sau") == [entry.public_id]
    assert differences(app) == 0


def test_a_rebuild_under_writes_loses_nothing(app: Flask, make: Factory) -> None:
    """Two writers edit and drain while the index is rebuilt three times; afterwards nothing differs."""
    entries = [make.entry(title=f"Mục số {number}") for number in range(30)]
    make.index()
    ids = [entry.id for entry in entries]
    stop = threading.Event()
    errors: list[BaseException] = []

    def write(offset: int) -> None:
        step = 0
        with app.app_context():
            try:
                while not stop.is_set():
                    with transaction() as session:
                        entry = session.get_one(Entry, ids[(offset + step * 7) % len(ids)])
                        entry.title = f"Mục sửa {offset} {step}"
                        if step % 5 == 0:
                            service.make_public(entry)
                        elif step % 11 == 0:
                            entry.state = "withdrawn"
                    if step % 3 == 0:
                        draining(app).run()
                    step += 1
                    db.session.remove()
            except BaseException as error:  # noqa: BLE001 -- shown by the assertion below
                errors.append(error)

    writers = [threading.Thread(target=write, args=(offset,)) for offset in (0, 15)]
    for writer in writers:
        writer.start()
    for _ in range(3):
        app.extensions["rebuild"].run()
    stop.set()
    for writer in writers:
        writer.join()
    assert [error for error in errors if not isinstance(error, StaleDataError)] == [], "two writers meet at an entry"
    make.index()
    assert differences(app) == 0
