"""A source under a mapping: every record read, named and, where it is no data, decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import islice
from pathlib import Path

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.tabular.assemble import Assembler, MappedRow
from ecosystem.kernel.tabular.cells import Habit
from ecosystem.kernel.tabular.damage import has_lost_letters, shown
from ecosystem.kernel.tabular.errors import RowRejected, UnreadableFile
from ecosystem.kernel.tabular.habits import STUDIED, study
from ecosystem.kernel.tabular.headings import Heading, column_letter, find_heading, header_key
from ecosystem.kernel.tabular.mapping import EXTERNAL_ID, TableMapping
from ecosystem.kernel.tabular.mending import expected_encoding, mended
from ecosystem.kernel.tabular.outcome import RowOutcome
from ecosystem.kernel.tabular.rows import Record, is_blank, skip_reason, width_fault
from ecosystem.kernel.tabular.source import Source, open_source

_HEADING_WITHIN = 30
"""Records from the top among which the heading must be."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A record with its fields; `decided` is its outcome when it never reaches the slice."""

    record: Record
    fields: Mapping[str, object]
    row: MappedRow
    decided: RowOutcome | None = None


class Table:
    """The rows of `source` as `mapping` reads them.

    A row without an external id goes by its `id_field`, "" for none. The second row of a code is rejected.
    """

    def __init__(self, source: Source, mapping: TableMapping, id_field: str = "") -> None:
        self.source = source
        self.mapping = mapping
        first = list(islice(source.records(), _HEADING_WITHIN))
        self._encoding = expected_encoding(first)
        rows = [
            (record.line, record.cells)
            for record in mended(iter(first), mapping.language, self._encoding)
            if _is_filled(record)
        ]
        if mapping.language == "vi":
            _check_letters(rows)
        self.heading: Heading = find_heading(rows, mapping.headers, mapping.required_headers)
        self._assembler = Assembler(mapping, self.heading, id_field, self._habits())
        self.readings = self._assembler.readings
        self._id_field = id_field
        self._unnamed: dict[int, int] = {}

    @classmethod
    def open(cls, path: Path, mapping: TableMapping, id_field: str = "") -> Table:
        """Raises UnreadableFile or MappingError before anything is stored."""
        return cls(open_source(path, frozenset(map(header_key, mapping.headers)), mapping.sheet), mapping, id_field)

    def rows(self) -> Iterator[ReadRow]:
        """Every record but the heading, in the file's order; each call reads anew."""
        seen = _Seen()
        for record in mended(self.source.records(), self.mapping.language, self._encoding):
            if not self.heading.holds(record.line):
                yield seen.once(self._read(record), self.heading.without_own(record.cells))

    def remarks(self) -> list[Message]:
        """What a person should know about file and columns before anything is read."""
        return [*self.source.remarks(), *self.heading.remarks()]

    def unread(self) -> list[Message]:
        """What the rows read so far hold in columns without a heading."""
        return [
            N_(
                "Column %(column)s has no heading: its values are not read (the first stands on line %(line)d).",
                column=column_letter(position),
                line=line,
            )
            for position, line in sorted(self._unnamed.items())
        ]

    def _habits(self) -> Mapping[int, Habit]:
        """The habits of the columns whose cells are read by them; reads the whole file when there is one."""
        headers = {header for column in self.mapping.columns if column.transform in STUDIED for header in column.header}
        positions = {place for header in headers if (place := self.heading.position(header)) is not None}
        rows = (record.cells for record in self.source.records()) if positions else ()
        return study(rows, positions, epoch_1904=self.source.epoch_1904)

    def _see_unnamed(self, record: Record) -> None:
        for position in self.heading.unnamed:
            if position < len(record.cells) and not is_blank(record.cells[position]):
                self._unnamed.setdefault(position, record.line)

    def header_of(self, field: str) -> str:
        """The header of the column that fills `field` (or a part of it), "" for none: as the person knows it."""
        if field == EXTERNAL_ID:
            return ", ".join(self.mapping.id_headers) or self.header_of(self._id_field)
        for column in self.mapping.columns:
            if any(each == field or each.startswith(f"{field}.") for each in (column.field, *column.parts.values())):
                return next((each for each in column.header if self.heading.position(each) is not None), "")
        return self.header_of(field.rpartition(".")[0]) if "." in field else ""

    def _read(self, record: Record) -> ReadRow:
        decided = self._decided(record)
        if decided is None:
            self._see_unnamed(record)
            try:
                return ReadRow(record, *self._assembler.assemble(record))
            except RowRejected as error:
                decided = RowOutcome.rejected(error.message, field=error.field)
        row = MappedRow(record.line, record.last_line, self.mapping.source, None, self.mapping.language)
        return ReadRow(record, {}, row, decided)

    def _decided(self, record: Record) -> RowOutcome | None:
        if record.line < self.heading.line:
            return RowOutcome.skipped(N_("above the heading"))
        if record.fault is not None:
            return RowOutcome.rejected(record.fault)
        reason = skip_reason(self.heading.without_own(record.cells), self.heading)
        if reason is not None:
            return RowOutcome.skipped(reason)
        if reason := width_fault(record, self.heading):
            return RowOutcome.rejected(reason)
        return None


def _is_filled(record: Record) -> bool:
    return record.fault is None and any(record.cells)


def _check_letters(rows: Sequence[tuple[int, tuple[str, ...]]]) -> None:
    """Raises UnreadableFile when at least half of the rows have lost letters."""
    lost = [next((cell for cell in cells if has_lost_letters(cell)), "") for _, cells in rows]
    found = [cell for cell in lost if cell]
    if len(found) > 1 and len(found) * 2 >= len(rows):
        raise UnreadableFile(
            N_(
                "This file lost its Vietnamese letters when it was saved: “%(cell)s”. "
                "Save the original again as CSV UTF-8 or XLSX and send that.",
                cell=shown(found[0]),
            )
        )


class _Seen:
    """The rows so far, by their hash: a second one that says the same, or has the same code, is no new one."""

    def __init__(self) -> None:
        self._rows: dict[bytes, int] = {}
        self._codes: dict[bytes, int] = {}

    def once(self, row: ReadRow, cells: Sequence[str]) -> ReadRow:
        """`row`, skipped when an earlier one is the same cell by cell, rejected when only its code is."""
        if row.decided is not None:
            return row
        line, code = row.record.line, row.row.external_id
        if (first := self._rows.setdefault(_hash("\x1f".join(cells)), line)) != line:
            return replace(row, decided=RowOutcome.skipped(N_("says the same as line %(line)s", line=first)))
        if code is not None and (first := self._codes.setdefault(_hash(code), line)) != line:
            reason = N_("has the same code as line %(line)s", line=first)
            return replace(row, decided=RowOutcome.rejected(reason, field=EXTERNAL_ID))
        return row


def _hash(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
