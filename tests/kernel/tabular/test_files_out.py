from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from ecosystem.kernel.tabular.assemble import MappedRow
from ecosystem.kernel.tabular.errors_file import ErrorsFile
from ecosystem.kernel.tabular.outcome import RowOutcome
from ecosystem.kernel.tabular.report_file import ReportFile
from ecosystem.kernel.tabular.runner import import_table
from ecosystem.kernel.tabular.table import Table

from .tables import mapping_of, table_of
from .things import MAPPING, apply, stored

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
        ["Dòng/Line", "Cột/Column", "Lý do/Reason", "Id", "Name", "Code", "Staff"],
        ["3", "Name", "is missing", "2", "", "b;B", "5"],
        ["5", "", "a quote opens on line 5 and never closes", "4", '"Four', "d", "5"],
        ["6", "", "not read: it may belong to the quote that opens on line 5", "5", "Five", "e", "5", "6", "7"],
        ["8", "", "clashes with something that is stored already", "7", "Seven", "a", "5"],
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
    assert errors_of(again)[1][3:] == errors_of(path)[3][3:]


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
    assert report["rows"][2]["reasons"] == ["“many” is not a whole number"]
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
