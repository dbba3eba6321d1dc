"""A public entry of an organisation, somebody who reports it, and officers who decide."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, current_app
from flask.testing import FlaskClient
from sqlalchemy import select

from ecosystem.accounts.models import User
from ecosystem.catalogue.models import Entry
from ecosystem.kernel.access.acting import act_as
from ecosystem.kernel.access.actor import VISITOR, Role
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.organisations.models import Membership, Organisation
from ecosystem.reports import service, service_decisions, service_objections
from ecosystem.reports.input import AnswerInput, DecisionInput, ObjectionInput, ReportInput, VisitorReportInput
from ecosystem.reports.models import Decision, Objection, Report
from ecosystem.reports.reportable import Reportables
from tests.factories import Factory, sign_in

WHY = "Giấy chứng nhận nêu trên trang không có trong sổ đăng ký."
SAID = {"reason": "false", "words": "Số bằng này không có thật."}


@dataclass(frozen=True)
class Case:
    """Names are ids of rows, loaded anew where they are used, so that no thread shares them."""

    make: Factory
    owner: User
    organisation: Organisation
    entry: Entry
    reporter: User
    officer: User

    @classmethod
    def new(cls, make: Factory) -> Case:
        owner = make.user()
        organisation = make.organisation(owner, "Công ty Lúa Xanh", kind="company")
        entry = make.entry(organisation, "Máy sấy lúa", description="Đã có bằng sáng chế.")
        return cls(make, owner, organisation, entry, make.user(language="en"), make.user(officer=True))

    def member(self, role: Role, *, officer: bool = False, confirmed: bool = True) -> User:
        """Another person of the organisation."""
        user = self.make.user(officer=officer, confirmed=confirmed)
        with transaction() as session:
            moment = user.created_at
            session.add(
                Membership(organisation_id=self.organisation.id, user_id=user.id, role=role.value, created_at=moment)
            )
        return user

    def report(self, by: User | None = None, *, kind: str = "entry", thing: str = "", **said: str) -> Report:
        actor = self.make.actor(by or self.reporter)
        content = ReportInput.model_validate({**SAID, **said})
        with act_as(actor), transaction() as session:
            return service.report(session, actor, things(), kind, thing or self.entry.public_id, content, "vi")

    def visitor_report(self, email: str = "khach@thu.example") -> Report:
        content = VisitorReportInput.model_validate({**SAID, "email": email})
        with transaction() as session:
            return service.report(session, VISITOR, things(), "entry", self.entry.public_id, content, "vi")

    def visitor_and_open(self, email: str = "khach@thu.example") -> Report:
        """A visitor's report whose address is confirmed."""
        made = self.visitor_report(email)
        with transaction() as session:
            found = service.confirm(session, made.public_id)
        assert found is not None
        return found

    def decide(
        self, report: Report, action: str = "withdraw", *, by: User | None = None, seen: int = 1, words: str = WHY
    ) -> Decision:
        actor = self.make.actor(by or self.officer)
        content = DecisionInput.model_validate({"action": action, "words": words})
        with act_as(actor), transaction() as session:
            return service_decisions.decide(session, actor, things(), report.public_id, content, seen)

    def restore(self, decision: Decision, *, by: User | None = None) -> Decision:
        actor = self.make.actor(by or self.officer)
        with act_as(actor), transaction() as session:
            return service_decisions.restore(session, actor, things(), decision.public_id, "Đã sửa, nay đúng.")

    def object_to(self, decision: Decision, *, by: User | None = None) -> Objection:
        actor = self.make.actor(by or self.owner)
        content = ObjectionInput(words="Chúng tôi đã bỏ số bằng đó.")
        with act_as(actor), transaction() as session:
            return service_objections.object_to(session, actor, decision.public_id, content)

    def answer(self, objection: Objection, verdict: str, *, by: User) -> Objection:
        actor = self.make.actor(by)
        content = AnswerInput.model_validate({"verdict": verdict, "words": "Đã xem lại trang này."})
        with act_as(actor), transaction() as session:
            return service_objections.answer(session, actor, things(), objection.public_id, content)

    def other_public(self) -> Organisation:
        """The same organisation, which everybody sees by another entry of its own."""
        self.make.entry(self.organisation)
        return self.organisation

    def state(self) -> str:
        """The entry's, as the database has it now."""
        session = current_session()
        session.rollback()
        return session.scalars(select(Entry.state).where(Entry.id == self.entry.id)).one()


def things() -> Reportables:
    registered: Reportables = current_app.extensions["reportables"]
    return registered


def as_(app: Flask, user: User) -> FlaskClient:
    return sign_in(app.test_client(), user)


def entry_address(case: Case) -> str:
    return f"/en/technologies/{case.entry.address}"
