"""Reporting what a side did in an introduction, and a message: who may, what an officer sees, what follows."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from ecosystem.accounts.models import User
from ecosystem.introductions import queries_talk, service_talk
from ecosystem.introductions.input_talk import MessageInput
from ecosystem.introductions.models import Introduction
from ecosystem.introductions.models_talk import IntroductionMessage
from ecosystem.introductions.states import State
from ecosystem.kernel.access.acting import act_as
from ecosystem.kernel.access.errors import Forbidden, Invalid, NotFound
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.organisations.models import Organisation
from ecosystem.reports import queries as reports_queries
from ecosystem.reports import service as reports
from ecosystem.reports import service_decisions as decisions
from ecosystem.reports.input import DecisionInput, ReportInput
from ecosystem.reports.models import Action, Decision, Report
from ecosystem.reports.reportables import reportables
from tests.accounts.pages import Mailbox, html_of, text_of
from tests.factories import Factory, sign_in
from tests.introductions.world import Party, Town

REQUEST, ANSWER, MESSAGE = "introduction-request", "introduction-answer", "introduction-message"
SECRET = "0912 345 678"
WORDS = "Chuyển trước 5 triệu đồng phí giới thiệu."
WHY = "Đòi phí giới thiệu, trái với quy định của sàn."


@dataclass(frozen=True)
class Desk:
    """The town with an officer who belongs to neither side."""

    town: Town
    officer: User
    app: Flask

    def report(self, kind: str, thing: str, by: Party, **said: str) -> Report:
        content = ReportInput.model_validate({"reason": "fee", "words": "Họ đòi phí.", **said})
        with act_as(by.actor), transaction() as session:
            return reports.report(session, by.actor, reportables(), kind, thing, content, "vi")

    def decide(self, report: Report, action: str, by: User | None = None) -> Decision:
        actor = self.town.make.actor(by or self.officer)
        content = DecisionInput.model_validate({"action": action, "words": WHY})
        with act_as(actor), transaction() as session:
            return decisions.decide(session, actor, reportables(), report.public_id, content, 1)

    def restore(self, decision: Decision) -> Decision:
        actor = self.town.make.actor(self.officer)
        with act_as(actor), transaction() as session:
            return decisions.restore(session, actor, reportables(), decision.public_id, "Đã xem lại, không đúng.")

    def talking(self, by: Party | None = None) -> tuple[Introduction, IntroductionMessage]:
        """Both agreed, and one side wrote."""
        one = self.town.ask()
        self.town.agree(one)
        with transaction() as session:
            writer = (by or self.town.fund).actor
            return one, service_talk.write(session, writer, one.public_id, MessageInput(words=WORDS))

    def page(self, user: User, path: str) -> str:
        return sign_in(self.app.test_client(), user).get(path).text

    def message(self, made: IntroductionMessage) -> IntroductionMessage:
        current_session().rollback()
        found = queries_talk.message(current_session(), made.public_id)
        assert found is not None
        return found


@pytest.fixture
def desk(town: Town, make: Factory, app: Flask) -> Desk:
    return Desk(town, make.user(officer=True), app)


def test_each_side_reports_the_other_and_nobody_else_anything(desk: Desk, session: Session, make: Factory) -> None:
    one = desk.town.ask()
    town = desk.town
    town.question(one, "Anh chị trả phí bao nhiêu?")
    assert desk.report(REQUEST, one.public_id, town.startup).organisation_id == town.fund.organisation.id
    made = desk.report(ANSWER, one.public_id, town.fund)
    assert (made.organisation_id, made.party_id) == (town.startup.organisation.id, town.fund.organisation.id)
    assert [text for _, text in made.texts] == ["Anh chị trả phí bao nhiêu?"]
    with pytest.raises(Forbidden):
        desk.report(REQUEST, one.public_id, town.fund)
    stranger = town.party("Người ngoài")
    with pytest.raises(NotFound):
        desk.report(REQUEST, one.public_id, stranger)
    known = reportables()[REQUEST]
    unreported = town.ask(stranger, town.startup)
    officer = make.actor(desk.officer)
    assert known.load(session, officer, one.public_id) is not None
    assert known.load(session, officer, unreported.public_id) is None, "an officer sees what was reported alone"


@pytest.mark.parametrize("kind", [REQUEST, ANSWER])
def test_both_sides_read_on_the_page_why_it_was_ended(desk: Desk, kind: str) -> None:
    one, fund, startup = desk.town.ask(), desk.town.fund, desk.town.startup
    desk.town.agree(one)
    own, other = (fund, startup) if kind == REQUEST else (startup, fund)
    made = desk.decide(desk.report(kind, one.public_id, other), "withdraw")
    for party in (own, other):
        page = desk.page(party.user, f"/en/introductions/{one.public_id}")
        assert "The officer’s words" in page
        assert made.words in page
        assert (f"/en/reports/decisions/{made.public_id}" in page) is (party is own), "it may object"
    assert made.words in desk.page(own.user, f"/reports/decisions/{made.public_id}")


def test_officers_of_both_organisations_see_nothing_of_it(desk: Desk, session: Session, make: Factory) -> None:
    one = desk.town.ask()
    report = desk.report(REQUEST, one.public_id, desk.town.startup)
    for party in (desk.town.fund, desk.town.startup):
        partial = party.colleague(officer=True)
        rows, total = reports_queries.queue(session, make.actor(partial), 0, 20)
        assert (rows, total) == ([], 0)
        with pytest.raises(NotFound):
            desk.decide(report, "dismiss", by=partial)
    made = desk.decide(report, "withdraw")
    for party in (desk.town.fund, desk.town.startup):
        with pytest.raises(NotFound):
            decisions.load(session, make.actor(party.colleague(officer=True)), made.public_id)


def test_before_the_yes_an_officer_reads_words_masked_and_no_address(desk: Desk, session: Session) -> None:
    one = desk.town.ask(why=f"Gọi tôi số {SECRET} nhé.")
    report = desk.report(REQUEST, one.public_id, desk.town.startup)
    page = desk.page(desk.officer, f"/officer/reports/{report.public_id}")
    assert "Gọi tôi số •••" in page
    for secret in (SECRET, desk.town.fund.user.email, desk.town.fund.user.name, "Open the page"):
        assert secret not in page
    assert f"/introductions/{one.public_id}" not in page


def test_an_officer_is_told_who_reads_the_words(desk: Desk) -> None:
    report = desk.report(REQUEST, desk.town.ask().public_id, desk.town.startup)
    assert "read these words exactly as you write them" in desk.page(
        desk.officer, f"/en/officer/reports/{report.public_id}"
    )


def test_withdrawing_ends_it_and_until_undone_neither_asks_again(desk: Desk, mailbox: Mailbox) -> None:
    one = desk.town.ask()
    made = desk.decide(desk.report(REQUEST, one.public_id, desk.town.startup), "withdraw")
    assert desk.town.look(one).state == State.STOPPED
    with pytest.raises(Invalid, match="An officer ended"):
        desk.town.ask()
    subjects = [(str(mail["To"]), str(mail["Subject"])) for mail in mailbox.all()]
    to_owner = [subject for to, subject in subjects if desk.town.fund.user.email in to]
    to_reporter = [subject for to, subject in subjects if desk.town.startup.user.email in to]
    assert "Cán bộ phụ trách đã kết thúc một kết nối của bạn" in to_owner
    assert "Trả lời về báo cáo của bạn" in to_reporter
    desk.restore(made)
    assert desk.town.look(one).state == State.STOPPED, "what was ended stays so"
    again = desk.town.ask()
    assert again.state == State.ASKED
    with pytest.raises(Invalid):
        desk.restore(made)


def test_one_mail_to_each_person_tells_that_it_was_ended(desk: Desk, mailbox: Mailbox) -> None:
    """The side it is about and who reported get the decision, their colleague a mail of the introduction."""
    town = desk.town
    one = town.ask()
    writer, colleague = town.fund.colleague(language="en"), town.startup.colleague(language="en")
    town.agree(one)
    report = desk.report(REQUEST, one.public_id, town.startup)
    before = len(mailbox.all())
    desk.decide(report, "withdraw")
    sent = mailbox.all()[before:]
    told = {mail["To"].addresses[0].addr_spec: mail for mail in sent}
    people = [town.fund.user, writer, town.startup.user, colleague]
    assert sorted(mail["To"].addresses[0].addr_spec for mail in sent) == sorted(one.email for one in people)
    assert all(WHY in text_of(mail) and WHY in html_of(mail) for mail in told.values())
    assert str(told[colleague.email]["Subject"]) == "An officer has ended the introduction with Quỹ Đồng Hành"
    assert "You may object on the page of the decision" in text_of(told[writer.email])
    assert "object" not in text_of(told[colleague.email])


def test_an_ended_one_is_dismissed_or_its_organisation_suspended(desk: Desk, session: Session) -> None:
    one = desk.town.ask()
    desk.town.decline(one, "other", "Trả phí rồi hãy hỏi.")
    report = desk.report(ANSWER, one.public_id, desk.town.fund)
    _, _, possible = decisions.judged(session, desk.town.make.actor(desk.officer), reportables(), report.public_id)
    assert possible == (Action.DISMISS, Action.SUSPEND)
    with pytest.raises(Invalid, match="no longer"):
        desk.decide(report, "withdraw")
    desk.decide(report, "suspend")
    suspended = session.get(Organisation, desk.town.startup.organisation.id, populate_existing=True)
    assert suspended is not None
    assert suspended.is_suspended


def test_a_message_taken_down_is_read_by_its_own_side_alone(desk: Desk) -> None:
    one, message = desk.talking()
    report = desk.report(MESSAGE, message.public_id, desk.town.startup)
    made = desk.decide(report, "withdraw")
    assert desk.message(message).taken_down_at is not None
    path = f"/en/introductions/{one.public_id}"
    theirs = desk.page(desk.town.startup.user, path)
    assert WORDS not in theirs
    assert "An officer took this message down." in theirs
    assert WORDS in desk.page(desk.town.fund.user, path)
    with pytest.raises(NotFound):
        desk.report(MESSAGE, message.public_id, desk.town.startup)
    desk.restore(made)
    assert WORDS in desk.page(desk.town.startup.user, path)
    assert desk.town.look(one).state == State.AGREED, "the introduction goes on"


def test_mails_about_a_message_do_not_read_as_if_the_introduction_ended(
    make: Factory, app: Flask, mailbox: Mailbox
) -> None:
    desk = Desk(Town.of(make, language="en"), make.user(officer=True), app)
    _, message = desk.talking()
    before = len(mailbox.all())
    made = desk.decide(desk.report(MESSAGE, message.public_id, desk.town.startup), "withdraw")
    desk.restore(made)
    told: dict[str, list[str]] = {desk.town.fund.user.email: [], desk.town.startup.user.email: []}
    for mail in mailbox.all()[before:]:
        told[mail["To"].addresses[0].addr_spec].append(text_of(mail))
    taken, back = told[desk.town.fund.user.email]
    assert "took a message of yours in the introduction “Quỹ Đồng Hành – Lúa Xanh” down" in taken
    assert "The introduction goes on." in taken
    assert "put a message of yours in the introduction" in back
    answered, undone = told[desk.town.startup.user.email][-2:]
    assert (
        "checked the message in the introduction “Quỹ Đồng Hành – Lúa Xanh” that you reported, and took it" in answered
    )
    assert "was put back by an officer" in undone


def test_a_message_taken_down_before_its_mail_left_is_not_mailed(desk: Desk, mailbox: Mailbox) -> None:
    _, message = desk.talking()
    desk.decide(desk.report(MESSAGE, message.public_id, desk.town.startup), "withdraw")
    sent = [mail for mail in mailbox.all() if desk.town.startup.user.email in str(mail["To"])]
    assert sent
    assert not [mail for mail in sent if WORDS in text_of(mail) + html_of(mail)]


def test_an_officer_reads_the_reported_message_and_no_other(desk: Desk) -> None:
    one, message = desk.talking()
    with transaction() as session:
        service_talk.write(session, desk.town.startup.actor, one.public_id, MessageInput(words="Chuyện riêng khác."))
    report = desk.report(MESSAGE, message.public_id, desk.town.startup)
    page = desk.page(desk.officer, f"/en/officer/reports/{report.public_id}")
    assert WORDS in page
    assert "Quỹ Đồng Hành asked to meet" in page
    for hidden in ("Chuyện riêng khác.", desk.town.fund.user.email, desk.town.startup.entry.title + " <"):
        assert hidden not in page
    assert "Take it down: only the side that wrote it" in page


def test_the_pages_link_to_the_report_of_the_other_side(desk: Desk) -> None:
    one, message = desk.talking()
    path = f"/en/introductions/{one.public_id}"
    theirs = desk.page(desk.town.startup.user, path)
    own = desk.page(desk.town.fund.user, path)
    assert f"/reports/new/{REQUEST}/{one.public_id}" in theirs
    assert f"/reports/new/{MESSAGE}/{message.public_id}" in theirs
    assert f"/reports/new/{ANSWER}/{one.public_id}" in own
    assert f"/reports/new/{MESSAGE}/" not in own
    form = desk.page(desk.town.startup.user, f"/en/reports/new/{REQUEST}/{one.public_id}")
    assert "it can guess who reported" in form
