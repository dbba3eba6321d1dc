"""From a cleaned, filled cell to a field's value. A mapping names these; a new way to read cells is one more here."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from ecosystem.kernel.tabular.cells import ColumnReading
from ecosystem.kernel.tabular.transform_amounts import to_amount, to_decimal, to_integer, to_percent
from ecosystem.kernel.tabular.transform_dates import to_date, to_partial_date, to_year
from ecosystem.kernel.tabular.transform_tax_codes import to_tax_code
from ecosystem.kernel.tabular.transform_telephones import to_telephone

Transform = Callable[[str, ColumnReading], object]
"""Answers a value, a `Remarked` one, or None for a cell that says nothing; raises CellError."""


def to_text(cell: str, _column: ColumnReading) -> object:
    """The cell as it stands."""
    return cell


def to_list(cell: str, column: ColumnReading) -> list[str]:
    """The pieces between separators, without empty and repeated ones, in their order."""
    pieces = map(str.strip, _splitter(column.separators).split(cell))
    return list(dict.fromkeys(piece for piece in pieces if piece))


@cache
def _splitter(separators: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, separators)))


TRANSFORMS: Final[dict[str, Transform]] = {
    "text": to_text,
    "list": to_list,
    "integer": to_integer,
    "decimal": to_decimal,
    "percent": to_percent,
    "amount": to_amount,
    "date": to_date,
    "partial_date": to_partial_date,
    "year": to_year,
    "telephone": to_telephone,
    "tax_code": to_tax_code,
}
