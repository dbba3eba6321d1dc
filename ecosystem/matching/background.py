"""Terms of where an investor is at home, and of how large the rounds are that it takes part in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ecosystem.matching import theses
from ecosystem.matching.asks import Asks, Words
from ecosystem.matching.history import Floats, History
from ecosystem.matching.lifts import Columns, Table

_HOME_PRIOR: Final = 10.0
_TICKET_PRIOR: Final = 3.0
_LOWEST, _HIGHEST = -5.0, 3.0


@dataclass(frozen=True)
class Home:
    """ln P(country of the startup | country of the investor) / P(country of the startup); 0 where one is unknown.

    `table` is countries of startups × (countries of investors and, last, unknown); `home` is each investor's column.
    """

    table: Table
    home: NDArray[np.int64]

    def values(self, asks: Asks, columns: Columns) -> Table:
        return np.asarray(asks.values["country"] @ self.table)[:, self.home[columns]]


def home(history: History, words: Words) -> Home:
    """How often those who are at home in a country invest in each; an investor without a single deal has it too."""
    code = words.codes["country"]
    homes = sorted({one.country for one in history.investors if one.country})
    column = {country: place for place, country in enumerate(homes)}
    of_investor = np.array([column.get(one.country, len(homes)) for one in history.investors], dtype=np.int64)
    of_startup = np.array([code.get(one.country, -1) for one in history.startups], dtype=np.int64)
    joint = np.zeros((len(code), len(homes) + 1))
    rows, columns = of_startup[history.edges.startup], of_investor[history.edges.investor]
    known = rows >= 0
    np.add.at(joint, (rows[known], columns[known]), 1.0)
    general = (joint.sum(axis=1) + 1 / max(len(code), 1)) / (joint.sum() + 1)
    same = np.array([[float(country == place) for place in (*homes, "")] for country in code]).reshape(joint.shape)
    prior = _HOME_PRIOR * (0.5 * same + 0.5 * general[:, None])
    given = (joint + prior) / (joint.sum(axis=0) + _HOME_PRIOR)
    table = np.log(given / general[:, None])
    table[:, -1] = 0
    return Home(table.astype(np.float32), of_investor)


@dataclass(frozen=True)
class Rounds:
    """`mean` and `variance` of the log10 amounts of rounds."""

    mean: Floats
    variance: Floats

    @classmethod
    def of(cls, total: Floats, first: Floats, second: Floats) -> Rounds:
        """From their sums of the powers 0, 1 and 2."""
        mean = first / total
        return cls(mean, np.maximum(second / total - mean**2, 1e-3))

    def log_density(self, log: Floats, columns: Columns = slice(None)) -> Floats:
        mean, variance = self.mean[columns], self.variance[columns]
        density: Floats = -((log - mean) ** 2) / (2 * variance) - np.log(variance) / 2
        return density


@dataclass(frozen=True)
class Ticket:
    """ln of how much likelier the amount is in the investor's rounds than in all; 0 where it is unknown.

    `all` is of everybody's rounds; `deals` of each investor's; `said` the same with its cheque, where one is stated;
    `low` and `high` the cheque's ends in log10, nan where none is.
    """

    all: Rounds
    deals: Rounds
    said: Rounds
    low: Floats
    high: Floats

    def values(self, asks: Asks, columns: Columns) -> Table:
        log = asks.log[:, None]
        ratio = self.deals.log_density(log, columns) - self.all.log_density(log)
        stated = np.flatnonzero(~np.isnan(self.low[columns]))
        if len(stated):
            ratio[:, stated] += self._added(log, np.arange(len(self.low))[columns][stated])
        return np.nan_to_num(np.clip(ratio, _LOWEST, _HIGHEST)).astype(np.float32)

    def _added(self, log: Floats, columns: Columns) -> Floats:
        """What the cheque adds: as much everywhere inside it as in its middle."""
        low, high = self.low[columns], self.high[columns]

        def added(amount: Floats) -> Floats:
            return self.said.log_density(amount, columns) - self.deals.log_density(amount, columns)

        return theses.inside_first(added(log), (log >= low) & (log <= high), added((low + high) / 2))


def ticket(history: History) -> Ticket:
    """Three deals like everybody's are mixed into each investor's own."""
    edges = history.edges
    known = ~np.isnan(edges.log)
    log, weight, who = edges.log[known], edges.weight[known], edges.investor[known]
    middle, spread = _population(history, log, weight)
    prior = (1.0, middle, spread + middle**2)

    def summed(power: int) -> Floats:
        own: Floats = np.bincount(who, weight * log**power, minlength=len(history.investors)).astype(np.float64)
        return own + _TICKET_PRIOR * prior[power]

    deals = [summed(power) for power in range(3)]
    said = [own + more for own, more in zip(deals, _said(history), strict=True)]
    everybody = Rounds(np.array([middle]), np.array([spread]))
    return Ticket(everybody, Rounds.of(*deals), Rounds.of(*said), *theses.cheques(history))


def _population(history: History, log: Floats, weight: Floats) -> tuple[float, float]:
    """Mean and variance of all rounds; where there are none, the middle of the six decades and one decade around it."""
    if not len(log):
        return float(np.log10(history.least_amount)) + 3, 1.0
    middle = float(np.average(log, weights=weight))
    return middle, max(float(np.average((log - middle) ** 2, weights=weight)), 1e-2)


def _said(history: History) -> tuple[Floats, Floats, Floats]:
    """What declared cheques add to the sums of the powers 0, 1 and 2: pseudo-deals spread evenly between their ends."""
    total, first, second = (np.zeros(len(history.investors)) for _ in range(3))
    weights = theses.weights(history)
    for place, investor in enumerate(history.investors):
        thesis = investor.thesis
        if thesis is not None and (thesis.cheque_min or thesis.cheque_max):
            low, high = theses.amounts(thesis, history.least_amount)
            middle = (low + high) / 2
            total[place] = weights[place]
            first[place] = weights[place] * middle
            second[place] = weights[place] * (middle**2 + (high - low) ** 2 / 12)
    return total, first, second
