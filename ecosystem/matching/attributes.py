"""The attributes whose past an investor is judged by: their values, and how near two values are to each other.

A value is unknown where its code is -1. Every nearness matrix has rows that add up to 1.
"""

from __future__ import annotations

from math import log10
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ecosystem.matching.profiles import CONSECUTIVE_STAGES, STAGES

Matrix = NDArray[np.float64]

UNKNOWN: Final = -1
OLDEST: Final = 15
AMOUNT_BINS: Final = 121
_BINS_A_DECADE: Final = 20
_OWNED_FROM: Final = (0, 1, 2, 4, 7)
"""Where the buckets of "investors it already has" begin."""
_BUSIEST_FROM: Final = (0, 2, 5, 12, 30, 80)
"""Where the buckets of "deals of the busiest of them" begin; the bucket before them all is "has none"."""
OWNED_BUCKETS: Final = len(_OWNED_FROM)
BUSIEST_BUCKETS: Final = len(_BUSIEST_FROM) + 1
NEAR_STAGE: Final = 0.2
ALIKE_AMOUNTS: Final = 6
"""How many bins away an amount counts as alike: between half and twice."""


def stage_code(stage: str) -> int:
    return STAGES.index(stage) if stage in STAGES else UNKNOWN


def age_code(founded: int | None, year: int) -> int:
    """Whole years, 0 to 15."""
    return UNKNOWN if founded is None else min(OLDEST, max(0, year - founded))


def log_amount(amount: float | None, least: float) -> float:
    """log10 of the amount, kept within the six decades from `least`; nan where unknown."""
    if not amount or amount < 0:
        return float("nan")
    return min(max(log10(amount), log10(least)), log10(least) + 6)


def amount_code(log: float, least: float) -> int:
    """The bin of a log10 amount, each a twentieth of a decade."""
    return UNKNOWN if log != log else round((log - log10(least)) * _BINS_A_DECADE)  # noqa: PLR0124 -- nan


def amount_codes(logs: Matrix, least: float) -> NDArray[np.int64]:
    """The same of many known ones."""
    codes: NDArray[np.int64] = np.rint((logs - log10(least)) * _BINS_A_DECADE).astype(np.int64)
    return codes


def are_alike_amounts(one: float | None, other: float | None, least: float) -> bool:
    """Whether one is between half and twice the other, by their bins; not where either is unknown."""
    codes = [amount_code(log_amount(amount, least), least) for amount in (one, other)]
    return UNKNOWN not in codes and abs(codes[0] - codes[1]) <= ALIKE_AMOUNTS


def owned_code(count: int) -> int:
    return int(np.searchsorted(_OWNED_FROM, count, side="right")) - 1


def bounds(attribute: str, code: int) -> tuple[int, int | None]:
    """The least and the largest count in a bucket of "owned" or "busiest"; None where there is no largest.

    In the bucket before those of "busiest", that of startups without investors, both are 0.
    """
    if attribute == "busiest" and code == 0:
        return 0, 0
    starts, place = (_OWNED_FROM, code) if attribute == "owned" else (_BUSIEST_FROM, code - 1)
    return starts[place], starts[place + 1] - 1 if place + 1 < len(starts) else None


def busiest_code(deals: int | None) -> int:
    return 0 if deals is None else int(np.searchsorted(_BUSIEST_FROM, deals, side="right"))


def _distances(count: int) -> Matrix:
    places = np.arange(count, dtype=float)
    return np.abs(places[:, None] - places[None, :])


def _rows_to_one(nearness: Matrix) -> Matrix:
    shares: Matrix = nearness / nearness.sum(axis=1, keepdims=True)
    return shares


def stage_nearness() -> Matrix:
    nearness = np.eye(len(STAGES))
    for left in range(len(CONSECUTIVE_STAGES) - 1):
        nearness[left, left + 1] = nearness[left + 1, left] = NEAR_STAGE
    return _rows_to_one(nearness)


def age_nearness() -> Matrix:
    return _rows_to_one(np.exp(-(_distances(OLDEST + 1) ** 2) / (2 * 1.5**2)))


def amount_nearness() -> Matrix:
    squares = _distances(AMOUNT_BINS) ** 2
    return _rows_to_one(np.exp(-squares / (2 * 2.0**2)) + 0.3 * np.exp(-squares / (2 * 8.0**2)))


def bucket_nearness(count: int) -> Matrix:
    return _rows_to_one(np.maximum(0.0, 1 - 0.6 * _distances(count)))


def kin(portfolios: Matrix) -> Matrix:
    """The log of how much oftener two values stand in one portfolio than chance; `portfolios` is investors × values."""
    deals = np.minimum(20.0, portfolios)
    total = deals.sum(axis=1, keepdims=True)
    shares = np.divide(deals, total, out=np.zeros_like(deals), where=total > 0)
    together = deals.T @ shares
    np.fill_diagonal(together, together.diagonal() - shares.sum(axis=0))
    together = (together + together.T) / 2
    sums = together.sum(axis=1)
    everything = max(float(sums.sum()), 1e-9)
    oftener: Matrix = np.log((together + 20) / (np.outer(sums, sums) / everything + 20))
    return oftener


def sector_nearness(portfolios: Matrix) -> Matrix:
    """A sector is nearest to itself; the further ones share what is left by how much kin they are."""
    nearness = 0.4 / 6 * np.exp(np.minimum(kin(portfolios), 1.5))
    np.fill_diagonal(nearness, 1.0)
    return _rows_to_one(nearness)
