"""Measures of a ranking against what came true, and their means.

nDCG with gain 1 and discount log2(rank + 1) (Järvelin and Kekäläinen 2002); MRR of the first right one among ten.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from math import log2, sqrt
from statistics import fmean, stdev
from typing import Any, Final

DEPTH: Final = 10
DEEP: Final = 50


@dataclass(frozen=True)
class Outcome:
    """One question's measures, each in [0, 1]."""

    recall10: float
    recall50: float
    ndcg10: float
    mrr10: float


def outcome(ranked: Sequence[Hashable], right: Collection[Hashable]) -> Outcome:
    """`ranked` holds the first fifty or more; `right` is not empty."""
    hits = [one in right for one in ranked[:DEEP]]
    first = hits[:DEPTH]
    gained = sum(1 / log2(rank + 1) for rank, hit in enumerate(first, 1) if hit)
    ideal = sum(1 / log2(rank + 1) for rank in range(1, min(DEPTH, len(right)) + 1))
    return Outcome(
        recall10=sum(first) / len(right),
        recall50=sum(hits) / len(right),
        ndcg10=gained / ideal,
        mrr10=next((1 / rank for rank, hit in enumerate(first, 1) if hit), 0.0),
    )


def means(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The number of questions and the mean of each measure; 0 where there is no question."""
    names = ("recall10", "recall50", "ndcg10", "mrr10")
    figures = {name: round(fmean([getattr(one, name) for one in outcomes] or [0.0]), 4) for name in names}
    return {"queries": len(outcomes), **figures}


def interval(outcomes: Sequence[Outcome]) -> tuple[float, float]:
    """Where the mean recall at ten lies with 95 % confidence, by its standard error."""
    values = [one.recall10 for one in outcomes]
    middle = fmean(values or [0.0])
    margin = 1.96 * stdev(values) / sqrt(len(values)) if len(values) > 1 else 0.0
    return round(middle - margin, 4), round(middle + margin, 4)
