"""Asking for an introduction and answering; never commits.

Every event goes through `happen`: the row is locked and read anew, `states` says where the event leads, and state, log
and mails are written together. Of several at once the second one finds what the first one did, and is refused.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry
from ecosystem.introductions import queries, states
from ecosystem.introductions.input import AgreeInput, DeclineInput, QuestionInput, ReplyInput, RequestInput
from ecosystem.introductions.models import Happening, Introduction, pair_of
from ecosystem.introductions.policy import acting_side, may_ask_for, may_stop, obstacle
from ecosystem.introductions.states import ALLOW, DAYS_TO_MEET, REMINDED_BEFORE, WORKING_DAYS, Event, Side, State
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import Forbidden, Invalid, NotFound
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.mail.request import request_mail
from ecosystem.matchmaking.reasons import Reasons, ReasonsOf
from ecosystem.taxonomy.working_days import add_working_days

ASK: Final = "ask"
"""The first line of every log; not an event of `states`, since it has no state before it."""
_DECIDED: Final = N_("This was answered, withdrawn or closed already")
_OVER: Final = N_("The time for an answer is over; both sides are being told")


@dataclass(frozen=True)
class Asked:
    """Whom an introduction is asked of, by whom: the public ids of both pages ("" for no page of one's own)."""

    entry: str
    own_entry: str = ""


def askable(session: Session, public_id: str) -> Entry:
    """The public entry, with its owner. Raises NotFound."""
    entry = queries.asked_entry(session, public_id)
    if entry is None:
        raise NotFound
    return entry


def ask(
    session: Session, actor: Actor, organisation_id: int, asked: Asked, content: RequestInput, reasons_of: ReasonsOf
) -> Introduction:
    """Ask the owner of an entry to meet; its people get a mail. Raises NotFound, Forbidden, Invalid (see `policy`)."""
    entry = askable(session, asked.entry)
    if not may_ask_for(actor, organisation_id) or actor.user_id is None:
        raise Forbidden
    queries.lock_pair(session, organisation_id, entry.owner_id or organisation_id)
    found = obstacle(queries.standing(session, actor, organisation_id, entry), clock.today())
    if found is not None or entry.owner_id is None:
        raise Invalid({"": found or N_("Nobody speaks for this page yet, so nobody could answer")})
    own = _own_entry(session, organisation_id, asked.own_entry)
    moment = clock.now()
    made = Introduction(
        asking_id=organisation_id,
        asked_id=entry.owner_id,
        pair=pair_of(organisation_id, entry.owner_id),
        entry_id=entry.id,
        own_entry_id=own.id if own else None,
        asker_id=actor.user_id,
        why=content.why,
        proposal=content.proposal,
        asker_telephone=content.telephone,
        reasons=_reasons(session, actor, own, entry, reasons_of),
        state=State.ASKED.value,
        asked_at=moment,
        changed_at=moment,
    )
    _begin_deadline(session, made)
    session.add(made)
    session.flush()
    noted = note(session, made, ASK, Side.ASKING, actor.user_id)
    tell(session, made, noted, "introduction_asked", (Side.ASKED,))
    return made


def load(session: Session, actor: Actor, public_id: str) -> Introduction:
    """The introduction; NotFound for another's."""
    found = queries.find(session, actor, public_id)
    if found is None:
        raise NotFound
    return found


def question(session: Session, actor: Actor, public_id: str, content: QuestionInput) -> Introduction:
    """Ask first, once. Raises NotFound, Forbidden, Invalid (decided, or its time is over)."""
    return act(session, actor, public_id, Event.QUESTION, question=content.words)


def reply(session: Session, actor: Actor, public_id: str, content: ReplyInput) -> Introduction:
    """Answer the question. Raises as `question`."""
    return act(session, actor, public_id, Event.REPLY, reply=content.words)


def agree(session: Session, actor: Actor, public_id: str, content: AgreeInput) -> Introduction:
    """Say yes; from now on each side sees the other's person. Raises as `question`."""
    ask_met_on = clock.today() + timedelta(days=DAYS_TO_MEET)
    person = {"answerer_id": actor.user_id, "answerer_telephone": content.telephone}
    return act(session, actor, public_id, Event.AGREE, ask_met_on=ask_met_on, **person)


def decline(session: Session, actor: Actor, public_id: str, content: DeclineInput) -> Introduction:
    """Say no, with a reason. Raises as `question`."""
    return act(session, actor, public_id, Event.DECLINE, decline_reason=content.reason, decline_words=content.words)


def decline_many(
    session: Session, actor: Actor, public_ids: Sequence[str], content: DeclineInput
) -> tuple[list[Introduction], list[str]]:
    """Say no to several with the same words, each with a mail of its own; those done, and the ids of those that could
    not be declined any more. Raises NotFound and Forbidden for what is not the actor's to decline.
    """
    done, left = [], []
    for public_id in dict.fromkeys(public_ids):
        try:
            with session.begin_nested():
                done.append(decline(session, actor, public_id, content))
        except Invalid:
            left.append(public_id)
    return done, left


def withdraw(session: Session, actor: Actor, public_id: str) -> Introduction:
    """Take the request back before it is answered. Raises as `question`."""
    return act(session, actor, public_id, Event.WITHDRAW)


def close(session: Session, actor: Actor, public_id: str) -> Introduction:
    """End what began with a yes. Raises as `question`."""
    return act(session, actor, public_id, Event.CLOSE)


def stop(session: Session, actor: Actor, public_id: str, told: Collection[int] = ()) -> Introduction:
    """An officer ends it; both are told, but not the people with the ids in `told`, who get the decision by mail.

    Raises NotFound, Forbidden (one's own organisation's), Invalid.
    """
    found = queries.by_public_id(session, public_id, lock=True)
    if found is None:
        raise NotFound
    if not may_stop(actor, found):
        raise Forbidden
    happen(session, found, Event.STOP, None, actor.user_id, told)
    return found


def let_ask_again(session: Session, actor: Actor, public_id: str) -> bool:
    """An officer undoes that it was ended: the two may ask each other again. False where there is nothing to undo.

    Raises Forbidden (one's own organisation's).
    """
    found = queries.by_public_id(session, public_id, lock=True)
    if found is None or found.state != State.STOPPED:
        return False
    if not may_stop(actor, found):
        raise Forbidden
    if any(noted.event == ALLOW for noted in queries.happenings(session, found)):
        return False
    note(session, found, ALLOW, None, actor.user_id)
    return True


def act(session: Session, actor: Actor, public_id: str, event: Event, **changes: Any) -> Introduction:
    """Let a person of the side that may cause the event do so, and write `changes` with it."""
    found = queries.find(session, actor, public_id, lock=True)
    if found is None:
        raise NotFound
    side = acting_side(actor, event, found)
    if side is None:
        raise Forbidden
    if found.is_over_on(clock.today()):
        raise Invalid({"": _OVER})
    happen(session, found, event, side, actor.user_id, **changes)
    return found


def happen(
    session: Session,
    found: Introduction,
    event: Event,
    side: Side | None,
    user_id: int | None,
    told: Collection[int] = (),
    **changes: Any,
) -> Happening:
    """Do what the table of states says of the event; `found` is locked. Raises Invalid where it is refused.

    `told`: the ids of people who learn of it by another mail.
    """
    before = State(found.state)
    after = states.after(before, event)
    if after is None:
        raise Invalid({"": _DECIDED})
    for name, value in changes.items():
        setattr(found, name, value)
    if after is not before:
        found.state, found.changed_at, found.remind_on = after.value, clock.now(), None
    if states.rule_of(event).has_deadline:
        _begin_deadline(session, found)
    noted = note(session, found, event.value, side, user_id)
    tell(session, found, noted, states.rule_of(event).mail, states.sides_told(before, event), but=told)
    return noted


def note(session: Session, found: Introduction, event: str, side: Side | None, user_id: int | None) -> Happening:
    """Append to the log."""
    made = Happening(
        introduction_id=found.id, event=event, side=side.value if side else "", user_id=user_id, at=clock.now()
    )
    session.add(made)
    session.flush()
    return made


def tell(
    session: Session,
    found: Introduction,
    noted: Happening,
    template: str,
    sides: tuple[Side, ...],
    about: str = "",
    but: Collection[int] = (),
) -> None:
    """Ask for one mail to each owner and editor of these sides, `but` these, about what was noted.

    `about`: the public id of the message, time or outcome that is meant.
    """
    for side in sides:
        for user in queries.people(session, found.organisation_id(side)):
            if user.id in but:
                continue
            params = {"happening": noted.public_id, "side": side.value, "user": user.public_id, "about": about}
            request_mail(template, params, event=f"{template}-{noted.public_id}-{user.public_id}")


def _begin_deadline(session: Session, found: Introduction) -> None:
    found.answer_by = add_working_days(session, clock.today(), WORKING_DAYS)
    found.remind_on = add_working_days(session, found.answer_by, -REMINDED_BEFORE)


def _own_entry(session: Session, organisation_id: int, public_id: str) -> Entry | None:
    return next((one for one in queries.own_entries(session, organisation_id) if one.public_id == public_id), None)


def _reasons(session: Session, actor: Actor, own: Entry | None, other: Entry, reasons_of: ReasonsOf) -> dict[str, Any]:
    """What the match pages say to each of the two now, in the words of each."""
    if own is None:
        return {}
    sides = {Side.ASKING: reasons_of(session, actor, own, other), Side.ASKED: reasons_of(session, actor, other, own)}
    return {side.value: _kept(reasons) for side, reasons in sides.items() if reasons.lines}


def _kept(reasons: Reasons) -> dict[str, Any]:
    return {"lines": reasons.kept(), "score": reasons.score}
