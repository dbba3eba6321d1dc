"""The latest rates in memory: what an amount is in another currency, and by which rate of which day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

BASE_CURRENCY: Final = "VND"
"""What amounts are compared in."""


@dataclass(frozen=True)
class Rate:
    """`vnd` is what one unit of `currency` is worth, as the operator entered it for `day`; `is_demo`: nobody did."""

    currency: str
    vnd: Decimal
    day: date
    is_demo: bool = False


@dataclass(frozen=True)
class Rates:
    """The latest rate of each currency. A currency without one cannot be compared: unknown, not zero."""

    by_currency: Mapping[str, Rate] = field(default_factory=dict)

    def get(self, currency: str) -> Rate | None:
        return self.by_currency.get(currency)

    def in_vnd(self, amount: int | None, currency: str) -> int | None:
        """Whole VND, half rounded up; None without an amount or a rate."""
        if amount is None or currency == BASE_CURRENCY:
            return amount
        rate = self.get(currency)
        return None if rate is None else _whole(amount * rate.vnd)

    def from_vnd(self, amount: int | None, currency: str) -> int | None:
        """Whole units of `currency`, half rounded up; None without an amount or a rate."""
        if amount is None or currency == BASE_CURRENCY:
            return amount
        rate = self.get(currency)
        return None if rate is None else _whole(amount / rate.vnd)


def _whole(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))
