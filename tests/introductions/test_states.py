"""The table of states: whole, without dead ends that nobody meant, and what the document says."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from ecosystem.introductions import states
from ecosystem.introductions.states import OPEN, REVEALED, RULES, TALKING, WAITING, Cause, Event, Side, State

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "introductions.md"
ENDED = frozenset(State) - OPEN


def test_every_event_has_one_rule_and_every_state_every_event() -> None:
    assert [rule.event for rule in RULES] == list(Event)
    assert len(list(states.table())) == len(State) * len(Event)


def test_what_has_ended_stays_so() -> None:
    assert {row.state for row in states.table() if row.after is not None} == OPEN


def test_every_state_is_reached_and_every_open_one_ends_by_itself_or_by_a_person() -> None:
    reached, new = {State.ASKED}, {State.ASKED}
    while new:
        new = {row.after for row in states.table() if row.state in new and row.after} - reached
        reached |= new
    assert reached == set(State)
    for state in OPEN:
        ends = {row.rule.by for row in states.table() if row.state is state and row.after in ENDED}
        assert ends & ({Cause.CLOCK} if state in WAITING else {Cause.EITHER})


def test_names_are_open_after_a_yes_of_the_asked_side_alone() -> None:
    opening = [row for row in states.table() if row.state not in REVEALED and row.after in REVEALED]
    assert {row.event for row in opening} == {Event.AGREE}
    assert {row.rule.by for row in opening} == {Cause.ASKED}


def test_somebody_is_waited_for_in_the_waiting_states_alone() -> None:
    assert {state for state in State if states.waits_for(state)} == WAITING
    for row in states.table():
        if row.event in {Event.QUESTION, Event.REPLY} and row.after:
            assert row.rule.by.value == states.waits_for(row.state)
            assert states.waits_for(row.after) is not states.waits_for(row.state)


def test_both_are_told_of_the_close() -> None:
    for state in WAITING:
        assert states.sides_told(state, Event.EXPIRE) == (Side.ASKING, Side.ASKED)


class Introductions(RuleBasedStateMachine):
    """Any order of events: one question, a deadline while somebody is waited for, one ending."""

    def __init__(self) -> None:
        super().__init__()
        self.state = State.ASKED
        self.history: list[Event] = []
        self.deadline: date | None = date(2026, 3, 2) + timedelta(days=7)

    @rule(event=st.sampled_from(Event))
    def happen(self, event: Event) -> None:
        after = states.after(self.state, event)
        if after is None:
            return
        self.history.append(event)
        if states.rule_of(event).has_deadline:
            self.deadline = date(2026, 3, 2) + timedelta(days=7 * len(self.history))
        if after not in WAITING:
            self.deadline = None
        self.state = after

    @invariant()
    def is_sound(self) -> None:
        assert self.history.count(Event.QUESTION) <= 1
        assert self.history.count(Event.REPLY) <= self.history.count(Event.QUESTION)
        assert (self.deadline is not None) == (self.state in WAITING)
        endings = [one for one in self.history if one in states.ENDINGS]
        assert len(endings) <= 1
        assert bool(endings) == (self.state not in WAITING) or self.state is State.STOPPED
        assert (Event.AGREE in self.history) == (self.state in REVEALED) or self.state is State.STOPPED
        assert (self.state in TALKING) <= (Event.AGREE in self.history)


TestIntroductions = Introductions.TestCase


def test_the_document_is_the_table() -> None:
    """Made by `python -m tests.introductions.test_states`."""
    written = DOCUMENT.read_text(encoding="utf-8")
    _, _, rest = written.partition(BEGIN)
    assert rest.partition(END)[0].strip() == as_markdown().strip()


BEGIN = "<!-- The tables below are made of states.table(). -->\n"
END = "<!-- The end of what is made. -->"


def as_markdown() -> str:
    """Two tables: every state × event, and what each event is."""
    lines = [f"| state | {' | '.join(Event)} |", "|---" * (len(Event) + 1) + "|"]
    for state in State:
        cells = [row.after.value if row.after else "–" for row in states.table() if row.state is state]
        lines.append(f"| **{state}** | {' | '.join(cells)} |")
    lines += ["", "| event | caused by | mail | to | new deadline |", "|---|---|---|---|---|"]
    for one in RULES:
        mail = f"`{one.mail}`" if one.mail else "–"
        deadline = f"{states.WORKING_DAYS} working days" if one.has_deadline else "–"
        lines.append(f"| {one.event} | {one.by} | {mail} | {one.to if one.mail else '–'} | {deadline} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    text = DOCUMENT.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    DOCUMENT.write_text(f"{before}{BEGIN}{as_markdown()}{END}{rest.split(END)[1]}", encoding="utf-8")
