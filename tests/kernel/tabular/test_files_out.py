from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook

from ecosystem.kernel.tabular.assemble import MappedRow
from ecosystem.kernel.tabular.errors_file import ErrorsFile
from ecosystem.kernel.tabular.headings import OWN_HEADERS
from ecosystem.kernel.tabular.outcome import RowOutcome
from ecosystem.kernel.tabular.report_file import ReportFile
from ecosystem.kernel.tabular.runner import import_table
from ecosystem.kernel.tabular.table import Table

from .tables import mapping_of, table_of
from .things import MAPPING, Rows, apply, stored
from .workbooks import book_of

BAD = (
    "\ufeffId;Name;Code;Staff\r\n"
    "1;One;a;5\r\n"
    '2;;"b;B";5\r\n'
    "3;Three;c;many\r\n"
    '4;"Four;d;5\r\n'
    "5;Five;e;5;6;7\r\n"
    ";;;\r\n"
    "7;Seven;a;5\r\n"
)


def errors_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream, delimiter=";"))


def report_of(path: Path) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return report


def test_rejected_rows_come_back_as_they_came_with_line_column_and_reason(things: Flask, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    import_table(table_of(tmp_path, BAD, MAPPING), apply, observers=[ErrorsFile(path, str)])
    assert errors_of(path) == [
        [*OWN_HEADERS, "Id", "Name", "Code", "Staff"],
        ["3", "Name", "Is missing", "Did not go in", "2", "", "b;B", "5"],
        ["4", "Staff", "Is not a whole number", "Went in, with a note", "3", "Three", "c", "many"],
        ["5", "", "A quote opens on line 5 and never closes", "Did not go in", "4", '"Four', "d", "5"],
        [
            "6",
            "",
            "Not read: it may belong to the quote that opens on line 5",
            "Did not go in",
            "5",
            "Five",
            "e",
            "5",
            "6",
            "7",
        ],
        ["8", "", "Clashes with something that is stored already", "Did not go in", "7", "Seven", "a", "5"],
    ]


def test_the_mended_file_goes_in_as_it_is(things: Flask, tmp_path: Path) -> None:
    path, again = tmp_path / "bad.csv", tmp_path / "again.csv"
    import_table(table_of(tmp_path, BAD, MAPPING), apply, observers=[ErrorsFile(path, str)])
    mended = path.read_text(encoding="utf-8-sig").replace(";2;;", ";2;Two;").replace(";Seven;a;", ";Seven;g;")
    path.write_text(mended, encoding="utf-8")
    result = import_table(Table.open(path, mapping_of(MAPPING)), apply, observers=[ErrorsFile(again, str)])
    assert (result.counts.new, result.counts.rejected) == (3, 1)
    assert stored()["2"] == "Two"
    assert stored()["7"] == "Seven"
    assert errors_of(again)[0] == errors_of(path)[0], "the added columns are not added twice"
    assert errors_of(again)[-1][4:] == errors_of(path)[4][4:]


def test_the_report_tells_every_row(things: Flask, tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    result = import_table(table_of(tmp_path, BAD, MAPPING), apply, observers=[ReportFile(path, str)])
    report = report_of(path)
    assert report["counts"] == result.counts.as_dict()
    assert [(row["line"], row["status"], row["reported"]) for row in report["rows"]] == [
        (2, "accepted", []),
        (3, "rejected", ["name"]),
        (4, "accepted", ["staff"]),
        (5, "rejected", ["(row)"]),
        (6, "rejected", ["(row)"]),
        (7, "skipped", []),
        (8, "rejected", ["(row)"]),
    ]
    assert report["rows"][0]["values"] == {"name": "One", "code": "a", "staff": 5}
    assert report["rows"][2]["values"] == {"name": "Three", "code": "c"}
    assert report["rows"][2]["reasons"] == ["Is not a whole number (“many”)"]
    assert report["rows"][1]["values"] == {}


def test_dates_and_decimals_stand_in_the_report_as_text(things: Flask, tmp_path: Path) -> None:
    mapping = MAPPING.replace('transform = "integer"', 'transform = "decimal"').replace(
        'field = "code"', 'field = "day"\ntransform = "date"\nformats = "%d/%m/%Y"'
    )
    path = tmp_path / "report.json"
    table = table_of(tmp_path, "Id,Name,Code,Staff\n1,One,31/12/2024,1.50\n", mapping)
    import_table(table, apply, observers=[ReportFile(path, str)])
    assert report_of(path)["rows"][0]["values"] == {"name": "One", "day": "2024-12-31", "staff": "1.50"}


@pytest.mark.parametrize("line", range(2, 12))
def test_after_an_interruption_both_files_are_as_if_there_was_none(things: Flask, tmp_path: Path, line: int) -> None:
    class Stop(BaseException):
        pass

    @Rows
    def stopping(record: Mapping[str, object], row: MappedRow) -> RowOutcome:
        if row.line == line:
            raise Stop
        return apply(record, row)

    content = "Id,Name,Code\n" + "".join(f"{n},{'' if n % 2 else n},\n" for n in range(1, 11))
    errors, report = tmp_path / "errors.csv", tmp_path / "report.json"
    with pytest.raises(Stop):
        import_table(
            table_of(tmp_path, content, MAPPING),
            stopping,
            observers=[ErrorsFile(errors, str), ReportFile(report, str)],
            chunk=3,
        )
    # What a kill may leave behind its last commit: rows that were written and then undone.
    with errors.open("a", encoding="utf-8") as stream:
        stream.write("99,Name,is missing,99,,\n98,Na")
    with report.open("a", encoding="utf-8") as stream:
        stream.write(',\n{"line": 99, "status": "accepted"},\n{"line": 2, "sta')
    import_table(
        table_of(tmp_path, content, MAPPING),
        apply,
        observers=[ErrorsFile(errors, str), ReportFile(report, str)],
        chunk=3,
    )
    with errors.open(encoding="utf-8-sig", newline="") as stream:
        assert [row[0] for row in csv.reader(stream)] == ["Dòng/Line", "2", "4", "6", "8", "10"]
    assert [row["line"] for row in report_of(report)["rows"]] == list(range(2, 12))


def test_an_errors_file_that_is_a_workbook_goes_in_again(things: Flask, tmp_path: Path) -> None:
    content = "Id,Name,Code,Staff\n1,One,a,5\n2,,=1+1,5\n3,,+b,5\n"
    path = tmp_path / "bad.xlsx"
    import_table(table_of(tmp_path, content, MAPPING), apply, observers=[ErrorsFile(path, str)])
    book = load_workbook(path)
    sheet = book.worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        [*OWN_HEADERS, "Id", "Name", "Code", "Staff"],
        ["3", "Name", "Is missing", "Did not go in", "2", None, "=1+1", "5"],
        ["4", "Name", "Is missing", "Did not go in", "3", None, "+b", "5"],
    ]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    sheet["F2"], sheet["F3"] = "Two", "Three"
    sheet["G2"].data_type = "s"
    book.save(path)
    assert list(tmp_path.glob("*.part")) == []
    result = import_table(Table.open(path, mapping_of(MAPPING)), apply)
    assert (result.counts.accepted, result.counts.rejected) == (2, 0)
    assert stored() == {"1": "One", "2": "Two", "3": "Three"}


def test_rejected_rows_of_a_workbook_keep_their_numbers(things: Flask, tmp_path: Path) -> None:
    source = book_of(tmp_path, ("Id", "Name", "Code", "Staff"), (1, None, 1.234, 8934567890123))
    path = tmp_path / "bad.xlsx"
    import_table(Table.open(source, mapping_of(MAPPING)), apply, observers=[ErrorsFile(path, str)])
    row = [cell.value for cell in load_workbook(path).worksheets[0][2]]
    assert row[4:] == [1, None, 1.234, 8934567890123]
    again = tmp_path / "again.csv"
    import_table(Table.open(path, mapping_of(MAPPING)), apply, observers=[ErrorsFile(again, str)])
    with again.open(encoding="utf-8-sig", newline="") as stream:
        assert list(csv.reader(stream))[1][4:] == ["1", "", "1.234", "8934567890123"]


def test_a_cell_that_begins_like_a_formula_comes_out_as_text_and_in_again_unchanged(
    things: Flask, tmp_path: Path
) -> None:
    path = tmp_path / "bad.csv"
    import_table(
        table_of(tmp_path, "Id,Name,Code\n1,,=1+1\n2,,-5\n", MAPPING), apply, observers=[ErrorsFile(path, str)]
    )
    with path.open(encoding="utf-8-sig", newline="") as stream:
        assert [row[6] for row in csv.reader(stream)] == ["Code", "'=1+1", "-5"]
    rows = Table.open(path, mapping_of(MAPPING)).rows()
    assert [row.fields["code"] for row in rows] == ["=1+1", "-5"]


def test_a_workbook_of_an_interrupted_import_is_whole_after_the_next(things: Flask, tmp_path: Path) -> None:
    class Stop(BaseException):
        pass

    @Rows
    def stopping(record: Mapping[str, object], row: MappedRow) -> RowOutcome:
        if row.line == 6:
            raise Stop
        return apply(record, row)

    content = "Id,Name,Code\n" + "".join(f"{n},,=x\n" for n in range(1, 8))
    path = tmp_path / "bad.xlsx"
    with pytest.raises(Stop):
        import_table(table_of(tmp_path, content, MAPPING), stopping, observers=[ErrorsFile(path, str)], chunk=2)
    with path.with_name("bad.xlsx.part").open("a", encoding="utf-8") as journal:
        journal.write('["99", "Name", "is mis')
    import_table(table_of(tmp_path, content, MAPPING), apply, observers=[ErrorsFile(path, str)], chunk=2)
    rows = [[cell.value for cell in row] for row in load_workbook(path).worksheets[0].iter_rows()]
    assert [row[0] for row in rows] == ["Dòng/Line", "2", "3", "4", "5", "6", "7", "8"]
    assert {row[6] for row in rows[1:]} == {"=x"}
