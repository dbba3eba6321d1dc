"""Learns weights from a market's own past and says whether they beat those in use on its last year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from ecosystem.matching.evaluation.evaluate import evaluate
from ecosystem.matching.evaluation.methods import weighted
from ecosystem.matching.evaluation.queries import Query, queries
from ecosystem.matching.fitting import fit
from ecosystem.matching.history import History
from ecosystem.matching.model import Model
from ecosystem.matching.profiles import Market
from ecosystem.matching.terms import HAND_WEIGHTS

FEWEST: Final = 100
"""So many rounds that found an investor known before are needed, to learn from and again to compare on."""
_YEAR: Final = timedelta(days=365)


class TooFewRoundsError(Exception):
    """There is not enough past to learn from; `found` rounds where `FEWEST` are needed."""

    def __init__(self, found: int) -> None:
        super().__init__(found)
        self.found = found


@dataclass(frozen=True)
class Learnt:
    """`new` and `former` are rows of `evaluate` (investors, startups) on the year from `start` to `end`.

    `learnt_from` is the number of rounds in the two years before it.
    """

    weights: Mapping[str, float]
    start: date
    end: date
    learnt_from: int
    new: list[dict[str, Any]]
    former: list[dict[str, Any]]

    @property
    def is_better(self) -> bool:
        """By nDCG at ten of the investors told for startups; an equal figure is not better."""
        return bool(self.new[0]["ndcg10"] > self.former[0]["ndcg10"])


def learn(market: Market, used: Mapping[str, float]) -> Learnt:
    """Fits to the two years before the last year of deals, and compares on that. Raises TooFewRoundsError."""
    end = max((deal.day for deal in market.deals), default=date.min + 4 * _YEAR) + timedelta(days=1)
    start = end - _YEAR
    asked = [(day, _found(market, day, day + _YEAR)) for day in (start - 2 * _YEAR, start - _YEAR)]
    count = sum(len(one) for _, one in asked)
    fewest = min(count, len(_found(market, start, end)))
    if fewest < FEWEST:
        raise TooFewRoundsError(fewest)
    weights = fit([(Model.of(History.before(market, day)), one) for day, one in asked], list(HAND_WEIGHTS))
    rows = evaluate(market, start, end, {"new": weighted(weights), "former": weighted(used)})
    return Learnt(weights, start, end, count, rows[:2], rows[2:])


def _found(market: Market, start: date, end: date) -> list[Query]:
    return [one for one in queries(market, start, end) if one.found]
