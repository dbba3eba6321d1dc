"""`import investors` on lists with the headings and words that people use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.investors.models import Investor
from ecosystem.kernel.tabular.mapping_file import load_mapping

LIST = (
    "Tên quỹ;Loại hình;Khẩu vị;Lĩnh vực quan tâm;Quy mô mỗi khoản đầu tư;Giai đoạn;Đang đầu tư\n"
    "Quỹ Sông Hồng;quỹ;Nông nghiệp bền vững;Nông nghiệp công nghệ cao;2-5 tỷ;Hạt giống, Nguyên mẫu;Có\n"
)


def test_a_list_in_peoples_own_words_goes_in_whole(app_context: Flask, session: Session, tmp_path: Path) -> None:
    path = tmp_path / "quy.csv"
    path.write_text(LIST, encoding="utf-8")
    result = app_context.test_cli_runner().invoke(args=["import", "investors", str(path), "--json"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["accepted"] == 1, result.output
    assert "is not read" not in result.stderr
    fund = session.scalars(select(Investor)).one()
    assert (fund.investor_kind, fund.thesis, fund.investing) == ("fund", "Nông nghiệp bền vững", "now")
    assert (fund.stages, fund.rounds) == (["prototype"], ["seed"]), "a column of stages may speak of rounds"
    assert (fund.cheque_min, fund.cheque_max, fund.currency) == (2_000_000_000, 5_000_000_000, "VND")


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Quỹ", "title"),
        ("Nhà đầu tư", "title"),
        ("Tên nhà đầu tư/quỹ", "title"),
        ("Họ và tên", "title"),
        ("Khẩu vị", "thesis"),
        ("Tiêu chí", "thesis"),
        ("Vòng", "rounds"),
        ("Ticket", "cheque"),
        ("Mức đầu tư mỗi thương vụ", "cheque"),
        ("Mức đầu tư từ", "cheque_min"),
        ("Địa bàn đầu tư", "geographies"),
    ],
)
def test_headings_that_people_use(header: str, field: str) -> None:
    columns = load_mapping("investors", "investors").columns
    assert [column.field for column in columns if header in column.header] == [field]


SPLIT = (
    "Tên quỹ;Mức đầu tư;;;Website\n"
    ";Từ;Đến;Loại tiền;\n"
    "Quỹ Sông Hồng;2 tỷ;5 tỷ;;hong.example\n"
    "Quỹ Sông Đà;5 tỷ;2 tỷ;;da.example\n"
    "Quỹ Sông Lô;2 tỷ;200k USD;;lo.example\n"
    "Quỹ Sông Mã;;3 tỷ;;ma.example\n"
    "Quỹ Sông Cả;2 tỷ;trên 5 tỷ;;ca.example\n"
    "Quỹ Sông Chu;1-2 tỷ;5 tỷ;;chu.example\n"
    "Quỹ Sông Gâm;200.000;500.000;USD;gam.example\n"
    "Quỹ Sông Cầu;2.000.000;5.000.000;xu;cau.example\n"
)


def test_a_cheque_may_stand_in_two_columns(app_context: Flask, session: Session, tmp_path: Path) -> None:
    path, report, errors = (tmp_path / name for name in ("quy.csv", "report.json", "errors.csv"))
    path.write_text(SPLIT, encoding="utf-8")
    result = app_context.test_cli_runner().invoke(
        args=["import", "investors", str(path), "--report", str(report), "--errors", str(errors)]
    )
    assert result.exit_code == 0, result.output
    assert "is not read" not in result.stderr
    found = {
        fund.title.removeprefix("Quỹ "): (fund.cheque_min, fund.cheque_max)
        for fund in session.scalars(select(Investor))
    }
    assert found == {
        "Sông Hồng": (2 * 10**9, 5 * 10**9),
        "Sông Đà": (None, None),
        "Sông Lô": (None, None),
        "Sông Mã": (None, 3 * 10**9),
        "Sông Cả": (2 * 10**9, None),
        "Sông Chu": (10**9, 2 * 10**9),
        "Sông Gâm": (200_000, 500_000),
        "Sông Cầu": (None, None),
    }
    noted = [row["line"] for row in json.loads(report.read_text(encoding="utf-8"))["rows"] if row["reported"]]
    assert noted == [4, 5, 7, 8, 10], "what does not fit is told, never left out in silence"
    assert "Mức đầu tư Đến" in errors.read_text(encoding="utf-8-sig"), "the person's own column is named"
    dollars = session.scalars(select(Investor).where(Investor.title == "Quỹ Sông Gâm")).one()
    assert dollars.currency == "USD"


def test_one_amount_is_both_ends_of_a_cheque_and_an_open_end_stays_open(
    app_context: Flask, session: Session, tmp_path: Path
) -> None:
    path, report = tmp_path / "quy.csv", tmp_path / "report.json"
    path.write_text(
        "Tên quỹ;Mức đầu tư\nQuỹ Một;5 tỷ\nQuỹ Hai;trên 5 tỷ\nQuỹ Ba;đến 5 tỷ\nQuỹ Bốn;thỏa thuận\n", encoding="utf-8"
    )
    result = app_context.test_cli_runner().invoke(args=["import", "investors", str(path), "--report", str(report)])
    assert result.exit_code == 0, result.output
    ends = {one.title: (one.cheque_min, one.cheque_max) for one in session.scalars(select(Investor))}
    assert ends == {
        "Quỹ Một": (5 * 10**9, 5 * 10**9),
        "Quỹ Hai": (5 * 10**9, None),
        "Quỹ Ba": (None, 5 * 10**9),
        "Quỹ Bốn": (None, None),
    }
    rows = json.loads(report.read_text(encoding="utf-8"))["rows"]
    assert [row["reported"] for row in rows] == [[], [], [], ["cheque"]], "negotiable is told, not dropped in silence"


def test_whoever_has_a_persons_name_gets_no_page_until_the_list_tells_the_kind(
    app_context: Flask, session: Session, tmp_path: Path
) -> None:
    path, report = tmp_path / "quy.csv", tmp_path / "report.json"
    for kind, public in (("", False), ("Quỹ", True), ("Thiên thần", False)):
        path.write_text(f"Nhà đầu tư;Loại hình\nHoàng Minh Gia;{kind}\nQuỹ Lúa;\n", encoding="utf-8")
        result = app_context.test_cli_runner().invoke(args=["import", "investors", str(path), "--report", str(report)])
        assert result.exit_code == 0, result.output
        session.expire_all()
        assert {one.title: one.is_public for one in session.scalars(select(Investor))} == {
            "Hoàng Minh Gia": public,
            "Quỹ Lúa": True,
        }
        first = json.loads(report.read_text(encoding="utf-8"))["rows"][0]
        assert first["reported"] == ([] if kind else ["investor_kind"])


def test_a_list_of_deals_is_not_taken_for_one_of_investors(
    app_context: Flask, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "thuong-vu.csv"
    path.write_text(
        "Startup;Nhà đầu tư;Ngày;Vòng;Số tiền\nNong Tằm;Lò Văn Quạt;2024;Hạt giống;1 tỷ\n", encoding="utf-8"
    )
    runner = app_context.test_cli_runner()
    refused = runner.invoke(args=["import", "investors", str(path)])
    assert refused.exit_code == 1
    assert "import deals" in refused.output
    assert session.scalars(select(Investor)).all() == []
    told = runner.invoke(args=["import", "investors", str(path), "--mapping", "investors"])
    assert told.exit_code == 0, told.output
