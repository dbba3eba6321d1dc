"""Objecting to a decision and the answer of another officer: who may, and what it changes."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.catalogue.models import State
from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.access.errors import Forbidden, Invalid, NotFound
from ecosystem.reports import queries, service_decisions, service_objections
from ecosystem.reports.models import Decision, Objection, Verdict
from tests.reports.world import Case


def test_an_objection_is_answered_by_another_officer(case: Case, session: Session) -> None:
    made = case.decide(case.report())
    waiting = case.object_to(made)
    with pytest.raises(Invalid):
        case.object_to(made, by=case.member(Role.EDITOR))
    with pytest.raises(NotFound):
        case.answer(waiting, "restored", by=case.officer)
    with pytest.raises(NotFound):
        case.answer(waiting, "restored", by=case.member(Role.VIEWER, officer=True))
    other = case.make.user(officer=True)
    assert list(queries.waiting_objections(session, case.make.actor(case.officer))) == []
    assert [one.id for one in queries.waiting_objections(session, case.make.actor(other))] == [waiting.id]
    case.answer(waiting, "stays", by=other)
    assert case.state() == State.TAKEN_DOWN
    second = case.object_to(made)
    case.answer(second, "restored", by=other)
    assert case.state() == State.PUBLIC
    session.expire_all()
    assert [one.verdict for one in session.scalars(select(Objection).order_by(Objection.id))] == ["stays", "restored"]
    with pytest.raises(Invalid):
        case.answer(second, "stays", by=other)


def test_who_may_not_object(case: Case, session: Session) -> None:
    made = case.decide(case.report())
    for role, confirmed in ((Role.VIEWER, True), (Role.OWNER, False)):
        with pytest.raises(Forbidden):
            case.object_to(made, by=case.member(role, confirmed=confirmed))
    for user in (case.reporter, case.officer, case.make.user()):
        with pytest.raises(NotFound):
            case.object_to(made, by=user)
    dismissed = case.decide(case.report(kind="organisation", thing=case.other_public().public_id), "dismiss")
    with pytest.raises(Forbidden):
        case.object_to(dismissed)


def test_undoing_answers_an_objection_that_waits(case: Case, session: Session) -> None:
    made = case.decide(case.report(), "suspend")
    waiting = case.object_to(made)
    case.restore(made)
    session.refresh(waiting)
    assert (waiting.verdict, waiting.answer) == (Verdict.RESTORED, "Đã sửa, nay đúng.")


def test_the_owner_reads_the_decision_and_others_do_not(case: Case, session: Session) -> None:
    made: Decision = case.decide(case.report())
    for user in (case.owner, case.member(Role.VIEWER), case.member(Role.EDITOR, officer=True)):
        assert service_objections.read(session, case.make.actor(user), made.public_id).id == made.id
    for user in (case.reporter, case.officer, case.make.user()):
        with pytest.raises(NotFound):
            service_objections.read(session, case.make.actor(user), made.public_id)
    with pytest.raises(NotFound):
        service_decisions.load(session, case.make.actor(case.owner), made.public_id)
