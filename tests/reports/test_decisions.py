"""What an officer decides and undoes: what becomes of the thing in every state, and who may not."""

from __future__ import annotations

import pytest
from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.catalogue import service as catalogue
from ecosystem.catalogue.import_rows import EntryRows
from ecosystem.catalogue.models import Entry, State
from ecosystem.catalogue.policy import Action as EntryAction
from ecosystem.kernel.access.actor import OPERATOR, Role
from ecosystem.kernel.access.errors import Forbidden, Invalid, NotFound
from ecosystem.kernel.changes.models import AuditEvent
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.tabular.assemble import MappedRow
from ecosystem.organisations.models import Organisation
from ecosystem.reports import queries
from ecosystem.reports.models import Action, Report
from ecosystem.reports.models import State as ReportState
from ecosystem.search.engine import SearchEngine
from tests.factories import Factory
from tests.reports.world import SAID, Case


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
