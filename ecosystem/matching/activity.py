"""Terms of the investor alone: how busy it is. Each stands above or below the average of all investors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ecosystem.matching import theses
from ecosystem.matching.asks import Asks
from ecosystem.matching.history import Floats, History
from ecosystem.matching.lifts import Columns, Table


@dataclass(frozen=True)
class Trait:
    """One number for each investor, the same for every startup; `raw` before the average was taken away."""

    raw: Floats
    table: Table

    @classmethod
    def of(cls, raw: Floats) -> Trait:
        mean = raw.mean() if len(raw) else 0.0
        return cls(raw, (raw - mean).astype(np.float32))

    def values(self, asks: Asks, columns: Columns) -> Table:
        return np.broadcast_to(self.table[columns], (len(asks), len(self.table[columns])))


def popularity(history: History, half_life: float) -> Trait:
    """ln(1 + deals), each half as heavy after `half_life` years; a thesis counts as one deal."""
    said = theses.weights(history, half_life) / theses.PSEUDO_DEALS
    return Trait.of(np.log1p(history.decayed_count(half_life) + said))


def recency(history: History) -> Trait:
    """-ln(1 + years since the last deal, or since the thesis was stated)."""
    years = np.fmin(history.last_deal, theses.ages(history))
    return Trait.of(-np.log1p(years))


def is_fund(history: History) -> Trait:
    return Trait.of(np.array([one.kind == "fund" for one in history.investors], dtype=float))
