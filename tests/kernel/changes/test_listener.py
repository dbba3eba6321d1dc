from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from ecosystem.catalogue import service
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.policy import Action
from ecosystem.kernel.access.acting import act_as
from ecosystem.kernel.changes.listener import BulkWriteError
from ecosystem.kernel.changes.models import AuditEvent, OutboxRow
from ecosystem.kernel.db.transaction import transaction
from tests.factories import Factory


def outbox(session: Session) -> list[tuple[str, int]]:
    session.rollback()
    return [(row.entity, row.entity_id) for row in session.scalars(select(OutboxRow).order_by(OutboxRow.id))]


def clear(session: Session) -> None:
    with transaction():
        for row in session.scalars(select(OutboxRow)):
            session.delete(row)


def test_a_change_leaves_one_outbox_row_and_says_who(session: Session, make: Factory) -> None:
    user = make.user()
    entry = make.entry(make.organisation(user))
    clear(session)
    with act_as(make.actor(user)), transaction():
        session.get_one(Entry, entry.id).title = "Tên mới"
    assert outbox(session) == [("entry", entry.id)]
    event = session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert event is not None
    assert (event.user_id, event.action, event.entity_id) == (user.id, "update", entry.id)
    assert event.columns == ["title", "title_key"]
    assert event.values == {}


def test_a_rollback_leaves_nothing(session: Session, make: Factory) -> None:
    entry = make.entry()
    clear(session)
    with pytest.raises(ValueError, match="no"), transaction():
        session.get_one(Entry, entry.id).title = "Tên mới"
        session.flush()
        raise ValueError("no")
    assert outbox(session) == []


def test_a_child_changes_its_entry(session: Session, make: Factory) -> None:
    entry = make.entry(rights=[{"kind": "patent", "number": "1"}])
    clear(session)
    kind = make.kind()
    with transaction():
        loaded = session.get_one(kind.model, entry.id)
        session.refresh(loaded, ["rights"])
        loaded.rights[0].number = "2"  # type: ignore[attr-defined]  # the kind's model is a Technology
    assert set(outbox(session)) == {("entry", entry.id)}


def test_deleting_says_what_is_gone(session: Session, make: Factory) -> None:
    entry = make.entry()
    clear(session)
    with transaction():
        session.delete(session.get_one(Entry, entry.id))
    session.rollback()
    row = session.scalars(select(OutboxRow)).one()
    assert row.public_id == entry.public_id


def test_confidential_text_leaves_no_value_anywhere(session: Session, make: Factory) -> None:
    make.entry(confidential_detail="MẬT-thử")
    for table in (AuditEvent, OutboxRow):
        for row in session.execute(select(table.__table__)):
            assert "MẬT" not in str(tuple(row))


def test_bulk_writes_of_things_are_refused(session: Session, make: Factory) -> None:
    make.entry()
    with pytest.raises(BulkWriteError), transaction():
        session.execute(update(Entry).values(title="x"))


def test_saving_what_is_unchanged_in_a_collection_keeps_it(session: Session, make: Factory) -> None:
    """Rights are updated in place: a save must not delete and insert them anew."""
    user = make.user()
    entry = make.entry(make.organisation(user), rights=[{"kind": "patent", "number": "1"}])
    kind = make.kind()
    actor = make.actor(user)
    loaded = service.load(session, actor, kind, entry.public_id, Action.EDIT)
    content = kind.input.model_validate(service.values_of(kind, loaded))
    before = session.scalar(select(func.max(AuditEvent.id)))
    with transaction():
        service.save(session, actor, kind, entry.public_id, content, loaded.version)
    tables = session.scalars(select(AuditEvent.table).where(AuditEvent.id > before)).all()
    assert tables == ["technology"] or set(tables) <= {"technology", "entry"}


def test_who_waits_for_changes_is_told_when_they_can_be_seen(app: Flask, make: Factory) -> None:
    entry = make.entry()
    woken = app.extensions["worker"].wake
    woken.clear()
    with transaction() as session:
        with transaction():
            session.get_one(Entry, entry.id).title = "Tên mới"
        assert not woken.is_set()
    assert woken.is_set()
