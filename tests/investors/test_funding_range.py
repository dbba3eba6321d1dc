from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ecosystem.investors.funding_range import FundingRange, funding_range
from ecosystem.kernel.access.amount_range import LARGEST

amounts = st.one_of(st.none(), st.integers(0, LARGEST))


def drawn(low: int | None, high: int | None) -> FundingRange:
    made = funding_range(low, high)
    assert made is not None
    return made


def test_the_line_goes_from_1_to_100_billion() -> None:
    made = drawn(5_200_000_000, 13_000_000_000)
    assert [(tick.amount, tick.x) for tick in made.ticks] == [(10**9, 12), (10**10, 272), (10**11, 532)]
    assert not made.is_open_below
    assert not made.is_open_above
    assert 12 < made.start < 272 < made.end < 532


def test_it_goes_further_by_whole_decades_where_the_cheque_does() -> None:
    assert [tick.amount for tick in drawn(200_000_000, 2_000_000_000).ticks] == [10**8, 10**9, 10**10, 10**11]
    assert [tick.amount for tick in drawn(10**9, 3 * 10**11).ticks][-1] == 10**12


def test_open_ends_reach_the_end_of_the_line() -> None:
    below, above = drawn(0, 10**10), drawn(10**10, LARGEST)
    assert (below.is_open_below, below.start, below.end) == (True, 12, 272)
    assert (above.is_open_above, above.start, above.end) == (True, 272, 532)


def test_nothing_is_drawn_of_what_is_not_known() -> None:
    assert funding_range(None, None) is None
    assert funding_range(0, LARGEST) is None


def test_a_single_amount_can_still_be_seen() -> None:
    made = drawn(10**10, 10**10)
    assert made.end - made.start >= 8
    assert made.start <= 272 <= made.end


@given(amounts, amounts)
def test_whatever_it_is_it_stays_on_the_line(one: int | None, other: int | None) -> None:
    low, high = (one, other) if one is None or other is None or one <= other else (other, one)
    made = funding_range(low, high)
    if made is not None:
        assert 12 <= made.start < made.end <= 532
        places = [tick.x for tick in made.ticks]
        assert places == sorted(places)
        assert (places[0], places[-1]) == (12, 532)
