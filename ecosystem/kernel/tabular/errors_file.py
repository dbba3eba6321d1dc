"""The rows that did not go in, as they came, with the reason in front: mended, the file can be sent again."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from ecosystem.kernel.access.messages import Message
from ecosystem.kernel.tabular.headings import COLUMN_HEADER, LINE_HEADER, REASON_HEADER
from ecosystem.kernel.tabular.outcome import Counts, RowOutcome, Status
from ecosystem.kernel.tabular.table import ReadRow, Table

_ENCODING = "utf-8-sig"  # what spreadsheet programs open without a question


class ErrorsFile:
    """Observer that writes rejected rows to `path`, with the separator of the table they come from.

    The three columns stand in front, so that a row with too many cells keeps each of its own where it was.
    """

    def __init__(self, path: Path, translate: Callable[[Message], str]) -> None:
        self._path = path
        self._translate = translate
        self._table: Table | None = None
        self._stream: IO[str] | None = None
        self._writer: Any = None  # csv names no type for its writers

    def begin(self, table: Table, after_line: int) -> None:
        kept = _rows_up_to(self._path, after_line, table.source.separator) if after_line else []
        self._table = table
        self._stream = self._path.open("w", encoding=_ENCODING, newline="")
        self._writer = csv.writer(self._stream, delimiter=table.source.separator)
        own = table.heading.own
        headers = [header for index, header in enumerate(table.heading.headers) if index not in own]
        self._writer.writerow([LINE_HEADER, COLUMN_HEADER, REASON_HEADER, *headers])
        self._writer.writerows(kept)

    def see(self, row: ReadRow, outcome: RowOutcome) -> None:
        if outcome.status is not Status.REJECTED or self._table is None or outcome.reason is None:
            return
        own = self._table.heading.own
        cells = [cell for index, cell in enumerate(row.record.cells) if index not in own]
        column = self._table.header_of(outcome.field) or outcome.field
        self._writer.writerow([row.record.line, column, self._translate(outcome.reason), *cells])

    def flush(self) -> None:
        if self._stream is not None:
            self._stream.flush()
            os.fsync(self._stream.fileno())

    def finish(self, counts: Counts) -> None:
        pass

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()


def _rows_up_to(path: Path, last_line: int, separator: str) -> list[list[str]]:
    """The rows that an interrupted run wrote and committed; a half-written last one is not among them."""
    if not path.is_file():
        return []
    with path.open(encoding=_ENCODING, newline="") as stream:
        rows = list(csv.reader(stream, delimiter=separator))
    return [row for row in rows[1:] if row and row[0].isdigit() and int(row[0]) <= last_line]
