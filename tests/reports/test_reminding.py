"""Officers get one mail on the morning of a working day while something waits for them, and can stop it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from email.message import EmailMessage

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.jobs.models import Job
from ecosystem.mailing.links import REPORTS
from ecosystem.mailing.service import stop
from ecosystem.reports.reminding import next_morning, remind_officers
from tests.accounts.pages import Mailbox, text_of
from tests.reports.world import Case

MONDAY = date(2027, 3, 15)
"""No holiday stands in its week."""


@contextmanager
def at(day: date, hour: int) -> Iterator[None]:
    """The product's clock stands at half past that hour in Hanoi."""
    with clock.travel(datetime.combine(day, time(hour, 30), clock.HANOI) - clock.now()):
        yield


def mornings(mailbox: Mailbox, officer: str) -> list[EmailMessage]:
    """The mails about what waits that this officer has had so far."""
    return [
        mail
        for mail in mailbox.all()
        if str(mail["Message-ID"]).startswith("<reports-waiting-") and officer in mail["To"]
    ]


@pytest.mark.parametrize(
    ("day", "hour", "morning"),
    [
        (MONDAY, 6, MONDAY),
        (MONDAY, 7, MONDAY + timedelta(days=1)),
        (MONDAY + timedelta(days=4), 12, MONDAY + timedelta(days=7)),
        (MONDAY + timedelta(days=6), 3, MONDAY + timedelta(days=7)),
    ],
)
def test_the_next_morning_is_that_of_a_working_day(
    case: Case, session: Session, day: date, hour: int, morning: date
) -> None:
    with at(day, hour):
        assert next_morning(session) == datetime.combine(morning, time(0), UTC)


def test_one_mail_a_day_says_how_many_wait_and_since_when(case: Case, mailbox: Mailbox) -> None:
    other = case.make.entry(case.organisation, "Máy khác")
    with at(MONDAY, 9):
        case.report()
        case.report(thing=other.public_id)
        assert mornings(mailbox, case.officer.email) == []
    for hour in (7, 8, 20):
        with at(MONDAY + timedelta(days=1), hour):
            assert len(mornings(mailbox, case.officer.email)) == 1
    [mail] = mornings(mailbox, case.officer.email)
    assert str(mail["Subject"]) == "2 báo cáo đang chờ, cũ nhất từ 15/03/2027"
    assert "/officer" in text_of(mail)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    with at(MONDAY + timedelta(days=2), 7):
        assert len({str(one["Message-ID"]) for one in mornings(mailbox, case.officer.email)}) == 2
    assert case.reporter.email not in text_of(mail)


def test_asked_for_again_a_mail_that_waits_stays_one(case: Case, session: Session) -> None:
    with at(MONDAY, 9):
        for _ in range(2):
            remind_officers({})
        session.rollback()
        assert session.scalar(select(func.count(Job.id)).where(Job.key.startswith("mail:reports-waiting"))) == 1


def test_where_nothing_waits_none_is_sent(case: Case, mailbox: Mailbox) -> None:
    with at(MONDAY, 9):
        case.decide(case.report(), "dismiss")
        mailbox.all()
    with at(MONDAY + timedelta(days=1), 7):
        assert mornings(mailbox, case.officer.email) == []


def test_what_is_not_the_officers_to_decide_is_not_counted(case: Case, mailbox: Mailbox) -> None:
    """Reports of the own organisation, and objections to decisions of one's own."""
    colleague, second = case.member(Role.VIEWER, officer=True), case.make.user(officer=True, language="en")
    with at(MONDAY, 9):
        case.object_to(case.decide(case.report()))
        mailbox.all()
    with at(MONDAY + timedelta(days=1), 7):
        assert mornings(mailbox, colleague.email) == mornings(mailbox, case.officer.email) == []
        [mail] = mornings(mailbox, second.email)
    assert str(mail["Subject"]) == "1 objection waits, the oldest since 15 Mar 2027"


def test_an_officer_stops_them(case: Case, mailbox: Mailbox) -> None:
    with transaction() as session:
        stop(session, case.officer.email, REPORTS)
    with at(MONDAY, 9):
        case.report()
        mailbox.all()
    with at(MONDAY + timedelta(days=1), 7):
        assert mornings(mailbox, case.officer.email) == []
