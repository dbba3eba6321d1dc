"""Lift terms: how much more often than the average an investor's deals have the startup's value of an attribute."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from ecosystem.matching import attributes, theses
from ecosystem.matching.asks import CODED, TEXTUAL, Asks, Words, one_each
from ecosystem.matching.attributes import Matrix
from ecosystem.matching.history import History

Table = NDArray[np.float32]
Columns = slice | NDArray[np.int64]
_Logs = Callable[[NDArray[np.int64]], Matrix]

PSEUDO_DEALS: Final = 5.0
"""So many deals of an average investor are mixed into each investor's own."""


@dataclass(frozen=True)
class Lift:
    """`table` is values × investors; `counts` investors × values, deals (aged) and pseudo-deals together.

    `average` is the share of each value in the deals of all; `deals` is edges × values.
    """

    attribute: str
    table: Table
    counts: sp.csr_array
    average: NDArray[np.float64]
    deals: sp.csr_array

    def values(self, asks: Asks, columns: Columns) -> Table:
        """Of each ask and investor; 0 where the startup's value is unknown, the mean where it has several."""
        return np.asarray(asks.values[self.attribute] @ self.table[:, columns])


def lift(history: History, words: Words, attribute: str) -> Lift:
    """The log of the investor's share of a value over the average share, each deal half as heavy after two years."""
    edges = history.edges
    deals = _values(history, words, attribute)
    alone = sp.csr_array(history.by_investor(edges.weight) @ deals.astype(np.float64))
    stated = theses.counts(history, words, attribute, alone.shape[1])
    counts = sp.csr_array(alone + stated)
    nearness = _nearness(history, attribute, deals)
    spread = _spread(counts, nearness)
    size = spread.shape[1]
    totals = spread.sum(axis=0)
    average = (totals + 1 / max(size, 1)) / (totals.sum() + 1)
    table = _logs(spread, counts, average)

    def of_deals(rows: NDArray[np.int64]) -> Matrix:
        return _logs(_spread(alone[rows], nearness), alone[rows], average)

    if attribute == "amount":
        _put_cheques_first(history, table, of_deals)
    else:
        _keep_stated(table, stated, of_deals)
    return Lift(attribute, np.ascontiguousarray(table.T, dtype=np.float32), counts, average, deals)


def _spread(counts: sp.csr_array, nearness: Matrix | None) -> Matrix:
    return np.asarray(counts.toarray() if nearness is None else counts @ nearness)


def _logs(spread: Matrix, counts: sp.csr_array, average: NDArray[np.float64]) -> Matrix:
    own = np.asarray(counts.sum(axis=1))[:, None]
    logs: Matrix = np.log((spread + PSEUDO_DEALS * average) / (own + PSEUDO_DEALS) / average)
    return logs


def _put_cheques_first(history: History, table: Matrix, deals: _Logs) -> None:
    """In the rows of investors that state a cheque, by `theses.inside_first`; `deals`: their rows without theses."""
    ends = theses.cheques(history)
    rows = np.flatnonzero(~np.isnan(ends[0]))
    if not len(rows):
        return
    low, high = attributes.amount_codes(ends[:, rows], history.least_amount)[:, :, None]
    codes = np.arange(table.shape[1])
    is_inside = (codes >= low) & (codes <= high)
    plain = deals(rows)
    added = table[rows] - plain
    inside = (added * is_inside).sum(axis=1) / is_inside.sum(axis=1)
    table[rows] = plain + theses.inside_first(added, is_inside, inside[:, None])


def _keep_stated(table: Matrix, stated: sp.csr_array, deals: _Logs) -> None:
    """What a thesis names counts for no less than without the thesis, however much else it names."""
    rows = np.flatnonzero(np.diff(stated.indptr))
    if len(rows):
        named = stated[rows].toarray() > 0
        table[rows] = np.where(named, np.maximum(table[rows], deals(rows)), table[rows])


def _values(history: History, words: Words, attribute: str) -> sp.csr_array:
    """Edges × values."""
    edges = history.edges
    if attribute in TEXTUAL:
        return sp.csr_array(words.shares(history.startups, attribute)[edges.startup])
    return one_each(_codes(history, attribute), CODED[attribute])


def _codes(history: History, attribute: str) -> NDArray[np.int64]:
    edges = history.edges
    if attribute == "age":
        founded = [history.startups[place].founded for place in edges.startup]
        ages = [attributes.age_code(year, int(now)) for year, now in zip(founded, edges.year, strict=True)]
        return np.array(ages, dtype=np.int64)
    if attribute == "amount":
        codes = [attributes.amount_code(float(log), history.least_amount) for log in edges.log]
        return np.array(codes, dtype=np.int64)
    coded: dict[str, NDArray[np.int64]] = {"stage": edges.stage, "owned": edges.owned, "busiest": edges.busiest}
    return coded[attribute]


def _nearness(history: History, attribute: str, deals: sp.csr_array) -> Matrix | None:
    """None for places, which are near to themselves alone."""
    if attribute == "sector":
        ones = np.ones(len(history.edges))
        return attributes.sector_nearness((history.by_investor(ones) @ deals).toarray())
    if attribute in TEXTUAL:
        return None
    made = {
        "stage": attributes.stage_nearness,
        "age": attributes.age_nearness,
        "amount": attributes.amount_nearness,
    }.get(attribute)
    return made() if made else attributes.bucket_nearness(CODED[attribute])
