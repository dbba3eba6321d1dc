"""The cells of one CSV record (RFC 4180), lenient where people write quotes by hand."""

from __future__ import annotations

import csv
import re
from functools import cache

_QUOTE = '"'


@cache
def _closing(separator: str) -> re.Pattern[str]:
    """A quote that ends its cell: only spaces between it and the separator or the line's end."""
    return re.compile(rf'" *(?:{re.escape(separator)}|\Z)')


@cache
def _spaced(separator: str) -> re.Pattern[str]:
    """Spaces in front of a quote, which the standard library does not pass over."""
    return re.compile(rf'(?:\A|{re.escape(separator)}) +"')


def _regular(line: str, separator: str) -> list[str] | None:
    """The cells of a line whose quotes are as RFC 4180 has them, quickly; None for another, or one that goes on."""
    if _spaced(separator).search(line):
        return None
    try:
        return next(csv.reader([line], delimiter=separator, strict=True))
    except csv.Error:
        return None


class RecordLexer:
    """Takes the physical lines of one record; `cells` is whole once `feed` has answered True.

    A quote inside a bare cell is a letter, and so is one inside a quoted cell on the line where that cell began
    (`"Công ty "ABC"",x`). Right after a separator, or in a cell that already spans lines, it makes `is_misplaced`
    true: the quote that opened the cell was never closed, and what follows belongs to other cells.
    """

    def __init__(self, separator: str) -> None:
        self.cells: list[str] = []
        self.is_misplaced = False
        self._separator = separator
        self._open: list[str] | None = None

    def feed(self, line: str, ending: str = "\n") -> bool:
        """Read one line without its `ending`; True when the record is complete, False when a quote is still open."""
        if self._open is None and _QUOTE not in line:
            self.cells = line.split(self._separator)
            return True
        if self._open is None and (cells := _regular(line, self._separator)) is not None:
            self.cells = cells
            return True
        at = 0
        if self._open is not None:
            after = self._quoted(line, 0, self._open, runs_on=True)
            if after is None:
                self._open.append(ending)
                return False
            at = after
        while at <= len(line):
            after = self._cell(line, at)
            if after is None:
                return self._keep_open(ending)
            at = after
        return True

    def _keep_open(self, ending: str) -> bool:
        if self._open is not None:
            self._open.append(ending)
        return False

    def _cell(self, line: str, at: int) -> int | None:
        """The position after the cell that begins at `at`; None when it does not end on this line."""
        start = at
        while start < len(line) and line[start] == " ":
            start += 1
        if line.startswith(_QUOTE, start):
            self._open = []
            return self._quoted(line, start + 1, self._open, runs_on=False)
        end = line.find(self._separator, at)
        end = len(line) if end < 0 else end
        self.cells.append(line[at:end])
        return end + 1

    def _quoted(self, line: str, at: int, parts: list[str], *, runs_on: bool) -> int | None:
        while (quote := line.find(_QUOTE, at)) >= 0:
            parts.append(line[at:quote])
            if line.startswith('""', quote):
                parts.append(_QUOTE)
                at = quote + 2
            elif closing := _closing(self._separator).match(line, quote):
                self.cells.append("".join(parts))
                self._open = None
                # One past the line's end says that no cell follows; a separator there is followed by an empty one.
                return closing.end() if line[closing.end() - 1] == self._separator else len(line) + 1
            elif runs_on or line[quote - 1 : quote] == self._separator:
                self.is_misplaced = True
                return None
            else:
                parts.append(_QUOTE)
                at = quote + 1
        parts.append(line[at:])
        return None
