from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.startups.chart import HEIGHT, MOST_BARS, TOP, Chart, chart_of
from ecosystem.startups.traction import Point, Series

GROUND = TOP + HEIGHT


def month(ordinal: int) -> str:
    return f"{ordinal // 12:04d}-{ordinal % 12 + 1:02d}"


def drawn(*values: int | str, start: int = 2026 * 12) -> Chart:
    """A chart of one value a month; "" is a month that nobody told."""
    told = [(start + slot, Decimal(value)) for slot, value in enumerate(values) if value != ""]
    return chart_of(Series("Doanh thu", "", tuple(Point(month(ordinal), value) for ordinal, value in told)))


@st.composite
def series(draw: st.DrawFn) -> Series:
    """Up to 60 months with gaps; values of any size and sign."""
    ordinals = sorted(draw(st.sets(st.integers(1995 * 12, 2026 * 12), min_size=1, max_size=40)))
    values = st.decimals(-(10**14), 10**14, places=4) | st.just(Decimal(0))
    return Series("x", "", tuple(Point(month(ordinal), draw(values)) for ordinal in ordinals))


@given(series())
def test_everything_stands_inside_the_drawing(one: Series) -> None:
    made = chart_of(one)
    assert len(made.marks) == len(one.points)
    for mark in made.marks:
        assert 0 < mark.x < 100
        assert TOP <= mark.end <= GROUND
        assert mark.height > 0
        assert mark.y >= TOP - 2
        assert mark.y + mark.height <= GROUND + 2
    assert TOP <= made.baseline <= GROUND
    for word in (*made.values, *made.ticks):
        assert 0 <= word.x <= 100
        assert 0 < word.y < made.height
    assert len(made.ticks) <= 12


@given(series())
def test_what_is_more_stands_higher(one: Series) -> None:
    marks = chart_of(one).marks
    for first in marks:
        for second in marks:
            if first.point.value < second.point.value:
                assert first.end >= second.end


@given(series())
def test_bars_do_not_overlap_and_follow_each_other(one: Series) -> None:
    made = chart_of(one)
    places = [mark.x for mark in made.marks]
    assert places == sorted(places)
    if made.has_bars:
        assert all(later - earlier >= made.width for earlier, later in pairwise(places))


@given(series())
def test_a_line_joins_neighbouring_months_alone(one: Series) -> None:
    made = chart_of(one)
    for first, second in made.lines:
        assert second.point.ordinal - first.point.ordinal == 1
    gaps = sum(later.ordinal - earlier.ordinal > 1 for earlier, later in pairwise(one.points))
    if not made.has_bars:
        assert len(made.lines) == len(one.points) - 1 - gaps


def test_bars_are_in_proportion() -> None:
    made = drawn(50, 100)
    assert [mark.height for mark in made.marks] == [HEIGHT / 2, HEIGHT]
    assert made.baseline == GROUND


def test_a_gap_is_no_zero() -> None:
    made = drawn(10, "", 0, 20)
    assert [mark.point.month for mark in made.marks] == ["2026-01", "2026-03", "2026-04"]
    assert made.marks[1].height == 2
    assert made.marks[1].x == pytest.approx(62.5)


def test_less_than_nothing_hangs_below_the_ground() -> None:
    made = drawn(-50, 50)
    assert made.baseline == TOP + HEIGHT / 2
    below, above = made.marks
    assert (below.y, below.height, below.is_below) == (made.baseline, HEIGHT / 2, True)
    assert (above.y + above.height, above.is_below) == (made.baseline, False)
    assert made.values[0].y > below.y + below.height


def test_only_losses_hang_from_the_top() -> None:
    made = drawn(-5, -10)
    assert made.baseline == TOP
    assert [mark.y for mark in made.marks] == [TOP, TOP]


def test_zeros_alone_lie_on_the_ground() -> None:
    assert [(mark.y, mark.height) for mark in drawn(0, 0, 0).marks] == [(GROUND - 2, 2)] * 3


def test_one_month_stands_in_the_middle() -> None:
    made = drawn(7)
    assert [mark.x for mark in made.marks] == [50]
    assert [(word.x, word.text, word.anchor) for word in made.values] == [(50, "7", "middle")]


def test_the_highest_has_its_number_where_there_is_room() -> None:
    assert [word.text for word in drawn(10, 20, 90, 30, 40).values] == ["10", "40", "90"]
    assert [word.text for word in drawn(10, 20, 40).values] == ["10", "40"], "the last is the highest"
    narrow = drawn("1234567", "1234569", *["1234560"] * 3, "1234568")
    assert [word.text for word in narrow.values] == ["1234567", "1234568"]
    assert [word.text for word in drawn(-9, -1, -5).values] == ["-9", "-5"]


def test_a_year_has_twelve_bars_with_their_months() -> None:
    made = drawn(*range(1, 13), start=2025 * 12 + 10)
    assert [word.text for word in made.ticks] == ["11", "12", *map(str, range(1, 11))]


def test_a_long_course_is_a_line_with_years() -> None:
    made = drawn(*range(MOST_BARS + 2), start=2024 * 12 + 5)
    assert not made.has_bars
    assert [word.text for word in made.ticks] == ["2025", "2026"]
    assert len(made.lines) == MOST_BARS + 1
