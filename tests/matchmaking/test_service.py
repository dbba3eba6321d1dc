"""Passing over matches: who may, what stays away, what comes back, what others learn."""

from __future__ import annotations

import pytest
from flask import Flask
from pydantic import ValidationError
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from ecosystem.app import KINDS
from ecosystem.catalogue.service import withdraw
from ecosystem.kernel.access.actor import OPERATOR, VISITOR, Role
from ecosystem.kernel.access.errors import Forbidden, NotFound
from ecosystem.kernel.changes.models import AuditEvent
from ecosystem.kernel.db.session import db
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.matchmaking import service
from ecosystem.matchmaking.facts import CONCERNS, FACTS
from ecosystem.matchmaking.input import REASONS, DismissalInput
from ecosystem.matchmaking.models import Dismissal
from tests.factories import Factory
from tests.installation import changed_tables, rows
from tests.matchmaking.world import Market, revenue


def test_what_was_passed_over_stays_away_until_it_is_taken_back(market: Market, session: Session) -> None:
    first, second = market.startup(), market.startup()
    market.dismiss(first, "benefit", "Chưa thấy khách hàng.")
    assert market.dismissed().hidden == {first.id}
    market.dismiss(second)
    assert [one.public_id for one in market.passed()] == [second.public_id, first.public_id]
    market.undo(first)
    market.undo(first)
    assert market.dismissed().hidden == {second.id}


def test_a_changed_fact_brings_it_back_and_says_what_changed(market: Market, session: Session) -> None:
    startup = market.startup(traction=revenue("120"))
    market.dismiss(startup)
    market.change(startup, summary="Viết lại.", traction=revenue("121"))
    assert market.dismissed().hidden == {startup.id}
    market.change(startup, traction=revenue("180"))
    found = market.dismissed()
    assert found.hidden == frozenset()
    changed = found.returned[startup.id].changes
    assert [(one.label.id, one.before["vi"], one.now["vi"]) for one in changed] == [
        ("Monthly revenue", "120", "180 triệu đồng")
    ]
    made = market.dismiss(startup, "not-now")
    assert made.facts["revenue"]["value"] == "180"
    assert market.dismissed().hidden == {startup.id}


@pytest.mark.parametrize(
    ("reason", "is_back", "is_about_it"),
    [("too-early", True, True), ("thesis", False, True), ("not-now", False, True), ("description", True, False)],
)
def test_only_a_change_that_the_reason_is_about_brings_it_back(
    market: Market, reason: str, *, is_back: bool, is_about_it: bool
) -> None:
    """M01: it returns when the stated reason no longer holds; where nobody can tell, the page says so."""
    startup = market.startup(traction=revenue("120"))
    market.dismiss(startup, reason)
    market.change(startup, traction=revenue("180"))
    (one,) = market.passed()
    assert (one.has_returned, one.is_about_it) == (is_back, is_about_it)
    assert [change.label.id for change in one.changes] == ["Monthly revenue"]
    assert (market.dismissed().hidden == frozenset()) is is_back
    staying = service.staying_away(current_session(), market.actor, KINDS, [market.own])
    assert (staying[market.own.public_id] == frozenset()) is is_back


def test_every_reason_that_is_about_facts_is_a_reason_about_facts_there_are() -> None:
    assert set(CONCERNS) < set(REASONS)
    assert {fact for facts in CONCERNS.values() for fact in facts} <= set(FACTS)


def test_passing_twice_is_passing_once(app: Flask, market: Market, session: Session) -> None:
    startup = market.startup()
    first = market.dismiss(startup)
    before = rows(app)
    market.dismiss(startup)
    assert changed_tables(before, rows(app)) == []
    moment = first.created_at
    market.dismiss(startup, "thesis")
    made = session.scalars(select(Dismissal)).one()
    assert (made.reason, made.created_at) == ("thesis", moment)


def test_who_may(market: Market, make: Factory, session: Session) -> None:
    startup = market.startup()
    market.dismiss(startup, user=market.colleague(Role.EDITOR))
    viewer, outsider = market.colleague(Role.VIEWER), make.user()
    make.organisation(outsider)
    with pytest.raises(Forbidden):
        market.dismiss(startup, user=viewer)
    with pytest.raises(NotFound):
        market.dismiss(startup, user=outsider)
    assert len(service.passed(session, make.actor(viewer), KINDS, market.own)) == 1
    for actor in (make.actor(outsider), VISITOR):
        with pytest.raises(NotFound):
            service.passed(session, actor, KINDS, market.own)
        with pytest.raises(NotFound):
            service.undo(session, actor, market.own.public_id, startup.public_id)
    with pytest.raises(Forbidden):
        service.undo(session, make.actor(viewer), market.own.public_id, startup.public_id)


def test_what_cannot_be_a_match_cannot_be_passed_over(market: Market, make: Factory) -> None:
    sibling = make.entry(market.fund, kind="technology")
    draft = market.make.entry(make.organisation(make.user()), kind="startup", public=False)
    for other in (market.own, sibling, draft):
        with pytest.raises(NotFound):
            market.dismiss(other)


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS.all])
def test_an_entry_of_any_kind_even_without_owner_is_passed_over(market: Market, make: Factory, kind: str) -> None:
    other = make.entry(kind=kind)
    market.dismiss(other)
    assert market.dismissed().hidden == {other.id}


def test_a_withdrawn_one_stays_away_without_its_name(market: Market) -> None:
    startup = market.startup(traction=revenue("120"))
    market.dismiss(startup)
    market.change(startup, traction=revenue("180"))
    with transaction() as session:
        withdraw(session, OPERATOR, KINDS.of(startup), startup.public_id)
    (one,) = market.passed()
    assert (one.other, one.changes, one.kind) == (None, (), "startup")
    assert market.dismissed().hidden == {startup.id}
    market.undo(startup)
    assert market.passed() == []


def test_the_next_owner_learns_nothing(market: Market, make: Factory, session: Session) -> None:
    startup, heir = market.startup(), make.user()
    market.dismiss(startup, "other", "Không hợp.")
    organisation = make.organisation(heir)
    with transaction():
        session.refresh(market.own)
        market.own.owner_id = organisation.id
    assert service.passed(session, make.actor(heir), KINDS, market.own) == []


def test_the_audit_has_the_reason_and_not_the_words(market: Market, session: Session) -> None:
    startup = market.startup()
    market.dismiss(startup, "other", "Không hợp gu.")
    market.undo(startup)
    audited = session.scalars(
        select(AuditEvent).where(AuditEvent.table == "match_dismissal").order_by(AuditEvent.id)
    ).all()
    assert [one.action for one in audited] == ["insert", "delete"]
    assert audited[0].values["reason"] == "other"
    assert "gu" not in str([one.values for one in audited])


def test_another_reason_needs_words() -> None:
    for bad in ({"reason": "other"}, {"reason": "sở thích"}, {"reason": "thesis", "words": "a" * 601}, {}):
        with pytest.raises(ValidationError):
            DismissalInput.model_validate(bad)


def test_many_take_as_many_statements_as_few(market: Market, make: Factory, session: Session) -> None:
    """Of several kinds, with what they keep apart."""

    def statements() -> int:
        heard: list[object] = []
        actor = market.actor
        session.expunge_all()
        session.rollback()

        def hear(*arguments: object) -> None:
            heard.append(arguments[2])

        event.listen(db.engine, "before_cursor_execute", hear)
        service.passed(session, actor, KINDS, market.own)
        event.remove(db.engine, "before_cursor_execute", hear)
        return len(heard)

    kinds = [kind.name for kind in KINDS.all]
    for kind in kinds:
        market.dismiss(make.entry(kind=kind))
    session.refresh(market.own)
    few = statements()
    for kind in kinds * 3:
        market.dismiss(make.entry(kind=kind))
    session.add(market.own)
    assert statements() == few
    assert session.scalar(select(func.count()).select_from(Dismissal)) == 16
