"""The rows that did not go in, as they came, with the reason in front: mended, the file can be sent again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ecosystem.kernel.access.messages import Message
from ecosystem.kernel.tabular.headings import COLUMN_HEADER, LINE_HEADER, REASON_HEADER
from ecosystem.kernel.tabular.outcome import Counts, RowOutcome, Status
from ecosystem.kernel.tabular.row_sinks import RowSink, sink_for
from ecosystem.kernel.tabular.table import ReadRow, Table


class ErrorsFile:
    """Observer that writes rejected rows to `path`: a workbook where it ends in .xlsx, else CSV with the separator of
    the table they come from.

    The three columns stand in front, so that a row with too many cells keeps each of its own where it was.
    """

    def __init__(self, path: Path, translate: Callable[[Message], str]) -> None:
        self._path = path
        self._translate = translate
        self._table: Table | None = None
        self._sink: RowSink | None = None
        self._is_whole = False

    def begin(self, table: Table, after_line: int) -> None:
        self._table = table
        self._sink = sink_for(self._path, table.source.separator)
        kept = _up_to(self._sink.kept(), after_line) if after_line else []
        self._sink.open()
        own = table.heading.own
        headers = [header for index, header in enumerate(table.heading.headers) if index not in own]
        self._sink.write([LINE_HEADER, COLUMN_HEADER, REASON_HEADER, *headers])
        for row in kept:
            self._sink.write(row)

    def see(self, row: ReadRow, outcome: RowOutcome) -> None:
        if outcome.status is not Status.REJECTED or self._table is None or outcome.reason is None:
            return
        own = self._table.heading.own
        cells = [cell for index, cell in enumerate(row.record.cells) if index not in own]
        column = self._table.header_of(outcome.field) or outcome.field
        if self._sink is not None:
            self._sink.write([str(row.record.line), column, self._translate(outcome.reason), *cells])

    def flush(self) -> None:
        if self._sink is not None:
            self._sink.flush()

    def finish(self, counts: Counts) -> None:  # noqa: ARG002 -- the observer's signature
        self._is_whole = True

    def close(self) -> None:
        if self._sink is not None:
            self._sink.close(is_whole=self._is_whole)


def _up_to(rows: list[list[str]], last_line: int) -> list[list[str]]:
    """The rows that an interrupted run wrote and committed; a half-written last one is not among them."""
    return [row for row in rows[1:] if row and row[0].isdigit() and int(row[0]) <= last_line]
