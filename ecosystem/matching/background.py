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
class Ticket:
    """ln of how much likelier the amount is in the investor's rounds than in all; 0 where it is unknown.

    `mean` and `variance` are of log10 amounts: of all in the last element, before it one for each investor.
    """

    mean: Floats
    variance: Floats

    def values(self, asks: Asks, columns: Columns) -> Table:
        log = asks.log[:, None]
        ratio = self._log_density(log, self.mean[:-1][columns], self.variance[:-1][columns])
        ratio = ratio - self._log_density(log, self.mean[-1], self.variance[-1])
        return np.nan_to_num(np.clip(ratio, _LOWEST, _HIGHEST)).astype(np.float32)

    @staticmethod
    def _log_density(log: Floats, mean: Floats, variance: Floats) -> Floats:
        density: Floats = -((log - mean) ** 2) / (2 * variance) - np.log(variance) / 2
        return density


def ticket(history: History) -> Ticket:
    """Three deals like everybody's are mixed into each investor's own."""
    edges = history.edges
    known = ~np.isnan(edges.log)
    log, weight, who = edges.log[known], edges.weight[known], edges.investor[known]
    middle, spread = _population(history, log, weight)
    sums = [np.bincount(who, weight * log**power, minlength=len(history.investors)) for power in range(3)]
    said = _said(history)
    total, first, second = (own + more for own, more in zip(sums, said, strict=True))
    total, first = total + _TICKET_PRIOR, first + _TICKET_PRIOR * middle
    second = second + _TICKET_PRIOR * (spread + middle**2)
    mean = first / total
    variance = np.maximum(second / total - mean**2, 1e-3)
    return Ticket(np.append(mean, middle), np.append(variance, spread))


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
