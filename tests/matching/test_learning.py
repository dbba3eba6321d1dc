"""Weights from the past: what decided gets weight, nothing gets less than none, and worse weights are not better."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from ecosystem.matching.evaluation.queries import queries
from ecosystem.matching.fitting import fit
from ecosystem.matching.history import History
from ecosystem.matching.learning import TooFewRoundsError, learn
from ecosystem.matching.model import Model
from ecosystem.matching.profiles import Deal, InvestorProfile, Market, StartupProfile
from ecosystem.matching.terms import HAND_WEIGHTS

FIRST = date(2015, 1, 1)
SECTORS = tuple("abcdefgh")


@pytest.fixture(scope="module")
def market() -> Market:
    """Five years in which the sector alone decides: each sector has five investors."""
    drawn = random.Random(3)  # noqa: S311 -- the same at every run
    investors = [InvestorProfile(f"{sector}{n}", "fund") for sector in SECTORS for n in range(5)]
    startups, deals = [], []
    for number in range(1200):
        sector = drawn.choice(SECTORS)
        startups.append(StartupProfile(f"s{number:04}", (sector,), drawn.choice(("VN", "SG"))))
        day = FIRST + timedelta(days=number * 1800 // 1200)
        deals += [Deal(f"s{number:04}", f"{sector}{n}", day, f"r{number}", "seed") for n in drawn.sample(range(5), 2)]
    return Market(startups, investors, deals)


def _fitted(market: Market) -> dict[str, float]:
    day = date(2018, 1, 1)
    window = (Model.of(History.before(market, day)), queries(market, day, date(2019, 1, 1)))
    return fit([window], list(HAND_WEIGHTS))


def test_what_decided_gets_the_weight(market: Market) -> None:
    weights = _fitted(market)
    assert weights["sector"] > 0.5
    assert min(weights.values()) >= 0
    assert weights == _fitted(market)


def test_nothing_is_learnt_of_nothing(market: Market) -> None:
    assert fit([], ["sector"]) == {}
    with pytest.raises(TooFewRoundsError) as error:
        learn(replace(market, deals=market.deals[:300]), HAND_WEIGHTS)
    assert error.value.found == 0
    with pytest.raises(TooFewRoundsError):
        learn(Market([], [], []), HAND_WEIGHTS)


@pytest.mark.parametrize(("used", "is_better"), [({"age": 1.0}, True), (None, False)])
def test_new_weights_must_be_better(market: Market, used: Mapping[str, float] | None, *, is_better: bool) -> None:
    learnt = learn(market, used or learn(market, HAND_WEIGHTS).weights)
    assert learnt.is_better is is_better
    assert learnt.end == max(deal.day for deal in market.deals) + timedelta(days=1)
    assert learnt.start == learnt.end - timedelta(days=365)
    assert learnt.learnt_from >= 400
