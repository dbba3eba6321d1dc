"""The rows that did not go in, or not whole, as they came, with the reason in front: mended, it can be sent again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.tabular.headings import OWN_HEADERS
from ecosystem.kernel.tabular.outcome import Counts, RowOutcome, Status
from ecosystem.kernel.tabular.reasons import sentence
from ecosystem.kernel.tabular.row_sinks import RowSink, sink_for
from ecosystem.kernel.tabular.table import ReadRow, Table

_STATES = {Status.REJECTED: N_("did not go in"), Status.NOTED: N_("went in, with a note")}


class ErrorsFile:
    """Observer that writes rejected and noted rows to `path`: a workbook where it ends in .xlsx, else CSV with the
    separator of the table they come from.

    The added columns stand in front, so that a row with too many cells keeps each of its own where it was.
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
        self._sink.write([*OWN_HEADERS, *headers])
        for row in kept:
            self._sink.write(row)

    def see(self, row: ReadRow, outcome: RowOutcome) -> None:
        if self._table is None or self._sink is None or outcome.status not in _STATES:
            return
        own = self._table.heading.own
        cells = [cell for index, cell in enumerate(row.record.cells) if index not in own]
        state = sentence(_STATES[outcome.status], self._translate)
        self._sink.write([str(row.record.line), *self._why(self._table, outcome), state, *cells])

    def _why(self, table: Table, outcome: RowOutcome) -> tuple[str, str]:
        """The columns at fault, and the reasons: each behind its column's name where there are several."""
        faults = [(outcome.field, outcome.reason)] if outcome.reason else []
        faults += [(note.field, note.reason) for note in outcome.notes]
        told = [(table.header_of(field) or field, sentence(why, self._translate)) for field, why in faults]
        columns = dict.fromkeys(column for column, _ in told if column)
        if len(told) == 1:
            return "; ".join(columns), told[0][1]
        return "; ".join(columns), "; ".join(f"{column}: {why}" if column else why for column, why in told)

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
