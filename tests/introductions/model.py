"""What must come of each act and each day, counted by itself: from the issue's words and the file of holidays."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from ecosystem.introductions.models import Introduction
from ecosystem.kernel import clock
from ecosystem.kernel.access.errors import DomainError, Forbidden, Invalid, NotFound
from tests.introductions.world import Party

HOLIDAYS = Path(__file__).resolve().parents[2] / "data" / "reference" / "holidays.csv"
WAITED_FOR = {"asked": "asked", "questioned": "asking", "replied": "asked"}
REVEALED = {"agreed", "met", "closed"}
LEADS = {
    ("question", "asked"): "questioned",
    ("reply", "questioned"): "replied",
    **{("agree", state): "agreed" for state in WAITED_FOR},
    **{("decline", state): "declined" for state in WAITED_FOR},
    **{("withdraw", state): "withdrawn" for state in WAITED_FOR},
    **{("close", state): "closed" for state in ("agreed", "met")},
    **{("stop", state): "stopped" for state in (*WAITED_FOR, "agreed", "met")},
}
"""As the issue says it, not as `states` does."""
BY = {"question": "asked", "reply": "asking", "agree": "asked", "decline": "asked", "withdraw": "asking"}
TOLD = {
    "ask": ["asked"],
    "question": ["asking"],
    "reply": ["asked"],
    "decline": ["asking"],
    "withdraw": ["asked"],
    **{one: ["asking", "asked"] for one in ("agree", "expire", "ask-whether-met", "close", "stop")},
}
PAST = {
    "question": "questioned",
    "reply": "replied",
    "agree": "agreed",
    "decline": "declined",
    "withdraw": "withdrawn",
    "close": "closed",
    "stop": "stopped",
}


def days_off() -> frozenset[date]:
    with HOLIDAYS.open(encoding="utf-8") as file:
        return frozenset(date.fromisoformat(row["day"]) for row in csv.DictReader(file))


OFF = days_off()


def working_days_from(day: date, number: int) -> date:
    """The same as the product counts, step by step and from the file."""
    step = 1 if number > 0 else -1
    while number:
        day += timedelta(days=step)
        number -= step if day.weekday() < 5 and day not in OFF else 0
    return day


@dataclass
class Expected:
    """What the latest introduction must be like. `said`: outcome kinds that wait, with the side that said them."""

    one: Introduction
    asking: Party
    asked: Party
    state: str = "asked"
    answer_by: date = date.max
    remind_on: date | None = None
    ask_met_on: date | None = None
    log: list[str] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)

    def party(self, side: str) -> Party:
        return self.asking if side == "asking" else self.asked


@dataclass
class Model:
    """Two organisations that ask each other; `latest` is their latest introduction, `moment` the clock."""

    parties: Sequence[Party]
    moment: datetime = datetime(2026, 1, 26, 9, tzinfo=clock.HANOI)
    latest: Expected | None = None
    noes: dict[int, date] = field(default_factory=dict)
    asked_at: dict[int, list[datetime]] = field(default_factory=dict)
    mails: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def now(self) -> Expected:
        assert self.latest is not None
        return self.latest

    @property
    def is_open(self) -> bool:
        return self.latest is not None and self.latest.state in {*WAITED_FOR, "agreed", "met"}

    @property
    def is_over(self) -> bool:
        """Whether the last day is past, though nobody has looked."""
        return self.now.state in WAITED_FOR and self.now.answer_by < self.moment.date()

    # what is refused

    def ask_error(self, asking: Party) -> type[DomainError] | None:
        key = asking.organisation.id
        lately = [one for one in self.asked_at.get(key, []) if one > self.moment - timedelta(days=30)]
        is_quiet = key in self.noes and self.moment.date() < self.noes[key] + timedelta(days=90)
        is_stopped = self.latest is not None and self.latest.state == "stopped"
        return Invalid if self.is_open or is_quiet or is_stopped or len(lately) >= 3 else None

    def act_error(self, event: str, who: str) -> type[DomainError] | None:
        if who in {"stranger", "wrong"}:
            return NotFound if who == "stranger" else Forbidden
        return Invalid if self.is_over or (event, self.now.state) not in LEADS else None

    def tell_error(self, by: str, kind: str) -> type[DomainError] | None:
        return None if self.now.state in REVEALED and self.now.said.get(kind) != by else Invalid

    # what follows

    def asked(self, one: Introduction, asking: Party, asked: Party) -> None:
        self.asked_at.setdefault(asking.organisation.id, []).append(self.moment)
        self.latest = Expected(one, asking, asked)
        self._begin_deadline()
        self.happened("ask", "introduction_asked", ["asked"])

    def acted(self, event: str) -> None:
        now = self.now
        now.state, now.remind_on = LEADS[event, now.state], None
        if event in {"question", "reply"}:
            self._begin_deadline()
        if event == "agree":
            now.ask_met_on = self.moment.date() + timedelta(days=14)
        if event == "decline":
            self.noes[now.asking.organisation.id] = self.moment.date()
        self.happened(event, f"introduction_{PAST[event]}", TOLD[event])

    def told(self, by: str, kind: str) -> None:
        now, other = self.now, "asked" if by == "asking" else "asking"
        is_confirmed = now.said.get(kind) == other
        self.happened("confirm" if is_confirmed else "outcome", "introduction_outcome", [other])
        if not is_confirmed:
            now.said[kind] = by
            return
        del now.said[kind]
        if kind != "not-met" and now.state == "agreed":
            now.state = "met"
            self.happened("meet", "", [])

    def clock_looked(self) -> None:
        """Nothing, or one of the three things that the clock does; looking again adds nothing."""
        if self.latest is None:
            return
        now, today = self.now, self.moment.date()
        if self.is_over:
            now.state, now.remind_on = "unanswered" if now.state == "questioned" else "expired", None
            self.happened("expire", "introduction_expired", TOLD["expire"])
        elif self.moment.hour < 8:  # nobody is reminded in the night
            return
        elif now.state in WAITED_FOR and now.remind_on and now.remind_on <= today:
            now.remind_on = None
            self.happened("remind", "introduction_due", [WAITED_FOR[now.state]])
        elif now.state == "agreed" and now.ask_met_on and now.ask_met_on <= today:
            now.ask_met_on = None
            self.happened("ask-whether-met", "introduction_whether_met", TOLD["ask-whether-met"])

    def happened(self, event: str, template: str, told: Sequence[str]) -> None:
        self.now.log.append(event)
        for side in told:
            self.mails[template, self.now.party(side).user.public_id] += 1

    def _begin_deadline(self) -> None:
        self.now.answer_by = working_days_from(self.moment.date(), 5)
        self.now.remind_on = working_days_from(self.now.answer_by, -2)
