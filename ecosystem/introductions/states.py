"""The states of an introduction and what leads from one to the next: one table, read by service, documents and tests.

Pure. Every row of `RULES` says who may cause an event, in which states, where it leads, whether a new deadline begins
and who is written to. What no row allows does not happen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

ALLOW: Final = "allow"
"""In the log of what an officer ended: the decision is undone, and the two may ask each other again. No event: what was
ended stays so."""
WORKING_DAYS: Final = 5
"""How long each side has for each of its answers."""
REMINDED_BEFORE: Final = 2
"""How many working days before the last one the side that has to answer is reminded, once."""
DAYS_TO_MEET: Final = 14
"""Days after the yes on which both are asked whether they met."""


class State(StrEnum):
    """`EXPIRED`: the asked side was silent. `UNANSWERED`: the asking side left the question without an answer.

    `CLOSED`: one side ended what began with a yes. `STOPPED`: an officer ended it.
    """

    ASKED = "asked"
    QUESTIONED = "questioned"
    REPLIED = "replied"
    AGREED = "agreed"
    MET = "met"
    CLOSED = "closed"
    DECLINED = "declined"
    EXPIRED = "expired"
    UNANSWERED = "unanswered"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"


class Event(StrEnum):
    """What can happen to an introduction that was asked for."""

    QUESTION = "question"
    REPLY = "reply"
    AGREE = "agree"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    REMIND = "remind"
    EXPIRE = "expire"
    ASK_WHETHER_MET = "ask-whether-met"
    MEET = "meet"
    CLOSE = "close"
    STOP = "stop"


class Side(StrEnum):
    ASKING = "asking"
    ASKED = "asked"

    @property
    def other(self) -> Side:
        return Side.ASKED if self is Side.ASKING else Side.ASKING


class Cause(StrEnum):
    """Who may cause an event. `BOTH`: one side says so and the other confirms it."""

    ASKING = "asking"
    ASKED = "asked"
    EITHER = "either"
    BOTH = "both"
    CLOCK = "clock"
    OFFICER = "officer"


class To(StrEnum):
    """Whose people are written to. `WAITED_FOR`: the side that has to answer."""

    ASKING = "asking"
    ASKED = "asked"
    BOTH = "both"
    WAITED_FOR = "waited-for"


@dataclass(frozen=True)
class Rule:
    """`leads`: from each state in which the event may happen to the one after it. `mail`: a template, and to whom."""

    event: Event
    by: Cause
    leads: Mapping[State, State]
    mail: str = ""
    to: To = To.BOTH
    has_deadline: bool = False


@dataclass(frozen=True)
class Row:
    """One cell of the table; `after` is None where the event is refused."""

    state: State
    event: Event
    rule: Rule
    after: State | None


WAITING: Final = frozenset({State.ASKED, State.QUESTIONED, State.REPLIED})
"""Somebody has to answer, by a date."""
TALKING: Final = frozenset({State.AGREED, State.MET})
"""Both said yes, and neither ended it."""
REVEALED: Final = frozenset({*TALKING, State.CLOSED})
"""Both said yes: each sees the other's name and address, and nothing in their words is masked."""
OPEN: Final = WAITING | TALKING
"""While one of these is between two organisations, neither may ask the other again."""


def _each(states: frozenset[State], after: State) -> Mapping[State, State]:
    return {state: after for state in State if state in states}


RULES: Final = (
    Rule(
        Event.QUESTION,
        Cause.ASKED,
        {State.ASKED: State.QUESTIONED},
        "introduction_questioned",
        To.ASKING,
        has_deadline=True,
    ),
    Rule(
        Event.REPLY,
        Cause.ASKING,
        {State.QUESTIONED: State.REPLIED},
        "introduction_replied",
        To.ASKED,
        has_deadline=True,
    ),
    Rule(Event.AGREE, Cause.ASKED, _each(WAITING, State.AGREED), "introduction_agreed"),
    Rule(Event.DECLINE, Cause.ASKED, _each(WAITING, State.DECLINED), "introduction_declined", To.ASKING),
    Rule(Event.WITHDRAW, Cause.ASKING, _each(WAITING, State.WITHDRAWN), "introduction_withdrawn", To.ASKED),
    Rule(Event.REMIND, Cause.CLOCK, {one: one for one in State if one in WAITING}, "introduction_due", To.WAITED_FOR),
    Rule(
        Event.EXPIRE,
        Cause.CLOCK,
        {State.ASKED: State.EXPIRED, State.QUESTIONED: State.UNANSWERED, State.REPLIED: State.EXPIRED},
        "introduction_expired",
    ),
    Rule(Event.ASK_WHETHER_MET, Cause.CLOCK, {State.AGREED: State.AGREED}, "introduction_whether_met"),
    Rule(Event.MEET, Cause.BOTH, {State.AGREED: State.MET}),
    Rule(Event.CLOSE, Cause.EITHER, _each(TALKING, State.CLOSED), "introduction_closed"),
    Rule(Event.STOP, Cause.OFFICER, _each(OPEN, State.STOPPED), "introduction_stopped"),
)
"""Everything that can happen."""

ENDINGS: Final = frozenset({Event.AGREE, Event.DECLINE, Event.WITHDRAW, Event.EXPIRE})
"""What ends the waiting, one of them once (but where an officer stops it)."""

_BY_EVENT: Final = {rule.event: rule for rule in RULES}


def rule_of(event: Event) -> Rule:
    return _BY_EVENT[event]


def after(state: State, event: Event) -> State | None:
    """Where `event` leads from `state`; None where it is refused."""
    return rule_of(event).leads.get(state)


def waits_for(state: State) -> Side | None:
    """The side that has to answer; None where nobody has to."""
    if state not in WAITING:
        return None
    return Side.ASKING if state is State.QUESTIONED else Side.ASKED


def sides_told(state: State, event: Event) -> tuple[Side, ...]:
    """The sides that are written to when `event` happens in `state`, the asking one first."""
    rule = rule_of(event)
    if not rule.mail:
        return ()
    if rule.to is To.BOTH:
        return Side.ASKING, Side.ASKED
    if rule.to is To.WAITED_FOR:
        waited_for = waits_for(state)
        return (waited_for,) if waited_for else ()
    return (Side(rule.to.value),)


def table() -> Iterator[Row]:
    """Every state with every event."""
    for state in State:
        for rule in RULES:
            yield Row(state, rule.event, rule, rule.leads.get(state))
