"""Numbers as people write them: dots and commas that group in one column are decimal signs in the next."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

Sign = Literal["", ".", ","]
"""The decimal sign that is usual where the number stands, "" where nobody knows."""

_PLAIN = re.compile(r"\d+")
_SPACED = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?")
_TWO_SIGNS = re.compile(r"\d{1,3}(?:(?P<group>[.,])\d{3})(?:(?P=group)\d{3})*(?!(?P=group))[.,]\d+")
_GROUPED = re.compile(r"\d{1,3}(?:(?P<group>[.,])\d{3})(?:(?P=group)\d{3})+")
_ONE_SIGN = re.compile(r"(?P<whole>\d+)(?P<sign>[.,])(?P<rest>\d+)")
_MOST_DIGITS = 30


class NotANumberError(ValueError):
    """No number is written so."""


class AmbiguousNumberError(ValueError):
    """1.200 or 1,200: a thousand and two hundred, or one and a fifth."""


def read_number(text: str, sign: Sign = "") -> Decimal:
    """An unsigned number in digits, with dots, commas or single spaces as people use them.

    A single dot or comma before exactly three digits groups unless it is the usual decimal `sign`; raises
    AmbiguousNumberError where that is not known, and NotANumberError for what is none.
    """
    if not text.isascii() or len(text) > _MOST_DIGITS:
        raise NotANumberError(text)
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    if _GROUPED.fullmatch(text):
        return Decimal(re.sub("[.,]", "", text))
    if _SPACED.fullmatch(text) or _TWO_SIGNS.fullmatch(text):
        return _with_last_sign(text)
    found = _ONE_SIGN.fullmatch(text)
    if found is None:
        raise NotANumberError(text)
    if may_group(found["whole"], found["rest"]):
        if not sign:
            raise AmbiguousNumberError(text)
        if sign != found["sign"]:
            return Decimal(found["whole"] + found["rest"])
    return Decimal(f"{found['whole']}.{found['rest']}")


def may_group(whole: str, rest: str) -> bool:
    """Whether one sign between `whole` and `rest` could group thousands."""
    return len(rest) == 3 and len(whole) <= 3 and not whole.startswith("0")


def usual_sign(text: str) -> Sign:
    """The decimal sign that whoever wrote this number uses, as far as it can be told from it alone."""
    if _GROUPED.fullmatch(text):
        return "," if "." in text else "."
    if _TWO_SIGNS.fullmatch(text):
        return "," if text.rfind(",") > text.rfind(".") else "."
    found = _ONE_SIGN.fullmatch(text)
    if found is None or may_group(found["whole"], found["rest"]):
        return ""
    return "." if found["sign"] == "." else ","


def _with_last_sign(text: str) -> Decimal:
    last = max(text.rfind("."), text.rfind(","))
    whole, rest = (text, "") if last < 0 else (text[:last], text[last + 1 :])
    return Decimal(f"{re.sub('[., ]', '', whole)}.{rest or 0}")
