"""`import deals` on a list as people have it: names for ids, a title above, a heading of two rows, amounts in words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from flask import Flask
from openpyxl import Workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry
from ecosystem.deals.models import Investment, Round
from tests.deals.world import Market
from tests.factories import Factory

ROWS: list[list[object]] = [
    [1, "Mầm Xanh Việt", "Quỹ Sông Hồng", "03/2024", "Hạt giống", "5 tỷ", "12 tỷ", "Dẫn dắt"],
    [2, "MẦM XANH VIỆT", "Quỹ Ngoài Danh Sách", "03/2024", "Hạt giống", "thỏa thuận", "12 tỷ", "Tham gia"],
    [3, "Bếp Số", "quỹ sông hồng", "Q1/2023", "Pre-A", "$1.2M", None, None],
    ["Tổng cộng", None, None, None, None, "20 tỷ", "12 tỷ", None],
]


def book(folder: Path, rows: Sequence[Sequence[object]]) -> Path:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["DANH SÁCH THƯƠNG VỤ ĐẦU TƯ 2023–2024"])
    sheet.append(["STT", "Bên nhận vốn", "Bên đầu tư", "Thời gian", "Vòng gọi vốn", "Giá trị", None, "Vai trò"])
    sheet.append([None, None, None, None, None, "Số tiền đầu tư", "Tổng vòng", None])
    for cells in ("A1:H1", "F2:G2", *(f"{column}2:{column}3" for column in "ABCDEH")):
        sheet.merge_cells(cells)
    for row in rows:
        sheet.append(list(row))
    path = folder / "thuong-vu.xlsx"
    made.save(path)
    return path


@pytest.fixture
def own(make: Factory, session: Session) -> Market:
    """Startups and a fund out of own lists, which have no ids."""
    market = Market(make, session, "list")
    market.startup("Mầm Xanh Việt")
    market.startup("Bếp Số")
    market.investor("Quỹ Sông Hồng")
    for entry in session.scalars(select(Entry)):
        entry.external_id = None
    session.commit()
    return market


def imported(app: Flask, folder: Path, *rows: Sequence[object]) -> tuple[dict[str, int], list[dict[str, object]]]:
    """The counts that are not 0, and the rows of the report."""
    report = folder / "report.json"
    arguments = ["import", "deals", str(book(folder, rows)), "--json", "--report", str(report)]
    result = app.test_cli_runner().invoke(args=arguments)
    assert result.exit_code in {0, 3}, result.output
    counts = {name: number for name, number in json.loads(result.stdout).items() if number}
    return counts, json.loads(report.read_text(encoding="utf-8"))["rows"]


def test_startups_and_investors_are_found_by_their_names_in_the_same_source(
    app_context: Flask, own: Market, session: Session, tmp_path: Path
) -> None:
    counts, told = imported(app_context, tmp_path, *ROWS)
    assert counts == {"read": 5, "accepted": 1, "noted": 2, "skipped": 2, "new": 3}
    reported = [row["reported"] for row in told if row["reasons"] and row["status"] == "accepted"]
    assert reported == [["invested"], ["dated"]]
    rounds = {(one.code, one.source_code, one.dated, one.amount) for one in session.scalars(select(Round))}
    assert rounds == {("seed", "Hạt giống", "2024-03", 12_000_000_000), ("", "Pre-A", "2023", None)}
    parts = session.scalars(select(Investment).order_by(Investment.id)).all()
    assert [(one.investor_id is None, one.investor_name) for one in parts] == [
        (False, ""),
        (True, "Quỹ Ngoài Danh Sách"),
        (False, ""),
    ]
    assert [(one.amount, one.currency, one.is_lead) for one in parts] == [
        (5_000_000_000, "VND", True),
        (None, None, False),
        (1_200_000, "USD", None),
    ]
    assert imported(app_context, tmp_path, *ROWS)[0]["unchanged"] == 3


def test_each_part_of_a_round_may_be_in_a_currency_of_its_own(
    app_context: Flask, own: Market, session: Session, tmp_path: Path
) -> None:
    rows = [
        [1, "Bếp Số", "Quỹ Sông Hồng", "05/2024", "Hạt giống", "$1.2M", "2 triệu USD"],
        [2, "Bếp Số", "Quỹ Khác", "05/2024", "Hạt giống", "10 tỷ", "2 triệu USD"],
    ]
    counts, told = imported(app_context, tmp_path, *rows)
    assert counts == {"read": 3, "accepted": 2, "skipped": 1, "new": 2}, told
    assert [(one.amount, one.currency) for one in session.scalars(select(Round))] == [(2_000_000, "USD")]
    parts = session.scalars(select(Investment).order_by(Investment.id))
    assert [(one.amount, one.currency) for one in parts] == [(1_200_000, "USD"), (10 * 10**9, "VND")]


def test_what_two_rows_tell_differently_of_a_round_is_noted_at_the_persons_column(
    app_context: Flask, own: Market, tmp_path: Path
) -> None:
    rows = [
        [1, "Bếp Số", "Quỹ Sông Hồng", "05/2024", "Hạt giống", None, "2 triệu USD"],
        [2, "Bếp Số", "Quỹ Khác", "05/2024", "Hạt giống", None, "50 tỷ"],
    ]
    _, told = imported(app_context, tmp_path, *rows)
    assert [row["reported"] for row in told[1:]] == [[], ["amount"]]


def test_a_refusal_names_no_word_of_the_machine(app_context: Flask, own: Market, tmp_path: Path) -> None:
    _, told = imported(app_context, tmp_path, [1, "Không Có Ở Đây", "Quỹ Sông Hồng", "2023"])
    assert told[1]["reasons"] == ["Chưa có doanh nghiệp Không Có Ở Đây: hãy nhập doanh nghiệp này từ cùng nguồn trước"]


def test_what_makes_no_deal_is_refused_with_the_reason(app_context: Flask, own: Market, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [1, "Không Có Ở Đây", "Quỹ Sông Hồng", "2023", "", "1 tỷ"],
        [2, "Bếp Số", "Quỹ Sông Hồng; Quỹ Ánh Dương", "2022", "", "2 tỷ"],
        [3, "Bếp Số", "Quỹ Sông Hồng", "31/02/2024", "", "2 tỷ"],
        [4, "Bếp Số", None, "2024", "", "2 tỷ"],
        [5, None, "Quỹ Sông Hồng", "2024", "", "2 tỷ"],
    ]
    counts, told = imported(app_context, tmp_path, *rows)
    assert counts == {"read": 6, "rejected": 5, "skipped": 1}
    fields = ["startup_name", "investor_name", "dated", "investor_name", "startup_name"]
    assert [row["reported"] for row in told[1:]] == [[name] for name in fields]


def test_a_name_of_another_source_is_not_enough(
    app_context: Flask, make: Factory, session: Session, tmp_path: Path
) -> None:
    Market(make, session, "elsewhere").startup("Bếp Số")
    assert imported(app_context, tmp_path, [1, "Bếp Số", "Quỹ Sông Hồng", "2024"])[0]["rejected"] == 1


def test_a_name_that_two_have_decides_nothing(app_context: Flask, own: Market, tmp_path: Path) -> None:
    own.startup("Bếp số")
    own.investor("QUỸ SÔNG HỒNG")
    rows = [[1, "Bếp Số", "Quỹ Khác", "2024"], [2, "Mầm Xanh Việt", "Quỹ Sông Hồng", "2024"]]
    _, told = imported(app_context, tmp_path, *rows)
    assert [row["reported"] for row in told[1:]] == [["startup_name"], ["investor_name"]]


def test_a_list_of_investors_is_not_taken_for_one_of_deals(app_context: Flask, tmp_path: Path) -> None:
    path = tmp_path / "quy.csv"
    path.write_text(
        "Tên quỹ;Loại hình;Khẩu vị;Lĩnh vực quan tâm;Giai đoạn\nQuỹ Sông Hồng;Quỹ;Nông nghiệp;Nông nghiệp;Hạt giống\n",
        encoding="utf-8",
    )
    refused = app_context.test_cli_runner().invoke(args=["import", "deals", str(path)])
    assert refused.exit_code == 1
    assert "By its columns this is a list of investors" in refused.output
    assert "import investors FILE" in refused.output
