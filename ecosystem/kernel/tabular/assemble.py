"""From a record and a mapping to the fields of one thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ecosystem.kernel.access.amount_range import NO_UNIT, Unit, unit_of
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.access.text import clean, is_tidy
from ecosystem.kernel.tabular.cells import (
    NO_HABIT,
    SPREADSHEET_ERRORS,
    CellError,
    ColumnReading,
    Habit,
    Remarked,
)
from ecosystem.kernel.tabular.damage import has_damage, shown
from ecosystem.kernel.tabular.errors import RowRejected
from ecosystem.kernel.tabular.headings import Heading, header_key
from ecosystem.kernel.tabular.mapping import EXTERNAL_ID, Column, Constant, TableMapping
from ecosystem.kernel.tabular.nesting import Nesting
from ecosystem.kernel.tabular.outcome import FieldNote
from ecosystem.kernel.tabular.rows import Record
from ecosystem.kernel.tabular.transforms import TRANSFORMS, to_list


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


_END_SIGNS = 4
"""Characters that a cell may have beyond its key."""


class Assembler:
    """Reads records under one heading by one mapping.

    `habits` are those of the columns, by position. A record without an external id has the value of `id_field` for
    one, "" for none.
    """

    def __init__(
        self, mapping: TableMapping, heading: Heading, id_field: str = "", habits: Mapping[int, Habit] | None = None
    ) -> None:
        self._mapping = mapping
        self._id_field = id_field
        self._positions = {
            header: position for header in mapping.headers if (position := heading.position(header)) is not None
        }
        self._nesting = Nesting((field for column in mapping.columns for field in column.fields), mapping.defaults)
        self._columns = [
            _ColumnReader(column, self._positions, mapping.empty_keys, heading, habits or {})
            for column in mapping.columns
            if any(each in self._positions for each in column.header)
        ]
        self._fields = {
            position: next((each.column.field for each in self._columns if each.reads(header)), EXTERNAL_ID)
            for header, position in sorted(self._positions.items(), key=lambda each: each[1])
        }

    @property
    def readings(self) -> Mapping[str, Mapping[int, ColumnReading]]:
        """How the cells of each field's columns are read, by field and position."""
        return {each.column.field: each.readings for each in self._columns}

    def assemble(self, record: Record) -> tuple[dict[str, object], MappedRow]:
        """The record's fields (structures nested, empty ones absent) and where it stands.

        A cell that cannot be read leaves its field empty and is told in the row's `notes`; so is one that was mended,
        or held characters which no text keeps. Raises RowRejected when a required column gives its field nothing.
        """
        filled: dict[str, object] = {}
        notes: list[FieldNote] = []
        if record.opened_on is not None:
            reason = N_("read on its own after the quote that opens on line %(line)d", line=record.opened_on)
            notes.append(FieldNote("", "", reason))
        cells = self._clean(record, notes)
        for column in self._columns:
            column.read(cells, record.lost, filled, notes)
        row = MappedRow(
            line=record.line,
            last_line=record.last_line,
            source=self._mapping.source,
            external_id=self._external_id(cells, filled),
            language=self._mapping.language,
            notes=tuple(notes),
        )
        return self._nesting.build(filled), row

    def _external_id(self, cells: Mapping[int, str], filled: Mapping[str, object]) -> str | None:
        found = self._mapping.fill_id({each: cells[self._positions[each]] for each in self._mapping.id_headers})
        found = found or str(filled.get(self._id_field, ""))
        return clean(found) or None

    def _clean(self, record: Record, notes: list[FieldNote]) -> dict[int, str]:
        """The cells of the mapping, by position; notes tell what was mended, or taken out and may be missed."""
        cells: dict[int, str] = {}
        given = record.cells
        for position, field in self._fields.items():
            cell = given[position] if position < len(given) else ""
            if (mended := record.mended.get(position)) and not self._expects(field, mended.stood, cell):
                notes.append(FieldNote(field, mended.stood, mended.reason))
            if cell and not is_tidy(cell):
                if has_damage(cell):
                    reason = N_("held characters that cannot be stored; they were left out")
                    notes.append(FieldNote(field, shown(cell), reason))
                cell = clean(cell, multiline=True)
            cells[position] = cell
        return cells

    def _expects(self, field: str, stood: str, cell: str) -> bool:
        """Whether the mapping itself says that the cell is to be mended so."""
        replaced = (each.column.replace for each in self._mapping_columns(field))
        return any(_replaced(stood, pieces) == shown(cell) for pieces in replaced if pieces)

    def _mapping_columns(self, field: str) -> Iterator[_ColumnReader]:
        return (each for each in self._columns if each.column.field == field)


class _ColumnReader:
    """Reads one field's cell, the first filled one of those that the mapping names."""

    def __init__(
        self,
        column: Column,
        positions: Mapping[str, int],
        empty: frozenset[str],
        heading: Heading,
        habits: Mapping[int, Habit],
    ) -> None:
        self.column = column
        self._currencies = [positions[each] for each in column.currency_header if each in positions]
        self._empty = column.empty_keys | empty
        self._longest_empty = max((len(key) + _END_SIGNS for key in self._empty), default=-1)
        self.readings = {
            position: _reading(column, heading.headers[position], habits.get(position, NO_HABIT))
            for each in column.header
            if (position := positions.get(each)) is not None
        }

    def reads(self, header: str) -> bool:
        return header in self.column.header or header in self.column.currency_header

    def read(
        self, cells: Mapping[int, str], lost: frozenset[int], filled: dict[str, object], notes: list[FieldNote]
    ) -> None:
        """Fill what the row's cells give to the column's fields; doubtful ones go to `notes`."""
        position = self._first_filled(cells)
        value: object = None
        if position is not None:
            reading = self.readings[position]
            if self._currencies:
                reading = replace(reading, beside=cells[self._currencies[0]])
            value = self._value(cells[position], reading, notes, is_lost=position in lost)
        if value in ("", None, []):
            if self.column.required:
                raise RowRejected(N_("is empty, and must be filled in"), field=self.column.field)
        elif self.column.parts and isinstance(value, Mapping):
            filled.update({path: value[name] for name, path in self.column.parts.items() if name in value})
        else:
            filled[self.column.field] = value

    def _value(self, cell: str, reading: ColumnReading, notes: list[FieldNote], *, is_lost: bool) -> object:
        try:
            value = self._read(cell, reading, is_lost=is_lost)
        except CellError as error:
            if self.column.required:
                raise RowRejected(error.reason, field=self.column.field) from error
            notes.append(FieldNote(self.column.field, cell, error.reason))
            return None
        if isinstance(value, Remarked):
            notes.append(FieldNote(self.column.field, cell, value.reason))
            return value.value
        return value

    def _read(self, cell: str, reading: ColumnReading, *, is_lost: bool) -> object:
        if cell in SPREADSHEET_ERRORS:
            raise CellError(N_("is an error of the spreadsheet"))
        if is_lost:
            raise CellError(N_("lost its Vietnamese letters when it was saved"))
        if self.column.replace:
            cell = _replaced(cell, self.column.replace).strip()
        if not self.column.values and self.column.otherwise is None:
            return TRANSFORMS[self.column.transform](cell, reading)
        return self._coded_pieces(cell, reading) if self.column.transform == "list" else self._coded(cell)

    def _coded_pieces(self, cell: str, reading: ColumnReading) -> object:
        """What the pieces of a list stand for, each once; those that nobody knows are told."""
        known: list[object] = []
        unknown: list[str] = []
        for piece in to_list(cell, reading):
            value = self.column.coded.get(header_key(piece), self.column.otherwise)
            known += value if isinstance(value, tuple) else [value] if value not in ("", None) else []
            unknown += [piece] if value is None else []
        if not unknown:
            return list(dict.fromkeys(known))
        reason = N_("holds values that are not known for this column: %(unknown)s", unknown=", ".join(unknown))
        return Remarked(list(dict.fromkeys(known)), reason)

    def _coded(self, cell: str) -> Constant:
        value = self.column.coded.get(header_key(cell), self.column.otherwise)
        if value is None:
            raise CellError(N_("is not one of the values known for this column"))
        return value

    def _first_filled(self, cells: Mapping[int, str]) -> int | None:
        for position in self.readings:
            cell = cells[position]
            if cell and not (len(cell) <= self._longest_empty and header_key(cell) in self._empty):
                return position
        return None


def _reading(column: Column, header: str, habit: Habit) -> ColumnReading:
    return ColumnReading(
        formats=column.formats,
        earliest=column.earliest,
        latest=column.latest,
        separators=column.separators,
        unit=_unit(column.own_unit, unit_of(header)) if column.transform == "amount" else NO_UNIT,
        currencies=column.currencies,
        habit=replace(habit, order=habit.order or column.order),
    )


def _unit(own: Unit, heading: Unit) -> Unit:
    """The heading's unit, completed by the mapping's."""
    return Unit(heading.scale or own.scale, heading.currency or own.currency)


def _replaced(cell: str, pieces: Mapping[str, str]) -> str:
    for before, after in pieces.items():
        cell = cell.replace(before, after)
    return cell
