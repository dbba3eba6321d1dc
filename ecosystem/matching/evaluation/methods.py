"""The methods that can be evaluated, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from ecosystem.matching.evaluation import baselines
from ecosystem.matching.evaluation.baselines import Scorer
from ecosystem.matching.evaluation.queries import queries
from ecosystem.matching.fitting import fit
from ecosystem.matching.history import History
from ecosystem.matching.matcher import Matcher
from ecosystem.matching.model import Model
from ecosystem.matching.profiles import Market
from ecosystem.matching.ranking import Discovery
from ecosystem.matching.terms import HAND_WEIGHTS

_YEAR: Final = timedelta(days=365)

Prepare = Callable[[Market, Model], Scorer]


@dataclass(frozen=True)
class Method:
    """`prepare` learns from a market, of which it sees what was before the day of the model's history."""

    prepare: Prepare
    discovery: Discovery | None = None


def _additive(matcher: Matcher) -> Scorer:
    """What pages ask, asked here."""
    return lambda query: matcher.scores(query.startup, query.day)


def weighted(weights: Mapping[str, float]) -> Method:
    """The additive terms with these weights."""
    return Method(lambda _market, model: _additive(Matcher(model, weights)))


def _fitted(market: Market, model: Model) -> Scorer:
    """Weights learnt from the two years before the day of the model."""
    day = model.history.day
    windows = [(day - 2 * _YEAR, day - _YEAR), (day - _YEAR, day)]
    asked = [(Model.of(History.before(market, start)), queries(market, start, end)) for start, end in windows]
    return _additive(Matcher(model, fit(asked, list(HAND_WEIGHTS))))


def _baseline(made: Callable[[Model], Scorer]) -> Prepare:
    return lambda _market, model: made(model)


METHODS: Final[Mapping[str, Method]] = {
    "random": Method(_baseline(baselines.random)),
    "popularity": Method(_baseline(baselines.popularity)),
    "popularity-country": Method(_baseline(baselines.popularity_in_country)),
    "bm25": Method(_baseline(baselines.bm25)),
    "item-knn": Method(_baseline(baselines.item_knn)),
    "ones": weighted(dict.fromkeys(HAND_WEIGHTS, 1.0)),
    "hand": weighted(HAND_WEIGHTS),
    "hand-discovery": replace(weighted(HAND_WEIGHTS), discovery=Discovery()),
    "fitted": Method(_fitted),
    "fitted-discovery": Method(_fitted, Discovery()),
}
