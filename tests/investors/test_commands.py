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
        ("Địa bàn đầu tư", "geographies"),
    ],
)
def test_headings_that_people_use(header: str, field: str) -> None:
    columns = load_mapping("investors", "investors").columns
    assert [column.field for column in columns if header in column.header] == [field]
