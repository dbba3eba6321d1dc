"""Objections of an organisation's people to what officers decided, and an officer's answer; never commits."""

from __future__ import annotations

from typing import Final

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import Forbidden, Invalid, NotFound
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.mail.request import request_mail
from ecosystem.reports import queries, service_decisions
from ecosystem.reports.input import AnswerInput, ObjectionInput
from ecosystem.reports.models import Decision, Objection, Verdict
from ecosystem.reports.policy import may_answer, may_object, may_read
from ecosystem.reports.reportable import Reportables

_WAITING: Final = N_("Your organisation has asked already; an officer will answer")


def read(session: Session, actor: Actor, public_id: str) -> Decision:
    """The decision for the people of the organisation; NotFound for others."""
    found = queries.decision(session, public_id)
    if found is None or not may_read(actor, found):
        raise NotFound
    return found


def object_to(session: Session, actor: Actor, public_id: str, content: ObjectionInput) -> Objection:
    """Ask that it be undone. Raises NotFound, Forbidden (viewers; no longer in force), Invalid (one waits)."""
    found = read(session, actor, public_id)
    if not may_object(actor, found) or actor.user_id is None:
        raise Forbidden
    made = Objection(decision_id=found.id, user_id=actor.user_id, words=content.words, created_at=clock.now())
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError:
        raise Invalid({"": _WAITING}) from None
    return made


def load(session: Session, actor: Actor, public_id: str, *, lock: bool = False) -> Objection:
    """The objection for an officer who may answer it; NotFound for others, and for who made the decision."""
    found = queries.objection(session, public_id, lock=lock)
    if found is None or not may_answer(actor, found.decision):
        raise NotFound
    return found


def answer(session: Session, actor: Actor, reportables: Reportables, public_id: str, content: AnswerInput) -> Objection:
    """Let the decision stay, or undo it, which answers too. Raises NotFound, Invalid (another was faster)."""
    found = load(session, actor, public_id, lock=True)
    if not found.is_open:
        raise Invalid({"": N_("Another officer has answered this meanwhile; see below")})
    if content.verdict == Verdict.RESTORED.value:
        service_decisions.restore(session, actor, reportables, found.decision.public_id, content.words)
        return found
    found.verdict, found.answer, found.officer_id = content.verdict, content.words, actor.user_id
    found.answered_at = clock.now()
    session.flush()
    request_mail("objection_answered", {"objection": found.public_id}, event=f"objection-{found.public_id}")
    return found
