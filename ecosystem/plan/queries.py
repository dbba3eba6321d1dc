"""Reading plans; they are public."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from ecosystem.plan.models import Plan

_LATEST_FIRST = (Plan.year.desc(), Plan.id.desc())


def newest_plan(session: Session) -> Plan | None:
    """The plan of the latest year, with its tasks."""
    return session.scalar(select(Plan).order_by(*_LATEST_FIRST).limit(1).options(selectinload(Plan.tasks)))


def find_plan(session: Session, key: str) -> Plan | None:
    """The plan with this key, with its tasks."""
    return session.scalar(select(Plan).where(Plan.key == key).options(selectinload(Plan.tasks)))


def all_plans(session: Session) -> Sequence[Plan]:
    """All plans, the latest year first, without their tasks."""
    return session.scalars(select(Plan).order_by(*_LATEST_FIRST)).all()
