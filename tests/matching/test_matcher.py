"""Orders: what cannot fit stands apart, places for discovery, the slider, what would change it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ecosystem.matching.constraints import KINDS, Obstacle, obstacles
from ecosystem.matching.explanation import alterations, what_would_change
from ecosystem.matching.matcher import Order
from ecosystem.matching.profiles import InvestorProfile, Market, StartupProfile, Thesis
from ecosystem.matching.ranking import Discovery
from tests.matching.markets import TODAY, crowd, matcher

ASKED = StartupProfile("new", ("water",), "VN", "north", "hanoi", 2015, "a", 8e9, 12e9, 1e9, ("equity",))
CASES = {
    "ask_below_cheque": (Thesis(TODAY, cheque_min=30e9), Obstacle("ask_below_cheque", gap=18e9)),
    "ticket_above_cheque": (Thesis(TODAY, cheque_max=4e8), Obstacle("ticket_above_cheque", gap=6e8)),
    "sector_excluded": (Thesis(TODAY, excluded_sectors=("water",)), Obstacle("sector_excluded", codes=("water",))),
    "place_outside": (Thesis(TODAY, countries=("SG",)), Obstacle("place_outside", codes=("VN",))),
    "instrument_differs": (Thesis(TODAY, instruments=("loan",)), Obstacle("instrument_differs", codes=("equity",))),
}


@pytest.mark.parametrize("kind", CASES)
def test_what_cannot_fit_says_by_how_much_and_can_be_relaxed(kind: str) -> None:
    thesis, expected = CASES[kind]
    investor = InvestorProfile("i", thesis=thesis)
    assert obstacles(ASKED, investor) == [expected]
    assert obstacles(ASKED, investor, {kind}) == []
    assert kind in KINDS


@pytest.mark.parametrize("thesis", [Thesis(TODAY), Thesis(TODAY, cheque_min=12e9), Thesis(TODAY, cities=("hanoi",))])
def test_what_is_not_said_or_just_enough_breaks_nothing(thesis: Thesis) -> None:
    assert obstacles(ASKED, InvestorProfile("i", thesis=thesis)) == []
    assert obstacles(StartupProfile("unknown"), InvestorProfile("i", thesis=thesis)) == []


def test_a_region_that_is_not_meant_is_outside() -> None:
    thesis = Thesis(TODAY, countries=("VN",), regions=("south",))
    assert obstacles(ASKED, InvestorProfile("i", thesis=thesis)) == [Obstacle("place_outside", codes=("north",))]


def test_who_does_not_invest_or_raise_stands_apart() -> None:
    assert obstacles(ASKED, InvestorProfile("i", is_investing=False)) == [Obstacle("not_investing")]
    assert obstacles(replace(ASKED, is_raising=False), InvestorProfile("i")) == [Obstacle("not_raising")]


def test_the_unfit_are_listed_apart_until_relaxed() -> None:
    rich = InvestorProfile("rich", thesis=Thesis(TODAY, ("water",), cheque_min=30e9))
    market = replace(crowd(), investors=[*crowd().investors, rich], least_amount=1e7)
    found = matcher(market).investors_for(ASKED, 20)
    assert [one.id for one in found.unfit] == ["rich"]
    assert "rich" not in [one.id for one in found.fitting]
    relaxed = matcher(market).investors_for(ASKED, 20, Order(relaxed={"ask_below_cheque"}))
    assert "rich" in [one.id for one in relaxed.fitting]


def test_investors_of_the_startup_are_left_out() -> None:
    market = crowd()
    own = {deal.investor for deal in market.deals if deal.startup == "s00"}
    found = matcher(market).investors_for(market.startups[0], 20)
    assert {one.id for one in found.fitting} == {one.id for one in market.investors} - own


def test_hidden_ones_are_left_out_in_both_directions() -> None:
    market = crowd()
    made = matcher(market)
    assert "i3" not in [one.id for one in made.investors_for(ASKED, 20, Order(hidden={"i3"})).fitting]
    assert "s05" not in [one.id for one in made.startups_for("i0", market.startups, 30, Order(hidden={"s05"})).fitting]


def test_the_slider_moves_places_and_no_score() -> None:
    market = crowd()
    busy = [replace(deal, investor="i0", startup=f"s{n:02}") for n, deal in enumerate(market.deals[:12])]
    made = matcher(replace(market, deals=[*market.deals, *busy]))
    plain, quiet = (made.investors_for(ASKED, 8, Order(activity=factor)).fitting for factor in (1.0, -2.0))
    assert {one.id: one.score for one in plain} == {one.id: one.score for one in quiet}
    assert [one.id for one in plain] != [one.id for one in quiet]
    assert [one.id for one in plain].index("i0") < [one.id for one in quiet].index("i0")


def test_the_last_places_go_to_those_seldom_shown() -> None:
    scores = np.arange(20, 0, -1).astype(np.float32)
    shown = np.zeros(20)
    shown[8:15] = 1000
    order = Discovery(places=2, among=10, strength=2.0).arrange(np.arange(20), scores, shown)
    assert order[:10].tolist() == [0, 1, 2, 3, 4, 5, 6, 7, 15, 16]
    assert sorted(order.tolist()) == list(range(20))


def test_who_is_below_the_average_is_no_discovery() -> None:
    scores = np.array([*range(10, 2, -1), 0.5, -1, -2, -3], dtype=np.float32)
    order = np.arange(12)
    shown = np.array([0.0] * 8 + [50.0] + [0.0] * 3)
    assert Discovery().chosen(order, scores, shown).tolist() == [8]
    assert Discovery().arrange(order, scores, shown).tolist() == order.tolist()
    assert Discovery().chosen(order, scores - 1, shown).tolist() == []


def test_places_for_discovery_are_marked() -> None:
    theses = [InvestorProfile(f"i{n:02}", thesis=Thesis(TODAY, ("water",))) for n in range(30)]
    found = matcher(Market([], theses, [])).investors_for(ASKED, 12, Order(shown={"i08": 5.0, "i09": 5.0})).fitting
    assert [one.id for one in found if one.is_discovery] == ["i10", "i11"] == [one.id for one in found[8:10]]


def test_what_would_change_it_is_found_by_scoring_again() -> None:
    made = matcher(crowd())
    changes = what_would_change(made, ASKED, "i0", alterations(ASKED))
    assert {one.name for one in changes} == {"less", "more"}
    for one in changes:
        assert one.score == made.score(one.startup, "i0")
        assert one.gain == one.score - made.score(ASKED, "i0")
    assert [one.gain for one in changes] == sorted((one.gain for one in changes), reverse=True)


def test_an_investors_own_words_can_be_tried() -> None:
    made = matcher(crowd())
    tried = made.model.with_investor(InvestorProfile("i0", "fund", "SG", Thesis(TODAY, ("water",), ("a",))))
    assert replace(made, model=tried).score(ASKED, "i0") > made.score(ASKED, "i0")
    with pytest.raises(KeyError):
        made.model.with_investor(InvestorProfile("nobody"))
