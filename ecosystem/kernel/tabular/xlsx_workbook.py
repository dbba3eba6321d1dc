"""Workbooks of the kind XLSX, read row by row."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.tabular.errors import UnreadableFile
from ecosystem.kernel.tabular.workbook_cells import text_of

_MOST_BYTES: Final = 1 << 30
_MOST_SHARED: Final = 1 << 28
"""Bytes of all parts, and of the table of texts, which must be in memory at once."""
_SHARED: Final = "xl/sharedStrings.xml"


class XlsxWorkbook:
    """A workbook that is open; `close` it. Raises UnreadableFile for what is none."""

    def __init__(self, path: Path) -> None:
        # openpyxl loads numpy wherever that is installed; most processes read no workbook.
        from openpyxl import load_workbook  # noqa: PLC0415
        from openpyxl.utils.datetime import CALENDAR_MAC_1904  # noqa: PLC0415

        _check_size(path)
        self._stream: IO[bytes] = path.open("rb")
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of parts that are not read, such as pictures and validations
                self._book = load_workbook(self._stream, read_only=True, data_only=True, keep_links=False)
        except Exception as error:
            # The library raises whatever it stumbles upon in a damaged file.
            self._stream.close()
            raise UnreadableFile(N_("This workbook is damaged and cannot be read.")) from error
        self.epoch_1904 = self._book.epoch == CALENDAR_MAC_1904
        self._heights = {str(sheet.title): int(sheet.max_row or 0) for sheet in self._book.worksheets}

    def sheets(self) -> list[tuple[str, bool]]:
        """Names of the sheets with cells, in order, and whether each can be seen."""
        return [(str(sheet.title), sheet.sheet_state == "visible") for sheet in self._book.worksheets]

    def rows(self, name: str) -> Iterator[tuple[str, ...]]:
        """The cells of every row from the first on, without empty ones at the right."""
        sheet = self._book[name]
        sheet.reset_dimensions()
        rows = sheet.iter_rows()
        while True:
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # of days that do not exist: their cells come as errors
                    row = next(rows, None)
            except Exception as error:
                raise UnreadableFile(N_("This workbook is damaged and cannot be read.")) from error
            if row is None:
                return
            yield trimmed([text_of(cell.value, cell.number_format or "") for cell in row])

    def height(self, name: str) -> int:
        """How many rows the sheet says it has; 0 where it does not say."""
        return self._heights[name]

    def close(self) -> None:
        self._book.close()
        self._stream.close()


def trimmed(cells: list[str]) -> tuple[str, ...]:
    """`cells` without empty ones at the end."""
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _check_size(path: Path) -> None:
    """Raises UnreadableFile for an archive that is damaged, of another kind, or too large once unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            sizes = {part.filename: part.file_size for part in archive.infolist()}
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UnreadableFile(N_("This workbook is damaged and cannot be read.")) from error
    if "xl/workbook.xml" not in sizes:
        raise UnreadableFile(N_("This is no XLSX workbook. Save the sheet as XLSX or CSV UTF-8 and send that."))
    if sum(sizes.values()) > _MOST_BYTES or sizes.get(_SHARED, 0) > _MOST_SHARED:
        raise UnreadableFile(N_("This workbook is too large. Save the sheet as CSV UTF-8 and send that."))
