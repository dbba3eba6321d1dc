"""Cells that hold numbers: money, percents, decimals, counts."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from ecosystem.kernel.access.amount_range import Unit, read_amount, unit_of
from ecosystem.kernel.access.fields import InputError
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.access.numbers import AmbiguousNumberError, NotANumberError, Sign, read_number
from ecosystem.kernel.tabular.cells import CellError, ColumnReading, NumberCell

_INTEGER: Final = re.compile(r"[+-]?\d{1,18}\Z")
_THREE_DECIMALS: Final = re.compile(r"(\d*\.\d{3})\Z")


def to_integer(cell: str, column: ColumnReading) -> object:
    """A whole number of at most 18 digits, plain or grouped."""
    if _INTEGER.match(cell) and cell.isascii():
        return int(cell)
    try:
        number = _signed(cell, column.habit.sign)
    except CellError:
        raise CellError(N_("is not a whole number")) from None
    if number != number.to_integral_value() or abs(number) >= 10**18:
        raise CellError(N_("is not a whole number"))
    return int(number)


def to_decimal(cell: str, column: ColumnReading) -> object:
    """A finite number, with a decimal point or comma."""
    return _signed(cell, column.habit.sign)


def to_percent(cell: str, column: ColumnReading) -> object:
    """Percent as a decimal: 12.5 for "12,5 %"; a number without the sign is percent too."""
    return _signed(cell.removesuffix("%").rstrip(), column.habit.sign)


def to_amount(cell: str, column: ColumnReading) -> object:
    """{"min": int, "max": int, "currency": "VND"}, without the key of an open end, or {"basis": "negotiable"}.

    None where the cell says that nothing is known. The column's unit comes from the mapping or from the heading, the
    currency also from a cell beside it.
    """
    try:
        found = read_amount(_unambiguous(cell), _unit(column), column.habit.sign)
    except InputError as error:
        raise CellError(error.message) from None
    if found is None:
        return None
    if found.is_negotiable:
        return {"basis": "negotiable"}
    if column.currencies and found.currency not in column.currencies:
        raise CellError(N_("is in %(currency)s, which is not kept here", currency=found.currency))
    ends = {"min": found.least, "max": found.most}
    return {**{name: end for name, end in ends.items() if end is not None}, "currency": found.currency}


def _unit(column: ColumnReading) -> Unit:
    if not column.beside:
        return column.unit
    said = unit_of(f"({column.beside})")
    if not said.currency:
        raise InputError(N_("stands beside a currency that is not known: %(said)s", said=column.beside))
    return Unit(said.scale if said.scale > 1 else column.unit.scale or 1, said.currency)


def _signed(cell: str, sign: Sign) -> Decimal:
    text = cell.replace("\u2212", "-")
    factor = -1 if text.startswith("-") else 1
    try:
        number = read_number(text[text.startswith(("+", "-")) :].strip(), "." if isinstance(cell, NumberCell) else sign)
    except AmbiguousNumberError:
        raise CellError(N_("may be a thousand times more or less: write it without a dot or comma")) from None
    except NotANumberError:
        raise CellError(N_("is not a number")) from None
    return factor * number


def _unambiguous(cell: str) -> str:
    """A workbook's own number with three decimals gets a fourth: no sign in it groups thousands."""
    return _THREE_DECIMALS.sub(r"\g<1>0", cell) if isinstance(cell, NumberCell) else cell
