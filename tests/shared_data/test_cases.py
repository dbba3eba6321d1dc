"""Cases from real life: each file through the real command, its report compared by the cases' own rules.

What a case calls a field is what the report calls it, but for the few that `as_case` translates. Columns that the
product has no field for are left out of the comparison.
"""

from __future__ import annotations

import json
import os
import runpy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry
from ecosystem.taxonomy.reference_files import read_terms
from ecosystem.taxonomy.vocabularies import Vocabularies
from tests.discovery.world import results
from tests.factories import Factory

CASES = Path(os.environ["SHARED_DATA"]) / "cases"
check = runpy.run_path(str(CASES / "compare.py"))["check"]
terms = Vocabularies(read_terms())

NOT_HELD = {"startups": {"note", "name_en", "growth_percent"}, "technologies": {"status", "founded"}}
KINDS = {"organisations": "startups"}
"""Cases of organisations alone are read as lists of startups."""


def files(case: str) -> Path:
    return CASES / "files" / case


def expected_of(case: str) -> dict[str, Any]:
    """What is right, less what the product has no field for."""
    expected: dict[str, Any] = json.loads((files(case) / "expected.json").read_text(encoding="utf-8"))
    left_out = NOT_HELD.get(expected["kind"], set())
    for row in expected["rows"]:
        if "sectors" in row.get("values", {}):
            row["values"]["sectors"] = list(map(_label_of, row["values"]["sectors"]))
        row["values"] = {name: value for name, value in row.get("values", {}).items() if name not in left_out}
        fields = [name.strip() for name in row.get("field", "").split(",")]
        row["field"] = ", ".join(name for name in fields if name not in left_out)
    return expected


def _label_of(word: str) -> str:
    """The label of the sector that people call so; the word where there is none."""
    found = terms.find("sector", word)
    return found[0].label_vi if len(found) == 1 else word


def run(app: Flask, kind: str, path: Path, *options: str) -> Result:
    return app.test_cli_runner().invoke(args=["import", kind, str(path), *options])


def report_of(app: Flask, kind: str, path: Path, folder: Path) -> dict[str, Any]:
    report = folder / "report.json"
    result = run(app, kind, path, "--report", str(report))
    assert result.exit_code in {0, 3}, result.output
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    for row in found["rows"]:
        row["values"] = as_case(row["values"])
        row["reported"] = [name.removeprefix("rights.0.") for name in row["reported"]]
    return found


def as_case(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a report row as cases have them: an amount without a range, labels for codes, rights laid flat."""
    named = dict(values)
    amount = named.get("amount_sought")
    if isinstance(amount, dict) and "min" in amount and amount["min"] == amount.get("max"):
        named["amount_sought"] = {"amount": amount["min"], "currency": amount["currency"]}
    sectors = [terms.label("sector", code, "vi") for code in named.get("sectors", [])]
    named["sectors"] = sectors + list(named.get("keywords", []))
    stage = ("round", named["round"]) if named.get("round") else ("stage", named.get("stage") or "")
    named["stage"] = terms.label(*stage, "vi")
    named["ward"] = terms.label("place", named.get("ward") or "", "vi")
    named.update((named.get("rights") or [{}])[0])
    owner = named.get("owner")
    if isinstance(owner, dict):
        named.setdefault("address", owner.get("address"))
        named["owner"] = owner.get("name")
    return named


@pytest.mark.parametrize(
    "case", ["I01", "I03", "I05", "I09", "I11", "I12", "I21", "I23", "I24", "I29", "L01", "L10", "D01", "D03"]
)
def test_the_first_file_of_a_case_is_read_right(app_context: Flask, tmp_path: Path, case: str) -> None:
    expected = expected_of(case)
    kind = KINDS.get(expected["kind"], expected["kind"])
    report = report_of(app_context, kind, files(case) / expected["files"][0], tmp_path)
    assert list(check(expected, report)) == []
    counts = report["counts"]
    went_in = [row for row in expected["rows"] if row["outcome"] in {"accepted", "noted"}]
    if len(expected["rows"]) == expected["counts"]["data_rows"]:
        assert counts["accepted"] + counts["noted"] == len(went_in)
    assert counts["accepted"] + counts["noted"] + counts["rejected"] + counts["skipped"] == len(report["rows"])


def test_i01_a_mark_in_front_changes_nothing(app_context: Flask, tmp_path: Path) -> None:
    plain = tmp_path / "startups.csv"
    plain.write_bytes((files("I01") / "startups.csv").read_bytes().removeprefix(b"\xef\xbb\xbf"))
    with_mark = report_of(app_context, "startups", files("I01") / "startups.csv", tmp_path)
    without = report_of(app_context, "startups", plain, tmp_path)
    assert [row["values"] for row in with_mark["rows"]] == [row["values"] for row in without["rows"]]
    assert "\ufeff" not in json.dumps(with_mark, ensure_ascii=False)


def test_i03_a_file_that_lost_its_letters_is_stopped(app_context: Flask, session: Session) -> None:
    result = run(app_context, "startups", files("I03") / "da-mat-dau.csv")
    assert result.exit_code == 1
    assert "lost its Vietnamese letters" in result.output
    assert session.scalar(select(func.count()).select_from(Entry)) == 0


def test_i05_columns_are_named_by_letter(app_context: Flask) -> None:
    told = run(app_context, "startups", files("I05") / "startups.csv").output
    for words in ("Columns A and F", "Columns D and E", "Column C has no heading"):
        assert words in told


def test_i09_no_tax_code_is_shorter_than_ten_digits(app_context: Flask, tmp_path: Path) -> None:
    report = report_of(app_context, "startups", files("I09") / "ma-so-thue.xlsx", tmp_path)
    codes = [row["values"].get("tax_code") for row in report["rows"]]
    assert all(len(code) >= 10 and code.replace("-", "").isdigit() for code in codes if code)


def test_i11_what_is_no_record_is_counted_as_skipped(app_context: Flask, tmp_path: Path) -> None:
    report = report_of(app_context, "startups", files("I11") / "gop-nhieu-thang.csv", tmp_path)
    expected = expected_of("I11")["skipped"]
    skipped = [row["line"] for row in report["rows"] if row["status"] == "skipped"]
    assert skipped == sorted(line for lines in expected.values() for line in lines)


def test_i17_the_same_list_again_makes_no_second_startup(app_context: Flask, session: Session, tmp_path: Path) -> None:
    counts: list[list[int]] = []
    report: dict[str, Any] = {}
    for name in ("lan-1.csv", "lan-2.csv", "lan-2.csv"):
        report = report_of(app_context, "startups", files("I17") / name, tmp_path)
        counts.append([report["counts"][effect] for effect in ("new", "changed", "unchanged")])
        assert session.scalar(select(func.count()).select_from(Entry)) == 3
    assert counts[0] == [3, 0, 0]
    assert (counts[1][0], counts[1][1] in {2, 3}) == (0, True)
    assert counts[2] == [0, 0, 3]
    stages = {row["values"]["website"]: row["values"]["stage"] for row in report["rows"]}
    assert stages["https://hoathuy.example"] == "Vòng A"


def test_i24_the_mended_rows_complete_the_list(app_context: Flask, session: Session, tmp_path: Path) -> None:
    errors, path = tmp_path / "errors.csv", files("I24") / "muoi-dong-ba-loi.csv"
    dry = run(app_context, "startups", path, "--dry-run", "--json")
    assert session.scalar(select(func.count()).select_from(Entry)) == 0
    real = run(app_context, "startups", path, "--json", "--errors", str(errors))
    assert (dry.exit_code, dry.stdout) == (real.exit_code, real.stdout)
    assert real.exit_code == 3
    assert session.scalar(select(func.count()).select_from(Entry)) == 9
    mended = errors.read_text(encoding="utf-8-sig").replace(",,0999124558,", ",Có Tên Rồi,0999124558,")
    errors.write_text(mended, encoding="utf-8-sig")
    again = json.loads(run(app_context, "startups", errors, "--json").stdout)
    assert (again["read"], again["new"], again["unchanged"], again["rejected"]) == (3, 1, 2, 0)


def test_l10_the_filter_finds_a_ward_under_its_former_name(app_context: Flask, make: Factory, tmp_path: Path) -> None:
    report_of(app_context, "startups", files("L10") / "dia-chi.csv", tmp_path)
    make.index()
    (ward,) = terms.find("place", "Phường Hoàn Kiếm")
    found = results(app_context.test_client(), "/startups", ("place", ward.code))
    assert set(found.titles) == {"Kiểu mới", "Kiểu cũ, phường gộp"}


def test_l01_the_encoding_is_told(app_context: Flask) -> None:
    told = run(app_context, "technologies", files("L01") / "techmart-abc.csv", "--dry-run").output
    assert "TCVN3 (ABC)" in told
    assert "Máy sấy lúa dùng trấu" in told
