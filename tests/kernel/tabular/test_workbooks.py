from __future__ import annotations

import tracemalloc
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from ecosystem.kernel.tabular.cells import NumberCell
from ecosystem.kernel.tabular.errors import UnreadableFile
from ecosystem.kernel.tabular.headings import header_key
from ecosystem.kernel.tabular.source import open_source
from ecosystem.kernel.tabular.table import ReadRow, Table

from .tables import mapping_of, outcome, reason
from .workbooks import STARTUPS, book_of, empty_book, saved, sheet_of


def table(path: Path, toml: str = STARTUPS) -> Table:
    return Table.open(path, mapping_of(toml))


def rows(path: Path, toml: str = STARTUPS) -> dict[int, ReadRow]:
    return {row.record.line: row for row in table(path, toml).rows()}


def test_rows_have_the_numbers_of_the_sheet(tmp_path: Path) -> None:
    path = book_of(tmp_path, ("DANH SÁCH", None), (), ("Tên", "Website"), ("Một", "a"), (), (), ("Hai", None))
    found = rows(path)
    assert {line: (outcome(row), reason(row)) for line, row in found.items()} == {
        1: ("skipped", "above the heading"),
        2: ("skipped", "above the heading"),
        4: ("", ""),
        5: ("skipped", "blank row"),
        6: ("skipped", "blank row"),
        7: ("", ""),
    }
    assert found[7].fields == {"name": "Hai"}


def test_cells_are_what_a_person_sees(tmp_path: Path) -> None:
    book = empty_book()
    sheet = sheet_of(book, "Bảng")
    values: list[tuple[str | float | date | datetime, str]] = [
        (999120916, "General"),
        (999120987, "0000000000"),
        (8934567890123, "General"),
        (1.5, "General"),
        (0.1 + 0.2, "General"),
        (0.155, "0.0%"),
        (1_200_000, '#,##0 "₫"'),
        (date(2024, 6, 5), "dd/mm/yyyy"),
        (datetime(2024, 6, 5, 23, 30), "dd/mm/yyyy hh:mm"),  # noqa: DTZ001 -- workbooks know no time zones
        (True, "General"),
        ("=1+1", "General"),
        ("0123", "@"),
    ]
    for column, (value, number_format) in enumerate(values, start=1):
        cell = sheet.cell(1, column, value)
        cell.number_format = number_format
        if value == "=1+1":
            cell.data_type = "s"
    (record,) = open_source(saved(book, tmp_path)).records()
    assert record.cells == (
        *("999120916", "0999120987", "8934567890123", "1.5", "0.3", "15.5%", "1200000 ₫", "2024-06-05"),
        *("2024-06-05T23:30:00", "TRUE", "=1+1", "0123"),
    )
    assert [isinstance(cell, NumberCell) for cell in record.cells] == [True] * 5 + [False] * 7


def test_fields_of_typed_cells(tmp_path: Path) -> None:
    path = book_of(
        tmp_path,
        ("Tên", "Mã số thuế", "Ngày thành lập", "Giá (triệu đồng)", "Website"),
        ("Một", 999120916, date(2024, 6, 5), 1.234, None),
        ("Hai", "0999120842", 45448, "2,5", None),
        ("Ba", None, "31/02/2025", "1.200", "x"),
    )
    found = rows(path)
    assert found[2].fields["price"] == {"min": 1_234_000, "max": 1_234_000, "currency": "VND"}
    assert found[2].fields["founded"] == found[3].fields["founded"] == date(2024, 6, 5)
    assert found[2].fields["tax_code"] == "0999120916"
    assert found[3].fields["price"] == {"min": 2_500_000, "max": 2_500_000, "currency": "VND"}
    assert found[4].fields == {"name": "Ba", "price": {"min": 1200 * 10**6, "max": 1200 * 10**6, "currency": "VND"}} | {
        "website": "x"
    }
    assert [note.field for note in found[4].row.notes] == ["founded"]


def test_errors_of_formulas_are_noted(tmp_path: Path) -> None:
    book = empty_book()
    sheet = sheet_of(book, "Bảng", [("Tên", "Website"), ("Một", "x")])
    sheet["B2"] = "#REF!"
    sheet["B2"].data_type = "e"
    row = rows(saved(book, tmp_path))[2]
    assert [(note.field, note.stood) for note in row.row.notes] == [("website", "#REF!")]
    assert row.fields == {"name": "Một"}


def test_hidden_rows_are_read_like_others(tmp_path: Path) -> None:
    book = empty_book()
    sheet = sheet_of(book, "Bảng", [("Tên",), ("Một",), ("Hai",)])
    sheet.row_dimensions[2].hidden = True
    assert [row.fields["name"] for row in rows(saved(book, tmp_path)).values()] == ["Một", "Hai"]


def test_days_that_count_from_1904(tmp_path: Path) -> None:
    book = empty_book()
    book.epoch = CALENDAR_MAC_1904
    sheet = sheet_of(book, "Bảng", [("Tên", "Ngày thành lập"), ("Một", date(2024, 6, 5)), ("Hai", 43986)])
    sheet["B2"].number_format = "dd/mm/yyyy"
    found = rows(saved(book, tmp_path))
    assert found[2].fields["founded"] == found[3].fields["founded"] == date(2024, 6, 5)


def test_the_first_sheet_with_a_known_heading_is_read_visible_ones_before_hidden(tmp_path: Path) -> None:
    book = empty_book()
    sheet_of(book, "Bìa", [("Báo cáo năm",)])
    hidden = sheet_of(book, "Cũ", [("Tên", "Website"), ("Sai", "a")])
    hidden.sheet_state = "hidden"
    sheet_of(book, "Danh sách", [("Tên", "Website"), ("Đúng", "b")])
    sheet_of(book, "Thêm", [("Tên", "Website"), ("Khác", "c")])
    path = saved(book, tmp_path)
    found = table(path)
    assert [row.fields["name"] for row in found.rows()] == ["Đúng"]
    told = [str(remark) for remark in found.remarks()]
    assert told == [f"The sheet “{name}” is not read." for name in ("Bìa", "Thêm", "Cũ")]
    named = table(path, 'sheet = "Thêm"\n' + STARTUPS)
    assert [row.fields["name"] for row in named.rows()] == ["Khác"]
    with pytest.raises(UnreadableFile, match="There is no sheet “Không”; there are: Bìa, Cũ, Danh sách, Thêm"):
        table(path, 'sheet = "Không"\n' + STARTUPS)


def test_lists_in_tcvn3_within_a_workbook(tmp_path: Path) -> None:
    path = book_of(
        tmp_path,
        ("Tªn", "Website"),
        ("C«ng ty cæ phÇn VËt liÖu míi", "a"),
        ("Trung t©m øng dông", "b"),
        ("quÝ", "c"),
        ("Müller", "d"),
    )
    found = rows(path)
    assert [row.fields["name"] for row in found.values()] == [
        *("Công ty cổ phần Vật liệu mới", "Trung tâm ứng dụng", "quí", "Müller"),
    ]
    assert [note.stood for note in found[2].row.notes] == ["C«ng ty cæ phÇn VËt liÖu míi"]
    assert "TCVN3 (ABC)" in str(found[2].row.notes[0].reason)
    assert found[5].row.notes == ()


def test_a_far_cell_costs_neither_memory_nor_a_column_each(tmp_path: Path) -> None:
    book = empty_book()
    sheet = sheet_of(book, "Bảng", [("Tên", "Website"), ("Một", "a")])
    sheet["XFD5"] = "xa"
    path = saved(book, tmp_path)
    tracemalloc.start()
    try:
        assert [row.record.line for row in table(path).rows()] == [2, 3, 4, 5]
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()


def test_all_cells_are_read_whatever_the_sheet_says_of_its_size(tmp_path: Path) -> None:
    right = book_of(tmp_path, ("Tên", "Website"), ("Một", "a"), ("Hai", "b"))
    wrong = tmp_path / "wrong.xlsx"
    with zipfile.ZipFile(right) as old, zipfile.ZipFile(wrong, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b'ref="A1:B3"', b'ref="A1"'))
    assert [row.fields for row in rows(wrong).values()] == [
        {"name": "Một", "website": "a"},
        {"name": "Hai", "website": "b"},
    ]


def test_what_is_no_workbook_or_too_large_is_told(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(UnreadableFile, match="no XLSX workbook"):
        open_source(path)
    good = book_of(tmp_path, ("Tên",), ("Một",))
    data = good.read_bytes()
    good.write_bytes(data[: len(data) // 2])
    with pytest.raises(UnreadableFile, match="damaged"):
        open_source(good)


def test_an_archive_that_unpacks_to_more_than_any_list_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    block = b" " * (1 << 20)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        with archive.open("xl/sharedStrings.xml", "w") as part:
            for _ in range(300):
                part.write(block)
    with pytest.raises(UnreadableFile, match="too large"):
        open_source(path)


def test_an_empty_workbook_is_empty(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="empty"):
        open_source(book_of(tmp_path))


def test_progress_ends_at_the_size_of_the_file(tmp_path: Path) -> None:
    source = open_source(
        book_of(tmp_path, ("Tên",), *[(f"Tên {n}",) for n in range(9)]), frozenset({header_key("Tên")})
    )
    assert len(list(source.records())) == 10
    assert source.position() == source.size
