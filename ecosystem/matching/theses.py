"""Declared theses as pseudo-deals: what an investor says it looks for counts like a few deals of the day it said so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from ecosystem.matching import attributes
from ecosystem.matching.asks import Words
from ecosystem.matching.history import DAYS_A_YEAR, SLOW_HALF_LIFE, Floats, History
from ecosystem.matching.profiles import Thesis

Bools = NDArray[np.bool_]

PSEUDO_DEALS: Final = 5.0
"""As much as the prior of the lifts: a thesis by itself is believed half."""
SHARE_OF_ROUND: Final = 4.0
"""A cheque is at least this part of a round: up to four times the largest cheque may be asked for."""


def ages(history: History) -> Floats:
    """Years since each investor stated its thesis; nan for those without one."""
    said = [one.thesis.day.toordinal() if one.thesis else np.nan for one in history.investors]
    age: Floats = np.maximum(0.0, (history.day.toordinal() - np.array(said, dtype=float)) / DAYS_A_YEAR)
    return age


def weights(history: History, half_life: float = SLOW_HALF_LIFE) -> Floats:
    """The pseudo-deals of each investor, aged as deals are; 0 without a thesis."""
    decayed = PSEUDO_DEALS * 0.5 ** (ages(history) / half_life)
    return np.nan_to_num(decayed)


def counts(history: History, words: Words, attribute: str, size: int) -> sp.csr_array:
    """Investors × values: the pseudo-deals spread evenly over what the thesis names, none where it names nothing."""
    weight = weights(history)
    rows, columns, parts = [], [], []
    for row, investor in enumerate(history.investors):
        if investor.thesis is None or not weight[row]:
            continue
        named = codes(investor.thesis, words, attribute, history.least_amount)
        for code in named:
            rows.append(row)
            columns.append(code)
            parts.append(weight[row] / len(named))
    return sp.csr_array((np.array(parts, dtype=float), (rows, columns)), shape=(len(history.investors), size))


def codes(thesis: Thesis, words: Words, attribute: str, least: float) -> list[int]:
    """The codes of an attribute's values that the thesis names."""
    said = _said(thesis, attribute)
    if said is not None:
        return sorted({words.codes[attribute][word] for word in said})
    if attribute == "stage":
        return sorted({code for word in thesis.stages if (code := attributes.stage_code(word)) >= 0})
    if attribute == "amount" and (thesis.cheque_min or thesis.cheque_max):
        low, high = amounts(thesis, least)
        return list(range(attributes.amount_code(low, least), attributes.amount_code(high, least) + 1))
    return []


def _said(thesis: Thesis, attribute: str) -> Sequence[str] | None:
    return {
        "sector": thesis.sectors,
        "country": thesis.countries,
        "region": thesis.regions,
        "city": thesis.cities,
    }.get(attribute)


def amounts(thesis: Thesis, least: float) -> tuple[float, float]:
    """log10 of the rounds that the cheque is made for, from its lower end to `SHARE_OF_ROUND` times its upper one."""
    low, high = _cheque(thesis)
    return attributes.log_amount(low, least), attributes.log_amount(SHARE_OF_ROUND * high, least)


def cheques(history: History) -> Floats:
    """2 × investors: log10 of both ends of each one's cheque; nan for those who state none."""
    ends = np.full((2, len(history.investors)), np.nan)
    for place, investor in enumerate(history.investors):
        thesis = investor.thesis
        if thesis is not None and (thesis.cheque_min or thesis.cheque_max):
            ends[:, place] = [attributes.log_amount(end, history.least_amount) for end in _cheque(thesis)]
    return ends


def _cheque(thesis: Thesis) -> tuple[float, float]:
    """An end that is open lies a decade away."""
    low = thesis.cheque_min or (thesis.cheque_max or 0) / 10
    return low, max(low, thesis.cheque_max or 10 * low)


def inside_first(added: Floats, is_inside: Bools, inside: float | Floats) -> Floats:
    """What a cheque adds to asks, so that none inside it gets less than one outside: `inside` or at most that.

    Inside nothing is taken away, however wide the cheque is.

    The terms compare with the average, whose rare amounts would make more of the rounds that the cheque can only be a
    part of than of the asks that it was stated for.
    """
    least = np.maximum(inside, 0.0)
    fair: Floats = np.where(is_inside, least, np.minimum(added, least))
    return fair
