"""The last day for an answer as people read it: the date, and how many working days are left."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from ecosystem.introductions.models import Introduction
from ecosystem.kernel import clock
from ecosystem.taxonomy.working_days import working_days_until_each

_NEAR: Final = 2


@dataclass(frozen=True)
class Deadline:
    """`day` ends at 24:00 in Hanoi; `left`: the working days after `today` up to and with it."""

    day: date
    left: int
    today: date

    @property
    def is_over(self) -> bool:
        return self.day < self.today

    @property
    def is_today(self) -> bool:
        return self.day == self.today

    @property
    def look(self) -> str:
        """Of its chip: near when the reminder is sent."""
        return "bad" if self.left <= _NEAR else "wait"


def deadlines(session: Session, introductions: Collection[Introduction]) -> Mapping[int, Deadline]:
    """Of those that wait for an answer, by key; one statement."""
    today, days = clock.today(), {one.id: one.answer_by for one in introductions if one.is_waiting}
    left = working_days_until_each(session, today, set(days.values())) if days else {}
    return {key: Deadline(day, left[day], today) for key, day in days.items()}
