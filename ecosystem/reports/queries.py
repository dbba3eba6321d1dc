"""Reading reports, decisions and objections, under the viewer's policy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from ecosystem.kernel.access.actor import Actor
from ecosystem.reports.models import Decision, Objection, Report, State, Verdict
from ecosystem.reports.policy import answered_by, judged_by, restored_by


@dataclass(frozen=True)
class Waiting:
    """One thing in the queue: its oldest open report, and how many wait for the same decision."""

    report: Report
    number: int


def own_report(session: Session, actor: Actor, public_id: str) -> Report | None:
    """The report that the actor made."""
    if actor.user_id is None:
        return None
    statement = _reports().where(Report.public_id == public_id, Report.user_id == actor.user_id)
    return session.scalar(statement)


def report(session: Session, public_id: str) -> Report | None:
    """The report whoever asks: for mails, and for links that prove who asks."""
    return session.scalar(_reports().where(Report.public_id == public_id))


def to_judge(session: Session, actor: Actor, public_id: str) -> Report | None:
    """A confirmed report that the actor may decide on, or could have."""
    statement = _reports().where(Report.public_id == public_id, Report.state != State.UNCONFIRMED.value)
    return session.scalar(statement.where(judged_by(actor)))


def open_for(session: Session, kind: str, thing: str, *, lock: bool = False) -> Sequence[Report]:
    """The open reports of one thing, the oldest first; `lock` keeps others from deciding them meanwhile."""
    statement = _reports().where(Report.kind == kind, Report.thing == thing, Report.state == State.OPEN.value)
    if lock:
        statement = statement.with_for_update(of=Report).execution_options(populate_existing=True)
    return session.scalars(statement.order_by(Report.id)).all()


def open_of(session: Session, kind: str, thing: str, *, user_id: int | None = None, email: str = "") -> Report | None:
    """The open report of the thing by this person, or by the visitor with this address."""
    by = Report.user_id == user_id if user_id is not None else Report.email == email
    statement = select(Report).where(Report.kind == kind, Report.thing == thing, by)
    return session.scalar(statement.where(Report.state == State.OPEN.value).limit(1))


def is_reported(session: Session, kind: str, thing: str) -> bool:
    """Whether somebody reported the thing, now or before, so that officers have to do with it."""
    statement = select(Report.id).where(Report.kind == kind, Report.thing == thing)
    return session.scalar(statement.where(Report.state != State.UNCONFIRMED.value).limit(1)) is not None


def queue(session: Session, actor: Actor, offset: int, limit: int) -> tuple[list[Waiting], int]:
    """The things with open reports that the actor may decide on, the longest waiting first; and how many there are."""
    grouped = (
        select(func.min(Report.id).label("oldest"), func.count(Report.id).label("number"))
        .where(Report.state == State.OPEN.value, judged_by(actor))
        .group_by(Report.kind, Report.thing)
        .subquery()
    )
    total = session.scalar(select(func.count()).select_from(grouped)) or 0
    statement = select(Report, grouped.c.number).join(grouped, grouped.c.oldest == Report.id)
    rows = session.execute(statement.order_by(Report.created_at, Report.id).offset(offset).limit(limit))
    return [Waiting(found, number) for found, number in rows], total


def oldest_open(session: Session, actor: Actor) -> datetime | None:
    """Since when the longest waiting one waits."""
    statement = select(func.min(Report.created_at)).where(Report.state == State.OPEN.value, judged_by(actor))
    return session.scalar(statement)


def decided_with(session: Session, decision: Decision) -> Sequence[Report]:
    """The reports that a decision answered."""
    return session.scalars(_reports().where(Report.decision_id == decision.id).order_by(Report.id)).all()


def decision(session: Session, public_id: str, *, lock: bool = False) -> Decision | None:
    """The decision whoever asks, with whose it was; callers ask the policy."""
    statement = select(Decision).where(Decision.public_id == public_id).options(joinedload(Decision.organisation))
    if lock:
        statement = statement.with_for_update(of=Decision).execution_options(populate_existing=True)
    return session.scalar(statement)


def in_force(session: Session, kind: str, thing: str) -> Decision | None:
    """The decision that hides the thing now."""
    return session.scalar(select(Decision).where(Decision.kind == kind, Decision.thing == thing, Decision.is_in_force))


def about(session: Session, kind: str, thing: str) -> Sequence[Decision]:
    """All decisions about a thing, the latest first."""
    statement = select(Decision).where(Decision.kind == kind, Decision.thing == thing)
    return session.scalars(statement.order_by(Decision.id.desc())).all()


def ending(session: Session, ended: Decision) -> Decision | None:
    """The decision that undid this one."""
    return session.scalar(select(Decision).where(Decision.ends_id == ended.id).limit(1))


def ended_by(session: Session, ending: Decision) -> Decision | None:
    """The decision that this one undid."""
    return session.get(Decision, ending.ends_id) if ending.ends_id is not None else None


def decisions(session: Session, actor: Actor, offset: int, limit: int) -> tuple[Sequence[Decision], int]:
    """Those that the actor may undo or could have: in force first, then the latest."""
    mine = restored_by(actor)
    total = session.scalar(select(func.count(Decision.id)).where(mine)) or 0
    statement = select(Decision).where(mine).order_by(Decision.is_in_force.desc(), Decision.id.desc())
    statement = statement.options(joinedload(Decision.organisation), joinedload(Decision.officer))
    return session.scalars(statement.offset(offset).limit(limit)).all(), total


def objections_to(session: Session, found: Decision) -> Sequence[Objection]:
    """All objections to a decision with who objected, the latest first."""
    statement = _objections().where(Objection.decision_id == found.id)
    return session.scalars(statement.order_by(Objection.id.desc())).all()


def objection(session: Session, public_id: str, *, lock: bool = False) -> Objection | None:
    """The objection whoever asks, with its decision; callers ask the policy."""
    statement = _objections().where(Objection.public_id == public_id)
    if lock:
        statement = statement.with_for_update(of=Objection).execution_options(populate_existing=True)
    return session.scalar(statement)


def waiting_objections(session: Session, actor: Actor) -> Sequence[Objection]:
    """Those that the actor may answer, the oldest first."""
    statement = _objections().join(Decision, Decision.id == Objection.decision_id)
    statement = statement.where(Objection.verdict == Verdict.OPEN.value, answered_by(actor))
    return session.scalars(statement.order_by(Objection.created_at, Objection.id)).all()


def concerning(session: Session, actor: Actor) -> Sequence[Decision]:
    """The decisions in force about what belongs to the actor's organisations, the latest first."""
    if not actor.roles:
        return []
    own = Decision.organisation_id.in_(list(actor.roles))
    return session.scalars(select(Decision).where(own, Decision.is_in_force).order_by(Decision.id.desc())).all()


def to_forget(session: Session, unconfirmed_before: datetime, decided_before: datetime) -> Sequence[Report]:
    """Reports of visitors: never confirmed, or decided so long ago that nobody is to be told of anything more."""
    unconfirmed = (Report.state == State.UNCONFIRMED.value) & (Report.created_at < unconfirmed_before)
    decided = (Report.decided_at < decided_before) & Report.email.is_not(None)
    return session.scalars(select(Report).where(unconfirmed | decided)).all()


def _reports() -> Select[Report]:
    return select(Report).options(joinedload(Report.user), joinedload(Report.decision))


def _objections() -> Select[Objection]:
    decided = joinedload(Objection.decision).joinedload(Decision.organisation)
    return select(Objection).options(decided, joinedload(Objection.user))
