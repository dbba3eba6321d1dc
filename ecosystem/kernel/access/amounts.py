"""Amounts of money as people write them in one field: "1.800.000.000", "1,8 tỷ", "2 tỷ rưỡi", "2.5M", "$500k"."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Final

from ecosystem.kernel.access.amount_range import Unit, read_amount
from ecosystem.kernel.access.fields import InputError
from ecosystem.kernel.access.messages import N_
from ecosystem.search.language.normalise import fold

_ONES: Final = Unit(1, "VND")
_CURRENCIES: Final = frozenset({"VND", "USD"})
"""What forms offer; VND also stands for the one that is chosen beside the field."""
_DOLLARS: Final = re.compile(r"\$|usd|(?<![a-z])do(?: la)?(?: my)?(?![a-z])")
_DONG: Final = re.compile(r"₫|vnd|dong|(?<![a-z])d(?![a-z])")


def parse_amount(text: str) -> int:
    """A whole amount, at least 0 and below `LARGEST`. Raises `InputError` saying how to write one.

    A dot or comma with three digits behind it groups them: the page shows what was understood.
    """
    if re.match(r"\s*[-\u2013\u2212]\s*\d", text):
        raise InputError(N_("An amount is not below 0"))
    is_range = False
    with suppress(InputError):
        found = read_amount(text, _ONES, "," if "." in text else ".")
        if found and found.least is not None and found.least == found.most and found.currency in _CURRENCIES:
            return found.least
        is_range = found is not None and None not in {found.least, found.most} and found.least != found.most
    if is_range:
        raise InputError(N_("This is a range: one amount in each field, its upper end in the field for that"))
    raise InputError(N_("Please write an amount like 1,800,000,000 or 1.8 billion"))


def stated_currency(text: str) -> str:
    """The currency that is typed with an amount: USD or VND, "" where none is, or both are."""
    plain = fold(text)
    found = [code for code, sign in (("USD", _DOLLARS), ("VND", _DONG)) if sign.search(plain)]
    return found[0] if len(found) == 1 else ""
