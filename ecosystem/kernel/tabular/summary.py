"""What an import prints: progress on standard error, figures on standard output."""

from __future__ import annotations

import json
import sys
from itertools import islice
from typing import Self

import click

from ecosystem.kernel.access.text import clean
from ecosystem.kernel.tabular.cells import ColumnReading
from ecosystem.kernel.tabular.headings import column_letter
from ecosystem.kernel.tabular.outcome import Counts
from ecosystem.kernel.tabular.reasons import sentence
from ecosystem.kernel.tabular.report_file import plain
from ecosystem.kernel.tabular.table import ReadRow, Table

_PREVIEW_ROWS = 5
_PREVIEW_CELL = 60
_EVERY = 10_000
_ORDERS = {
    "": "day before month",
    "dmy": "day before month",
    "mdy": "month before day",
    "mixed": "day and month in both orders: doubtful ones are left out",
}


class ProgressLine:
    """One line that is rewritten on a terminal, and a line every 10,000 rows elsewhere."""

    def __init__(self) -> None:
        self._stream = sys.stderr
        self._next = _EVERY

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._stream.isatty():
            click.echo("", err=True)

    def __call__(self, done: int, size: int, counts: Counts) -> None:
        share = min(100, 100 * done // max(size, 1))
        text = f"{counts.read:,} rows read, {counts.rejected:,} rejected, {share} % of the file"
        if self._stream.isatty():
            click.echo(f"\r{text}", nl=False, err=True)
        elif counts.read >= self._next:
            self._next = counts.read + _EVERY
            click.echo(text, err=True)


def print_summary(counts: Counts, *, as_json: bool) -> None:
    """The four counts, which add up to the rows read, and what those that went in did."""
    if as_json:
        click.echo(json.dumps(counts.as_dict()))
        return
    went_in = f"{counts.new:,} new, {counts.changed:,} changed, {counts.unchanged:,} unchanged"
    click.echo(f"{counts.read:,} rows read:")
    click.echo(f"  {counts.accepted:>9,} accepted")
    click.echo(f"  {counts.noted:>9,} noted (in, with a doubtful cell left empty or mended)")
    click.echo(f"  {counts.rejected:>9,} rejected")
    click.echo(f"  {counts.skipped:>9,} skipped (blank, heading, total)")
    click.echo(f"of the accepted and noted: {went_in}")


def print_preview(table: Table) -> None:
    """How the file was read, what each column means, and the first rows as they would go in; on standard error."""
    _say(f"{table.source.path.name}: {table.source.describe()}; heading on line {table.heading.line}")
    for column in table.mapping.columns:
        readings = table.readings.get(column.field, {})
        found = ", ".join(
            f"{column_letter(at)} “{clean(table.heading.headers[at])}”{_how(column.transform, reading)}"
            for at, reading in readings.items()
        )
        _say(f"  {column.field} ← {found or '(no such column)'}")
    data = (row for row in table.rows() if row.decided is None)
    for row in islice(data, _PREVIEW_ROWS):
        _say_row(row)


def _how(transform: str, reading: ColumnReading) -> str:
    """What was found out about the column and decides what its cells mean, in brackets."""
    if transform == "amount" and reading.unit.scale:
        return f" (in {reading.unit.scale:,} {reading.unit.currency})"
    if transform in {"date", "partial_date"} and not reading.formats:
        return f" ({_ORDERS[reading.habit.order]})"
    return ""


def _say_row(row: ReadRow) -> None:
    _say(f"line {row.record.line}" + (f" [{row.row.external_id}]" if row.row.external_id else ""))
    for field, value in row.fields.items():
        text = " ".join(_text(value).split())
        _say(f"  {field}: {text if len(text) <= _PREVIEW_CELL else text[:_PREVIEW_CELL] + '…'}")
    for note in row.row.notes:
        _say(f"  {note.field}: {sentence(note.reason, str, note.stood)}")


def _text(value: object) -> str:
    is_structure = isinstance(value, dict | list)
    return json.dumps(value, ensure_ascii=False, default=plain) if is_structure else str(value)


def _say(text: str) -> None:
    click.echo(text, err=True)
