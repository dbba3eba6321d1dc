"""The order of cards in a stage: a law over any cards."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ecosystem.pipeline.board import Shown
from ecosystem.pipeline.models import Card, Stage

TODAY = date(2026, 11, 20)
DAYS = st.none() | st.integers(-3, 3).map(lambda days: TODAY + timedelta(days=days))
MOMENTS = st.integers(0, 3).map(lambda days: datetime(2026, 11, 1, tzinfo=UTC) + timedelta(days=days))


def one_of(number: int, day: date | None, moment: datetime, meaning: str = "open") -> Shown:
    card = Card(id=number, next_on=day, created_at=moment)
    card.stage = Stage(meaning=meaning)
    return Shown(card, "startup", None, [], TODAY)


@given(st.lists(st.tuples(DAYS, MOMENTS), max_size=8))
def test_overdue_first_then_by_date_then_the_newest(given_cards: list[tuple[date | None, datetime]]) -> None:
    cards = [one_of(number, day, moment) for number, (day, moment) in enumerate(given_cards)]
    found = sorted(cards, key=lambda one: one.place)
    assert found == sorted(cards, key=lambda one: one.place, reverse=True)[::-1]
    for first, second in pairwise(found):
        assert (first.is_overdue, second.is_overdue) != (False, True)
        one, other = first.card, second.card
        if one.next_on == other.next_on:
            assert one.created_at >= other.created_at
            assert one.created_at > other.created_at or one.id > other.id
        elif first.is_overdue == second.is_overdue:
            assert one.next_on is not None
            assert other.next_on is None or one.next_on < other.next_on


def test_where_it_ended_without_a_result_nothing_is_due() -> None:
    moment, day = datetime(2026, 11, 1, tzinfo=UTC), TODAY - timedelta(days=2)
    assert [one_of(1, day, moment, meaning).is_overdue for meaning in ("open", "won", "lost")] == [True, True, False]
