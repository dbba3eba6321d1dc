"""Rows on their way into a file that people open: CSV, or a workbook."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any, Final, Protocol

from ecosystem.kernel.tabular.cells import NumberCell
from ecosystem.kernel.tabular.formulas import with_apostrophe, without_apostrophe

_UTF_8: Final = "utf-8-sig"  # what spreadsheet programs open without a question


class RowSink(Protocol):
    """Takes rows; what was flushed outlives a kill, and `kept` gives it back before the sink is opened anew."""

    def kept(self) -> list[list[str]]:
        """The rows that an interrupted run left, the heading first, the last perhaps cut short."""

    def open(self) -> None: ...
    def write(self, row: Sequence[str]) -> None: ...
    def flush(self) -> None: ...
    def close(self, *, is_whole: bool) -> None: ...


def sink_for(path: Path, separator: str) -> RowSink:
    """A workbook for a name that ends in .xlsx, CSV in UTF-8 for any other."""
    return WorkbookSink(path) if path.suffix.lower() == ".xlsx" else CsvSink(path, separator)


class CsvSink:
    """Cells that begin like a formula get an apostrophe, which reading takes off again."""

    def __init__(self, path: Path, separator: str) -> None:
        self._path = path
        self._separator = separator
        self._stream: IO[str] | None = None
        self._writer: Any = None  # csv names no type for its writers

    def kept(self) -> list[list[str]]:
        if not self._path.is_file():
            return []
        with self._path.open(encoding=_UTF_8, newline="") as stream:
            return [list(map(without_apostrophe, row)) for row in csv.reader(stream, delimiter=self._separator)]

    def open(self) -> None:
        self._stream = self._path.open("w", encoding=_UTF_8, newline="")
        self._writer = csv.writer(self._stream, delimiter=self._separator)

    def write(self, row: Sequence[str]) -> None:
        self._writer.writerow([with_apostrophe(cell) for cell in row])

    def flush(self) -> None:
        _flush(self._stream)

    def close(self, *, is_whole: bool) -> None:  # noqa: ARG002 -- the protocol's signature
        if self._stream is not None:
            self._stream.close()


class WorkbookSink:
    """Collects rows in a journal beside `path`, a line of JSON each, and makes the workbook when it is closed.

    A workbook cannot be gone on with; its journal can, and stays until the rows are whole.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._journal = path.with_name(f"{path.name}.part")
        self._stream: IO[str] | None = None

    def kept(self) -> list[list[str]]:
        return list(self._rows()) if self._journal.is_file() else []

    def open(self) -> None:
        self._stream = self._journal.open("w", encoding="utf-8")

    def write(self, row: Sequence[str]) -> None:
        if self._stream is not None:
            cells = [{"number": cell} if isinstance(cell, NumberCell) else cell for cell in row]
            self._stream.write(json.dumps(cells, ensure_ascii=False) + "\n")

    def flush(self) -> None:
        _flush(self._stream)

    def close(self, *, is_whole: bool) -> None:
        if self._stream is None:
            return
        self._stream.close()
        # openpyxl loads numpy wherever that is installed; most processes write no workbook.
        from ecosystem.kernel.tabular.workbook_writer import write_workbook  # noqa: PLC0415

        write_workbook(self._path, self._rows())
        if is_whole:
            self._journal.unlink()

    def _rows(self) -> Iterator[list[str]]:
        with self._journal.open(encoding="utf-8") as stream:
            for line in stream:
                try:
                    cells = json.loads(line)
                except ValueError:
                    return  # cut short by a kill
                yield [NumberCell(cell["number"]) if isinstance(cell, dict) else cell for cell in cells]


def _flush(stream: IO[str] | None) -> None:
    if stream is not None:
        stream.flush()
        os.fsync(stream.fileno())
