"""Writes workbooks of the kind XLSX."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell

from ecosystem.kernel.tabular.cells import NumberCell

_LONGEST: Final = 32_767
"""Characters that a workbook keeps in a cell."""


def write_workbook(path: Path, rows: Iterable[Sequence[str]]) -> None:
    """One sheet of these rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append([_written(sheet, cell) for cell in row])
    book.save(path)


def _written(sheet: Any, cell: str) -> Cell:
    """A number as a number, anything else as text, whatever it begins with."""
    if isinstance(cell, NumberCell) and _is_exact(cell):
        return WriteOnlyCell(sheet, float(cell) if "." in cell else int(cell))
    written = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("\ufffd", cell)[:_LONGEST])
    written.data_type = "s"
    return written


def _is_exact(cell: str) -> bool:
    """Whether a program reads the number back as it stands: no zeros in front, at most 15 digits."""
    return re.fullmatch(r"-?(?:0|[1-9]\d*)(?:\.\d+)?", cell) is not None and len(re.sub(r"\D", "", cell)) <= 15
