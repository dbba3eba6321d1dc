"""The sheet of a workbook that holds the table."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Final, Protocol

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.tabular.errors import UnreadableFile
from ecosystem.kernel.tabular.headings import is_known
from ecosystem.kernel.tabular.rows import Record

_HEADING_WITHIN: Final = 30
"""Rows from the top among which the heading must be."""


class Workbook(Protocol):
    """An open workbook; reads again from the start with each call of `rows`."""

    epoch_1904: bool

    def sheets(self) -> list[tuple[str, bool]]: ...
    def rows(self, name: str) -> Iterator[tuple[str, ...]]: ...
    def height(self, name: str) -> int: ...
    def close(self) -> None: ...


class WorkbookSource:
    """Records of one sheet: the one that is named, else the first, visible ones before hidden, with a known heading.

    A record's line is the row's number in the sheet. Hidden rows are read like others; empty ones behind the last
    filled one are not there.
    """

    separator = ","

    def __init__(
        self, path: Path, open_workbook: Callable[[Path], Workbook], known_headers: frozenset[str], sheet: str
    ) -> None:
        self.path = path
        self.size = path.stat().st_size
        self._open = open_workbook
        self._done = 0
        with path.open("rb") as stream:
            self.sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        with closing(open_workbook(path)) as book:
            self.epoch_1904 = book.epoch_1904
            self.sheet, self._others = _choose(book, known_headers, sheet)
            self._height = book.height(self.sheet)

    def records(self) -> Iterator[Record]:
        with closing(self._open(self.path)) as book:
            blank_from = 1
            for number, cells in enumerate(book.rows(self.sheet), start=1):
                self._done = number
                if cells:
                    yield from (Record(line, line, ()) for line in range(blank_from, number))
                    yield Record(number, number, cells)
                    blank_from = number + 1

    def position(self) -> int:
        return self.size * min(self._done, self._height) // max(self._height, 1)

    def describe(self) -> str:
        return f"{self.path.suffix.removeprefix('.').lower() or 'workbook'}, {self.sheet}"

    def remarks(self) -> list[Message]:
        return [N_("The sheet “%(sheet)s” is not read.", sheet=sheet) for sheet in self._others]


def _choose(book: Workbook, known_headers: frozenset[str], sheet: str) -> tuple[str, list[str]]:
    """The sheet to read, and those that hold a table of the same kind or nobody would look for elsewhere."""
    sheets = book.sheets()
    names = [name for name, _ in sheets]
    if sheet and sheet not in names:
        raise UnreadableFile(
            N_("There is no sheet “%(sheet)s”; there are: %(names)s", sheet=sheet, names=", ".join(names))
        )
    seen = [name for name, is_visible in sheets if is_visible]
    known = {name: _known(book, name, known_headers) for name in names}
    in_order = [*seen, *(name for name in names if name not in seen)]
    usable = [name for name in in_order if known[name] > 1] or [name for name in in_order if known[name] == 1]
    filled = [name for name in in_order if known[name] >= 0]
    if not filled:
        raise UnreadableFile(N_("The file is empty."))
    chosen = sheet or (usable or filled)[0]
    return chosen, [name for name in filled if name != chosen and (known[name] > 1 or name in seen)]


def _known(book: Workbook, sheet: str, known_headers: frozenset[str]) -> int:
    """The most known headers in one of the sheet's first rows; -1 for a sheet without a filled cell there."""
    rows = [row for row in islice(book.rows(sheet), _HEADING_WITHIN) if any(cell.strip() for cell in row)]
    counts = [sum(is_known(cell, known_headers) for cell in row if cell) for row in rows]
    return max(counts, default=-1)
