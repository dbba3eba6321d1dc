"""From a cleaned, filled cell to a field's value. A mapping names these; a new way to read cells is one more here."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Protocol

from ecosystem.kernel.access.messages import N_, Message

_INTEGER = re.compile(r"[+-]?\d{1,18}\Z")


class CellError(ValueError):
    """The cell cannot be read; `reason` says why, the field stays empty."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


class ColumnOptions(Protocol):
    """What a mapping says about a column, as far as transforms read it."""

    @property
    def formats(self) -> tuple[str, ...]: ...
    @property
    def earliest(self) -> date | None: ...
    @property
    def latest(self) -> date | None: ...
    @property
    def separators(self) -> tuple[str, ...]: ...


def to_text(cell: str, _column: ColumnOptions) -> object:
    """The cell as it stands."""
    return cell


def to_integer(cell: str, _column: ColumnOptions) -> object:
    """A whole number in plain digits, at most 18 of them."""
    if not _INTEGER.match(cell):
        raise CellError(N_("is not a whole number"))
    return int(cell)


def to_decimal(cell: str, _column: ColumnOptions) -> object:
    """A finite number with a decimal point."""
    try:
        number = Decimal(cell)
    except InvalidOperation:
        raise CellError(N_("is not a number")) from None
    if not number.is_finite():
        raise CellError(N_("is not a number"))
    return number


def to_date(cell: str, column: ColumnOptions) -> object:
    """A calendar day in one of the column's formats, between `earliest` and `latest`."""
    for form in column.formats:
        try:
            day = datetime.strptime(cell, form).date()  # noqa: DTZ007 -- a day, not a moment
        except ValueError:
            continue
        if (column.earliest and day < column.earliest) or (column.latest and day > column.latest):
            raise CellError(N_("is not a likely date here"))
        return day
    raise CellError(N_("is not a date in the form of this column"))


def to_list(cell: str, column: ColumnOptions) -> object:
    """The pieces between separators, without empty and repeated ones, in their order."""
    pieces = re.split("|".join(map(re.escape, column.separators)), cell)
    return list(dict.fromkeys(piece.strip() for piece in pieces if piece.strip()))


TRANSFORMS: dict[str, Callable[[str, ColumnOptions], object]] = {
    "text": to_text,
    "integer": to_integer,
    "decimal": to_decimal,
    "date": to_date,
    "list": to_list,
}
