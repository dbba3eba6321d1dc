"""Figures as people type them: "1.284" is one thousand two hundred and eighty-four, "96,5" ninety-six and a half."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BeforeValidator, Field

from ecosystem.kernel.access.fields import InputError
from ecosystem.kernel.access.messages import N_

PLACES: Final = 4

_GROUPED: Final = re.compile(r"([1-9]\d{0,2}(?:([., ])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d{1,4}))?", re.ASCII)
_PLAIN: Final = re.compile(r"(\d{1,18})(?:[.,](\d{1,4}))?", re.ASCII)


def parse_figure(text: str) -> Decimal:
    """A number in either language's signs; one separator with three digits behind it groups, unless a 0 stands first.

    Raises InputError.
    """
    typed = " ".join(text.replace("\u2212", "-").split()).removesuffix("%").strip()
    sign, digits = ("-", typed[1:].strip()) if typed.startswith("-") else ("", typed)
    grouped, plain = _GROUPED.fullmatch(digits), _PLAIN.fullmatch(digits)
    if grouped is not None:
        return Decimal(f"{sign}{re.sub(r'[^0-9]', '', grouped[1])}.{grouped[3] or 0}")
    if plain is not None:
        return Decimal(f"{sign}{plain[1]}.{plain[2] or 0}")
    raise InputError(N_("Please type a number, for example 1.284 or 96,5"))


def _read(value: Any) -> Any:
    if isinstance(value, str):
        return parse_figure(value) if value.strip() else None
    return value


def _stated(value: Decimal | None) -> Decimal:
    """Kept so that its text says the same when it is read again: never with three decimal places."""
    if value is None:
        raise InputError(N_("Please fill this in"))
    whole = value.to_integral_value()
    if value == whole:
        return Decimal(f"{whole:f}")
    short = value.normalize()
    return short.quantize(Decimal("0.0001")) if short.as_tuple().exponent == -3 else short


FigureValue = Annotated[
    Annotated[Decimal | None, Field(max_digits=18, decimal_places=PLACES)],
    AfterValidator(_stated),
    BeforeValidator(_read),
]
"""A figure that must be there; 0 and less are figures too."""
