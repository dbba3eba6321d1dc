"""Workbooks of Excel 97 to 2003, written by xlwt, which is no dependency.

`list.xls`: days from 1904, a sheet without a table in front, a merged title, a hidden row, an error. `tcvn3.xls` and
`vni.xls`: one list in fonts of before Unicode, with merged titles, a heading of two rows with merged cells, a day, a
day as text, a year, a tax code whose zero is in its format alone, an amount in words, and a total.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ecosystem.kernel.tabular.mapping_file import load_mapping
from ecosystem.kernel.tabular.table import Table

from .tables import mapping_of, outcome, reason
from .workbooks import STARTUPS

FILES = Path(__file__).parent / "files"


def test_a_workbook_of_1997() -> None:
    found = Table.open(FILES / "list.xls", mapping_of(STARTUPS))
    assert found.source.describe() == "xls, Danh sách"
    by_line = {row.record.line: row for row in found.rows() if row.decided is None}
    assert by_line[4].fields == {
        "name": "Một",
        "tax_code": "0999120916",
        "founded": date(2024, 6, 5),
        "website": "mot.example",
    }
    assert by_line[5].fields["founded"] == date(2024, 6, 5)
    assert {note.field: note.stood for note in by_line[5].row.notes} == {
        "tax_code": "8934567890123",
        "website": "#N/A",
    }


@pytest.mark.parametrize(("name", "encoding"), [("tcvn3.xls", "TCVN3 (ABC)"), ("vni.xls", "VNI")])
def test_a_list_in_a_font_of_before_unicode(name: str, encoding: str) -> None:
    found = {row.record.line: row for row in Table.open(FILES / name, load_mapping("startups", "startups")).rows()}
    assert {line: reason(row) for line, row in found.items() if outcome(row)} == {
        **dict.fromkeys((1, 2, 3), "above the heading"),
        9: "a row of totals",
    }
    assert [found[line].fields["title"] for line in (6, 7, 8)] == [
        "Công ty cổ phần Vật liệu mới",
        "Trung tâm ứng dụng Đồng Tháp Mười",
        "Nhóm Lúa Xanh",
    ]
    assert [found[line].fields["founded_on"] for line in (6, 7, 8)] == ["2024-06-05", "2019-03-15", "2021"]
    assert [found[line].fields["amount_sought"] for line in (6, 7, 8)] == [
        {"min": 1_200_000_000, "max": 1_200_000_000, "currency": "VND"},
        {"min": 2_500_000, "max": 2_500_000, "currency": "VND"},
        {"basis": "negotiable"},
    ]
    assert found[6].fields["owner"] == {
        "address": "Phường Hoàn Kiếm, Hà Nội",
        "tax_code": "0999120916",
        "telephone": "+84912345678",
    }
    assert {note.field for note in found[6].row.notes} == {"title", "owner.address"}
    assert encoding in str(found[6].row.notes[0].reason)
