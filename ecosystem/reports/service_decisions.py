"""Officers' decisions on reported things, and undoing them; never commits.

Who decides locks the open reports of the thing first and reads after that: of two officers who decide at once the
second one finds none open and is told. One decision answers all reports of the thing that the officer was shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import Invalid, NotFound
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.mail.request import request_mail
from ecosystem.organisations.queries_people import to_tell
from ecosystem.reports import queries
from ecosystem.reports.input import DecisionInput
from ecosystem.reports.models import Action, Decision, Report, State, Verdict
from ecosystem.reports.policy import may_judge, may_restore, open_to
from ecosystem.reports.reportable import ORGANISATION, Reportables, Reported

_DECIDED: Final = N_("Another officer has decided this meanwhile; see below")


def judged(
    session: Session, actor: Actor, reportables: Reportables, public_id: str
) -> tuple[Report, Reported | None, tuple[Action, ...]]:
    """A report, the thing as the actor sees it now, and what may be decided about it.

    Raises NotFound: for others than officers, and for officers whose organisation's thing, or whose report, it is.
    """
    found = queries.to_judge(session, actor, public_id)
    if found is None:
        raise NotFound
    thing = _load(session, actor, reportables, found.kind, found.thing)
    owner_id = thing.organisation_id if thing else None
    if not may_judge(actor, found, owner_id):
        raise NotFound
    return found, thing, open_to(thing, is_suspended=_organisation(session, actor, reportables, thing) is None)


def decide(
    session: Session, actor: Actor, reportables: Reportables, public_id: str, content: DecisionInput, seen: int
) -> Decision:
    """Decide all open reports of the thing; `seen` is how many of them the officer was shown.

    Raises NotFound; Invalid: decided meanwhile, reported once more meanwhile, or no longer possible.
    """
    found, thing, possible = judged(session, actor, reportables, public_id)
    reports = queries.open_for(session, found.kind, found.thing, lock=True)
    if not reports:
        raise Invalid({"": _DECIDED})
    if len(reports) != seen:
        raise Invalid({"": N_("It was reported again meanwhile; please read that too, then decide")})
    action = Action(content.action)
    if action not in possible:
        raise Invalid({"action": N_("This can no longer be done: the page has changed meanwhile")})
    target = _organisation(session, actor, reportables, thing) if action is Action.SUSPEND else thing
    if action is not Action.DISMISS and (
        target is None or not reportables[target.kind].withdraw(session, actor, target)
    ):
        raise Invalid({"": _DECIDED})
    made = _made(session, actor, action, content.words, target or found)
    made.is_in_force = action is not Action.DISMISS
    for one in reports:
        one.state, one.decided_at, one.decision_id = State.DECIDED.value, made.created_at, made.id
    session.flush()
    _tell(session, made, reports)
    return made


def load(session: Session, actor: Actor, public_id: str, *, lock: bool = False) -> Decision:
    """A decision as officers see it; NotFound for others, and where it is about the officer's own organisation."""
    found = queries.decision(session, public_id, lock=lock)
    if found is None or not may_restore(actor, found):
        raise NotFound
    return found


def restore(session: Session, actor: Actor, reportables: Reportables, public_id: str, words: str) -> Decision:
    """Undo a decision that is in force; objections that wait get these words. Raises NotFound, Invalid."""
    ended = load(session, actor, public_id, lock=True)
    if not ended.is_in_force:
        raise Invalid({"": _DECIDED})
    thing = _load(session, actor, reportables, ended.kind, ended.thing)
    if thing is None or not reportables[ended.kind].restore(session, actor, thing):
        raise Invalid({"": N_("There is nothing to put back any more")})
    ended.is_in_force = False
    for one in queries.objections_to(session, ended):
        if one.is_open:
            one.verdict, one.answer, one.officer_id = Verdict.RESTORED.value, words, actor.user_id
            one.answered_at = clock.now()
    session.flush()
    made = _made(session, actor, Action.RESTORE, words, thing)
    made.ends_id = ended.id
    session.flush()
    _tell(session, made, queries.decided_with(session, ended))
    return made


def _made(session: Session, actor: Actor, action: Action, words: str, about: Reported | Report) -> Decision:
    made = Decision(
        kind=about.kind,
        thing=about.public_id if isinstance(about, Reported) else about.thing,
        title=about.title,
        organisation_id=about.organisation_id,
        party_id=about.party_id,
        officer_id=actor.user_id,
        action=action.value,
        words=words,
        created_at=clock.now(),
    )
    session.add(made)
    session.flush()
    return made


def _load(session: Session, actor: Actor, reportables: Reportables, kind: str, public_id: str) -> Reported | None:
    known = reportables.get(kind)
    return known.load(session, actor, public_id) if known else None


def _organisation(session: Session, actor: Actor, reportables: Reportables, thing: Reported | None) -> Reported | None:
    """The thing's organisation, while it is not suspended."""
    if thing is None or not thing.organisation_public_id:
        return None
    found = _load(session, actor, reportables, ORGANISATION, thing.organisation_public_id)
    return found if found is not None and found.is_open else None


def _tell(session: Session, made: Decision, reports: Sequence[Report]) -> None:
    """Both sides: who reported, each by a mail of their own, and those who write for whose thing it is."""
    for one in reports:
        params = {"report": one.public_id, "decision": made.public_id}
        request_mail("report_decided", params, event=f"decision-{made.public_id}-{one.public_id}")
    for user in to_tell(session, made.organisation_id):
        params = {"decision": made.public_id, "user": user.public_id}
        request_mail("decision_made", params, event=f"decision-{made.public_id}-{user.public_id}")
