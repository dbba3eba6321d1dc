"""After the yes: writing to each other and finding a time; never commits."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from sqlalchemy.orm import Session

from ecosystem.introductions import queries, queries_talk
from ecosystem.introductions.input_talk import MessageInput, TimesInput
from ecosystem.introductions.models import Introduction
from ecosystem.introductions.models_talk import IntroductionMessage, IntroductionTime
from ecosystem.introductions.policy import may_edit, side_of
from ecosystem.introductions.service import note, tell
from ecosystem.introductions.states import Side
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import Forbidden, Invalid, NotFound
from ecosystem.kernel.access.messages import N_

_NOT_TALKING: Final = N_("Both must have agreed first, and neither ended it since")


def talking(session: Session, actor: Actor, public_id: str) -> tuple[Introduction, Side, int]:
    """The introduction, locked, for whoever may act for a side while both talk, with the side and the person's id.

    Raises NotFound, Forbidden (viewers), Invalid (not agreed yet, or ended).
    """
    found = queries.find(session, actor, public_id, lock=True)
    if found is None:
        raise NotFound
    side = side_of(actor, found)
    if side is None or actor.user_id is None or not (may_edit(actor, found) and actor.is_confirmed):
        raise Forbidden
    if not found.is_talking:
        raise Invalid({"": _NOT_TALKING})
    return found, side, actor.user_id


def write(session: Session, actor: Actor, public_id: str, content: MessageInput) -> IntroductionMessage:
    """Write to the other side, which gets a mail; whoever answers has read what came before. Raises as `talking`."""
    found, side, user_id = talking(session, actor, public_id)
    _read(session, found, side)
    made = IntroductionMessage(
        introduction_id=found.id, side=side.value, user_id=user_id, words=content.words, created_at=clock.now()
    )
    session.add(made)
    session.flush()
    noted = note(session, found, "message", side, user_id)
    tell(session, found, noted, "introduction_message", (side.other,), made.public_id)
    return made


def mark_read(session: Session, actor: Actor, public_id: str) -> None:
    """What the other side wrote is read. Raises NotFound, Forbidden (viewers)."""
    found = queries.find(session, actor, public_id, lock=True)
    if found is None:
        raise NotFound
    side = side_of(actor, found)
    if side is None or not may_edit(actor, found):
        raise Forbidden
    _read(session, found, side)


def _read(session: Session, found: Introduction, side: Side) -> None:
    for one in queries_talk.unread(session, found, side):
        one.read_at = clock.now()
    session.flush()


def take_down(session: Session, message_id: str) -> bool:
    """Keep a message from the other side; False where it is so already. Callers have judged who does it."""
    found = queries_talk.message(session, message_id, lock=True)
    if found is None or found.taken_down_at is not None:
        return False
    found.taken_down_at = clock.now()
    return True


def put_back(session: Session, message_id: str) -> bool:
    """Undo `take_down`."""
    found = queries_talk.message(session, message_id, lock=True)
    if found is None or found.taken_down_at is None:
        return False
    found.taken_down_at = None
    return True


def propose_times(session: Session, actor: Actor, public_id: str, content: TimesInput) -> list[IntroductionTime]:
    """Three times for the other side to choose from; older proposals and choices end. Raises as `talking`."""
    found, side, user_id = talking(session, actor, public_id)
    starts = [datetime.combine(day, hour, clock.HANOI).astimezone(UTC) for day, hour in content.times]
    moment = clock.now()
    if min(starts) <= moment:
        raise Invalid({f"day_{1 + starts.index(min(starts))}": N_("This time is over already")})
    for old in queries_talk.times(session, found):
        old.ended_at = moment
    made = [
        IntroductionTime(
            introduction_id=found.id,
            side=side.value,
            starts_at=start,
            minutes=int(content.minutes),
            place=content.place,
            proposed_at=moment,
        )
        for start in starts
    ]
    session.add_all(made)
    session.flush()
    noted = note(session, found, "times", side, user_id)
    tell(session, found, noted, "introduction_times", (side.other,))
    return made


def choose_time(session: Session, actor: Actor, public_id: str, time_id: str) -> IntroductionTime:
    """Take one of the times that the other side proposed; both get a mail. The same again changes nothing.

    Raises as `talking`; NotFound and Invalid where the time is none of the proposed ones any more.
    """
    found, side, user_id = talking(session, actor, public_id)
    known = queries_talk.times(session, found)
    chosen = next((one for one in known if one.public_id == time_id), None)
    if chosen is None:
        raise NotFound
    if chosen.side == side.value:
        raise Invalid({"": N_("The other side chooses among the times that you proposed")})
    if any(one.chosen_at is not None for one in known):
        if chosen.chosen_at is not None:
            return chosen
        raise Invalid({"": N_("A time was chosen already; propose three new ones to move it")})
    if chosen.starts_at <= clock.now():
        raise Invalid({"": N_("This time is over already")})
    chosen.chosen_at = clock.now()
    noted = note(session, found, "time", side, user_id)
    tell(session, found, noted, "introduction_time", (Side.ASKING, Side.ASKED), chosen.public_id)
    session.flush()
    return chosen
