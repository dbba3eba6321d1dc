"""Technology offers and startups, without deals."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.matching.profiles import StartupProfile
from ecosystem.matching.technologies import TechnologyMatcher, TechnologyProfile, technology_obstacles
from ecosystem.matching.terms import is_technology_specific

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


def test_one_sector_alone_makes_no_fit() -> None:
    """Drones that sow and robots that clean sewers are both robotics."""
    drone = TechnologyProfile("drone", ("gieo hạt",), ("robotics",), 8, country="VN", region="north", city="01")
    sewer = StartupProfile("sewer", ("robotics",), "VN", "north", "01", words=("nạo vét", "cống"))

    def is_fit(technology: TechnologyProfile, startup: StartupProfile) -> bool:
        return TechnologyMatcher([technology], [startup]).startups_for(technology, 1).fitting[0].is_specific

    assert not is_fit(drone, sewer)
    assert is_fit(drone, replace(sewer, words=("gieo hạt", "ruộng"))), "words in common"
    two = ("robotics", "water")
    assert not is_fit(replace(drone, sectors=two), replace(sewer, sectors=two)), "a second sector, and no word"
    assert not is_fit(replace(drone, sectors=("crops",)), replace(sewer, sectors=("health",)))
    apart = replace(sewer, sectors=("health",), words=("gieo hạt",))
    assert not is_fit(replace(drone, sectors=("crops",)), apart), "words alone"


def test_sectors_and_words_are_both_asked_for() -> None:
    """Beside one sector half a point of words; two broad sectors alone hold epoxy paints and cassava bags."""
    assert not is_technology_specific(0.4, 1)
    assert is_technology_specific(0.5, 1)
    assert not is_technology_specific(0.0, 2)
    assert not is_technology_specific(0.0, 3)
    assert is_technology_specific(0.1, 2)
    assert not is_technology_specific(6.0, 0)


@given(st.floats(0, 6), st.integers(0, 5), st.floats(0, 6), st.integers(0, 5))
def test_more_in_common_never_fits_less(words: float, sectors: int, more: float, others: int) -> None:
    assert is_technology_specific(words, sectors) <= is_technology_specific(words + more, sectors + others)


def test_half_a_word_counts_inside_a_phrase_alone() -> None:
    """A servo pump is not for the startup that listens to pumps."""
    offer = TechnologyProfile("t", ("tấm", "chắn", "nước"))
    alone, together = StartupProfile("a", words=("nước",)), StartupProfile("b", words=("chắn", "nước"))
    matcher = TechnologyMatcher([offer], [alone, together], lambda word: " " not in word)
    assert matcher.score(offer, alone) == 0
    assert matcher.explain(offer, alone).reasons == []
    assert matcher.score(offer, together) > 0


def test_a_word_of_many_counts_for_nothing() -> None:
    crowd = [StartupProfile(str(place), words=("thiết bị",)) for place in range(5)]
    offer = TechnologyProfile("t", ("thiết bị", "men tro"))
    assert TechnologyMatcher([offer], crowd).score(offer, crowd[0]) == 0
    assert TechnologyMatcher([offer], crowd[:4]).score(offer, crowd[0]) > 0


@given(st.integers(1, 9), st.floats(1e6, 1e12), st.floats(1e6, 1e12), st.integers(1, 4), st.integers(1, 4))
def test_every_reason_is_worth_whole_tenths(trl: int, price: float, ask: float, left: int, right: int) -> None:
    """So that the same sentence has the same number wherever it stands, and no reason gets what another one loses."""
    sectors = ("a", "b", "c", "d")
    offer = TechnologyProfile("t", ("màng", "lọc"), sectors[:left], trl, price, None, "VN", "north", "01")
    startup = StartupProfile("s", sectors[:right], "VN", "north", "01", amount=ask, words=("màng", "sông"))
    told = TechnologyMatcher([offer, SOIL], [startup]).explain(offer, startup)
    assert sum(one.contribution for one in told.reasons) == told.score
    for one in told.reasons:
        assert abs(one.contribution * 10 - round(one.contribution * 10)) < 0.001
