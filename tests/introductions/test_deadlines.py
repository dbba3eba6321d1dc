"""How long each side has, reminders and closing, weekends and holidays included."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from ecosystem.introductions import queries
from ecosystem.kernel.access.errors import Invalid
from ecosystem.kernel.db.transaction import transaction
from ecosystem.taxonomy.service import remove_holiday, set_holiday
from tests.accounts.pages import Mailbox, html_of, text_of
from tests.introductions.world import Town, at, mails, reasons_shown

MONDAY = "2026-03-02"


def test_a_request_waits_five_working_days(town: Town, session: Session) -> None:
    with at(MONDAY):
        one = town.ask(reasons_of=reasons_shown, telephone="0912 345 678")
    assert (one.state, one.answer_by, one.remind_on) == ("asked", date(2026, 3, 9), date(2026, 3, 5))
    assert one.reasons["asking"] == one.reasons["asked"]
    assert one.reasons["asking"]["lines"][0]["words"]["en"] == "Both in agriculture"
    assert mails(session) == [("asked", "asked")]
    assert [noted.event for noted in queries.happenings(session, one)] == ["ask"]


def test_question_answer_and_yes(town: Town, session: Session) -> None:
    with at(MONDAY):
        one = town.ask()
    with at("2026-03-04"):
        town.question(one)
        assert (found := town.look(one)).state == "questioned"
        assert (found.answer_by, found.remind_on) == (date(2026, 3, 11), date(2026, 3, 9))
    with at("2026-03-11", 23, 59):
        town.reply(one)
        assert town.look(one).answer_by == date(2026, 3, 18)
    with at("2026-03-18", 23, 59):
        town.agree(one, telephone="024 3825 1234")
    found = town.look(one)
    assert (found.state, found.answerer_id) == ("agreed", town.startup.user.id)
    assert (found.remind_on, found.ask_met_on) == (None, date(2026, 4, 1))
    assert mails(session) == [
        ("asked", "asked"),
        ("questioned", "asking"),
        ("replied", "asked"),
        ("agreed", "asking"),
        ("agreed", "asked"),
    ]
    assert [noted.event for noted in queries.happenings(session, one)] == ["ask", "question", "reply", "agree"]


def test_silence_over_tet(town: Town, session: Session) -> None:
    """Asked on the last Wednesday before Tết 2026, whose holidays are 16 to 20 February: the last day is the 25th."""
    with at("2026-02-11"):
        one = town.ask()
        assert (one.answer_by, one.remind_on) == (date(2026, 2, 25), date(2026, 2, 23))
        town.watch()
    with at("2026-02-22", 23, 59):
        town.watch()
    assert mails(session) == [("asked", "asked")]
    with at("2026-02-23", 8, 0):
        town.watch()
        town.watch()
    assert mails(session)[1:] == [("due", "asked")]
    with at("2026-02-25", 23, 59):
        town.watch()
    assert town.look(one).state == "asked"
    with at("2026-02-26", 0, 0):
        town.watch()
        town.watch()
    assert town.look(one).state == "expired"
    assert mails(session)[2:] == [("expired", "asking"), ("expired", "asked")]


def test_after_a_long_pause_nobody_is_reminded_of_what_is_over(town: Town, session: Session) -> None:
    with at(MONDAY):
        one = town.ask()
    with at("2026-03-06"):
        town.watch()
        assert mails(session)[1:] == [("due", "asked")], "late, but in time"
    with at("2026-06-01"):
        town.watch()
    assert town.look(one).state == "expired"
    assert [one for one in mails(session) if one[0] == "due"] == [("due", "asked")]


def test_an_unanswered_question_is_the_asking_sides_silence(town: Town, session: Session) -> None:
    with at(MONDAY):
        one = town.ask()
        town.question(one)
    with at("2026-03-05"):
        town.watch()
    assert mails(session)[2:] == [("due", "asking")]
    with at("2026-03-10"):
        town.watch()
    assert town.look(one).state == "unanswered"


def test_at_midnight_it_is_over_whether_or_not_the_job_ran(town: Town) -> None:
    with at(MONDAY):
        one = town.ask()
    with at("2026-03-10", 0, 0):
        for act in (town.agree, town.decline, town.question):
            with pytest.raises(Invalid):
                act(one)
        with pytest.raises(Invalid):
            town.withdraw(one)
    assert town.look(one).state == "asked"


def test_a_deadline_that_was_told_stays(town: Town, session: Session) -> None:
    with at(MONDAY):
        one = town.ask()
        with transaction() as open_session:
            set_holiday(open_session, date(2026, 3, 6), "Nghỉ", "Day off")
        assert town.look(one).answer_by == date(2026, 3, 9)
        assert town.ask(town.party("Quỹ khác", "investor")).answer_by == date(2026, 3, 10)
        with transaction() as open_session:
            remove_holiday(open_session, date(2026, 3, 6))


def test_two_weeks_after_the_yes_both_are_asked_once_whether_they_met(town: Town, session: Session) -> None:
    with at(MONDAY):
        one = town.ask()
        town.agree(one)
    with at("2026-03-15"):
        town.watch()
    assert ("whether_met", "asking") not in mails(session)
    with at("2026-03-20"):
        town.watch()
        town.watch()
    assert mails(session)[-2:] == [("whether_met", "asking"), ("whether_met", "asked")]
    assert mails(session).count(("whether_met", "asked")) == 1


def test_nobody_is_asked_for_anything_in_the_night(town: Town, session: Session, mailbox: Mailbox) -> None:
    """The reminder, with what was proposed, and the question whether they met come at eight; the close waits not."""
    with at(MONDAY):
        town.ask()
        tractors = town.party("Máy Cày")
        agreed = town.ask(asked=tractors)
        town.agree(agreed, by=tractors)
        before = mails(session)
    for day in ("2026-03-05", "2026-03-16"):
        with at(day, 7, 59):
            town.watch()
        assert ("due", "asked") not in mails(session)[len(before) :]
        assert ("whether_met", "asked") not in mails(session)[len(before) :]
        if day == "2026-03-05":
            with at(day, 8):
                town.watch()
                assert mails(session)[len(before) :] == [("due", "asked")]
                reminder = mailbox.last()
            assert all("Mong gặp 45 phút" in text for text in (text_of(reminder), html_of(reminder)))
            before = mails(session)
    assert mails(session)[-2:] == [("expired", "asking"), ("expired", "asked")]
    with at("2026-03-16", 8):
        town.watch()
    assert mails(session)[-2:] == [("whether_met", "asking"), ("whether_met", "asked")]
