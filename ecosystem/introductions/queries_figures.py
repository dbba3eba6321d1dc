"""Counting introductions by quarter for everybody, so that no number tells of a few people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Final, NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.models import State as EntryState
from ecosystem.introductions.models import Happening, Introduction
from ecosystem.introductions.models_talk import IntroductionOutcome, OutcomeKind, first_meeting
from ecosystem.introductions.states import Event
from ecosystem.kernel import clock
from ecosystem.organisations.models import Organisation

FEWEST: Final = 5
"""Persons by whose doing a number must have come about to be shown."""
ASKED: Final = "asked"
ANSWERED: Final = "answered"
AGREED: Final = "agreed"
MET: Final = "met"
_OF_OUTCOMES: Final = {
    OutcomeKind.MEMORANDUM.value: "memoranda",
    OutcomeKind.CONTRACT.value: "contracts",
    OutcomeKind.INVESTMENT.value: "investments",
}
MEASURES: Final = (ASKED, ANSWERED, AGREED, MET, *_OF_OUTCOMES.values())
MEASURE_OF: Final = {OutcomeKind.MET.value: MET, **_OF_OUTCOMES}
"""From the kind of an outcome to what it counts as."""
_FIRST_ANSWERS: Final = (Event.QUESTION.value, Event.AGREE.value, Event.DECLINE.value)


class Act(NamedTuple):
    """One thing that counts: what, when, by whom; each introduction counts once for a measure of the first kinds."""

    measure: str
    at: datetime
    user_id: int | None


@dataclass(frozen=True)
class Count:
    """`number` is None where fewer than `FEWEST` persons stand behind it, and it is not 0."""

    number: int | None


@dataclass(frozen=True)
class Quarter:
    """A quarter of a year in Hanoi, from 1 to 4, with its counts by measure."""

    year: int
    number: int
    counts: Mapping[str, Count]


@dataclass(frozen=True)
class ShownOutcome:
    """An outcome that both sides let everybody read; each side with its page, None where that is not public."""

    kind: str
    asking: str
    asking_page: Entry | None
    asked: str
    asked_page: Entry | None
    dated: date | None
    confirmed_at: datetime
    amount: int | None
    currency: str | None


def quarters(session: Session) -> Sequence[Quarter]:
    """All quarters in which anything happened, the latest first; two statements."""
    numbers: dict[tuple[int, int], dict[str, list[int | None]]] = defaultdict(lambda: defaultdict(list))
    for act in chain(_acts(session), _outcomes(session)):
        numbers[quarter_of(act.at)][act.measure].append(act.user_id)
    return [
        Quarter(year, number, {one: _count(by_measure.get(one, [])) for one in MEASURES})
        for (year, number), by_measure in sorted(numbers.items(), reverse=True)
    ]


def shown_outcomes(session: Session, limit: int) -> Sequence[ShownOutcome]:
    """The rows behind the numbers that may be shown, the latest first; one statement."""
    asking, asked, outcome = aliased(Organisation), aliased(Organisation), IntroductionOutcome
    asking_page, asked_page, public = aliased(Entry), aliased(Entry), EntryState.PUBLIC.value
    statement = (
        select(outcome, asking.legal_name, asking_page, asked.legal_name, asked_page)
        .join(Introduction, Introduction.id == outcome.introduction_id)
        .join(asking, asking.id == Introduction.asking_id)
        .join(asked, asked.id == Introduction.asked_id)
        .outerjoin(asking_page, and_(asking_page.id == Introduction.own_entry_id, asking_page.state == public))
        .outerjoin(asked_page, and_(asked_page.id == Introduction.entry_id, asked_page.state == public))
        .where(outcome.confirmed_at.is_not(None), outcome.is_public.is_(True), outcome.is_public_for_other.is_(True))
        .where(outcome.kind.in_([one.value for one in OutcomeKind if one.shows_a_meeting]))
        .order_by(outcome.confirmed_at.desc(), outcome.id.desc())
        .limit(limit)
    )
    return [
        ShownOutcome(
            one.kind, first, first_page, second, second_page, one.dated, one.confirmed_at, one.amount, one.currency
        )
        for one, first, first_page, second, second_page in session.execute(statement)
        if one.confirmed_at is not None
    ]


def _acts(session: Session) -> Iterator[Act]:
    """Requests and answers, with the person by whose doing they came about."""
    events = ["ask", *_FIRST_ANSWERS]
    statement = (
        select(Happening.introduction_id, Happening.event, Happening.at, Happening.user_id)
        .where(Happening.event.in_(events), Happening.user_id.is_not(None))
        .order_by(Happening.at, Happening.id)
    )
    answered: set[int] = set()
    for key, event, at, user_id in session.execute(statement):
        if event == "ask":
            yield Act(ASKED, at, user_id)
            continue
        if key not in answered:
            answered.add(key)
            yield Act(ANSWERED, at, user_id)
        if event == Event.AGREE:
            yield Act(AGREED, at, user_id)


def _outcomes(session: Session) -> Iterator[Act]:
    """What both confirmed; an introduction counts once as a meeting, whatever shows it first."""
    confirmed: dict[int, list[IntroductionOutcome]] = defaultdict(list)
    statement = select(IntroductionOutcome).where(IntroductionOutcome.confirmed_at.is_not(None))
    for one in session.scalars(statement):
        confirmed[one.introduction_id].append(one)
        if one.confirmed_at is not None and one.kind in _OF_OUTCOMES:
            yield Act(_OF_OUTCOMES[one.kind], one.confirmed_at, one.user_id)
    for outcomes in confirmed.values():
        met = first_meeting(outcomes)
        if met is not None and met.confirmed_at is not None:
            yield Act(MET, met.confirmed_at, met.user_id)


def quarter_of(moment: datetime) -> tuple[int, int]:
    """Year and quarter, from 1 to 4, in Hanoi."""
    day = moment.astimezone(clock.HANOI)
    return day.year, (day.month + 2) // 3


def _count(user_ids: Sequence[int | None]) -> Count:
    return Count(len(user_ids) if not user_ids or len(set(user_ids)) >= FEWEST else None)
