"""What happened to an introduction, in words: to its two sides, and to an officer who judges a report of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from ecosystem.introductions import queries
from ecosystem.introductions.models import Introduction
from ecosystem.introductions.states import ALLOW, Event, Side
from ecosystem.kernel.access.messages import N_, Message

_LOG: Final[Mapping[str, tuple[Message, Message]]] = {
    "ask": (N_("You asked to meet"), N_("%(other)s asked to meet")),
    Event.QUESTION: (N_("You asked a question first"), N_("%(other)s asked a question first")),
    Event.REPLY: (N_("You answered the question"), N_("%(other)s answered the question")),
    Event.AGREE: (N_("You agreed to meet"), N_("%(other)s agreed to meet")),
    Event.DECLINE: (N_("You declined"), N_("%(other)s declined")),
    Event.WITHDRAW: (N_("You withdrew the request"), N_("%(other)s withdrew the request")),
    Event.CLOSE: (N_("You ended the introduction"), N_("%(other)s ended the introduction")),
    "times": (N_("You proposed three times"), N_("%(other)s proposed three times")),
    "time": (N_("You chose a time"), N_("%(other)s chose a time")),
    "outcome": (N_("You told an outcome"), N_("%(other)s told an outcome")),
    "confirm": (N_("You confirmed an outcome"), N_("%(other)s confirmed an outcome")),
    "show": (N_("You let everybody read an outcome"), N_("%(other)s lets everybody read an outcome")),
    "deny": (N_("You denied an outcome"), N_("%(other)s denied an outcome")),
}
"""What happened, as whose side did it reads it, and as the other does."""
_BY_ITSELF: Final[Mapping[str, Message]] = {
    Event.REMIND: N_("A reminder was sent"),
    Event.EXPIRE: N_("Closed: the time for an answer was over"),
    Event.ASK_WHETHER_MET: N_("Both were asked whether they met"),
    Event.MEET: N_("Both confirmed what came of it"),
    Event.STOP: N_("Ended by an officer"),
    ALLOW: N_("An officer lets the two ask each other again"),
}


@dataclass(frozen=True)
class Line:
    """One line of the log; `is_done` False: still to come."""

    words: Message
    at: datetime | date
    is_done: bool = True


def log_of(session: Session, about: Introduction, side: Side) -> Sequence[Line]:
    """What happened, the newest first, after what is still to come."""
    other = about.asked if side is Side.ASKING else about.asking
    lines = []
    for noted in queries.happenings(session, about):
        if noted.event in _LOG:
            own_words, their_words = _LOG[noted.event]
            words = own_words if noted.side == side.value else Message(their_words.id, {"other": other.legal_name})
            lines.append(Line(words, noted.at))
        elif noted.event in _BY_ITSELF:
            lines.append(Line(_BY_ITSELF[noted.event], noted.at))
    if about.is_waiting:
        lines.append(Line(N_("Last day for an answer; after it the request closes by itself"), about.answer_by, False))
    return lines[::-1]


def told(session: Session, about: Introduction) -> Sequence[tuple[datetime, Message]]:
    """The same for who belongs to neither side: when and what, the newest first; no words of theirs."""
    names = {Side.ASKING.value: about.asking.legal_name, Side.ASKED.value: about.asked.legal_name}
    lines = []
    for noted in queries.happenings(session, about):
        if noted.event in _LOG:
            lines.append((noted.at, Message(_LOG[noted.event][1].id, {"other": names[noted.side]})))
        elif noted.event in _BY_ITSELF:
            lines.append((noted.at, _BY_ITSELF[noted.event]))
    return lines[::-1]
