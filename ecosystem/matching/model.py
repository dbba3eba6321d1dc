"""The additive model: a score is the sum of weighted terms, the same for both directions, served and evaluated."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np

from ecosystem.matching import activity, asks, background, coinvestment, lifts
from ecosystem.matching.asks import Asks, Words
from ecosystem.matching.history import SLOW_HALF_LIFE, History
from ecosystem.matching.lifts import Columns, Lift, Table
from ecosystem.matching.profiles import InvestorProfile, StartupProfile
from ecosystem.matching.terms import HAND_WEIGHTS

GRAIN: Final = np.float32(2**-16)
"""Contributions are whole multiples of this: sums of them are exact, so a score is exactly the sum of its reasons."""
RECENT_HALF_LIFE: Final = 0.5
ALL: Final = slice(None)

Values = Callable[[Asks, Columns], Table]


@dataclass(frozen=True)
class Model:
    """The terms as of one day. `terms[name](asks, columns)` are asks × investors."""

    history: History
    words: Words
    deals: np.ndarray[tuple[int], np.dtype[np.int64]]
    lifts: Mapping[str, Lift]
    terms: Mapping[str, Values]

    @classmethod
    def of(cls, history: History) -> Model:
        words = Words.of(history)
        deals = np.bincount(history.edges.investor, minlength=len(history.investors))
        tables = {name: lifts.lift(history, words, name) for name in asks.ATTRIBUTES}
        return cls(history, words, deals, tables, _terms(history, words, tables))

    def with_investor(self, profile: InvestorProfile) -> Model:
        """The model as it would be if the investor said this of itself; its deals stay."""
        others = [one for one in self.history.investors if one.id != profile.id]
        if len(others) == len(self.history.investors):
            raise KeyError(profile.id)
        return Model.of(replace(self.history, investors=sorted([*others, profile], key=lambda one: one.id)))

    def read(self, startups: Sequence[StartupProfile], days: Sequence[date] | None = None) -> Asks:
        """The startups as they ask: on `days`, unless given the day of the history."""
        return asks.read(startups, self.history, self.words, self.deals, days)

    def contributions(
        self, asked: Asks, weights: Mapping[str, float] = HAND_WEIGHTS, columns: Columns = ALL
    ) -> dict[str, Table]:
        """Each weighted term as asks × investors, in multiples of `GRAIN`."""
        return {name: _grained(self.terms[name](asked, columns), weight) for name, weight in weights.items() if weight}

    def scores(self, asked: Asks, weights: Mapping[str, float] = HAND_WEIGHTS, columns: Columns = ALL) -> Table:
        """The sums of the contributions."""
        total = np.zeros((len(asked), len(self.deals[columns])), dtype=np.float32)
        for name, weight in weights.items():
            if weight:
                total += _grained(self.terms[name](asked, columns), weight)
        return total


def _grained(values: Table, weight: float) -> Table:
    grained: Table = np.rint(values * np.float32(weight / GRAIN)) * GRAIN
    return grained


def _terms(history: History, words: Words, tables: Mapping[str, Lift]) -> dict[str, Values]:
    company = coinvestment.together(history)
    return {
        "popularity": activity.popularity(history, SLOW_HALF_LIFE).values,
        "popularity_now": activity.popularity(history, RECENT_HALF_LIFE).values,
        "recency": activity.recency(history).values,
        "fund": activity.is_fund(history).values,
        "home": background.home(history, words).values,
        **{name: table.values for name, table in tables.items()},
        "ticket": background.ticket(history).values,
        "coinvestors": company.any_values,
        "closest_coinvestor": company.most_values,
        "circle": company.hop_values,
    }
