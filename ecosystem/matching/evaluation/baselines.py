"""What a method must beat: chance, fame, words in common, and neighbours by common deals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from ecosystem.matching.evaluation.queries import Query
from ecosystem.matching.history import Floats
from ecosystem.matching.model import Model

Scores = NDArray[np.floating]
Scorer = Callable[[Query], Scores]
"""A number for each investor of the history, higher for the better one."""

_SATURATION, _LENGTH = 1.2, 0.75
_TEXTUAL: Final = ("sector", "country", "region", "city", "stage")
_SEED: Final = 20120101
_SMALL: Final = 1e-6


def random(model: Model) -> Scorer:
    """The same at every run."""
    generator = np.random.default_rng(_SEED)
    return lambda _query: generator.random(len(model.history.investors))


def popularity(model: Model) -> Scorer:
    """Deals so far."""
    deals = model.deals.astype(float)
    return lambda _query: deals


def popularity_in_country(model: Model) -> Scorer:
    """Deals so far in the startup's country; those elsewhere break ties."""
    deals = model.deals.astype(float)
    counts = model.lifts["country"].counts

    def score(query: Query) -> Scores:
        shares = model.words.shares([query.startup], "country")
        local: Scores = (shares @ counts.T).toarray()[0]
        return local + _SMALL * deals

    return score


def bm25(model: Model) -> Scorer:
    """Okapi BM25: an investor is a document of the words of its deals' startups; a startup asks with its own."""
    counts = [model.lifts[name].counts for name in _TEXTUAL]
    length: Floats = np.sum([one.sum(axis=1) for one in counts], axis=0)
    norm = _SATURATION * (1 - _LENGTH + _LENGTH * length / max(float(np.mean(length)), _SMALL))
    tables = [_weighted(one, norm) for one in counts]

    def score(query: Query) -> Scores:
        asked = model.read([query.startup], [query.day])
        total = np.zeros(len(length))
        for name, table in zip(_TEXTUAL, tables, strict=True):
            total += (asked.values[name] @ table).toarray()[0]
        return total

    return score


def item_knn(model: Model) -> Scorer:
    """Cosine of common startups with the investors that the startup has; fame where it has none."""
    history = model.history
    deals = model.deals.astype(float)
    ones = history.by_investor(np.ones(len(history.edges)))
    startups = sp.csr_array(
        (np.ones(len(history.edges)), (np.arange(len(history.edges)), history.edges.startup)),
        shape=(len(history.edges), len(history.startups)),
    )
    unit = sp.csr_array(sp.diags_array(1 / np.sqrt(np.maximum(deals, 1))) @ (ones @ startups))

    def score(query: Query) -> Scores:
        owners = history.owners.get(query.startup.id)
        near = np.zeros(len(deals)) if owners is None else unit @ np.asarray(unit[owners].sum(axis=0))
        return near + _SMALL * deals

    return score


def _weighted(counts: sp.csr_array, norm: Floats) -> sp.csr_array:
    """Values × investors: inverse document frequency by saturated term frequency."""
    table = sp.csr_array(counts.copy())
    rows = np.repeat(np.arange(table.shape[0]), np.diff(table.indptr))
    holding = np.bincount(table.indices, minlength=table.shape[1])
    rarity = np.log1p((table.shape[0] - holding + 0.5) / (holding + 0.5))
    table.data = rarity[table.indices] * table.data * (_SATURATION + 1) / (table.data + norm[rows])
    return sp.csr_array(table.T)
