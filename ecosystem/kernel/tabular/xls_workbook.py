"""Workbooks of the kind XLS (Excel 97 to 2003)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

import xlrd
from xlrd.sheet import Cell
from xlrd.xldate import XLDateError, xldate_as_datetime

from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.tabular.errors import UnreadableFile
from ecosystem.kernel.tabular.workbook_cells import text_of
from ecosystem.kernel.tabular.xlsx_workbook import trimmed

_MOST_BYTES: Final = 1 << 27


class XlsWorkbook:
    """A workbook that is open; `close` it. Raises UnreadableFile for what is none, and for one with a password."""

    def __init__(self, path: Path) -> None:
        if path.stat().st_size > _MOST_BYTES:
            raise UnreadableFile(N_("This workbook is too large. Save the sheet as CSV UTF-8 and send that."))
        try:
            self._book = xlrd.open_workbook(str(path), logfile=io.StringIO(), on_demand=True, formatting_info=True)
        except Exception as error:
            # The library raises whatever it stumbles upon in a damaged file.
            raise UnreadableFile(N_("This workbook is damaged or has a password; take that off.")) from error
        self.epoch_1904 = self._book.datemode == 1

    def sheets(self) -> list[tuple[str, bool]]:
        """Names of the sheets with cells, in order, and whether each can be seen."""
        return [
            (name, self._book.sheet_by_index(index).visibility == 0)
            for index, name in enumerate(self._book.sheet_names())
        ]

    def rows(self, name: str) -> Iterator[tuple[str, ...]]:
        """The cells of every row from the first on, without empty ones at the right."""
        sheet = self._book.sheet_by_name(name)
        for index in range(sheet.nrows):
            yield trimmed([self._text(cell) for cell in sheet.row(index)])

    def height(self, name: str) -> int:
        return int(self._book.sheet_by_name(name).nrows)

    def close(self) -> None:
        self._book.release_resources()

    def _text(self, cell: Cell) -> str:
        value = cell.value
        if cell.ctype == xlrd.XL_CELL_ERROR:
            return str(xlrd.error_text_from_code.get(int(value), "#N/A"))
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return text_of(bool(value), "")
        if cell.ctype == xlrd.XL_CELL_DATE:
            with suppress(XLDateError, OverflowError, ValueError):
                return text_of(xldate_as_datetime(float(value), self._book.datemode), "")
        return text_of(value, self._format(cell))

    def _format(self, cell: Cell) -> str:
        if cell.ctype != xlrd.XL_CELL_NUMBER or cell.xf_index is None:
            return ""
        key = self._book.xf_list[cell.xf_index].format_key
        return str(self._book.format_map[key].format_str)
