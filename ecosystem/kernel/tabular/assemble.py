"""From a record and a mapping to the fields of one thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.access.text import clean
from ecosystem.kernel.tabular.damage import has_damage, shown
from ecosystem.kernel.tabular.errors import RowRejected
from ecosystem.kernel.tabular.headings import Heading, header_key
from ecosystem.kernel.tabular.mapping import EXTERNAL_ID, Column, Constant, TableMapping
from ecosystem.kernel.tabular.nesting import Nesting
from ecosystem.kernel.tabular.outcome import FieldNote
from ecosystem.kernel.tabular.rows import Record
from ecosystem.kernel.tabular.transforms import TRANSFORMS, CellError


@dataclass(frozen=True, slots=True)
class MappedRow:
    """Where a record comes from.

    `external_id`, one line of text, is None when the mapping has none or its columns are empty here.
    """

    line: int
    last_line: int
    source: str
    external_id: str | None
    language: str
    notes: tuple[FieldNote, ...] = ()


class Assembler:
    """Reads records under one heading by one mapping.

    A record without an external id has the value of `id_field` for one, "" for none.
    """

    def __init__(self, mapping: TableMapping, heading: Heading, id_field: str = "") -> None:
        self._mapping = mapping
        self._id_field = id_field
        self._positions = {
            header: position for header in mapping.headers if (position := heading.position(header)) is not None
        }
        self._nesting = Nesting((column.field for column in mapping.columns), mapping.defaults)
        self._columns = [column for column in mapping.columns if any(each in self._positions for each in column.header)]

    def assemble(self, record: Record) -> tuple[dict[str, object], MappedRow]:
        """The record's fields (structures nested, empty ones absent) and where it stands.

        A cell that cannot be read leaves its field empty and is told in the row's `notes`; so is one that held
        characters which no text keeps. Raises RowRejected when a required column gives its field nothing.
        """
        cells = {header: self._cell(record, position) for header, position in self._positions.items()}
        filled: dict[str, object] = {}
        notes: list[FieldNote] = []
        if record.opened_on is not None:
            reason = N_("read on its own after the quote that opens on line %(line)d", line=record.opened_on)
            notes.append(FieldNote("", "", reason))
        notes.extend(self._damaged(record))
        for column in self._columns:
            value = self._read(column, cells, notes)
            if value not in ("", None):
                filled[column.field] = value
        row = MappedRow(
            line=record.line,
            last_line=record.last_line,
            source=self._mapping.source,
            external_id=self._external_id(cells, filled),
            language=self._mapping.language,
            notes=tuple(notes),
        )
        return self._nesting.build(filled), row

    def _read(self, column: Column, cells: Mapping[str, str], notes: list[FieldNote]) -> object:
        cell = self._first_filled(column, cells)
        value: object = None
        try:
            value = _value(column, cell) if cell else None
        except CellError as error:
            if column.required:
                raise RowRejected(error.reason, field=column.field) from error
            notes.append(FieldNote(column.field, cell, error.reason))
        if column.required and value in ("", None):
            raise RowRejected(N_("is empty, and must be filled in"), field=column.field)
        return value

    def _external_id(self, cells: Mapping[str, str], filled: Mapping[str, object]) -> str | None:
        found = self._mapping.fill_id(cells) or str(filled.get(self._id_field, ""))
        return clean(found) or None

    def _damaged(self, record: Record) -> Iterator[FieldNote]:
        """A note for each cell of the mapping that held what `clean` takes out and a reader may miss."""
        for header, position in self._positions.items():
            if position < len(record.cells) and has_damage(record.cells[position]):
                field = next((each.field for each in self._columns if header in each.header), EXTERNAL_ID)
                reason = N_("held characters that cannot be stored; they were left out")
                yield FieldNote(field, shown(record.cells[position]), reason)

    def _cell(self, record: Record, position: int) -> str:
        return clean(record.cells[position], multiline=True) if position < len(record.cells) else ""

    def _first_filled(self, column: Column, cells: Mapping[str, str]) -> str:
        empty = column.empty_keys | self._mapping.empty_keys
        for header in column.header:
            cell = cells.get(header, "")
            if cell and header_key(cell) not in empty:
                return cell
        return ""


def _value(column: Column, cell: str) -> object:
    for before, after in column.replace.items():
        cell = cell.replace(before, after)
    if column.values or column.otherwise is not None:
        return _coded(column, cell)
    return TRANSFORMS[column.transform](cell, column)


def _coded(column: Column, cell: str) -> Constant:
    value = column.coded.get(header_key(cell), column.otherwise)
    if value is None:
        raise CellError(N_("is not one of the values known for this column"))
    return value
