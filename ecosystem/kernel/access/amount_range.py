"""Amounts as ranges with open ends: "5 tỷ", "500k-2M USD", "từ 2 đến 3 tỷ", "trên 500 triệu", "thỏa thuận"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ecosystem.kernel.access import money_words as words
from ecosystem.kernel.access.fields import InputError
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.access.numbers import AmbiguousNumberError, NotANumberError, Sign, read_number
from ecosystem.search.language.normalise import fold

LARGEST: Final = 10**15
_SMALLEST_BARE: Final = 10**6
"""What a number without scale and currency must reach to be đồng; below it may count thousands, millions, billions."""


def _any(choices: Iterable[str]) -> str:
    ordered = sorted(choices, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word) + ("(?![a-z])" if word[-1].isalpha() else "") for word in ordered) + ")"


_NUMBER: Final = r"\d{1,3}(?: \d{3}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,]\d+)*"
_SCALE: Final = rf"(?:(?:nghin|ngan|tram)\s*)?{_any(words.SCALES)}"
_CURRENCY: Final = _any(words.CURRENCIES)


def _money(end: str) -> str:
    return (
        rf"(?P<before{end}>{_CURRENCY})?\s*(?P<number{end}>{_NUMBER})\s*"
        rf"(?:(?P<scale{end}>{_SCALE})\s*(?:(?P<half{end}>ruoi)|(?P<more{end}>{_NUMBER})\s*(?P<of{end}>{_SCALE}))?)?"
        rf"\s*(?P<after{end}>{_CURRENCY})?"
    )


_AMOUNT: Final = re.compile(
    rf"(?:{_any(words.ABOUT)}\s*)?(?:(?P<least>{_any(words.LEAST)})|(?P<most>{_any(words.MOST)}))?\s*{_money('1')}"
    rf"(?:\s*{_any(words.BETWEEN)}\s*{_money('2')})?"
    rf"\s*(?:(?P<or_more>{_any(words.OR_MORE)})|(?P<or_less>{_any(words.OR_LESS)}))?"
)


@dataclass(frozen=True)
class Unit:
    """What a bare number counts, such as 10**9 and "VND" under "Vốn (tỷ đồng)"; 0 and "" where nobody said."""

    scale: int = 0
    currency: str = ""


NO_UNIT: Final = Unit()


@dataclass(frozen=True)
class AmountRange:
    """Whole amounts of `currency` (ISO 4217), at least 0 and below `LARGEST`; None for an open end.

    Both ends are None, and the currency is "", for one that is open to negotiation.
    """

    least: int | None
    most: int | None
    currency: str

    @property
    def is_negotiable(self) -> bool:
        return self.least is None and self.most is None


def read_amount(text: str, unit: Unit = NO_UNIT, sign: Sign = "") -> AmountRange | None:
    """What `text`, one line, says; None for "chưa xác định", "N/A", "-" and the like.

    `unit` is what the column says, `sign` its decimal sign. Nothing is guessed: raises InputError, with the reason,
    for what may mean two things, or nothing.
    """
    folded = fold(text)
    plain = folded.strip(" .") or folded
    if not folded or plain in words.UNKNOWN:
        return None
    if plain in words.NEGOTIABLE:
        return AmountRange(None, None, "")
    if re.match(r"[-–]\s*\d", folded):
        raise InputError(N_("is below zero"))
    found = _AMOUNT.fullmatch(folded)
    if found is None:
        raise InputError(N_("is not an amount that can be read for sure"))
    return _range(found, unit, sign)


def _range(found: re.Match[str], unit: Unit, sign: Sign) -> AmountRange:
    named = {words.CURRENCIES[name] for end in "12" for side in ("before", "after") if (name := found[f"{side}{end}"])}
    if len(named) > 1:
        raise InputError(N_("names two currencies"))
    currency = next(iter(named), "")
    # In "2-3 tỷ" the scale of the right end counts for both.
    ends = [
        _end(found, end, found[f"scale{end}"] or found["scale2"] or "", currency, unit, sign)
        for end in "12"
        if found[f"number{end}"]
    ]
    amounts = [amount for amount, _ in ends]
    currency = currency or ends[-1][1]
    if len(amounts) == 2:
        if amounts[0] > amounts[1] or found["or_more"] or found["or_less"] or found["most"]:
            raise InputError(N_("is not a range from a smaller to a larger amount"))
        return AmountRange(amounts[0], amounts[1], currency)
    return AmountRange(
        None if found["most"] or found["or_less"] else amounts[0],
        None if found["least"] or found["or_more"] else amounts[0],
        currency,
    )


def _end(found: re.Match[str], end: str, scale: str, currency: str, unit: Unit, sign: Sign) -> tuple[int, str]:
    """One end as a whole amount, and its currency."""
    own = bool(scale or currency)
    factor = _factor(scale) if own else unit.scale or 1
    number = _number(found[f"number{end}"], sign, is_money=factor == 1 and bool(currency or unit.currency))
    amount = number * factor
    if found[f"half{end}"]:
        amount += Decimal(factor) / 2
    if found[f"more{end}"]:
        smaller = _number(found[f"more{end}"], sign, is_money=False) * _factor(found[f"of{end}"])
        if smaller >= factor:
            raise InputError(N_("is not an amount that can be read for sure"))
        amount += smaller
    if amount != amount.to_integral_value() or not 0 <= amount < LARGEST:
        raise InputError(N_("is not a whole amount below 10^15"))
    return int(amount), currency or _currency(amount, scale, unit)


def _currency(amount: Decimal, scale: str, unit: Unit) -> str:
    """The currency of an amount that names none. Raises InputError where it could be two."""
    if unit.currency or (scale and set(scale.split()) <= words.VIETNAMESE_SCALES.keys() | {"tram"}):
        return unit.currency or "VND"
    if not scale and (unit.scale or amount == 0 or amount >= _SMALLEST_BARE):
        return "VND"
    if scale:
        raise InputError(N_("names no currency: write VND or USD behind it"))
    raise InputError(N_("may count VND, thousands, millions or billions: write the unit behind it"))


def _number(text: str, sign: Sign, *, is_money: bool) -> Decimal:
    try:
        if is_money:  # no currency here has three decimals, so a sign before three digits groups them
            return read_number(text, "," if "." in text else ".")
        return read_number(text, sign)
    except AmbiguousNumberError:
        raise InputError(N_("may be a thousand times more or less: write it without a dot or comma")) from None
    except NotANumberError:
        raise InputError(N_("is not an amount that can be read for sure")) from None


def _factor(scale: str) -> int:
    """10**12 for "nghin ty", 1 for ""."""
    factor = 1
    for word in re.findall("[a-z]+", re.sub("^(nghin|ngan|tram)(?=[a-z])", r"\1 ", scale)):
        factor *= 100 if word == "tram" else words.SCALES[word]
    return factor


def unit_of(header: str) -> Unit:
    """What a heading says of the numbers below it: "Giá (triệu đồng)", "Vốn, tỷ đồng", "amount_usd"."""
    folded = fold(header)
    for inside in reversed(re.findall(r"[(\[]([^()\[\]]*)[)\]]", folded)):
        if unit := _unit(inside):
            return unit
    parts = re.split(r"[\s_,:/()\[\]]+", folded)
    for count in range(min(4, len(parts) - 1), 0, -1):
        unit = _unit(" ".join(parts[-count:]))
        if unit and unit.currency:
            return unit
    return NO_UNIT


_UNIT: Final = re.compile(
    rf"(?:(?:dvt|don vi(?: tinh)?|unit|in)\b[:\s]*)?(?P<thousands>1(?:[.,]?000)+)?\s*"
    rf"(?P<scale>{_SCALE})?\s*(?P<currency>{_CURRENCY})?"
)


def _unit(text: str) -> Unit | None:
    found = _UNIT.fullmatch(text.replace("tr.d", "tr d").replace("trd", "tr d").strip(" ."))
    if found is None or not (found["scale"] or found["currency"]):
        return None
    scale = int(re.sub(r"\D", "", found["thousands"] or "1")) * _factor(found["scale"] or "")
    currency = words.CURRENCIES.get(found["currency"] or "", "")
    is_vietnamese = bool(found["scale"]) and set(found["scale"].split()) <= words.VIETNAMESE_SCALES.keys()
    return Unit(scale, currency or ("VND" if is_vietnamese else ""))
