"""Small workbooks for these tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

STARTUPS = """
kind = "startups"
source = "list"

[[columns]]
header = ["Tên", "Tên doanh nghiệp"]
field = "name"
required = true

[[columns]]
header = "Mã số thuế"
field = "tax_code"
transform = "tax_code"

[[columns]]
header = "Ngày thành lập"
field = "founded"
transform = "date"

[[columns]]
header = "Giá"
field = "price"
transform = "amount"

[[columns]]
header = "Website"
field = "website"
"""


def sheet_of(book: Workbook, title: str, rows: Sequence[Sequence[object]] = ()) -> Worksheet:
    sheet: Worksheet = book.create_sheet(title)
    for row in rows:
        sheet.append(list(row))
    return sheet


def empty_book() -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    return book


def saved(book: Workbook, folder: Path, name: str = "list.xlsx") -> Path:
    path = folder / name
    book.save(path)
    return path


def book_of(folder: Path, *rows: Sequence[object]) -> Path:
    book = empty_book()
    sheet_of(book, "Danh sách", rows)
    return saved(book, folder)
