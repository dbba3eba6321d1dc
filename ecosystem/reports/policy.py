"""Who may report, judge, object and answer; default no. An officer never decides on the own organisation.

A thing between two is of both. Nor on a report of the officer's own, nor on an objection to the officer's own decision.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, false, or_, true
from sqlalchemy.orm import InstrumentedAttribute

from ecosystem.kernel.access.actor import Actor, Role
from ecosystem.reports.models import Action, Decision, Report
from ecosystem.reports.reportable import ORGANISATION, Reported


def may_report(actor: Actor, thing: Reported) -> bool:
    """Everybody, visitors too, but the people of its own organisation."""
    return thing.is_open and not actor.belongs_to(thing.organisation_id)


def may_judge(actor: Actor, report: Report, *owners: int | None) -> bool:
    """Whether the actor may see and decide the report; `owners`: whose the thing is now, besides whose it was."""
    is_own_report = actor.user_id is not None and report.user_id == actor.user_id
    return actor.may_decide_on(report.organisation_id, report.party_id, *owners) and not is_own_report


def judged_by(actor: Actor) -> ColumnElement[bool]:
    """The reports that `may_judge(actor, …)` allows."""
    if not actor.may_decide_on():
        return false()
    of_others = or_(Report.user_id.is_(None), Report.user_id != (actor.user_id or 0))
    return and_(of_others, _not_of(actor, Report.organisation_id), _not_of(actor, Report.party_id))


def may_restore(actor: Actor, decision: Decision) -> bool:
    """Whether the actor may see a decision as an officer, and undo it while it is in force."""
    return actor.may_decide_on(decision.organisation_id, decision.party_id)


def restored_by(actor: Actor) -> ColumnElement[bool]:
    """The decisions that `may_restore(actor, …)` allows."""
    if not actor.may_decide_on():
        return false()
    return and_(_not_of(actor, Decision.organisation_id), _not_of(actor, Decision.party_id))


def may_read(actor: Actor, decision: Decision) -> bool:
    """The people of the organisation, viewers too."""
    return actor.belongs_to(decision.organisation_id)


def may_object(actor: Actor, decision: Decision) -> bool:
    """Its owners and editors, also while it is suspended: what they are told they may contradict."""
    role = actor.role_in(decision.organisation_id)
    return role in {Role.OWNER, Role.EDITOR} and actor.is_confirmed and decision.is_in_force


def may_answer(actor: Actor, decision: Decision) -> bool:
    """Whether the actor may see and answer objections to the decision."""
    is_own = actor.user_id is not None and decision.officer_id == actor.user_id
    return actor.may_decide_on(decision.organisation_id, decision.party_id) and not is_own


def answered_by(actor: Actor) -> ColumnElement[bool]:
    """The decisions whose objections `may_answer(actor, …)` allows."""
    if not actor.may_decide_on():
        return false()
    of_others = or_(Decision.officer_id.is_(None), Decision.officer_id != (actor.user_id or 0))
    return and_(of_others, _not_of(actor, Decision.organisation_id), _not_of(actor, Decision.party_id))


def open_to(thing: Reported | None, *, is_suspended: bool) -> tuple[Action, ...]:
    """What may be decided about a reported thing as it is now; None where it is no longer there."""
    actions = [Action.DISMISS]
    if thing is not None and thing.is_open and thing.can_be_withdrawn and thing.kind != ORGANISATION:
        actions.append(Action.WITHDRAW)
    if thing is not None and thing.organisation_id is not None and not is_suspended:
        actions.append(Action.SUSPEND)
    return tuple(actions)


def _not_of(actor: Actor, column: InstrumentedAttribute[int | None]) -> ColumnElement[bool]:
    own = list(actor.roles)
    return or_(column.is_(None), column.not_in(own)) if own else true()
