"""The methods that can be evaluated, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from ecosystem.matching.evaluation import baselines
from ecosystem.matching.evaluation.baselines import Scorer
from ecosystem.matching.matcher import Matcher
from ecosystem.matching.model import Model
from ecosystem.matching.profiles import Market
from ecosystem.matching.ranking import Discovery

Prepare = Callable[[Market, Model], Scorer]


@dataclass(frozen=True)
class Method:
    """`prepare` learns from a market, of which it sees what was before the day of the model's history."""

    prepare: Prepare
    discovery: Discovery | None = None


def _additive(matcher: Matcher) -> Scorer:
    """What pages ask, asked here."""
    return lambda query: matcher.scores(query.startup, query.day)


def _baseline(made: Callable[[Model], Scorer]) -> Prepare:
    return lambda _market, model: made(model)


def _hand(_market: Market, model: Model) -> Scorer:
    return _additive(Matcher(model))


METHODS: Final[Mapping[str, Method]] = {
    "random": Method(_baseline(baselines.random)),
    "popularity": Method(_baseline(baselines.popularity)),
    "popularity-country": Method(_baseline(baselines.popularity_in_country)),
    "bm25": Method(_baseline(baselines.bm25)),
    "item-knn": Method(_baseline(baselines.item_knn)),
    "hand": Method(_hand),
    "hand-discovery": Method(_hand, Discovery()),
}
