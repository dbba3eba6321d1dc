"""Reporting: what can be reported, by whom, and what becomes of a visitor's report."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import VISITOR, Role
from ecosystem.kernel.access.errors import Forbidden, Invalid, NotFound
from ecosystem.kernel.db.transaction import transaction
from ecosystem.reports import queries, service
from ecosystem.reports.input import ReportInput
from ecosystem.reports.models import Report
from tests.reports.world import SAID, Case, things


@pytest.mark.parametrize("state", ["draft", "withdrawn", "taken-down", "suspended"])
def test_what_nobody_else_sees_is_not_reported(case: Case, session: Session, state: str) -> None:
    with transaction():
        session.get_one(Entry, case.entry.id).state = state
    with pytest.raises(NotFound):
        case.report()
    with pytest.raises(NotFound):
        case.visitor_report()


def test_ones_own_is_not_reported_nor_what_is_not_there(case: Case) -> None:
    for by in (case.owner, case.member(Role.VIEWER)):
        with pytest.raises(Forbidden):
            case.report(by)
    for kind, thing in (("entry", "zzzzzzzzzz"), ("organisation", "zzzzzzzzzz"), ("nothing", case.entry.public_id)):
        with pytest.raises(NotFound):
            case.report(kind=kind, thing=thing)
    hidden = case.make.organisation(case.make.user())
    with pytest.raises(NotFound):
        case.report(kind="organisation", thing=hidden.public_id)


def test_the_same_is_reported_once_until_it_is_decided(case: Case) -> None:
    first = case.report()
    with pytest.raises(Invalid):
        case.report()
    case.decide(first, "dismiss")
    case.report()


def test_a_visitor_gives_an_address_and_a_person_does_not(case: Case, session: Session) -> None:
    content = ReportInput.model_validate(SAID)
    with pytest.raises(Forbidden), transaction():
        service.report(session, VISITOR, things(), "entry", case.entry.public_id, content, "vi")


def test_a_visitors_report_counts_once_it_is_confirmed(case: Case, session: Session) -> None:
    made = case.visitor_report()
    officer = case.make.actor(case.officer)
    assert queries.queue(session, officer, 0, 20) == ([], 0)
    with pytest.raises(NotFound):
        case.decide(made)
    with transaction():
        assert service.confirm(session, made.public_id) is not None
    assert queries.queue(session, officer, 0, 20)[1] == 1
    with transaction():
        assert service.confirm(session, made.public_id) is not None
    again = case.visitor_report()
    with transaction():
        assert service.confirm(session, again.public_id) is not None
    assert [one.public_id for one in session.scalars(select(Report))] == [made.public_id]


def test_a_link_ends_and_what_was_not_confirmed_is_forgotten(case: Case, session: Session) -> None:
    late, made = case.visitor_report(), case.visitor_and_open("khach2@thu.example")
    case.decide(made, "dismiss")
    with clock.travel(service.LINK_LIFE + timedelta(minutes=1)):
        with transaction():
            assert service.confirm(session, late.public_id) is None
        service.forget({})
        session.rollback()
        assert [one.email for one in session.scalars(select(Report))] == ["khach2@thu.example"]
    with clock.travel(service.ADDRESS_KEPT + timedelta(minutes=1)):
        service.forget({})
        session.rollback()
        assert [one.email for one in session.scalars(select(Report))] == [None]


def test_the_reported_text_is_kept_as_it_was(case: Case, session: Session) -> None:
    report = case.report()
    assert ["Description", "Đã có bằng sáng chế."] in report.texts
