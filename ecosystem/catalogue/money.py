"""Amounts of money in words: 1.8 to 2.6 billion, in the language of the page."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ecosystem.rates.rates import BASE_CURRENCY, Rate, Rates

_STEPS: Final = {
    "vi": ((10**9, "tỷ"), (10**6, "triệu"), (1, "")),
    "en": ((10**9, "billion"), (10**6, "million"), (1, "")),
}
_FROM: Final = {"vi": "từ {}", "en": "from {}"}
_TO: Final = {"vi": "đến {}", "en": "up to {}"}


@dataclass(frozen=True)
class Converted:
    """About what an amount is in the other currency: in words, and by which rate."""

    text: str
    rate: Rate


def converted(low: int | None, high: int | None, currency: str, language: str, rates: Rates) -> Converted | None:
    """An amount in VND in USD, any other in VND, two digits exact; None without an amount or without a rate."""
    rate = rates.get("USD" if currency == BASE_CURRENCY else currency)
    if rate is None:
        return None
    other = rate.currency if currency == BASE_CURRENCY else BASE_CURRENCY
    change = rates.from_vnd if currency == BASE_CURRENCY else rates.in_vnd
    text = price_text(_rough(change(low, rate.currency)), _rough(change(high, rate.currency)), other, language)
    return Converted(text, rate) if text else None


def _rough(amount: int | None) -> int | None:
    """Two digits: a rate of some day makes nothing more exact."""
    if amount is None or amount < 100:
        return amount
    step = int("1" + "0" * (len(str(amount)) - 2))
    return (amount + step // 2) // step * step


def price_text(low: int | None, high: int | None, currency: str, language: str) -> str:
    """A price or a range; "" when neither end is known."""
    if low is None and high is None:
        return ""
    if low is not None and high is not None and low != high:
        return _range(low, high, currency, language)
    if low is not None and high is not None:
        return _with_currency(_amount(low, language), currency, language)
    if low is not None:
        return _FROM[language].format(_with_currency(_amount(low, language), currency, language))
    return _TO[language].format(_with_currency(_amount(high or 0, language), currency, language))


def _range(low: int, high: int, currency: str, language: str) -> str:
    step, word = _step(high, language)
    if low < step:
        return _with_currency(f"{_amount(low, language)} – {_amount(high, language)}", currency, language)
    numbers = f"{_number(low, step, language)}–{_number(high, step, language)}"
    return _with_currency(f"{numbers} {word}".strip(), currency, language)


def _amount(value: int, language: str) -> str:
    step, word = _step(value, language)
    return f"{_number(value, step, language)} {word}".strip()


def _step(value: int, language: str) -> tuple[int, str]:
    return next(((step, word) for step, word in _STEPS[language] if value >= step), (1, ""))


def _number(value: int, step: int, language: str) -> str:
    """At most two decimal places where a unit follows; a whole amount below a million in full, grouped."""
    if step == 1:
        return _grouped(str(value), language)
    exact = (Decimal(value) / step).quantize(Decimal("0.01")).normalize()
    whole, _, fraction = f"{exact:f}".partition(".")
    sign = "," if language == "vi" else "."
    return _grouped(whole, language) + (sign + fraction if fraction else "")


def _grouped(digits: str, language: str) -> str:
    return f"{int(digits):,}".replace(",", "." if language == "vi" else ",")


def _with_currency(text: str, currency: str, language: str) -> str:
    if language == "en":
        return f"{currency} {text}"
    return f"{text} đồng" if currency == "VND" else f"{text} {currency}"
