"""Scores as people read them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ecosystem.matchmaking.points import AXIS, BANDS, Scale, adding_up, band_of, fits, signed, tenths

POINTS = st.floats(-20, 20, allow_nan=False)
FITTING = {"strong", "good"}
PARTS = st.lists(POINTS, min_size=1, max_size=8)


@given(PARTS)
def test_what_is_shown_adds_up_to_the_score_that_is_shown(parts: list[float]) -> None:
    total = tenths(sum(parts))
    shown = adding_up(parts, total)
    assert sum(shown) == total
    assert all(abs(one - part * 10) < 1.6 for one, part in zip(shown, parts, strict=True))


@given(POINTS, POINTS)
def test_the_higher_score_never_has_the_lower_band(one: float, other: float) -> None:
    order = [name for _, name, _ in BANDS]
    low, high = sorted((one, other))
    assert order.index(band_of(high).name) <= order.index(band_of(low).name)


@given(st.lists(st.integers(-80, 80), max_size=8))
def test_bars_begin_at_the_axis_and_stay_inside(parts: list[int]) -> None:
    scale = Scale.of(parts)
    for part in parts:
        bar = scale.bar(part)
        end = bar.start + bar.width
        assert -0.1 <= bar.start <= AXIS
        assert end <= 100.1
        assert abs((bar.start if part >= 0 else end) - AXIS) < 0.11


def test_numbers_have_their_sign_as_the_language_writes_them() -> None:
    assert [signed(one, "vi") for one in (13, -4, 0, 30)] == ["+1,3", "−0,4", "0", "+3,0"]
    assert signed(13, "en") == "+1.3"


def test_a_score_has_the_band_of_what_is_shown() -> None:
    assert band_of(-0.04).name == "fair"
    assert band_of(1.96).name == "strong"
    assert [band_of(one).name for one in (-0.3, 0.4, 0.5, 2.0)] == ["weak", "fair", "good", "strong"]


def test_points_from_elsewhere_are_no_worse_fit_than_the_next_one() -> None:
    """A list in the order of scores never says "may fit" above "fits well"."""
    far, near = band_of(3.1, is_specific=False), band_of(2.4)
    assert far.words.id == "Little in common"
    assert near.words.id == "Fits very well"
    assert band_of(-0.2, is_specific=False).words.id == "Less likely than most"


@given(POINTS)
def test_what_speaks_of_nobody_in_particular_fits_nobody(score: float) -> None:
    """The count above a list and the words on its cards go by the same rule."""
    for is_specific in (True, False):
        assert fits(score, is_specific=is_specific) == (band_of(score, is_specific=is_specific).name in FITTING)
    assert not fits(score, is_specific=False)
    assert fits(score, is_specific=True) == (tenths(score) >= 5)
