"""What each term must do, one change at a time: which way it points, where it ends, what it forgets."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.matching import attributes, theses
from ecosystem.matching.constraints import Obstacle, obstacles
from ecosystem.matching.matcher import Matcher, Order
from ecosystem.matching.profiles import (
    CONSECUTIVE_STAGES,
    STAGES,
    Deal,
    InvestorProfile,
    Market,
    StartupProfile,
    Thesis,
)
from ecosystem.matching.technologies import TechnologyMatcher, TechnologyProfile
from tests.matching.markets import TODAY, crowd, markets, matcher

ASKED = StartupProfile("new", ("water",), "VN", founded=2015, stage="a", amount=1e6)
MATRICES = {
    "stage": attributes.stage_nearness(),
    "age": attributes.age_nearness(),
    "amount": attributes.amount_nearness(),
    "buckets": attributes.bucket_nearness(attributes.BUSIEST_BUCKETS),
}


def term(made: Matcher, name: str, investor: str, startup: StartupProfile = ASKED) -> float:
    place = made.model.history.positions[investor]
    return float(made.model.terms[name](made.model.read([startup]), slice(None))[0][place])


def backed(*days: int, investor: str = "i", **deal: Any) -> list[Deal]:
    return [Deal(f"s{n:02}", investor, TODAY - timedelta(days=ago), f"r{n}", "a", **deal) for n, ago in enumerate(days)]


def market(deals: list[Deal], *investors: InvestorProfile) -> Matcher:
    known = {one.id for one in investors}
    others = [InvestorProfile(name) for name in ("i", "j") if name not in known]
    return matcher(Market(crowd().startups, [*investors, *others], deals))


def test_who_invested_lately_and_often_stands_above_who_did_not() -> None:
    made = market([*backed(30, 60, 90), *backed(2000, investor="j")])
    for name in ("popularity", "popularity_now", "recency"):
        assert term(made, name, "i") > 0 > term(made, name, "j"), name


def test_the_activity_of_now_forgets_sooner() -> None:
    made = market([*backed(800, 830, 860), *backed(20, investor="j")])
    assert term(made, "popularity_now", "j") > term(made, "popularity_now", "i")
    assert term(made, "popularity", "i") > term(made, "popularity", "j")


def test_a_fund_stands_above_others() -> None:
    said = Thesis(TODAY, ("water",))
    made = market([], InvestorProfile("i", "fund", thesis=said), InvestorProfile("j", "angel", thesis=said))
    assert term(made, "fund", "i") > 0 > term(made, "fund", "j")


def test_who_is_at_home_in_the_country_stands_above_who_is_elsewhere() -> None:
    people = InvestorProfile("i", country="VN"), InvestorProfile("j", country="SG")
    made = market([*backed(30), *backed(30, investor="j")], *people)
    assert term(made, "home", "i", replace(ASKED, country="VN")) > term(made, "home", "j", replace(ASKED, country="VN"))


def test_a_partner_of_the_startups_investors_stands_above_a_stranger() -> None:
    """And one of long ago below one of now."""

    def both(places: range, days: int, *people: str) -> list[Deal]:
        return [Deal(f"s{n:02}", who, TODAY - timedelta(days=days), f"{days}-{n}") for n in places for who in people]

    together = both(range(4), 200, "own", "now")
    before = both(range(4, 8), 6000, "own", "then")
    twice, alone = both(range(12, 16), 200, "now", "twice"), both(range(8, 12), 200, "none")
    own = Deal("s19", "own", TODAY - timedelta(days=10), "own")
    people = [InvestorProfile(name) for name in ("own", "now", "then", "twice", "none")]
    made = matcher(Market(crowd().startups, people, [*together, *before, *twice, *alone, own]))
    asked = next(one for one in crowd().startups if one.id == "s19")
    for name in ("coinvestors", "closest_coinvestor"):
        assert term(made, name, "now", asked) > term(made, name, "none", asked), name
    assert term(made, "circle", "twice", asked) > term(made, "circle", "none", asked)
    assert term(made, "closest_coinvestor", "now", asked) > term(made, "closest_coinvestor", "then", asked)


def test_a_thesis_is_believed_half_and_less_with_time() -> None:
    said = Thesis(TODAY, ("water",))
    people = [
        InvestorProfile("new", thesis=said),
        InvestorProfile("old", thesis=replace(said, day=TODAY - timedelta(days=1460))),
        InvestorProfile("other", thesis=Thesis(TODAY, ("health",))),
    ]
    made = matcher(Market([], people, []))
    assert term(made, "sector", "new") > term(made, "sector", "old") > 0 > term(made, "sector", "other")
    shares = theses.weights(made.model.history)
    positions = made.model.history.positions
    assert shares[positions["new"]] == theses.PSEUDO_DEALS
    assert shares[positions["old"]] == pytest.approx(theses.PSEUDO_DEALS / 4, rel=0.01)


def test_one_deal_is_no_certainty() -> None:
    """Five deals of an average investor are mixed into each one's own: nobody is ruled out, nobody is certain."""
    made = market([*backed(30), *backed(30, 40, 50, 60, 70, investor="j")])
    for startup in (ASKED, replace(ASKED, sectors=("health",))):
        assert abs(term(made, "sector", "i", startup)) < abs(np.log(0.5)) + 0.6


@given(markets(), st.data())
def test_what_a_thesis_names_is_never_held_against_it(known: Market, data: st.DataObject) -> None:
    """However much else it names: beside another investor with the same deals that says nothing."""
    every = sorted({sector for one in known.startups for sector in one.sectors} | {"water", "other"})
    named = tuple(data.draw(st.lists(st.sampled_from(every), min_size=1, unique=True), "sectors"))
    thesis = Thesis(
        TODAY,
        named,
        countries=("VN", *data.draw(st.sets(st.sampled_from(["SG", "LA", "TH"])), "countries")),
        stages=tuple(data.draw(st.sets(st.sampled_from(STAGES), min_size=1), "stages")),
        cheque_min=1e4,
        cheque_max=data.draw(st.floats(1e4, 1e9), "cheque"),
    )
    deals = [replace(one, investor=name) for name in ("says", "silent") for one in known.deals[:3]]
    people = [*known.investors, InvestorProfile("says", thesis=thesis), InvestorProfile("silent")]
    made = matcher(replace(known, investors=people, deals=[*known.deals, *deals]))
    asked = replace(ASKED, sectors=named[:1], stage=thesis.stages[0], amount=1e4)
    for name in ("sector", "country", "stage", "amount", "ticket"):
        assert term(made, name, "says", asked) >= (term(made, name, "silent", asked) if deals else 0) - 1e-6, name


def test_a_cheque_is_for_rounds_up_to_four_times_its_end() -> None:
    low, high = theses.amounts(Thesis(TODAY, cheque_min=1e6, cheque_max=2e6), 1e3)
    assert low == pytest.approx(6.0)
    assert high == pytest.approx(np.log10(8e6))


@given(markets(), st.data())
def test_an_ask_inside_the_cheque_never_scores_below_one_outside(known: Market, data: st.DataObject) -> None:
    """Of an investor known by its thesis alone: what its deals say of amounts is another matter."""
    low = data.draw(st.floats(1e4, 1e8), "low")
    thesis = Thesis(TODAY, cheque_min=low, cheque_max=low * data.draw(st.floats(1, 100), "width"))
    inside = data.draw(st.floats(low, thesis.cheque_max), "inside")
    outside = data.draw(
        st.floats(1e3, low, exclude_max=True) | st.floats(thesis.cheque_max or low, 1e11, exclude_min=True), "outside"
    )
    made = matcher(replace(known, investors=[*known.investors, InvestorProfile("new", thesis=thesis)]))
    scores = [made.score(replace(ASKED, amount=one), "new") for one in (inside, outside)]
    assert scores[0] >= scores[1]


def test_what_a_cheque_says_leaves_to_deals_what_they_say() -> None:
    """An investor with a small cheque in large rounds: the large ask stays the likelier one."""
    deals = [*backed(*[30] * 12, amount=1e8), *backed(*[30] * 12, investor="j", amount=1e6)]
    made = market(deals, InvestorProfile("i", thesis=Thesis(TODAY, cheque_min=1e6, cheque_max=2e6)))
    small, large = (replace(ASKED, amount=one) for one in (1.5e6, 1e8))
    assert term(made, "ticket", "i", large) > term(made, "ticket", "i", small)


@pytest.mark.parametrize("amount", [1.0, 1e15])
def test_amounts_beyond_what_is_told_apart_count_as_its_ends(amount: float) -> None:
    log = attributes.log_amount(amount, 1e3)
    assert 3 <= log <= 9
    assert 0 <= attributes.amount_code(log, 1e3) < attributes.AMOUNT_BINS


def test_ages_beyond_what_is_told_apart_count_as_its_ends() -> None:
    assert [attributes.age_code(year, 2020) for year in (1900, 2005, 2018, 2024)] == [15, 15, 2, 0]
    assert attributes.age_code(None, 2020) == attributes.UNKNOWN


def test_a_ticket_far_away_ends_somewhere() -> None:
    made = market([*backed(*[30] * 12, amount=1e6), *backed(30, investor="j", amount=1e9)])
    for amount in (1.0, 1e3, 1e6, 1e12):
        assert -5 <= term(made, "ticket", "i", replace(ASKED, amount=amount)) <= 3


@pytest.mark.parametrize("name", MATRICES)
def test_what_is_near_is_near_in_both_directions_and_shares_one(name: str) -> None:
    matrix = MATRICES[name]
    assert np.allclose(matrix.sum(axis=1), 1)
    assert np.array_equal(matrix > 0, (matrix > 0).T)
    assert np.all(matrix.diagonal()[:, None] >= matrix)
    for row in range(len(matrix)):
        assert np.all(np.diff(matrix[row, row:]) <= 0), "never nearer the further away"


def test_neighbouring_stages_are_near_and_no_others() -> None:
    near = MATRICES["stage"]
    assert all((near[row, column] > 0) == (abs(row - column) <= 1) for row in range(4) for column in range(4))
    apart = range(len(CONSECUTIVE_STAGES), len(STAGES))
    assert all(near[row, row] == 1 for row in apart)


def test_one_excluded_sector_is_enough() -> None:
    investor = InvestorProfile("i", thesis=Thesis(TODAY, excluded_sectors=("water",)))
    assert obstacles(replace(ASKED, sectors=("health",)), investor) == []
    for sectors in (("water",), ("health", "water")):
        found = obstacles(replace(ASKED, sectors=sectors), investor)
        assert found == [Obstacle("sector_excluded", codes=("water",))]


def test_a_startups_side_of_the_limits_holds_and_is_relaxed_too() -> None:
    thesis = Thesis(TODAY, ("water",), cheque_min=1e7)
    made = matcher(replace(crowd(), investors=[*crowd().investors, InvestorProfile("rich", thesis=thesis)]))
    found = made.startups_for("rich", crowd().startups, 50)
    assert found.fitting == []
    assert {one.kind for match in found.unfit for one in match.obstacles} == {"ask_below_cheque"}
    relaxed = made.startups_for("rich", crowd().startups, 50, Order(relaxed={"ask_below_cheque"}))
    assert len(relaxed.fitting) == 20
    assert [one.score for one in relaxed.fitting] == [one.score for one in found.unfit]


def test_what_an_investor_has_is_not_proposed_to_it() -> None:
    made = matcher(crowd())
    own = {deal.startup for deal in crowd().deals if deal.investor == "i0"}
    found = {one.id for one in made.startups_for("i0", crowd().startups, 50).fitting}
    assert own
    assert found == {one.id for one in crowd().startups} - own


TECHNOLOGY = TechnologyProfile("t", sectors=("water",), country="VN", region="north", city="01")
NEAR = StartupProfile("s", ("water",), "VN", "north", "01", amount=1e9)


def offered(technology: TechnologyProfile, startup: StartupProfile = NEAR) -> float:
    return TechnologyMatcher([technology], [startup]).score(technology, startup)


def test_the_nearer_place_never_counts_less() -> None:
    away = [("VN", "north", "02"), ("VN", "south", "02"), ("SG", "y", "x")]
    others = [replace(TECHNOLOGY, country=country, region=region, city=city) for country, region, city in away]
    scores = [offered(one) for one in (TECHNOLOGY, *others)]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 4
    assert scores[2] == offered(replace(TECHNOLOGY, country="", region="", city="")) > scores[3]


def test_a_price_counts_within_bounds() -> None:
    prices = [offered(replace(TECHNOLOGY, price_from=price)) for price in (1.0, 1e3, 1e7, 1e8, 1e9, 1e15)]
    assert prices == sorted(prices, reverse=True)
    assert prices[0] == prices[1] == offered(TECHNOLOGY) + 0.5
    assert prices[-1] == offered(TECHNOLOGY) - 0.5


def test_all_sectors_of_the_narrower_side_are_enough() -> None:
    assert offered(replace(TECHNOLOGY, sectors=("water", "energy"))) == offered(TECHNOLOGY)
    assert offered(replace(TECHNOLOGY, sectors=("energy",))) < offered(replace(TECHNOLOGY, sectors=()))


def test_equal_offers_stand_in_the_order_of_ids() -> None:
    same = [replace(TECHNOLOGY, id=name) for name in ("b", "c", "a")]
    found = TechnologyMatcher(same, [NEAR]).technologies_for(NEAR, 3).fitting
    assert [one.id for one in found] == ["a", "b", "c"]
