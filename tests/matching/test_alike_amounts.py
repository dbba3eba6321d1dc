"""Which amounts count as alike: in sentences, and in the deals that are shown for them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ecosystem.matching.attributes import are_alike_amounts

LEAST = 1e7
AMOUNTS = st.floats(1e8, 1e12)


@given(AMOUNTS, st.floats(0.55, 1.8))
def test_an_amount_is_alike_from_half_to_twice(amount: float, times: float) -> None:
    assert are_alike_amounts(amount, amount * times, LEAST)
    assert are_alike_amounts(amount * times, amount, LEAST)


@given(AMOUNTS, st.floats(2.3, 9))
def test_a_larger_one_is_not(amount: float, times: float) -> None:
    assert not are_alike_amounts(amount, amount * times, LEAST)
    assert not are_alike_amounts(amount, amount / times, LEAST)


def test_what_is_unknown_is_like_nothing() -> None:
    assert not are_alike_amounts(None, 1e9, LEAST)
    assert not are_alike_amounts(None, None, LEAST)
