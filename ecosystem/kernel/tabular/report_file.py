"""What became of every row, as JSON: {"rows": [{line, status, values, reported, reasons}], "counts": {…}}."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import IO

from ecosystem.kernel.access.messages import Message
from ecosystem.kernel.tabular.outcome import Counts, RowOutcome, Status
from ecosystem.kernel.tabular.reasons import sentence
from ecosystem.kernel.tabular.table import ReadRow, Table

WHOLE_ROW = "(row)"
"""Stands for a field where the row itself is reported."""

_OPENING = '{"rows": ['


class ReportFile:
    """Observer that writes `path`, one row a line, while the import runs; the file is whole JSON once it finished.

    `status` is accepted (noted rows too: their fields stand in `reported`), rejected or skipped; `values` what was
    stored, dates in ISO form and decimals as text.
    """

    def __init__(self, path: Path, translate: Callable[[Message], str], names: Mapping[str, str] | None = None) -> None:
        self._path = path
        self._names = names or {}
        self._translate = translate
        self._stream: IO[str] | None = None
        self._separator = "\n"

    def begin(self, table: Table, after_line: int) -> None:  # noqa: ARG002 -- the observer's signature
        kept = list(_rows_up_to(self._path, after_line)) if after_line else []
        self._stream = self._path.open("w", encoding="utf-8")
        self._stream.write(_OPENING)
        for line in kept:
            self._write(line)

    def see(self, row: ReadRow, outcome: RowOutcome) -> None:
        self._write(json.dumps(self._as_json(row, outcome), ensure_ascii=False, default=plain))

    def flush(self) -> None:
        if self._stream is not None:
            self._stream.flush()
            os.fsync(self._stream.fileno())

    def finish(self, counts: Counts) -> None:
        if self._stream is not None:
            self._stream.write(f'\n], "counts": {json.dumps(counts.as_dict())}}}\n')

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()

    def _write(self, line: str) -> None:
        if self._stream is not None:
            self._stream.write(self._separator + line)
            self._separator = ",\n"

    def _as_json(self, row: ReadRow, outcome: RowOutcome) -> Mapping[str, object]:
        status = Status.ACCEPTED if outcome.went_in else outcome.status
        values = outcome.values() if outcome.values is not None else row.fields
        reported = [self._name(note.field) or WHOLE_ROW for note in outcome.notes]
        reasons = [sentence(note.reason, self._translate, note.stood) for note in outcome.notes]
        if outcome.reason is not None:
            reported += [self._name(outcome.field) or WHOLE_ROW] if status is Status.REJECTED else []
            reasons.append(sentence(outcome.reason, self._translate))
        return {
            "line": row.record.line,
            "status": status.value,
            "effect": outcome.effect.value if outcome.effect else None,
            "values": self._named(values) if outcome.went_in else {},
            "reported": reported,
            "reasons": reasons,
        }

    def _name(self, field: str) -> str:
        return self._names.get(field, field)

    def _named(self, values: Mapping[str, object]) -> Mapping[str, object]:
        """`values` under the names of the report; what stands inside a structure comes out of it."""
        named = {self._name(field): value for field, value in values.items()}
        for path, name in self._names.items():
            outer, _, inner = path.partition(".")
            holder = values.get(outer)
            if inner and isinstance(holder, Mapping) and inner in holder:
                named[name] = holder[inner]
        return named


def plain(value: object) -> str:
    """A value that JSON has no form for, as text. Raises TypeError for one that no row holds."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    raise TypeError(f"{type(value).__name__} cannot stand in a report")


def _rows_up_to(path: Path, last_line: int) -> Iterator[str]:
    """The rows that an interrupted run wrote and committed."""
    if not path.is_file():
        return
    with path.open(encoding="utf-8") as stream:
        for text in stream:
            line = text.strip().removesuffix(",")
            try:
                row = json.loads(line)
            except ValueError:
                continue
            if isinstance(row, dict) and "line" in row and row["line"] <= last_line:
                yield line
