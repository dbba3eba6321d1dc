"""Asking a person to look at a match again, and that person's answer; never commits."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from ecosystem.catalogue.kinds import Kinds
from ecosystem.catalogue.models import Entry
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import Forbidden, Invalid, NotFound
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.access.text import clean
from ecosystem.kernel.mail.request import request_mail
from ecosystem.matchmaking import queries_feedback as queries
from ecosystem.matchmaking.input import AppealInput
from ecosystem.matchmaking.models import Appeal, State
from ecosystem.matchmaking.policy import may_answer
from ecosystem.matchmaking.reasons import ReasonsOf
from ecosystem.matchmaking.service import judged_entry, judged_pair

LONGEST_ANSWER: Final = 2000


def subject(
    session: Session, actor: Actor, kinds: Kinds, public_id: str, about: str, *, lock: bool = False
) -> tuple[Entry, Entry | None]:
    """The entry whose matches are meant, and the one match, where `about` is its public id and not "".

    Raises NotFound, Forbidden.
    """
    if about:
        return judged_pair(session, actor, kinds, public_id, about, lock=lock)
    return judged_entry(session, actor, public_id, lock=lock), None


def appeal(
    session: Session,
    actor: Actor,
    kinds: Kinds,
    public_id: str,
    about: str,
    content: AppealInput,
    reasons_of: ReasonsOf,
) -> Appeal:
    """Keep the words and the reasons as they are shown now; the operator and the person get a mail.

    Raises NotFound, Forbidden, Invalid (the same was asked and waits for its answer).
    """
    own, other = subject(session, actor, kinds, public_id, about, lock=True)
    if own.owner_id is None or actor.user_id is None:
        raise Forbidden
    if queries.open_appeal(session, own, other) is not None:
        raise Invalid({"": N_("Your organisation has asked about this already; a person will answer by email")})
    reasons = reasons_of(session, actor, own, other)
    made = Appeal(
        organisation_id=own.owner_id,
        own_entry_id=own.id,
        other_entry_id=other.id if other else None,
        user_id=actor.user_id,
        words=content.words,
        reasons=reasons.kept(),
        score=reasons.score,
        created_at=clock.now(),
    )
    session.add(made)
    session.flush()
    for template in ("appeal_to_operator", "appeal_received"):
        request_mail(template, {"appeal": made.public_id}, event=f"{template}-{made.public_id}")
    return made


def load(session: Session, actor: Actor, public_id: str) -> Appeal:
    """The appeal; NotFound for another's."""
    found = queries.appeal(session, actor, public_id)
    if found is None:
        raise NotFound
    return found


def answer(session: Session, actor: Actor, public_id: str, text: str) -> Appeal:
    """Answer it, by mail to the person. Raises NotFound, Forbidden, Invalid (no words, or answered already)."""
    words = clean(text, multiline=True)
    if not 1 <= len(words) <= LONGEST_ANSWER:
        raise Invalid({"answer": N_("Write an answer of at most %(limit)s characters", limit=LONGEST_ANSWER)})
    found = queries.appeal(session, actor, public_id, lock=True)
    if found is None:
        raise NotFound
    if not may_answer(actor, found):
        raise Forbidden(N_("Nobody decides on the own organisation; another officer does"))
    if not found.is_open:
        raise Invalid({"": N_("This appeal was answered already")})
    found.answer, found.state, found.answered_at = words, State.ANSWERED.value, clock.now()
    request_mail("appeal_answered", {"appeal": found.public_id}, event=f"appeal_answered-{found.public_id}")
    session.flush()
    return found
