"""Any order of acts and of days over the real service: a model that counts for itself says what must come of each."""

from __future__ import annotations

import csv
import functools
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
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
from ecosystem.kernel.access.errors import DomainError, Forbidden, Invalid, NotFound
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.jobs.models import Job
from tests.factories import Factory
from tests.introductions.world import Party, Town

HOLIDAYS = Path(__file__).resolve().parents[2] / "data" / "reference" / "holidays.csv"
TELEPHONE = "0912 345 678"
WAITED_FOR = {"asked": "asked", "questioned": "asking", "replied": "asked"}
REVEALED = {"agreed", "met", "closed"}
LEADS = {
    ("question", "asked"): "questioned",
    ("reply", "questioned"): "replied",
    **{("agree", state): "agreed" for state in WAITED_FOR},
    **{("decline", state): "declined" for state in WAITED_FOR},
    **{("withdraw", state): "withdrawn" for state in WAITED_FOR},
    **{("close", state): "closed" for state in ("agreed", "met")},
    **{("stop", state): "stopped" for state in (*WAITED_FOR, "agreed", "met")},
}
"""As the issue says it, not as `states` does."""
BY = {"question": "asked", "reply": "asking", "agree": "asked", "decline": "asked", "withdraw": "asking"}
TOLD = {
    "ask": ["asked"],
    "question": ["asking"],
    "reply": ["asked"],
    "decline": ["asking"],
    "withdraw": ["asked"],
    **{one: ["asking", "asked"] for one in ("agree", "expire", "ask-whether-met", "close", "stop")},
}
PAST = {
    "question": "questioned",
    "reply": "replied",
    "agree": "agreed",
    "decline": "declined",
    "withdraw": "withdrawn",
    "close": "closed",
}
PATHS = st.sampled_from([["agree"], ["question", "reply"], ["question"], [], ["question", "reply", "agree"]])
WHO = st.sampled_from(["right", "right", "right", "right", "wrong", "stranger"])
SIDES = st.sampled_from(["asking", "asked"])


def days_off() -> frozenset[date]:
    with HOLIDAYS.open(encoding="utf-8") as file:
        return frozenset(date.fromisoformat(row["day"]) for row in csv.DictReader(file))


OFF = days_off()


def working_days_from(day: date, number: int) -> date:
    """The same as the product counts, step by step and from the file."""
    step = 1 if number > 0 else -1
    while number:
        day += timedelta(days=step)
        number -= step if day.weekday() < 5 and day not in OFF else 0
    return day


@dataclass
class Expected:
    """What the latest introduction must be like. `said`: outcome kinds that wait, with the side that said them."""

    one: Introduction
    asking: Party
    asked: Party
    state: str = "asked"
    answer_by: date = date.max
    remind_on: date | None = None
    ask_met_on: date | None = None
    log: list[str] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)

    def party(self, side: str) -> Party:
        return self.asking if side == "asking" else self.asked


class Product(RuleBasedStateMachine):
    """Two organisations that ask each other, a stranger and an officer; the clock goes forward alone."""

    def __init__(self, make: Factory) -> None:
        super().__init__()
        self.make = make
        self.town = Town.of(make)
        self.parties = (self.town.fund, self.town.startup)
        self.stranger = self.town.party("Người lạ")
        self.officer = make.actor(make.user(officer=True))
        self.moment = datetime(2026, 1, 26, 9, tzinfo=clock.HANOI)
        self.latest: Expected | None = None
        self.noes: dict[int, date] = {}
        self.asked_at: dict[int, list[datetime]] = {one.organisation.id: [] for one in self.parties}
        self.mails: Counter[tuple[str, str]] = Counter()

    @property
    def now(self) -> Expected:
        assume(self.latest is not None)
        assert self.latest is not None
        return self.latest

    @contextmanager
    def then(self) -> Iterator[None]:
        """It is that moment, and everything is read anew."""
        session = current_session()
        session.rollback()
        session.expire_all()
        with clock.travel(self.moment - clock.now()):
            yield

    def expect(self, error: type[DomainError] | None, act: Callable[[], object]) -> None:
        with self.then():
            if error is None:
                act()
            else:
                with pytest.raises(error):
                    act()

    def happened(self, event: str, template: str, told: list[str]) -> None:
        self.now.log.append(event)
        for side in told:
            self.mails[template, self.now.party(side).user.public_id] += 1

    def begin_deadline(self) -> None:
        self.now.answer_by = working_days_from(self.moment.date(), 5)
        self.now.remind_on = working_days_from(self.now.answer_by, -2)

    # what people do

    @initialize(days=st.integers(0, 120), path=PATHS)
    def begins(self, days: int, path: list[str]) -> None:
        self.moment += timedelta(days=days)
        self.ask(0)
        for event in path:
            self.act(event, "right")

    @rule(number=st.integers(0, 1))
    def ask(self, number: int) -> None:
        asking, asked = self.parties[number], self.parties[1 - number]
        key = asking.organisation.id
        lately = [one for one in self.asked_at[key] if one > self.moment - timedelta(days=30)]
        is_open = self.latest is not None and self.latest.state in {*WAITED_FOR, "agreed", "met"}
        is_quiet = key in self.noes and self.moment.date() < self.noes[key] + timedelta(days=90)
        is_stopped = self.latest is not None and self.latest.state == "stopped"
        may = not (is_open or is_quiet or is_stopped or len(lately) >= 3)
        made: list[Introduction] = []
        why = f"Xin gọi {TELEPHONE} để trao đổi."
        self.expect(None if may else Invalid, lambda: made.append(self.town.ask(asking, asked, why=why)))
        if may:
            self.asked_at[key].append(self.moment)
            self.latest = Expected(made[0], asking, asked)
            self.begin_deadline()
            self.happened("ask", "introduction_asked", ["asked"])

    @rule(number=st.integers(0, 1), path=PATHS)
    def anew(self, number: int, path: list[str]) -> None:
        """Half a year later somebody asks, unless they talk still; and it goes on from there."""
        if self.now.state not in {*WAITED_FOR, "agreed", "met"}:
            self.moment += timedelta(days=180)
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
        is_over = now.state in WAITED_FOR and now.answer_by < self.moment.date()
        after = LEADS.get((event, now.state))
        error: type[DomainError] | None = Invalid if is_over or after is None else None
        if who in {"stranger", "wrong"}:
            error = NotFound if who == "stranger" else Forbidden
        self.expect(error, self.doing(event, party))
        if error is not None or after is None:
            return
        now.state, now.remind_on = after, None
        if event in {"question", "reply"}:
            self.begin_deadline()
        if event == "agree":
            now.ask_met_on = self.moment.date() + timedelta(days=14)
        if event == "decline":
            self.noes[now.asking.organisation.id] = self.moment.date()
        self.happened(event, f"introduction_{PAST[event]}", TOLD[event])

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
        now, after = self.now, LEADS.get(("stop", self.now.state))
        self.expect(None if after else Invalid, lambda: self.town.stop(now.one, self.officer))
        if after:
            now.state, now.remind_on = after, None
            self.happened("stop", "introduction_stopped", TOLD["stop"])

    @rule(by=SIDES)
    def write(self, by: str) -> None:
        now = self.now
        may = now.state in {"agreed", "met"}
        actor, content = now.party(by).actor, MessageInput(words="Hẹn gặp nhé")
        act = self.writing(lambda session: service_talk.write(session, actor, now.one.public_id, content))
        self.expect(None if may else Invalid, act)
        if may:
            self.happened("message", "introduction_message", ["asked" if by == "asking" else "asking"])

    @rule(by=SIDES, kind=st.sampled_from(["met", "contract", "not-met"]))
    def tell(self, by: str, kind: str) -> None:
        now, other = self.now, "asked" if by == "asking" else "asking"
        error = None if now.state in REVEALED and now.said.get(kind) != by else Invalid
        content = OutcomeInput.model_validate({"kind": kind, "words": "Chưa hẹn được"})
        actor = now.party(by).actor
        self.expect(error, self.writing(lambda one: service_outcomes.say(one, actor, now.one.public_id, content)))
        if error is not None:
            return
        is_confirmed = now.said.get(kind) == other
        self.happened("confirm" if is_confirmed else "outcome", "introduction_outcome", [other])
        if not is_confirmed:
            now.said[kind] = by
            return
        del now.said[kind]
        if kind != "not-met" and now.state == "agreed":
            now.state = "met"
            self.happened("meet", "", [])

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
        self.moment += timedelta(hours=hours)

    @rule(is_over=st.booleans())
    def to_the_last_minute(self, is_over: bool) -> None:
        """Or the first one after it."""
        day = self.now.answer_by + timedelta(days=is_over)
        edge = datetime.combine(day, time(0, 0) if is_over else time(23, 59), clock.HANOI)
        assume(edge > self.moment)
        self.moment = edge

    @rule(is_due=st.booleans())
    def to_the_reminder(self, is_due: bool) -> None:
        """Of whoever has to answer, or of both that they wanted to meet; or to the last minute before it."""
        day = self.now.remind_on or self.now.ask_met_on
        assume(day is not None)
        edge = datetime.combine(day or date.max, time(0), clock.HANOI) - timedelta(minutes=0 if is_due else 1)
        assume(edge > self.moment)
        self.moment = edge
        self.the_clock_looks(2)

    @rule(times=st.integers(1, 2))
    def the_clock_looks(self, times: int) -> None:
        """Looking twice is like looking once: reminders do not come again."""
        for _ in range(times):
            self.expect(None, self.town.watch)
            if self.latest is not None:
                self._due(self.latest)

    def _due(self, now: Expected) -> None:
        today = self.moment.date()
        if now.state in WAITED_FOR and now.answer_by < today:
            now.state, now.remind_on = "unanswered" if now.state == "questioned" else "expired", None
            self.happened("expire", "introduction_expired", TOLD["expire"])
        elif now.state in WAITED_FOR and now.remind_on and now.remind_on <= today:
            now.remind_on = None
            self.happened("remind", "introduction_due", [WAITED_FOR[now.state]])
        elif now.state == "agreed" and now.ask_met_on and now.ask_met_on <= today:
            now.ask_met_on = None
            self.happened("ask-whether-met", "introduction_whether_met", TOLD["ask-whether-met"])

    # what must hold

    @invariant()
    def is_as_expected(self) -> None:
        now = self.latest
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
            assert Counter({one: many for one, many in sent.items() if one[1] in people}) == self.mails

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
        if self.latest is None:
            return
        self.moment = max(self.moment, datetime.combine(self.now.answer_by, time(0), clock.HANOI)) + timedelta(days=1)
        self.the_clock_looks(2)
        self.is_as_expected()
        assert self.latest.state not in WAITED_FOR


def test_whatever_happens_is_what_the_model_says(make: Factory) -> None:
    class InThisTown(Product):
        def __init__(self) -> None:
            super().__init__(make)

    run_state_machine_as_test(InThisTown, settings=settings(max_examples=12, stateful_step_count=25, deadline=None))
