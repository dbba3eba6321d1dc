"""Reasons as they are drawn: the same reason has the same points on every page, and all of them add up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.matchmaking.cards import Drawn, parts_of
from ecosystem.matchmaking.points import tenths
from ecosystem.matchmaking.reasons import Reason, Reasons, as_read
from ecosystem.matchmaking.told import Line, Told

SAME = Message("the same for all")
POINTS = st.lists(st.floats(-4, 4), min_size=1, max_size=7)


def told(points: list[float], same: float | None = None) -> Told:
    """Lines in their order of weight; `same` is one that tells nothing of this one."""
    name = N_("Place")
    lines = [
        Line(name, Message(f"line {place}"), one) for place, one in enumerate(sorted(points, key=lambda p: -abs(p)))
    ]
    if same is not None:
        lines.append(Line(name, SAME, same, is_same=True))
    return Told(sum(line.points for line in lines), tuple(lines), name)


def of(drawn: Drawn) -> dict[str, int]:
    return {words.id: part for words, part in drawn.lines}


@given(POINTS, st.none() | st.floats(-3, 3), st.integers(1, 5))
def test_a_reason_has_the_same_points_wherever_it_stands(points: list[float], same: float | None, most: int) -> None:
    pair = told(points, same)
    whole = Drawn.whole(pair)
    for drawn in (whole, Drawn.short(pair, most)):
        assert sum(part for _, part in drawn.lines) == tenths(pair.score)
        known = {name: part for name, part in of(drawn).items() if name in of(whole)}
        assert known.items() <= of(whole).items()
    assert len(Drawn.short(pair, most).lines) <= most + 2


@given(POINTS, POINTS, st.floats(-3, 3))
def test_what_is_the_same_for_all_is_the_same_in_each(one: list[float], other: list[float], same: float) -> None:
    found = [of(draw(told(points, same)))[SAME.id] for points in (one, other) for draw in (Drawn.short, Drawn.whole)]
    assert set(found) == {tenths(same)}


@given(POINTS)
def test_what_a_reason_is_made_of_adds_up_to_it_as_it_is_shown(points: list[float]) -> None:
    name, parts = N_("Place"), tuple(Line(N_("country"), Message(f"part {n}"), one) for n, one in enumerate(points))
    pair = Told(sum(points), (Line(name, Message("whole"), sum(points), parts),), name)
    (whole,) = parts_of(pair, "en")
    shown = [float(text.replace("−", "-")) for _, text in whole.parts]
    assert len(shown) != 1, "one part is the reason itself"
    assert not shown or round(sum(shown), 6) == Drawn.whole(pair).lines[0][1] / 10


@given(POINTS)
def test_an_appeal_is_read_as_it_was_shown(points: list[float]) -> None:
    drawn = Drawn.whole(told(points))
    kept = Reasons(
        tuple(Reason({"vi": words.id}, part / 10) for words, part in drawn.lines), tenths(drawn.told.score) / 10
    )
    lines, score = as_read(kept.kept(), kept.score, "en")
    shown = [float(text.replace("−", "-")) for _, text in lines]
    assert shown == [part / 10 for _, part in drawn.lines]
    assert round(sum(shown), 6) == float(str(score).replace("−", "-"))


def test_one_that_was_kept_in_full_adds_up_too() -> None:
    kept = [{"words": {"en": "for"}, "points": 0.26}, {"words": {"en": "against"}, "points": -0.04}]
    assert as_read(kept, 0.22, "en") == ([("for", "+0.3"), ("against", "−0.1")], "+0.2")


@given(POINTS, st.floats(-0.04, 0.04), st.integers(2, 5))
def test_what_is_kept_stands_among_the_few_however_little_it_is_worth(
    points: list[float], little: float, most: int
) -> None:
    plain = told(points)
    kept = Line(N_("Sector"), Message("does not cover it"), little, is_kept=True)
    pair = Told(plain.score + little, (*plain.lines, kept), N_("Place"))
    lines = Drawn.short(pair, most).lines
    assert "does not cover it" in {words.id for words, _ in lines}
    assert sum(part for _, part in lines) == tenths(pair.score)
    assert len(lines) <= most + 1


def test_one_small_reason_does_not_cancel_itself_out() -> None:
    pair = told([2.0, 1.0, 0.9, 0.8, 0.7, 0.051])
    assert len(Drawn.short(pair).lines) == 6
    assert len(Drawn.short(told([0.86, 0.058])).lines) == 1, "it is rounded away"
