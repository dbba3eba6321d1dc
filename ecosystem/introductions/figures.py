"""How an organisation answers those who ask it: its rate and its time, told from five answers on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecosystem.introductions.models import Happening, Introduction
from ecosystem.introductions.states import Event, Side, State

FEWEST: Final = 5
"""Answers below which nothing is told: a rate of one of two says nothing, and of whom it is too much."""
_ANSWERS: Final = (Event.QUESTION.value, Event.AGREE.value, Event.DECLINE.value)


@dataclass(frozen=True)
class Reliability:
    """`answers` of `requests` that were answered or closed by the silence of the organisation; `time` is the median."""

    answers: int
    requests: int
    time: timedelta

    @property
    def percent(self) -> int:
        """Rounded down, so that 100 means all."""
        return self.answers * 100 // self.requests

    @property
    def days(self) -> int:
        """Whole days, at least one."""
        return max(1, round(self.time / timedelta(days=1)))


def reliability(session: Session, organisation_id: int) -> Reliability | None:
    """How the organisation answers; None below five answers. One statement.

    A first question is an answer; what was withdrawn, or is still waiting, counts on neither side.
    """
    first = (
        select(Happening.introduction_id, func.min(Happening.at).label("at"))
        .where(Happening.event.in_(_ANSWERS), Happening.side == Side.ASKED.value)
        .group_by(Happening.introduction_id)
        .subquery()
    )
    statement = (
        select(Introduction.asked_at, Introduction.state, first.c.at)
        .outerjoin(first, first.c.introduction_id == Introduction.id)
        .where(Introduction.asked_id == organisation_id)
    )
    found = session.execute(statement).all()
    times = [(row.at - row.asked_at).total_seconds() for row in found if row.at is not None]
    if len(times) < FEWEST:
        return None
    silent = sum(row.at is None and row.state == State.EXPIRED for row in found)
    return Reliability(len(times), len(times) + silent, timedelta(seconds=median(times)))
