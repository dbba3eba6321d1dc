"""Reporting, deciding, objecting, answering: what becomes of the thing in every state, and who may not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.catalogue import service as catalogue
from ecosystem.catalogue.import_rows import EntryRows
from ecosystem.catalogue.models import Entry, State
from ecosystem.catalogue.policy import Action as EntryAction
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import OPERATOR, VISITOR, Role
from ecosystem.kernel.access.errors import Forbidden, Invalid, NotFound
from ecosystem.kernel.changes.models import AuditEvent
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.tabular.assemble import MappedRow
from ecosystem.organisations.models import Organisation
from ecosystem.reports import queries, service, service_decisions, service_objections
from ecosystem.reports.input import ReportInput
from ecosystem.reports.models import Action, Decision, Objection, Report, Verdict
from ecosystem.reports.models import State as ReportState
from ecosystem.search.engine import SearchEngine
from tests.factories import Factory
from tests.reports.world import SAID, Case, things


def indexed(case: Case) -> set[str]:
    case.make.index()
    engine: SearchEngine = current_app.extensions["search_engine"]
    return {public_id for public_id, _ in engine.scan()}


@pytest.mark.parametrize("action", ["dismiss", "withdraw", "suspend"])
def test_each_action_and_its_undoing(case: Case, session: Session, action: str) -> None:
    other = case.make.entry(case.organisation, "Máy khác")
    report = case.report()
    made = case.decide(report, action)
    states = {"dismiss": State.PUBLIC, "withdraw": State.TAKEN_DOWN, "suspend": State.SUSPENDED}
    assert case.state() == states[Action(action)]
    session.refresh(report)
    assert (report.state, report.decision_id, made.is_in_force) == (ReportState.DECIDED, made.id, action != "dismiss")
    hidden = {"dismiss": set(), "withdraw": {case.entry.public_id}, "suspend": {case.entry.public_id, other.public_id}}
    assert indexed(case) == {case.entry.public_id, other.public_id} - hidden[action]
    suspended = session.scalars(select(Organisation.suspended_at).where(Organisation.id == case.organisation.id)).one()
    assert (suspended is not None) is (action == "suspend")
    if action == "dismiss":
        with pytest.raises(Invalid):
            case.restore(made)
        return
    undone = case.restore(made)
    session.refresh(made)
    assert (case.state(), made.is_in_force, undone.ends_id) == (State.PUBLIC, False, made.id)
    assert indexed(case) == {case.entry.public_id, other.public_id}
    with pytest.raises(Invalid):
        case.restore(made)


def test_one_decision_answers_all_reports_that_were_shown(case: Case, session: Session) -> None:
    first = case.report()
    case.report(case.make.user())
    with pytest.raises(Invalid, match="reported again"):
        case.decide(first, seen=1)
    assert case.state() == State.PUBLIC
    made = case.decide(first, seen=2)
    assert set(session.scalars(select(Report.decision_id))) == {made.id}
    with pytest.raises(Invalid, match="Another officer"):
        case.decide(first, "dismiss", seen=2)


def test_what_was_taken_down_by_itself_stays_so_when_a_suspension_ends(case: Case) -> None:
    taken = case.decide(case.report())
    suspended = case.decide(case.report(kind="organisation", thing=case.other_public().public_id), "suspend")
    assert case.state() == State.TAKEN_DOWN
    case.restore(suspended)
    assert case.state() == State.TAKEN_DOWN
    case.restore(taken)
    assert case.state() == State.PUBLIC


def test_what_is_put_back_while_its_owner_is_suspended_stays_hidden(case: Case) -> None:
    taken = case.decide(case.report())
    case.decide(case.report(kind="organisation", thing=case.other_public().public_id), "suspend")
    case.restore(taken)
    assert case.state() == State.SUSPENDED


def test_for_a_suspended_organisation_nobody_writes(case: Case, session: Session) -> None:
    draft = case.make.entry(case.organisation, "Bản nháp", public=False)
    before = case.make.actor(case.owner)
    case.decide(case.report(), "suspend")
    actor, kind = case.make.actor(case.owner), case.make.kind()
    for act in (catalogue.publish, catalogue.withdraw):
        with pytest.raises(Forbidden), transaction():
            act(session, actor, kind, draft.public_id)
    with pytest.raises(Forbidden), transaction():
        catalogue.create(session, actor, kind, case.organisation.id, catalogue.stored(kind, draft), "vi")
    with pytest.raises(Forbidden, match="suspended"), transaction():  # a request that began before
        catalogue.publish(session, before, kind, draft.public_id)
    assert catalogue.load(session, actor, kind, case.entry.public_id, EntryAction.SEE_OWN) is not None


def test_what_was_taken_down_is_mended_but_not_published(case: Case, session: Session) -> None:
    case.decide(case.report())
    actor, kind = case.make.actor(case.owner), case.make.kind()
    entry = catalogue.load(session, actor, kind, case.entry.public_id, EntryAction.EDIT)
    content = catalogue.stored(kind, entry).model_copy(update={"summary": "Đã sửa."})
    with transaction():
        catalogue.save(session, actor, kind, entry.public_id, content, entry.version)
    for act in (catalogue.publish, catalogue.withdraw):
        with pytest.raises(Forbidden), transaction():
            act(session, actor, kind, entry.public_id)
    assert case.state() == State.TAKEN_DOWN


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


@pytest.mark.parametrize("who", ["owner", "reporter", "member officer", "reporting officer", "person"])
def test_who_may_not_decide_finds_nothing(case: Case, session: Session, who: str) -> None:
    people = {"owner": case.owner, "reporter": case.reporter, "member officer": case.member(Role.VIEWER, officer=True)}
    report = case.report(case.officer) if who == "reporting officer" else case.report()
    by = people.get(who) or (case.officer if who == "reporting officer" else case.make.user())
    for action in ("dismiss", "withdraw", "suspend"):
        with pytest.raises(NotFound):
            case.decide(report, action, by=by)
    assert case.state() == State.PUBLIC
    assert queries.queue(session, case.make.actor(by), 0, 20) == ([], 0)
    other = case.make.user(officer=True)
    made = case.decide(report, by=other)
    if who != "reporting officer":
        with pytest.raises(NotFound):
            case.restore(made, by=by)
        assert case.state() == State.TAKEN_DOWN


def test_an_officer_who_got_the_entry_meanwhile_decides_no_more(case: Case, session: Session) -> None:
    report, theirs = case.report(), case.make.organisation(case.officer)
    with transaction():
        session.get_one(Entry, case.entry.id).owner_id = theirs.id
    with pytest.raises(NotFound):
        case.decide(report)


def test_what_is_gone_can_be_dismissed_alone(case: Case, session: Session) -> None:
    report = case.report()
    with transaction():
        catalogue.withdraw(session, OPERATOR, case.make.kind(), case.entry.public_id)
    for action in ("withdraw", "suspend"):
        with pytest.raises(Invalid, match="no longer"):
            case.decide(report, action)
    case.decide(report, "dismiss")


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


def test_all_of_it_is_audited_and_no_value_names_who_reported(case: Case, session: Session) -> None:
    made = case.decide(case.report())
    case.restore(made)
    rows = session.scalars(select(AuditEvent).where(AuditEvent.entity.in_(["report", "decision", "entry"]))).all()
    by_officer = [(one.entity, one.values.get("state")) for one in rows if one.user_id == case.officer.id]
    assert ("entry", State.TAKEN_DOWN) in by_officer
    assert ("entry", State.PUBLIC) in by_officer
    assert ("report", ReportState.DECIDED) in by_officer
    assert ("decision", None) in by_officer
    values = str([one.values for one in rows])
    assert "user_id" not in values
    assert SAID["words"] not in values


def test_the_reported_text_is_kept_as_it_was(case: Case, session: Session) -> None:
    report = case.report()
    assert ["Description", "Đã có bằng sáng chế."] in report.texts


def test_an_import_brings_nothing_of_a_suspended_owner_into_view(make: Factory, session: Session) -> None:
    def run(number: int) -> None:
        record = {"title": f"Máy sấy {number}", "summary": "Nhanh.", "owner": {"name": "Viện Thử"}}
        with transaction():
            rows = EntryRows(make.kind(), owner_kind="institute")
            rows(record, MappedRow(number, number, "thu", f"MS-{number}", "vi"))
            rows.settle()

    run(1)
    case = Case.new(make)
    owner = session.scalars(select(Organisation).where(Organisation.source == "thu")).one()
    case.decide(case.report(kind="organisation", thing=owner.public_id), "suspend")
    run(2)
    states = session.scalars(select(Entry.state).where(Entry.source == "thu")).all()
    assert states == [State.SUSPENDED, State.SUSPENDED]


def test_the_owner_reads_the_decision_and_others_do_not(case: Case, session: Session) -> None:
    made: Decision = case.decide(case.report())
    for user in (case.owner, case.member(Role.VIEWER), case.member(Role.EDITOR, officer=True)):
        assert service_objections.read(session, case.make.actor(user), made.public_id).id == made.id
    for user in (case.reporter, case.officer, case.make.user()):
        with pytest.raises(NotFound):
            service_objections.read(session, case.make.actor(user), made.public_id)
    with pytest.raises(NotFound):
        service_decisions.load(session, case.make.actor(case.owner), made.public_id)
