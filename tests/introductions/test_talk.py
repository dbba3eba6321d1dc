"""After the yes: messages and whether they were read, times, outcomes that both confirm, and what becomes a deal."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.deals.models import Investment, Round
from ecosystem.introductions import queries_talk, service, service_outcomes, service_talk
from ecosystem.introductions.figures import reliability
from ecosystem.introductions.input_talk import MessageInput, OutcomeInput, TimesInput
from ecosystem.introductions.models import Introduction
from ecosystem.introductions.models_talk import IntroductionOutcome, IntroductionTime
from ecosystem.introductions.queries import entries_asked
from ecosystem.introductions.states import Side
from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.access.errors import Forbidden, Invalid, NotFound
from ecosystem.kernel.db.transaction import transaction
from tests.introductions.world import Party, Town, at, mails

MONDAY = "2026-03-02"
TIMES = {
    **{f"day_{n}": f"2026-03-1{n}" for n in (1, 2, 3)},
    **{f"time_{n}": "9h30" for n in (1, 2, 3)},
    "minutes": "45",
    "place": "Trực tuyến",
}


def agreed(town: Town) -> Introduction:
    one = town.ask()
    town.agree(one)
    return one


def write(one: Introduction, by: Party, words: str = "Chào các bạn.") -> None:
    with transaction() as session:
        service_talk.write(session, by.actor, one.public_id, MessageInput(words=words))


def propose(one: Introduction, by: Party, **changes: str) -> list[IntroductionTime]:
    with transaction() as session:
        content = TimesInput.model_validate({**TIMES, **changes})
        return service_talk.propose_times(session, by.actor, one.public_id, content)


def choose(one: Introduction, by: Party, time: IntroductionTime) -> None:
    with transaction() as session:
        service_talk.choose_time(session, by.actor, one.public_id, time.public_id)


def say(one: Introduction, by: Party, **said: Any) -> IntroductionOutcome:
    with transaction() as session:
        content = OutcomeInput.model_validate({"kind": "met", **said})
        return service_outcomes.say(session, by.actor, one.public_id, content)


def confirm(one: Introduction, by: Party, outcome: IntroductionOutcome, *, is_public: bool = False) -> None:
    with transaction() as session:
        service_outcomes.confirm(session, by.actor, one.public_id, outcome.public_id, is_public=is_public)


def test_a_message_is_mailed_and_read_by_who_answers_or_says_so(town: Town, session: Session) -> None:
    one = agreed(town)
    write(one, town.fund)
    write(one, town.fund, "Thêm một ý.")
    assert mails(session)[-2:] == [("message", "asked"), ("message", "asked")]
    found = town.look(one)
    assert len(queries_talk.unread(session, found, Side.ASKED)) == 2
    assert queries_talk.unread(session, found, Side.ASKING) == []
    write(one, town.startup, "Cảm ơn.")
    assert queries_talk.unread(session, town.look(one), Side.ASKED) == []
    with transaction() as open_session:
        service_talk.mark_read(open_session, town.fund.actor, one.public_id)
    assert queries_talk.unread_counts(session, [town.look(one)]) == {}


def test_nobody_writes_before_the_yes_nor_after_the_end(town: Town) -> None:
    one = town.ask()
    with pytest.raises(Invalid):
        write(one, town.fund)
    town.agree(one)
    stranger = town.party("Người lạ")
    with pytest.raises(NotFound):
        write(one, stranger)
    viewer = town.fund.colleague(Role.VIEWER)
    with transaction() as session, pytest.raises(Forbidden):
        service_talk.write(session, town.make.actor(viewer), one.public_id, MessageInput(words="x"))
    with transaction() as session:
        service.close(session, town.startup.actor, one.public_id)
    with pytest.raises(Invalid):
        write(one, town.fund)


def test_three_times_and_a_choice(town: Town, session: Session) -> None:
    with at(MONDAY):
        one = agreed(town)
        times = propose(one, town.fund)
        assert [f"{time.starts_at:%Y-%m-%d %H:%M}" for time in times] == [f"2026-03-1{n} 02:30" for n in (1, 2, 3)], (
            "in UTC"
        )
        with pytest.raises(Invalid):
            choose(one, town.fund, times[0])
        choose(one, town.startup, times[1])
        told = mails(session)
        assert told[-3:] == [("times", "asked"), ("time", "asking"), ("time", "asked")]
        choose(one, town.startup, times[1])
        assert mails(session) == told, "the same again changes nothing"
        with pytest.raises(Invalid):
            choose(one, town.startup, times[0])
        newer = propose(one, town.startup, day_1="2026-03-20")
        with pytest.raises(NotFound):
            choose(one, town.startup, times[1])
        choose(one, town.fund, newer[2])
        known = queries_talk.times(session, town.look(one))
        assert [time.chosen_at is not None for time in known].count(True) == 1


def test_times_differ_and_lie_ahead(town: Town) -> None:
    with at("2026-03-12"):
        one = agreed(town)
        with pytest.raises(Invalid):
            propose(one, town.fund)
    with pytest.raises(ValueError, match="three different"):
        TimesInput.model_validate({**TIMES, "day_2": TIMES["day_1"]})
    with pytest.raises(ValueError, match="A time looks like"):
        TimesInput.model_validate({**TIMES, "time_1": "25:00"})
    for written in ("9:30", "09h30", "9.30", "14h"):
        TimesInput.model_validate({**TIMES, "time_1": written})


def test_what_both_say_counts_and_shows_that_they_met(town: Town, session: Session) -> None:
    one = agreed(town)
    outcome = say(one, town.fund)
    assert mails(session)[-1] == ("outcome", "asked")
    assert town.look(one).state == "agreed"
    with pytest.raises(Invalid):
        confirm(one, town.fund, outcome)
    with pytest.raises(Invalid, match="already"):
        say(one, town.fund)
    confirm(one, town.startup, outcome)
    assert town.look(one).state == "met"
    with pytest.raises(Invalid):
        confirm(one, town.startup, outcome)
    assert mails(session)[-1] == ("outcome", "asking")


def test_the_same_said_by_both_is_confirmed_thereby(town: Town, session: Session) -> None:
    one = agreed(town)
    first = say(one, town.fund, kind="contract", amount="2 tỷ", dated="2026-05-01")
    other = say(one, town.startup, kind="contract", amount="3 tỷ", dated="2026-05-01")
    assert first.id != other.id
    same = say(one, town.startup, kind="memorandum")
    assert say(one, town.fund, kind="memorandum").id == same.id
    session.expire_all()
    confirmed = [one.kind for one in session.scalars(select(IntroductionOutcome)) if one.confirmed_at]
    assert confirmed == ["memorandum"], "a contract of another value is another thing"


def test_what_is_denied_counts_nowhere(town: Town, session: Session) -> None:
    one = agreed(town)
    outcome = say(one, town.fund, kind="investment", amount="5 tỷ", is_public=True)
    with transaction() as open_session:
        service_outcomes.deny(open_session, town.startup.actor, one.public_id, outcome.public_id)
    assert town.look(one).state == "agreed"
    assert session.scalars(select(Round)).all() == []
    with pytest.raises(Invalid):
        confirm(one, town.startup, outcome)


@pytest.mark.parametrize(("said", "confirmed"), [(True, True), (True, False), (False, True), (False, False)])
def test_an_investment_that_both_let_be_read_becomes_a_deal(
    town: Town, session: Session, said: bool, confirmed: bool
) -> None:
    one = agreed(town)
    outcome = say(one, town.fund, kind="investment", amount="5 tỷ", dated="2026-05-01", is_public=said)
    confirm(one, town.startup, outcome, is_public=confirmed)
    rounds = session.scalars(select(Round)).all()
    assert len(rounds) == (1 if said and confirmed else 0)
    if rounds:
        part = session.scalars(select(Investment)).one()
        assert (rounds[0].source, rounds[0].startup_id, rounds[0].dated) == (
            "introductions",
            town.startup.entry.id,
            "2026-05-01",
        )
        assert (part.investor_id, part.amount, part.currency) == (town.fund.entry.id, 5 * 10**9, "VND")


def test_a_contract_or_memorandum_becomes_no_deal(town: Town, session: Session) -> None:
    one = agreed(town)
    for kind in ("contract", "memorandum", "met"):
        confirm(one, town.startup, say(one, town.fund, kind=kind, is_public=True), is_public=True)
    assert session.scalars(select(Round)).all() == []


def test_outcomes_can_be_told_after_the_end_but_not_before_the_yes(town: Town) -> None:
    one = town.ask()
    with pytest.raises(Invalid):
        say(one, town.fund)
    town.agree(one)
    with transaction() as session:
        service.close(session, town.fund.actor, one.public_id)
    confirm(one, town.startup, say(one, town.fund, kind="contract"))
    assert town.look(one).state == "closed"


def test_why_not_is_asked_and_amounts_fit_their_kind() -> None:
    with pytest.raises(ValueError, match="why you did not meet"):
        OutcomeInput.model_validate({"kind": "not-met"})
    with pytest.raises(ValueError, match="has a value"):
        OutcomeInput.model_validate({"kind": "memorandum", "amount": "2 tỷ"})


def test_reply_rate_and_time_are_told_from_five_answers_on(town: Town, session: Session) -> None:
    asking = [town.party(f"Quỹ {number}", "investor") for number in range(7)]
    with at(MONDAY):
        requests = [town.ask(one) for one in asking]
    owner = town.startup.organisation.id
    for number, one in enumerate(requests[:5]):
        assert reliability(session, owner) is None
        with at(f"2026-03-0{3 + number // 2}"):
            (town.decline if number % 2 else town.agree)(one)
        session.rollback()
    found = reliability(session, owner)
    assert found is not None
    assert (found.percent, found.answers, found.days) == (100, 5, 2)
    with at("2026-03-10"):
        town.watch()
    session.rollback()
    found = reliability(session, owner)
    assert found is not None
    assert (found.percent, found.requests) == (71, 7)


def test_a_question_is_an_answer_and_the_askers_silence_is_not_theirs(town: Town, session: Session) -> None:
    asking = [town.party(f"Quỹ {number}", "investor") for number in range(5)]
    with at(MONDAY):
        for one in asking:
            request = town.ask(one)
            town.question(request)
    with at("2026-03-12"):
        town.watch()
    session.rollback()
    found = reliability(session, town.startup.organisation.id)
    assert found is not None
    assert (found.percent, found.requests) == (100, 5)


def test_who_was_asked_is_no_suggestion_any_more(town: Town, session: Session) -> None:
    """Case M01."""
    fund, startup = town.fund.organisation.id, town.startup.organisation.id
    second = town.make.entry(town.startup.organisation, "Lúa Vàng", kind="startup")
    both = frozenset({town.startup.entry.public_id, second.public_id})
    assert entries_asked(session, [fund]) == {fund: frozenset()}
    with at(MONDAY):
        one = town.ask()
        assert entries_asked(session, [fund, startup]) == {
            fund: both,
            startup: frozenset({town.fund.entry.public_id}),
        }
        town.decline(one)
    with at("2026-05-01"):
        assert entries_asked(session, [fund])[fund] == both
    with at("2026-06-01"):
        assert entries_asked(session, [fund])[fund] == frozenset()
    again = town.ask()
    town.withdraw(again)
    assert entries_asked(session, [fund])[fund] == frozenset()
