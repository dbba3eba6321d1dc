"""A workbook's values as the text of cells: what a person sees, without what only their locale adds."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Final

from ecosystem.kernel.tabular.cells import NumberCell

_ONLY_ZEROS: Final = re.compile("0+")
_NOT_SHOWN: Final = re.compile(r'\[(?!\$)[^\]]*\]|"[^"]*"|\\.|_.|\*.')
_CURRENCY: Final = re.compile(r'\[\$([^\]\-]+)[^\]]*\]|"\s*(₫|đ|đồng|VNĐ|VND|\$|USD|€|EUR)\s*"|([$€₫])', re.IGNORECASE)
_MOST_DIGITS: Final = 15
"""Significant digits that spreadsheet programs keep; what follows is noise of binary fractions."""


def text_of(value: object, number_format: str) -> str:
    """Any value of a workbook as a cell: numbers as NumberCell, days in ISO form, "" for nothing.

    A number keeps the zeros in front, the percent sign and the currency that its format shows.
    """
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _number(value: float, number_format: str) -> str:
    number = Decimal(int(value)) if value == int(value) else Decimal(f"{value:.{_MOST_DIGITS}g}")
    width, is_percent, currency = _shown_by(number_format)
    if is_percent:
        return f"{_plain(number * 100)}%"
    text = _plain(number)
    if currency:
        return f"{_unambiguous(text)} {currency}"
    return NumberCell(text.zfill(width)) if number >= 0 else NumberCell(text)


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _unambiguous(text: str) -> str:
    """`text` with a fourth decimal where it has three, which alone could group thousands."""
    return f"{text}0" if re.fullmatch(r"-?\d+\.\d{3}", text) else text


@lru_cache(maxsize=1024)
def _shown_by(number_format: str) -> tuple[int, bool, str]:
    """How many digits at least, whether percent, and the currency that a number format shows."""
    first = number_format.split(";", maxsplit=1)[0]
    found = _CURRENCY.search(first)
    currency = next((group.strip() for group in found.groups() if group), "") if found else ""
    bare = _NOT_SHOWN.sub("", first)
    return (len(bare) if _ONLY_ZEROS.fullmatch(bare) else 0), "%" in bare, currency
