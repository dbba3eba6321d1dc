"""Technology offers and startups, without deals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ecosystem.matching.profiles import StartupProfile
from ecosystem.matching.technologies import TechnologyMatcher, TechnologyProfile, technology_obstacles

WATER = TechnologyProfile("water", ("màng", "lọc", "nước"), ("water",), 7, 1e8, None, "VN", "north", "01")
SOIL = TechnologyProfile("soil", ("phân", "bón", "đất"), ("crops",), 3, 5e9, None, "VN", "south", "79")
ASKED = StartupProfile("s", ("water",), "VN", "north", "01", amount=5e9, words=("lọc", "nước", "sông"))
MATCHER = TechnologyMatcher([SOIL, WATER], [ASKED, StartupProfile("other", words=("phân", "bón"))])


def test_the_nearer_offer_comes_first_from_either_side() -> None:
    assert [one.id for one in MATCHER.technologies_for(ASKED, 5).fitting] == ["water", "soil"]
    assert [one.id for one in MATCHER.startups_for(WATER, 5).fitting] == ["s", "other"]
    assert MATCHER.technologies_for(ASKED, 1).fitting[0].score == MATCHER.startups_for(WATER, 1).fitting[0].score


def test_reasons_add_up_and_have_no_deals() -> None:
    told = MATCHER.explain(WATER, ASKED)
    assert sum(reason.contribution for reason in told.reasons) + told.remainder == told.score
    assert told.score == MATCHER.score(WATER, ASKED)
    assert {reason.group for reason in told.reasons} == {"words", "sector", "trl", "price", "place"}
    assert all("deals" not in part.facts for reason in told.reasons for part in reason.parts)
    assert next(one for one in told.reasons if one.group == "words").parts[0].facts == {"words": "lọc nước"}


@pytest.mark.parametrize("change", [{"trl": 9}, {"price_from": 5e7}, {"words": ("lọc", "nước", "sông")}])
def test_more_of_what_counts_is_never_worse(change: dict[str, object]) -> None:
    assert MATCHER.score(replace(WATER, **change), ASKED) > MATCHER.score(WATER, ASKED)  # type: ignore[arg-type]  # of several types


def test_what_is_unknown_counts_for_nothing() -> None:
    assert MATCHER.score(TechnologyProfile("t"), StartupProfile("u")) == 0
    assert MATCHER.explain(TechnologyProfile("t"), StartupProfile("u")).reasons == []


def test_what_cannot_fit_stands_apart_with_its_gap() -> None:
    dear = replace(WATER, id="dear", price_from=8e9)
    assert [(one.kind, one.gap) for one in technology_obstacles(dear, ASKED)] == [("price_above_ask", 3e9)]
    assert [(one.kind, one.gap) for one in technology_obstacles(SOIL, ASKED, least_trl=5)] == [("trl_below", 2.0)]
    matcher = TechnologyMatcher([dear, SOIL], [ASKED])
    assert [one.id for one in matcher.technologies_for(ASKED, 5, least_trl=5).unfit] == ["dear", "soil"]
    relaxed = matcher.technologies_for(ASKED, 5, relaxed={"price_above_ask"}, least_trl=5)
    assert [one.id for one in relaxed.fitting] == ["dear"]
