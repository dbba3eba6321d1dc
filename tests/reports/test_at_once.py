"""Officers and owners at the same moment, on the database of this run: one wins, the other is told."""

from __future__ import annotations

from functools import partial

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecosystem.catalogue import service as catalogue
from ecosystem.catalogue.models import Entry, State
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import Forbidden, Invalid
from ecosystem.kernel.jobs.models import Job
from ecosystem.reports import service, service_decisions, service_objections
from ecosystem.reports.input import AnswerInput, DecisionInput, ReportInput
from ecosystem.reports.models import Decision, Objection, Report
from tests.claims.test_at_once import at_once, let_go
from tests.reports.world import SAID, WHY, Case, things


def _decide(actor: Actor, public_id: str, action: str, session: Session) -> None:
    content = DecisionInput.model_validate({"action": action, "words": WHY})
    service_decisions.decide(session, actor, things(), public_id, content, 1)


def officers(case: Case, number: int) -> list[Actor]:
    return [case.make.actor(case.make.user(officer=True)) for _ in range(number)]


def jobs(session: Session, template: str) -> int:
    found = session.scalars(select(Job.payload).where(Job.kind == "mail.send"))
    return sum(payload["template"] == template for payload in found)


def test_of_officers_who_decide_one_wins(app: Flask, case: Case, session: Session) -> None:
    report = case.report().public_id
    actions = ["withdraw", "dismiss", "suspend", "withdraw"]
    acts = [partial(_decide, who, report, one) for who, one in zip(officers(case, 4), actions, strict=True)]
    session.rollback()
    outcomes = at_once(app, acts)
    assert sorted(map(bool, outcomes)) == [False, True, True, True], outcomes
    assert all("Another officer" in one for one in outcomes if one)
    session.expire_all()
    won = actions[outcomes.index("")]
    assert session.scalars(select(Decision.action)).all() == [won]
    expected = {"withdraw": State.TAKEN_DOWN, "dismiss": State.PUBLIC, "suspend": State.SUSPENDED}[won]
    assert session.scalars(select(Entry.state)).all() == [expected]
    assert (jobs(session, "report_decided"), jobs(session, "decision_made")) == (1, 1)


def test_of_officers_who_put_it_back_one_wins(app: Flask, case: Case, session: Session) -> None:
    made, who = case.decide(case.report()).public_id, officers(case, 3)

    def restore(actor: Actor, session: Session) -> None:
        service_decisions.restore(session, actor, things(), made, WHY)

    session.rollback()
    outcomes = at_once(app, [partial(restore, actor) for actor in who])
    assert sorted(map(bool, outcomes)) == [False, True, True], outcomes
    session.expire_all()
    assert session.scalar(select(func.count(Decision.id)).where(Decision.action == "restore")) == 1


def test_of_two_answers_one_is_given(app: Flask, case: Case, session: Session) -> None:
    waiting, who = case.object_to(case.decide(case.report())).public_id, officers(case, 2)

    def answer(actor: Actor, verdict: str, session: Session) -> None:
        content = AnswerInput.model_validate({"verdict": verdict, "words": WHY})
        service_objections.answer(session, actor, things(), waiting, content)

    session.rollback()
    outcomes = at_once(app, [partial(answer, who[0], "stays"), partial(answer, who[1], "restored")])
    assert sorted(map(bool, outcomes)) == [False, True], outcomes
    session.expire_all()
    verdict = session.scalars(select(Objection.verdict)).one()
    state = State.PUBLIC if verdict == "restored" else State.TAKEN_DOWN
    assert session.scalars(select(Entry.state)).one() == state


def test_four_clicks_make_one_report(app: Flask, case: Case, session: Session) -> None:
    actor, public_id = case.make.actor(case.reporter), case.entry.public_id
    let_go(session, case.reporter, case.entry)
    content = ReportInput.model_validate(SAID)

    def report(session: Session) -> None:
        service.report(session, actor, things(), "entry", public_id, content, "vi")

    outcomes = at_once(app, [report] * 4)
    assert outcomes.count("") == 1
    session.expire_all()
    assert session.scalar(select(func.count(Report.id))) == 1


def test_nothing_is_published_beside_a_suspension(app: Flask, case: Case, session: Session) -> None:
    """Whichever comes first: afterwards nothing of the organisation is public."""
    draft = case.make.entry(case.organisation, "Bản nháp", public=False).public_id
    owner, kind, report = case.make.actor(case.owner), case.make.kind(), case.report().public_id
    (officer,) = officers(case, 1)

    def publish(session: Session) -> None:
        try:
            catalogue.publish(session, owner, kind, draft)
        except Forbidden as error:
            raise Invalid({"": error.message}) from error

    session.rollback()
    outcomes = at_once(app, [partial(_decide, officer, report, "suspend"), publish])
    assert outcomes[0] == ""
    session.expire_all()
    states = set(session.scalars(select(Entry.state)))
    assert State.PUBLIC not in states
