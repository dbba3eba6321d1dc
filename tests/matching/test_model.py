"""Scores: deterministic, exact sums, the same whatever the order of facts and whichever side asks."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.matching.explanation import explain
from ecosystem.matching.history import History
from ecosystem.matching.model import ALL, Model
from ecosystem.matching.profiles import Deal, InvestorProfile, Market, StartupProfile, Thesis
from ecosystem.matching.ranking import best
from ecosystem.matching.terms import GROUPS, HAND_WEIGHTS
from tests.matching.markets import TODAY, crowd, markets, matcher, startups

NEVER = {
    "age_of", "birth", "sex", "gender", "ethnicity", "ethnic", "religion", "school", "university", "family",
    "marital", "founder", "founders", "team", "partners", "name", "person", "photo", "contact",
}  # fmt: skip


@given(markets(), startups("new"), st.randoms(use_true_random=False))
def test_the_order_of_facts_changes_nothing(market: Market, asked: StartupProfile, drawn: random.Random) -> None:
    def shuffled(part: Sequence[Any]) -> list[Any]:
        return drawn.sample(part, len(part))

    other = replace(
        market,
        startups=shuffled(market.startups),
        investors=shuffled(market.investors),
        deals=shuffled(market.deals),
    )
    one, two = matcher(market), matcher(other)
    assert np.array_equal(one.scores(asked), two.scores(asked))
    assert one.investors_for(asked, 9) == two.investors_for(asked, 9)


@given(markets(), startups("new"))
def test_reasons_add_up_to_the_score_exactly(market: Market, asked: StartupProfile) -> None:
    made = matcher(market)
    for place, investor in enumerate(made.model.history.investors):
        told = explain(made, asked, investor.id)
        assert len(told.reasons) <= 5
        assert sum(reason.contribution for reason in told.reasons) + told.remainder == told.score
        assert sum(part.contribution for one in (*told.reasons, *told.rest) for part in one.parts) == told.score
        assert told.score == float(made.scores(asked)[place])


@given(markets())
def test_both_directions_have_the_same_score(market: Market) -> None:
    made = matcher(market)
    for investor in made.model.history.investors:
        for match in made.startups_for(investor.id, market.startups, 99).fitting:
            startup = next(one for one in market.startups if one.id == match.id)
            assert match.score == made.score(startup, investor.id)
            assert match.score == float(made.scores(startup)[made.model.history.positions[investor.id]])


@given(markets(), startups("new"))
def test_scores_are_bounded(market: Market, asked: StartupProfile) -> None:
    """A share of deals lies between none and all of them, so its log lies within that of the rarest value's."""
    scores = matcher(market).scores(asked)
    most = math.log(1 + len(market.deals) + 6 * len(market.investors)) + 12
    assert np.all(np.abs(scores) < most * sum(HAND_WEIGHTS.values()))


@given(markets(), startups("new"), st.sampled_from(sorted(HAND_WEIGHTS)))
def test_more_of_a_term_is_never_worse(market: Market, asked: StartupProfile, term: str) -> None:
    made = matcher(market)
    read = made.model.read([asked])
    values = made.model.terms[term](read, slice(None))[0]
    part = made.model.contributions(read)[term][0]
    order = np.argsort(values, kind="stable")
    assert np.all(np.diff(part[order]) >= 0)


@pytest.mark.parametrize("deals", range(1, 6))
def test_another_deal_in_the_sector_is_never_worse(deals: int) -> None:
    market = crowd()
    extra = [StartupProfile(f"x{n}", ("water",), "VN", founded=2015, stage="a", amount=1e6) for n in range(6)]
    done = [Deal(f"x{n}", "i0", TODAY - timedelta(days=100), f"x{n}", "a", 1e6) for n in range(6)]
    asked = StartupProfile("new", ("water",), "VN", founded=2015, stage="a", amount=1e6)

    def score(count: int) -> float:
        grown = replace(market, startups=[*market.startups, *extra], deals=[*market.deals, *done[:count]])
        return matcher(grown).score(asked, "i0")

    assert score(deals) > score(deals - 1)


def test_equal_scores_stand_in_the_order_of_ids() -> None:
    twins = [InvestorProfile(name, "fund", thesis=Thesis(TODAY, ("water",))) for name in ("b", "c", "a")]
    asked = StartupProfile("new", ("water",))
    found = matcher(Market([], twins, [])).investors_for(asked, 3).fitting
    assert [one.id for one in found] == ["a", "b", "c"]
    assert len({one.score for one in found}) == 1


def test_ties_at_the_end_of_a_list_are_cut_by_position() -> None:
    assert best(np.array([1, 2, 2, 2, -np.inf], dtype=np.float32), 2).tolist() == [1, 2]
    assert best(np.array([1, 2, 2, 2, -np.inf], dtype=np.float32), 9).tolist() == [1, 2, 3, 0]


def test_what_happened_on_the_day_or_later_is_not_known() -> None:
    market = crowd()
    late = Deal("s00", "i7", TODAY, "late", "a", 1e6)
    known, more = (
        History.before(replace(market, deals=deals), TODAY) for deals in (market.deals, [*market.deals, late])
    )
    assert len(known.edges) == len(more.edges)


@given(markets())
def test_nothing_is_said_of_the_company_of_an_investor_without_deals(market: Market) -> None:
    model = matcher(market).model
    silent = sorted(set(range(len(model.history.investors))) - set(model.history.edges.investor.tolist()))
    for name in ("coinvestors", "closest_coinvestor", "circle"):
        assert not model.terms[name](model.read(list(market.startups)), ALL)[:, silent].any()


def test_an_investor_without_deals_is_served_by_its_thesis() -> None:
    fitting = Thesis(TODAY, sectors=("water",), stages=("seed",), countries=("VN",), cheque_min=1e4, cheque_max=1e5)
    other = Thesis(TODAY, sectors=("health",), stages=("c+",), countries=("VN",))
    market = Market([], [InvestorProfile("fits", thesis=fitting), InvestorProfile("other", thesis=other)], [])
    asked = StartupProfile("new", ("water",), "VN", stage="seed", amount=1e5)
    assert [one.id for one in matcher(market).investors_for(asked, 2).fitting] == ["fits", "other"]
    told = explain(matcher(market), asked, "fits")
    assert all(part.facts.get("deals", 0) == 0 for reason in told.reasons for part in reason.parts)
    assert any(part.facts.get("declared") for reason in told.reasons for part in reason.parts)


def test_every_term_belongs_to_one_group() -> None:
    grouped = [term for group in GROUPS.values() for term in group]
    assert sorted(grouped) == sorted(HAND_WEIGHTS) == sorted(Model.of(History.before(crowd(), TODAY)).terms)


def test_nothing_of_persons_can_enter() -> None:
    for profile in (StartupProfile, InvestorProfile, Thesis, Deal):
        assert {field.name for field in fields(profile)} & NEVER == set()
