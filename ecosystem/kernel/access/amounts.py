"""Amounts of money as people write them in one field: "1.800.000.000", "1,8 tỷ", "500 triệu", "2.5M", "$500k"."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from ecosystem.kernel.access.fields import InputError
from ecosystem.kernel.access.messages import N_

LARGEST = 10**15
_UNITS = {
    "": 1,
    "k": 10**3,
    "nghin": 10**3,
    "ngan": 10**3,
    "tr": 10**6,
    "trieu": 10**6,
    "m": 10**6,
    "million": 10**6,
    "ty": 10**9,
    "ti": 10**9,
    "b": 10**9,
    "bn": 10**9,
    "billion": 10**9,
}
_UNIT_WORDS = "|".join(sorted((unit for unit in _UNITS if unit), key=len, reverse=True))
_DOLLARS = re.compile(r"\$|usd|(?<![a-z])do(?: la)?(?: my)?(?![a-z])")
_DONG = re.compile(r"₫|vnd|dong|(?<![a-z])d(?![a-z])")
_SHAPE = re.compile(
    rf"(?:vnd|us\$|usd|\$)?\s*(?P<number>[0-9][0-9.,\s]*)\s*(?P<unit>(?:{_UNIT_WORDS})?)\s*"
    r"(?:dong|vnd|do(?: la)?(?: my)?|d|₫|usd|\$)?"
)
_GROUPED = re.compile(r"[0-9]{1,3}([.,\s][0-9]{3})+")


def parse_amount(text: str) -> int:
    """A whole amount, at least 0 and below `LARGEST`. Raises `InputError` saying how to write one."""
    wrong = InputError(N_("Please write an amount like 1,800,000,000 or 1.8 billion"))
    match = _SHAPE.fullmatch(_plain(text))
    if match is None:
        raise wrong
    number = _number(match["number"].strip())
    if number is None:
        raise wrong
    amount = number * _UNITS[match["unit"]]
    if amount != amount.to_integral_value() or not 0 <= amount < LARGEST:
        raise wrong
    return int(amount)


def stated_currency(text: str) -> str:
    """The currency that is typed with an amount: USD or VND, "" where none is, or both are."""
    plain = _plain(text)
    found = [code for code, sign in (("USD", _DOLLARS), ("VND", _DONG)) if sign.search(plain)]
    return found[0] if len(found) == 1 else ""


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).strip()


def _number(text: str) -> Decimal | None:
    """One separator with three digits behind it groups; a single one with one or two digits behind it is decimal."""
    if _GROUPED.fullmatch(text):
        return Decimal(re.sub(r"\D", "", text))
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
