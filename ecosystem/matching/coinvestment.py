"""Terms of the company an investor keeps: who comes in with, before and after whom.

0 where a startup has nobody, and for an investor without deals, of whose company nothing is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import scipy.sparse as sp

from ecosystem.matching.asks import Asks
from ecosystem.matching.history import SLOW_HALF_LIFE, Floats, History
from ecosystem.matching.lifts import Columns, Table

HALF_LIFE: Final = 8.0
_FEW: Final = 16
_ANY_PRIOR, _MAX_PRIOR, _HOP_PRIOR, _HOP_SUM = 8.0, 4.0, 0.05, 3.0


@dataclass(frozen=True)
class Ties:
    """Investors × investors, held by rows and by columns: one side asks for a row, the other for a column."""

    rows: sp.csr_array
    columns: sp.csc_array

    @classmethod
    def of(cls, matrix: sp.csr_array) -> Ties:
        return cls(sp.csr_array(matrix), sp.csc_array(matrix))

    def chosen(self, columns: Columns) -> sp.csr_array:
        """All rows of these columns."""
        return self.rows if isinstance(columns, slice) else sp.csr_array(self.columns[:, columns])


@dataclass(frozen=True)
class Together:
    """`any` are ties of i (columns) with j (rows); `share` as parts of j's deals; `steps` as those of a random walk.

    `base` is the share of each in all activity; `total` and `reach` are sums over i: of ties, and of two steps; `known`
    says who has deals.
    """

    any: Ties
    share: Ties
    steps: Ties
    base: Floats
    total: Floats
    reach: Floats
    known: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]

    def any_values(self, asks: Asks, columns: Columns) -> Table:
        """The log of how much oftener i comes together with the startup's investors than its activity explains."""
        own = (asks.owners @ self.any.chosen(columns)).toarray()
        return self._lift(asks, own, asks.owners @ self.total, _ANY_PRIOR, columns)

    def most_values(self, asks: Asks, columns: Columns) -> Table:
        """The largest share of the deals of one of the startup's investors in which i came in with or after it."""
        best = np.zeros((len(asks), len(self.base[columns])), dtype=np.float32)
        chosen = self.share.chosen(columns)
        few = chosen.toarray() if best.shape[1] <= _FEW else None  # a row of numbers is quicker than one of a matrix
        for row in np.flatnonzero(np.diff(asks.owners.indptr)):
            owners = asks.owners.indices[asks.owners.indptr[row] : asks.owners.indptr[row + 1]]
            best[row] = few[owners].max(axis=0) if few is not None else chosen[owners].max(axis=0).toarray()
        return best

    def hop_values(self, asks: Asks, columns: Columns) -> Table:
        """The log of how much oftener i works with those who work with the startup's investors."""
        counts = np.maximum(np.diff(asks.owners.indptr), 1)
        reached = ((asks.owners @ self.steps.rows) @ self.steps.chosen(columns)).toarray() / counts[:, None]
        return self._lift(asks, reached, (asks.owners @ self.reach) / counts, _HOP_PRIOR, columns)

    def _lift(self, asks: Asks, own: Floats, total: Floats, prior: float, columns: Columns) -> Table:
        base = self.base[columns]
        values = np.log((own + prior * base) / (total[:, None] + prior) / base)
        values[np.diff(asks.owners.indptr) == 0] = 0
        values[:, ~self.known[columns]] = 0
        return values.astype(np.float32)


def together(history: History) -> Together:
    after, same = _pairs(history)
    deals = history.decayed_count(HALF_LIFE)
    active = history.decayed_count(SLOW_HALF_LIFE) + 0.05
    ties = after + after.T + same
    steps = sp.csr_array(sp.diags_array(1 / (np.asarray(ties.sum(axis=1)) + _HOP_SUM)) @ ties)
    either = sp.csr_array(after + same + 0.5 * after.T)
    return Together(
        any=Ties.of(either),
        share=Ties.of(sp.csr_array(sp.diags_array(1 / (deals + _MAX_PRIOR)) @ (after + same))),
        steps=Ties.of(steps),
        base=active / active.sum(),
        total=np.asarray(either.sum(axis=1)),
        reach=steps @ np.asarray(steps.sum(axis=1)),
        known=deals > 0,
    )


def _pairs(history: History) -> tuple[sp.csr_array, sp.csr_array]:
    """Matrices j × i: i came into a startup after j, or both on the same day; weighted by the age of i's deal."""
    edges = history.edges
    order = np.argsort(edges.startup, kind="stable")
    startup, day, who = edges.startup[order], edges.day[order], edges.investor[order]
    weight = 0.5 ** (edges.age[order] / HALF_LIFE)
    _, starts, sizes = np.unique(startup, return_index=True, return_counts=True)
    repeat = np.repeat(sizes, sizes)
    left = np.repeat(np.arange(len(who)), repeat)
    offsets = np.arange(len(left)) - np.repeat(np.cumsum(repeat) - repeat, repeat)
    right = np.repeat(np.repeat(starts, sizes), repeat) + offsets
    shape = (len(history.investors), len(history.investors))

    def matrix(chosen: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> sp.csr_array:
        pairs = (who[left[chosen]], who[right[chosen]])
        return sp.csr_array((weight[right[chosen]], pairs), shape=shape)

    return matrix(day[right] > day[left]), matrix((day[right] == day[left]) & (left != right))
