from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.kernel.changes.models import AuditEvent
from ecosystem.technologies.models import Technology
from tests.factories import Factory

MAPPING = """
kind = "technologies"
source = "tests"
language = "vi"
external_id = "{Id}"

[[columns]]
header = "Name"
field = "title"

[[columns]]
header = "TRL"
field = "trl"

[[columns]]
header = "Sector"
field = "sectors"
transform = "list"

[[columns]]
header = "Code"
field = "reference_code"

[[columns]]
header = "Owner"
field = "owner.name"

[[columns]]
header = "Secret"
field = "confidential_detail"
"""
HEADING = "Id,Name,TRL,Sector,Code,Owner,Secret"


class Import:
    """`import technologies` on a table of its own."""

    def __init__(self, app: Flask, folder: Path) -> None:
        self.app = app
        self.folder = folder
        (folder / "mapping.toml").write_text(MAPPING, encoding="utf-8")

    def run(self, *rows: str) -> tuple[int, dict[str, int]]:
        """The exit status and the counts that are not 0."""
        table = self.folder / "table.csv"
        table.write_text("\n".join([HEADING, *rows]) + "\n", encoding="utf-8")
        options = [
            "--mapping",
            str(self.folder / "mapping.toml"),
            "--report",
            str(self.folder / "report.json"),
            "--json",
        ]
        result = self.app.test_cli_runner().invoke(args=["import", "technologies", str(table), *options])
        counts = json.loads(result.stdout)
        return result.exit_code, {name: number for name, number in counts.items() if number}

    def report(self) -> str:
        return (self.folder / "report.json").read_text(encoding="utf-8")


@pytest.fixture
def command(app_context: Flask, tmp_path: Path) -> Import:
    return Import(app_context, tmp_path)


def test_rows_go_in_and_the_same_rows_change_nothing(command: Import, session: Session) -> None:
    rows = ["1,Máy sấy,7,,,Viện Thử,", "2,Máy ép,,,,Viện Thử,"]
    assert command.run(*rows) == (0, {"read": 2, "accepted": 2, "new": 2})
    assert command.run(*rows) == (0, {"read": 2, "accepted": 2, "unchanged": 2})
    assert command.run("1,Máy sấy,8,,,Viện Thử,", rows[1]) == (
        0,
        {"read": 2, "accepted": 2, "changed": 1, "unchanged": 1},
    )
    found = {one.external_id: (one.title, one.trl) for one in session.scalars(select(Technology))}
    assert found == {"1": ("Máy sấy", 8), "2": ("Máy ép", None)}
    assert {event.by_operator for event in session.scalars(select(AuditEvent))} == {True}


def test_a_bad_row_is_told_and_the_rest_goes_in(command: Import, session: Session) -> None:
    status, counts = command.run("1,Máy sấy,7,,,,", "2,,7,,,,", "3,Máy ép,12,,,,", f"{'4' * 130},Máy cắt,,,,,")
    assert (status, counts) == (3, {"read": 4, "accepted": 1, "noted": 1, "rejected": 2, "new": 2})
    assert sorted(one.title for one in session.scalars(select(Technology))) == ["Máy sấy", "Máy ép"]
    assert "trl" in command.report()


def test_a_code_that_is_no_term_stays_out_and_is_noted(command: Import, session: Session) -> None:
    assert command.run("1,Máy sấy,,alchemy,,,") == (0, {"read": 1, "noted": 1, "new": 1})
    assert session.scalars(select(Technology.sectors)).one() == []
    assert "alchemy" in command.report()


def test_without_an_id_the_reference_code_finds_the_row_again(command: Import, session: Session) -> None:
    assert command.run(",Máy sấy,,,MS-01,,")[1] == {"read": 1, "accepted": 1, "new": 1}
    assert command.run(",Máy sấy,5,,MS-01,,")[1] == {"read": 1, "accepted": 1, "changed": 1}
    assert session.scalars(select(Technology.external_id)).one() == "MS-01"


def test_without_any_id_title_and_owner_find_the_row_again(command: Import) -> None:
    rows = [",Máy sấy,,,,Viện A,", ",Máy sấy,,,,Viện B,"]
    assert command.run(*rows) == (0, {"read": 2, "accepted": 2, "new": 2})
    assert command.run(*rows) == (0, {"read": 2, "accepted": 2, "unchanged": 2})
    assert command.run(",MÁY SẤY,5,,,Viện A,")[1] == {"read": 1, "accepted": 1, "changed": 1}


def test_two_rows_that_nothing_tells_apart_do_not_become_one(command: Import) -> None:
    assert command.run(",Máy sấy,,,,,", ",Máy sấy,7,,,,") == (3, {"read": 2, "accepted": 1, "rejected": 1, "new": 1})
    assert "2" in command.report()


def test_confidential_text_is_never_taken(command: Import, session: Session) -> None:
    assert command.run("1,Máy sấy,,,,,Công thức mật") == (0, {"read": 1, "noted": 1, "new": 1})
    entry = session.scalars(select(Technology)).one()
    session.refresh(entry, ["confidential"])
    assert entry.confidential is None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1,Máy sấy,,,,Viện Thử,", "1,Máy sấy lúa,,,,Viện Thử,"),
        (",Máy sấy,,,MS-01,Viện Thử,", ",Máy sấy lúa,,,MS-01,Viện Thử,"),
    ],
    ids=["id", "reference code"],
)
def test_the_same_code_twice_in_a_file_is_the_first_ones(
    command: Import, session: Session, first: str, second: str
) -> None:
    assert command.run(first, second) == (3, {"read": 2, "accepted": 1, "rejected": 1, "new": 1})
    assert "Trùng mã với dòng 2" in command.report()
    assert command.run(first, second) == (3, {"read": 2, "accepted": 1, "rejected": 1, "unchanged": 1})
    assert session.scalars(select(Technology.title)).one() == "Máy sấy"


def test_the_report_says_what_was_stored(command: Import, session: Session) -> None:
    command.run('1,"Máy\nsấy",12,alchemy,,"Viện\nThử",Mật')
    assert session.scalars(select(Technology.title)).one() == "Máy sấy"
    row = json.loads(command.report())["rows"][0]
    assert row["values"] == {"title": "Máy sấy", "sectors": [], "owner": {"name": "Viện Thử"}}
    assert row["reported"] == ["confidential_detail", "sectors.0", "trl"]


def test_a_damaged_title_goes_in_and_is_noted(command: Import) -> None:
    assert command.run("1,Máy\x00 sấy,,,,,") == (0, {"read": 1, "noted": 1, "new": 1})
    assert r"Máy\\x00 sấy" in command.report()


def test_a_title_that_is_too_long_is_told_with_the_limit(command: Import) -> None:
    assert command.run(f"1,{'M' * 3000},,,,,") == (3, {"read": 1, "rejected": 1})
    assert "Dài quá 200 ký tự" in command.report()


def test_what_is_imported_is_found(command: Import, app_context: Flask, make: Factory) -> None:
    command.run("1,Máy sấy thóc bằng bơm nhiệt,,,,Viện Thử,")
    make.index()
    page = app_context.test_client().get("/technologies?q=bơm+nhiệt")
    assert "Máy sấy thóc" in page.text.replace("<mark>", "").replace("</mark>", "")
