"""Any order of acts and of days over the real service; `model.py` says what must come of each."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from ecosystem.introductions import queries, service, service_blocks, service_outcomes, service_talk
from ecosystem.introductions.input_talk import MessageInput, OutcomeInput
from ecosystem.introductions.models import Introduction
from ecosystem.introductions.states import Side
from ecosystem.introductions.words import contact_of, said
from ecosystem.kernel import clock
from ecosystem.kernel.access.errors import DomainError, Invalid
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.jobs.models import Job
from tests.factories import Factory
from tests.introductions.model import BY, REVEALED, WAITED_FOR, Expected, Model
from tests.introductions.world import Party, Town

TELEPHONE = "0912 345 678"
PATHS = st.sampled_from([["agree"], ["question", "reply"], ["question"], [], ["question", "reply", "agree"]])
WHO = st.sampled_from(["right", "right", "right", "right", "wrong", "stranger"])
SIDES = st.sampled_from(["asking", "asked"])


class Product(RuleBasedStateMachine):
    """Two organisations that ask each other, a stranger and an officer; the clock goes forward alone."""

    def __init__(self, make: Factory) -> None:
        super().__init__()
        self.make = make
        self.town = Town.of(make)
        self.parties = (self.town.fund, self.town.startup)
        self.stranger = self.town.party("Người lạ")
        self.officer = make.actor(make.user(officer=True))
        self.model = Model(self.parties)

    @property
    def now(self) -> Expected:
        assume(self.model.latest is not None)
        return self.model.now

    @contextmanager
    def then(self) -> Iterator[None]:
        """It is that moment, and everything is read anew."""
        session = current_session()
        session.rollback()
        session.expire_all()
        with clock.travel(self.model.moment - clock.now()):
            yield

    def expect(self, error: type[DomainError] | None, act: Callable[[], object]) -> bool:
        """Whether it was done, as it had to be."""
        with self.then():
            if error is None:
                act()
            else:
                with pytest.raises(error):
                    act()
        return error is None

    # what people do

    @initialize(days=st.integers(0, 120), path=PATHS)
    def begins(self, days: int, path: list[str]) -> None:
        self.model.moment += timedelta(days=days)
        self.ask(0)
        for event in path:
            self.act(event, "right")

    @rule(number=st.integers(0, 1))
    def ask(self, number: int) -> None:
        asking, asked = self.parties[number], self.parties[1 - number]
        made: list[Introduction] = []
        why = f"Xin gọi {TELEPHONE} để trao đổi."
        if self.expect(self.model.ask_error(asking), lambda: made.append(self.town.ask(asking, asked, why=why))):
            self.model.asked(made[0], asking, asked)

    @rule(number=st.integers(0, 1), path=PATHS)
    def anew(self, number: int, path: list[str]) -> None:
        """Half a year later somebody asks, unless they talk still; and it goes on from there."""
        assume(self.model.latest is not None)
        if not self.model.is_open:
            self.model.moment += timedelta(days=180)
            self.ask(number)
            for event in path:
                self.act(event, "right")

    @rule(who=WHO)
    def question(self, who: str) -> None:
        self.act("question", who)

    @rule(who=WHO)
    def reply(self, who: str) -> None:
        self.act("reply", who)

    @rule(who=WHO)
    def agree(self, who: str) -> None:
        self.act("agree", who)

    @rule(who=WHO)
    def decline(self, who: str) -> None:
        self.act("decline", who)

    @rule(who=WHO)
    def withdraw(self, who: str) -> None:
        self.act("withdraw", who)

    @rule(who=st.sampled_from(["asking", "asked", "stranger"]))
    def close(self, who: str) -> None:
        self.act("close", who)

    def act(self, event: str, who: str) -> None:
        now, right = self.now, BY.get(event, who)
        wrong = "asked" if right == "asking" else "asking"
        party = self.stranger if who == "stranger" else now.party(wrong if who == "wrong" else right)
        if self.expect(self.model.act_error(event, who), self.doing(event, party)):
            self.model.acted(event)

    def doing(self, event: str, party: Party) -> Callable[[], object]:
        one, town = self.now.one, self.town
        words = f"Số của tôi là {TELEPHONE}."
        if event == "close":
            return self.writing(lambda session: service.close(session, party.actor, one.public_id))
        acts: dict[str, Callable[[], object]] = {
            "question": lambda: town.question(one, words, by=party),
            "reply": lambda: town.reply(one, words, by=party),
            "agree": lambda: town.agree(one, by=party, telephone=TELEPHONE),
            "decline": lambda: town.decline(one, words=words, by=party),
            "withdraw": lambda: town.withdraw(one, by=party),
        }
        return acts[event]

    def writing(self, act: Callable[[Any], object]) -> Callable[[], object]:
        def write() -> object:
            with transaction() as session:
                return act(session)

        return write

    @rule()
    def stop(self) -> None:
        now = self.now
        if self.expect(self.stop_error(), lambda: self.town.stop(now.one, self.officer)):
            self.model.acted("stop")

    def stop_error(self) -> type[DomainError] | None:
        """An officer is not held by the last day."""
        return None if self.model.is_open else Invalid

    @rule(by=SIDES)
    def write(self, by: str) -> None:
        now = self.now
        actor, content = now.party(by).actor, MessageInput(words="Hẹn gặp nhé")
        act = self.writing(lambda session: service_talk.write(session, actor, now.one.public_id, content))
        if self.expect(None if now.state in {"agreed", "met"} else Invalid, act):
            self.model.happened("message", "introduction_message", ["asked" if by == "asking" else "asking"])

    @rule(by=SIDES, kind=st.sampled_from(["met", "contract", "not-met"]))
    def tell(self, by: str, kind: str) -> None:
        now = self.now
        content = OutcomeInput.model_validate({"kind": kind, "words": "Chưa hẹn được"})
        actor = now.party(by).actor
        act = self.writing(lambda one: service_outcomes.say(one, actor, now.one.public_id, content))
        if self.expect(self.model.tell_error(by, kind), act):
            self.model.told(by, kind)

    @rule(number=st.integers(0, 1))
    def block_and_unblock(self, number: int) -> None:
        """In between neither may ask the other."""
        now, own, other = self.now, self.parties[number], self.parties[1 - number]
        self.expect(None, self.writing(lambda one: service_blocks.block(one, own.actor, now.one.public_id)))
        for one, another in ((own, other), (other, own)):
            self.expect(Invalid, functools.partial(self.town.ask, one, another))
        ids = own.organisation.public_id, other.organisation.public_id
        self.expect(None, self.writing(lambda one: service_blocks.unblock(one, own.actor, *ids)))

    # what time does

    @rule(hours=st.sampled_from([1, 12, 24, 24, 48, 72, 24 * 8, 24 * 15, 24 * 45, 24 * 91]))
    def time_passes(self, hours: int) -> None:
        self.model.moment += timedelta(hours=hours)

    @rule(is_over=st.booleans())
    def to_the_last_minute(self, is_over: bool) -> None:
        """Or the first one after it."""
        day = self.now.answer_by + timedelta(days=is_over)
        edge = datetime.combine(day, time(0, 0) if is_over else time(23, 59), clock.HANOI)
        assume(edge > self.model.moment)
        self.model.moment = edge

    @rule(is_due=st.booleans())
    def to_the_reminder(self, is_due: bool) -> None:
        """Of whoever has to answer, or of both that they wanted to meet; or to the last minute before it."""
        day = self.now.remind_on or self.now.ask_met_on
        assume(day is not None)
        edge = datetime.combine(day or date.max, time(8), clock.HANOI) - timedelta(minutes=0 if is_due else 1)
        assume(edge > self.model.moment)
        self.model.moment = edge
        self.the_clock_looks(2)

    @rule(times=st.integers(1, 2))
    def the_clock_looks(self, times: int) -> None:
        """Looking twice is like looking once: reminders do not come again."""
        for _ in range(times):
            self.expect(None, self.town.watch)
            self.model.clock_looked()

    # what must hold

    @invariant()
    def is_as_expected(self) -> None:
        now = self.model.latest
        if now is None:
            return
        with self.then():
            session = current_session()
            found = queries.by_public_id(session, now.one.public_id)
            assert found is not None
            assert (found.state, found.answer_by, found.remind_on) == (now.state, now.answer_by, now.remind_on)
            assert found.ask_met_on == now.ask_met_on
            noted = [one.event for one in sorted(queries.happenings(session, found), key=lambda one: one.id)]
            assert noted == now.log
            assert sum(one in {"agree", "decline", "withdraw", "expire"} for one in noted) <= 1
            self._says_no_more(found)
            jobs = session.scalars(select(Job.payload).where(Job.kind == "mail.send"))
            sent = Counter((one["template"], one["params"]["user"]) for one in jobs)
            people = {one.user.public_id for one in self.parties}
            assert Counter({one: many for one, many in sent.items() if one[1] in people}) == self.model.mails

    def _says_no_more(self, found: Introduction) -> None:
        """Names, addresses, numbers are told while both agree, neither before nor after an officer stopped it."""
        is_open = found.state in REVEALED
        for side in Side:
            contact = contact_of(found, side)
            assert (contact is not None) == is_open
            assert contact is None or contact.email == self.now.party(side.value).user.email
        words = [one.text for one in said(found).values()]
        assert any(TELEPHONE in one for one in words) == is_open

    def teardown(self) -> None:
        """Whatever was done, left alone it ends: at the latest when the last day for the answer is over."""
        if self.model.latest is None:
            return
        self.model.moment = max(
            self.model.moment, datetime.combine(self.now.answer_by, time(0), clock.HANOI)
        ) + timedelta(days=1)
        self.the_clock_looks(2)
        self.is_as_expected()
        assert self.model.latest.state not in WAITED_FOR


def test_whatever_happens_is_what_the_model_says(make: Factory) -> None:
    class InThisTown(Product):
        def __init__(self) -> None:
            super().__init__(make)

    run_state_machine_as_test(InThisTown, settings=settings(max_examples=12, stateful_step_count=25, deadline=None))
