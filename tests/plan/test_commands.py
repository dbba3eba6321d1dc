"""The operators' commands."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result
from flask import Flask

from ecosystem.plan.commands import plan_cli
from tests.plan.conftest import NEXT


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(plan_cli, [str(one) for one in arguments])


def test_load_list_remove(app_context: Flask, next_plan: Path) -> None:
    assert "created: 2026  5/KH-UBND (2026), 2 tasks" in run("load", next_plan).output
    assert "unchanged: 2026" in run("load", next_plan).output
    listed = run("list").output.splitlines()
    assert [line.split()[0] for line in listed] == ["2026", "2024"]
    assert listed[1].endswith("(seed)")
    assert "2026 is removed." in run("remove", "2026").output
    again = run("remove", "2026")
    assert again.exit_code == 1
    assert "There is no plan 2026" in again.output


def test_a_file_that_is_no_plan_changes_nothing(app_context: Flask, next_plan: Path) -> None:
    next_plan.write_text(NEXT.replace('code = "4"', 'code = "44"'), encoding="utf-8")
    refused = run("load", next_plan)
    assert refused.exit_code == 1
    assert "task.0.code" in refused.output
    assert [line.split()[0] for line in run("list").output.splitlines()] == ["2024"]
