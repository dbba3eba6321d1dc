"""Asking, answering, limits, blocks and deadlines, by the service and its jobs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.introductions import queries, service, service_blocks
from ecosystem.introductions.input import AgreeInput, DeclineInput, RequestInput
from ecosystem.introductions.models import Introduction
from ecosystem.introductions.states import Event, State
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import OPERATOR, VISITOR, Role
from ecosystem.kernel.access.errors import Forbidden, Invalid, NotFound
from ecosystem.kernel.changes.models import AuditEvent
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.jobs.models import Job
from ecosystem.taxonomy.service import remove_holiday, set_holiday
from tests.factories import Factory
from tests.introductions.world import SAID, Town, at, reasons_shown

MONDAY = "2026-03-02"


def mails(session: Session) -> list[tuple[str, str]]:
    """(template, side) of every mail that was asked for, in order."""
    session.rollback()
    payloads = session.scalars(select(Job.payload).where(Job.kind == "mail.send").order_by(Job.id))
    return [(one["template"].removeprefix("introduction_"), one["params"]["side"]) for one in payloads]


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
    with at("2026-02-23", 0, 1):
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


def test_a_no_has_a_reason_and_holds_for_90_days(town: Town, session: Session) -> None:
    with at(MONDAY):
        one = town.ask()
        town.decline(one, "other", "Chúng tôi vừa đóng vòng gọi vốn.")
        assert mails(session)[-1] == ("declined", "asking")
        assert (found := town.look(one)).decline_reason == "other"
        assert found.decline_words.startswith("Chúng tôi")
    with at("2026-05-30"), pytest.raises(Invalid, match="31/05/2026"):
        town.ask()
    with at("2026-03-03"):
        back = town.ask(town.startup, town.fund)
        with transaction() as open_session:
            service.withdraw(open_session, town.startup.actor, back.public_id)
    with at("2026-05-31"):
        town.ask()


def test_silence_and_taking_back_do_not_bar_the_way(town: Town) -> None:
    with at(MONDAY):
        town.withdraw(town.ask())
        town.ask()
    with at("2026-03-10"):
        town.watch()
        town.ask()


def test_other_reasons_want_words() -> None:
    with pytest.raises(ValueError, match="which reason"):
        DeclineInput.model_validate({"reason": "other"})
    assert DeclineInput.model_validate({"reason": "timing"}).words == ""


def test_both_texts_together_are_short() -> None:
    RequestInput.model_validate({"why": "a" * 300, "proposal": "b" * 300})
    with pytest.raises(ValueError, match="601"):
        RequestInput.model_validate({"why": "a" * 301, "proposal": "b" * 300})


def test_one_at_a_time_between_two_whoever_asked(town: Town) -> None:
    one = town.ask()
    for asking, asked in ((town.fund, town.startup), (town.startup, town.fund)):
        with pytest.raises(Invalid, match="already"):
            town.ask(asking, asked)
    town.agree(one)
    with pytest.raises(Invalid, match="already"):
        town.ask()
    with transaction() as session:
        service.close(session, town.startup.actor, one.public_id)
    town.ask()


def test_three_in_thirty_days_and_twenty_once_verified(town: Town) -> None:
    asked = [town.party(f"Công ty {number}") for number in range(21)]
    with at(MONDAY):
        for party in asked[:2]:
            town.ask(asked=party)
    with at("2026-03-20"):
        town.withdraw(town.ask(asked=asked[2]))
        with pytest.raises(Invalid, match=r"3 times.*01/04/2026"):
            town.ask(asked=asked[3])
        town.fund.verify()
        for party in asked[3:20]:
            town.ask(asked=party)
        with pytest.raises(Invalid, match="20 times"):
            town.ask(asked=asked[20])
    with at("2026-04-01", 10):
        town.ask(asked=asked[20])


def test_nobody_is_asked_for_whom_nobody_answers(town: Town, make: Factory) -> None:
    alone = make.entry(None, "Không ai đại diện", kind="startup")
    with pytest.raises(Invalid, match="could answer"):
        town.ask(asked=town.party("X").__class__(make, town.startup.user, town.startup.organisation, alone))
    unconfirmed = town.party("Chưa xác nhận", confirmed=False)
    with pytest.raises(Invalid, match="could answer"):
        town.ask(asked=unconfirmed)
    unconfirmed.colleague(Role.EDITOR)
    town.ask(asked=unconfirmed)


def test_oneself_is_not_asked(town: Town, make: Factory) -> None:
    with pytest.raises(Invalid, match="your own"):
        town.ask(asked=town.fund)
    both = town.startup.colleague()
    other = make.organisation(both)
    content = RequestInput.model_validate(SAID)
    with transaction() as session, pytest.raises(Invalid, match="your own"):
        service.ask(
            session,
            make.actor(both),
            other.id,
            service.Asked(town.startup.entry.public_id),
            content,
            reasons_shown,
        )


def test_blocks_hold_both_ways_until_taken_back(town: Town, session: Session) -> None:
    one = town.ask()
    with transaction() as open_session:
        service_blocks.block(open_session, town.startup.actor, one.public_id)
        service_blocks.block(open_session, town.startup.actor, one.public_id)
    assert town.look(one).state == "asked", "what is open goes on"
    town.withdraw(one)
    for asking, asked in ((town.fund, town.startup), (town.startup, town.fund)):
        with pytest.raises(Invalid, match="no introductions are asked for"):
            town.ask(asking, asked)
    assert [made.blocked.id for made in queries.blocks(session, [town.startup.organisation.id])] == [
        town.fund.organisation.id
    ]
    with transaction() as open_session:
        own, other = town.startup.organisation.public_id, town.fund.organisation.public_id
        with pytest.raises(NotFound):
            service_blocks.unblock(open_session, town.fund.actor, own, other)
        service_blocks.unblock(open_session, town.startup.actor, own, other)
    town.ask()


ACTS: dict[str, Callable[[Town, Introduction], None]] = {
    "question": lambda town, one: town.question(one),
    "agree": lambda town, one: town.agree(one),
    "decline": lambda town, one: town.decline(one),
    "withdraw": lambda town, one: town.withdraw(one),
}


@pytest.mark.parametrize("first", ["agree", "decline", "withdraw"])
@pytest.mark.parametrize("second", ACTS)
def test_what_is_decided_stays_so(town: Town, session: Session, first: str, second: str) -> None:
    one = town.ask()
    ACTS[first](town, one)
    told = mails(session)
    with pytest.raises(Invalid):
        ACTS[second](town, one)
    assert mails(session) == told


def test_who_may_act(town: Town, make: Factory) -> None:
    one = town.ask()
    stranger, viewer = town.party("Người lạ"), town.startup.colleague(Role.VIEWER)
    unconfirmed = town.startup.colleague(Role.OWNER, confirmed=False)
    with transaction() as session:
        for actor, error in (
            (stranger.actor, NotFound),
            (VISITOR, NotFound),
            (OPERATOR, NotFound),
            (make.actor(make.user(officer=True)), NotFound),
            (make.actor(viewer), Forbidden),
            (make.actor(unconfirmed), Forbidden),
            (town.fund.actor, Forbidden),
        ):
            with pytest.raises(error):
                service.agree(session, actor, one.public_id, AgreeInput())
        with pytest.raises(Forbidden):
            service.withdraw(session, town.startup.actor, one.public_id)
        assert service.load(session, make.actor(viewer), one.public_id).id == one.id
    assert town.look(one).state == "asked"
    for actor in (make.actor(viewer), make.actor(unconfirmed), VISITOR, OPERATOR):
        with pytest.raises(Forbidden):
            town.ask(town.startup, stranger, actor=actor)


def test_an_officer_stops_it_but_not_of_the_own_organisation(town: Town, make: Factory, session: Session) -> None:
    one, officer = town.ask(), make.user(officer=True)
    with transaction() as open_session:
        with pytest.raises(Forbidden):
            service.stop(open_session, town.fund.actor, one.public_id)
        service.stop(open_session, make.actor(officer), one.public_id)
    assert town.look(one).state == State.STOPPED
    assert mails(session)[-2:] == [("stopped", "asking"), ("stopped", "asked")]
    other = town.ask(asked=town.party("Khác"))
    partial = town.fund.colleague(Role.VIEWER, officer=True)
    with transaction() as open_session, pytest.raises(Forbidden):
        service.stop(open_session, make.actor(partial), other.public_id)


def test_every_owner_and_editor_gets_one_mail_and_nobody_else(town: Town, session: Session) -> None:
    editor = town.startup.colleague(Role.EDITOR)
    town.startup.colleague(Role.VIEWER)
    town.startup.colleague(Role.OWNER, confirmed=False)
    left = town.startup.colleague(Role.OWNER)
    with transaction():
        left.active = False
    town.ask()
    session.rollback()
    jobs = session.scalars(select(Job).where(Job.kind == "mail.send")).all()
    assert [job.payload["params"]["user"] for job in jobs] == [town.startup.user.public_id, editor.public_id]
    assert len({job.payload["event"] for job in jobs}) == 2


def test_words_telephone_and_reasons_are_in_no_audit(town: Town, session: Session) -> None:
    town.agree(town.ask(telephone="0912 345 678", why="Một câu rất riêng tư."), telephone="0987 654 321")
    kept = repr([(row.columns, row.values) for row in session.scalars(select(AuditEvent))])
    assert "introduction" in repr({row.entity for row in session.scalars(select(AuditEvent))})
    for secret in ("0912", "0987", "riêng tư"):
        assert secret not in kept


def test_no_event_happens_but_by_the_table(town: Town) -> None:
    one = town.ask()
    with transaction() as session:
        found = queries.by_public_id(session, one.public_id, lock=True)
        assert found is not None
        for event in (Event.REPLY, Event.MEET, Event.CLOSE):
            with pytest.raises(Invalid):
                service.happen(session, found, event, None, None)


def test_the_window_of_the_limit_moves_with_the_clock(town: Town, session: Session) -> None:
    town.ask()
    with clock.travel(timedelta(days=31)):
        standing = queries.standing(session, town.fund.actor, town.fund.organisation.id, town.party("Mới").entry)
        assert (standing.asked_lately, standing.left) == (0, 3)
