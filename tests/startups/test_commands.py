"""`import startups` on lists as people have them."""

from __future__ import annotations

import json
from pathlib import Path

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.startups.models import Startup
from tests.discovery.world import results
from tests.factories import Factory


def imported(app: Flask, session: Session, path: Path, text: str) -> dict[str, tuple[object, ...]]:
    path.write_text(text, encoding="utf-8")
    result = app.test_cli_runner().invoke(args=["import", "startups", str(path), "--json"])
    assert result.exit_code == 0, result.output
    assert "is not read" not in result.stderr
    return {
        one.title: (one.raising, one.amount_sought, one.amount_sought_to, one.currency)
        for one in session.scalars(select(Startup))
    }


def test_whoever_has_an_amount_sought_raises_now(app_context: Flask, session: Session, tmp_path: Path) -> None:
    text = "Startup;Gọi vốn\nLúa Xanh Số;5 tỷ\nBếp Nâu;\nGió Nam;0\n"
    assert imported(app_context, session, tmp_path / "list.csv", text) == {
        "Lúa Xanh Số": ("now", 5 * 10**9, None, "VND"),
        "Bếp Nâu": (None, None, None, "VND"),
        "Gió Nam": (None, 0, None, "VND"),
    }


def test_a_list_that_says_who_raises_is_believed(app_context: Flask, session: Session, tmp_path: Path) -> None:
    text = "Startup;Gọi vốn;Đang gọi vốn\nMột;5 tỷ;Không\nHai;5 tỷ;Có\nBa;5 tỷ;đã xong từ năm ngoái\nBốn;5 tỷ;\n"
    found = imported(app_context, session, tmp_path / "list.csv", text)
    assert {title: said[0] for title, said in found.items()} == {
        "Một": "not-now",
        "Hai": "now",
        "Ba": None,
        "Bốn": "now",
    }


def test_an_ask_may_stand_in_several_columns(app_context: Flask, session: Session, tmp_path: Path) -> None:
    text = "Startup;Gọi vốn;;\n;Từ;Đến;Loại tiền\nMột;2.000.000;3.000.000;USD\nHai;5 tỷ;;VND\n"
    assert imported(app_context, session, tmp_path / "list.csv", text) == {
        "Một": ("now", 2_000_000, 3_000_000, "USD"),
        "Hai": ("now", 5 * 10**9, None, "VND"),
    }


def test_what_an_ask_cannot_hold_is_told(app_context: Flask, session: Session, tmp_path: Path) -> None:
    path, report = tmp_path / "list.csv", tmp_path / "report.json"
    path.write_text(
        "Startup;Gọi vốn;Vòng\nMột;thỏa thuận;Hạt giống\nHai;trên 500 triệu;\nBa;đến 500 triệu;\nBốn;500 triệu;\n",
        encoding="utf-8",
    )
    result = app_context.test_cli_runner().invoke(args=["import", "startups", str(path), "--report", str(report)])
    assert result.exit_code == 0, result.output
    found = session.scalars(select(Startup).order_by(Startup.id)).all()
    assert [(one.raising, one.amount_sought, one.amount_sought_to, one.round) for one in found] == [
        ("now", None, None, "seed"),
        ("now", 500_000_000, None, None),
        ("now", None, 500_000_000, None),
        ("now", 500_000_000, None, None),
    ]
    rows = json.loads(report.read_text(encoding="utf-8"))["rows"]
    assert [row["reported"] for row in rows] == [["amount_sought"], ["amount_sought"], [], []]


def test_two_ends_that_make_no_range_are_both_left_out(app_context: Flask, session: Session, tmp_path: Path) -> None:
    text = "Startup;Gọi vốn từ;Gọi vốn đến\nMột;20 tỷ;2 tỷ\nHai;1 tỷ;2M USD\n"
    assert imported(app_context, session, tmp_path / "list.csv", text) == {
        "Một": (None, None, None, "VND"),
        "Hai": (None, None, None, "VND"),
    }


def test_an_imported_ask_is_shown_and_found(
    app_context: Flask, session: Session, make: Factory, tmp_path: Path
) -> None:
    imported(app_context, session, tmp_path / "list.csv", "Startup;Gọi vốn\nLúa Xanh Số;5 tỷ\nBếp Nâu;\n")
    make.index()
    client = app_context.test_client()
    found = results(client, "/startups", ("raising_from", "4 tỷ"))
    assert found.titles == ["Lúa Xanh Số"]
    entry = session.scalars(select(Startup).where(Startup.title == "Lúa Xanh Số")).one()
    page = client.get(f"/startups/{entry.slug}-{entry.public_id}").get_data(as_text=True)
    assert "5 tỷ đồng" in page
    assert "Chưa nêu nhu cầu gọi vốn" not in page


def test_finance_is_a_sector_in_peoples_words(app_context: Flask, session: Session, tmp_path: Path) -> None:
    text = "Startup;Lĩnh vực\nMột;Tài chính\nHai;Công nghệ tài chính\nBa;fintech\n"
    imported(app_context, session, tmp_path / "list.csv", text)
    assert {tuple(one.sectors) for one in session.scalars(select(Startup))} == {("commerce-finance",)}
