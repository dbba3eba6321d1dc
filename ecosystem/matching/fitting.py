"""Learns weights from past rounds: who came in should stand above who did not. Never below 0, so more is never worse.

Each round is a list of its new investors, the best of a rough first stage, and some at random that stand for the many
that are left out. The weights make the true ones likely in a softmax over the list; then the lists are cut to their
hardest part and the weights are made anew, twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from ecosystem.matching.evaluation.queries import Query
from ecosystem.matching.model import ALL, Model
from ecosystem.matching.ranking import Ints, best, without

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

ROUGH: Final[Mapping[str, float]] = {
    "popularity": 1.0,
    "sector": 1.0,
    "country": 1.0,
    "home": 1.0,
    "stage": 1.0,
    "ticket": 0.5,
    "coinvestors": 0.5,
}
_BEST, _AT_RANDOM, _HARDEST, _CUTS = 400, 60, 100, 2
_RIDGE: Final = 0.003
_SEED: Final = 7


@dataclass(frozen=True)
class Lists:
    """All lists one after the other: `starts` of each; rows × terms; which are true; what a random row stands for."""

    starts: Ints
    values: Floats
    is_true: Flags
    offset: Floats

    def kept(self, chosen: Flags) -> Lists:
        """The chosen rows; lists of which no true row is left are dropped, nothing is added."""
        has_true = np.add.reduceat(chosen & self.is_true, self.starts) > 0
        owner = np.repeat(np.arange(len(self.starts)), self.sizes())
        rows = np.flatnonzero(chosen & has_true[owner])
        starts = np.flatnonzero(np.diff(owner[rows], prepend=-1))
        return Lists(starts, self.values[rows], self.is_true[rows], np.zeros(len(rows)))

    def hardest(self, weights: Floats) -> Flags:
        """The rows among the first hundred of their lists."""
        scores = self.values @ weights
        chosen = np.zeros(len(scores), dtype=bool)
        for start, size in zip(self.starts, self.sizes(), strict=True):
            chosen[start + np.argsort(-scores[start : start + size], kind="stable")[:_HARDEST]] = True
        return chosen

    def sizes(self) -> Ints:
        return np.diff(np.append(self.starts, len(self.values)))


def fit(windows: Sequence[tuple[Model, Sequence[Query]]], terms: Sequence[str]) -> dict[str, float]:
    """Weights of the terms, at least 0, from the questions of each window and what was known when it began.

    Empty where no round found an investor that was known before.
    """
    generator = np.random.default_rng(_SEED)
    rows = [one for model, asked in windows for one in _lists(model, asked, terms, generator)]
    if not rows:
        return {}
    lists = _joined(rows)
    spread = np.where((deviation := lists.values.std(axis=0)) > 0, deviation, 1.0)
    lists = Lists(lists.starts, lists.values / spread, lists.is_true, lists.offset)
    weights = _fitted(lists)
    for _ in range(_CUTS):
        lists = lists.kept(lists.hardest(weights))
        weights = _fitted(lists)
    return {name: round(float(value), 4) for name, value in zip(terms, weights / spread, strict=True)}


def _lists(
    model: Model, asked: Sequence[Query], terms: Sequence[str], generator: np.random.Generator
) -> Iterator[tuple[Floats, Flags, Floats]]:
    for query in asked:
        if not query.found:
            continue
        ask = model.read([query.startup], [query.day])
        table = {name: model.terms[name](ask, ALL)[0] for name in {*terms, *ROUGH}}
        rough = np.sum([table[name] * np.float32(weight) for name, weight in ROUGH.items()], axis=0)
        rough = without(rough, model.history.owners.get(query.startup.id))
        true = np.array(sorted(model.history.positions[one] for one in query.found))
        first = np.union1d(true, best(rough, _BEST))
        others = np.setdiff1d(np.flatnonzero(rough > -np.inf), first)
        drawn = np.sort(generator.choice(others, min(_AT_RANDOM, len(others)), replace=False))
        chosen = np.concatenate([first, drawn])
        values = np.stack([table[name][chosen] for name in terms], axis=1).astype(float)
        offset = np.zeros(len(chosen))
        offset[len(first) :] = np.log(len(others) / max(len(drawn), 1)) if len(drawn) else 0.0
        yield values, np.isin(chosen, true), offset


def _joined(rows: Sequence[tuple[Floats, Flags, Floats]]) -> Lists:
    values, is_true, offset = zip(*rows, strict=True)
    starts = np.cumsum([0, *(len(one) for one in values[:-1])])
    return Lists(starts, np.concatenate(values), np.concatenate(is_true), np.concatenate(offset))


def _fitted(lists: Lists) -> Floats:
    """The weights of standardised terms."""
    owner = np.repeat(np.arange(len(lists.starts)), lists.sizes())
    true = np.add.reduceat(lists.is_true.astype(float), lists.starts)
    weight = np.sqrt(true) / np.sqrt(true).sum()
    wanted = lists.is_true * (weight / true)[owner]

    def loss(weights: Floats) -> tuple[float, Floats]:
        logits = lists.values @ weights + lists.offset
        highest = np.maximum.reduceat(logits, lists.starts)
        exponents = np.exp(logits - highest[owner])
        sums = np.add.reduceat(exponents, lists.starts)
        value = float(wanted @ logits - weight @ (np.log(sums) + highest))
        slope = lists.values.T @ (wanted - exponents * (weight / sums)[owner])
        return _RIDGE * float(weights @ weights) - value, 2 * _RIDGE * weights - slope

    count = lists.values.shape[1]
    found = minimize(loss, np.full(count, 0.1), jac=True, method="L-BFGS-B", bounds=[(0, None)] * count)
    solution: Floats = found.x
    return solution
