"""The drawing of a cheque: where it lies on a logarithmic line of amounts in VND."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Final

from ecosystem.kernel.access.amount_range import LARGEST

_FIRST, _LAST = 9, 11
"""The line goes from 1 to 100 billion, and further by whole decades where the cheque does."""
_LOWEST: Final = 6
"""Below a million VND nothing can be told apart any more."""
_LEFT, _RIGHT = 12, 532
_NARROWEST: Final = 8


@dataclass(frozen=True)
class Tick:
    """A decade: `amount` in VND at `x`."""

    amount: int
    x: float


@dataclass(frozen=True)
class FundingRange:
    """The cheque from `start` to `end`, in the units of a drawing 544 wide; an open end reaches the end of the line."""

    ticks: tuple[Tick, ...]
    start: float
    end: float
    is_open_below: bool
    is_open_above: bool


def funding_range(low: int | None, high: int | None) -> FundingRange | None:
    """Where a cheque lies, its ends in VND: 0 or None below and `LARGEST` or None above are open. None if both are."""
    bottom, top = low or None, None if high is None or high >= LARGEST else high
    if bottom is None and top is None:
        return None
    ends = [_exponent(end) for end in (bottom, top) if end is not None]
    first, last = min(_FIRST, floor(min(ends))), max(_LAST, ceil(max(ends)))

    def place(exponent: float) -> float:
        return round(_LEFT + (_RIGHT - _LEFT) * (exponent - first) / (last - first), 1)

    start = _LEFT if bottom is None else place(_exponent(bottom))
    end = _RIGHT if top is None else place(_exponent(top))
    if end - start < _NARROWEST:
        start = max(_LEFT, min((start + end - _NARROWEST) / 2, _RIGHT - _NARROWEST))
        end = start + _NARROWEST
    ticks = tuple(Tick(10**exponent, place(exponent)) for exponent in range(first, last + 1))
    return FundingRange(ticks, start, end, bottom is None, top is None)


def _exponent(amount: int) -> float:
    return max(log10(max(amount, 1)), _LOWEST)
