"""The operators' commands."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy.orm import Session

from ecosystem.taxonomy.commands import holiday_commands, reference


def run(*arguments: str) -> Result:
    group = reference if arguments[0] == "reference" else holiday_commands
    return CliRunner().invoke(group, list(arguments[1:]))


def test_load_reports_its_figures(empty: Session) -> None:
    first = json.loads(run("reference", "load", "--json").output)
    assert first["created"] == first["changes"] - first["holidays_created"] > 500
    assert first["plans_unchanged"] == 1
    second = run("reference", "load", "--json")
    assert json.loads(second.output)["changes"] == 0
    assert "changes: 0" in run("reference", "load").output


def test_holidays(app_context: Flask) -> None:
    listed = json.loads(run("holidays", "list", "--year", "2026", "--json").output)
    assert {
        "day": "2026-02-17",
        "vi": "Tết Nguyên đán (mùng Một)",
        "en": "Lunar New Year (first day)",
        "source": "seed",
    } in listed
    assert run("holidays", "add", "2026-03-03", "Nghỉ bù", "Day in lieu").exit_code == 0
    assert "2026-03-03  Nghỉ bù · Day in lieu (operator)" in run("holidays", "list", "--year", "2026").output
    assert run("holidays", "remove", "2026-03-03").exit_code == 0
    assert "2026-03-03" not in run("holidays", "list", "--year", "2026").output
    again = run("holidays", "remove", "2026-03-03")
    assert again.exit_code == 1
    assert "2026-03-03 was no holiday." in again.output


@pytest.mark.parametrize("arguments", [("add", "31/02/2026", "a", "b"), ("add", "2026-03-03", "a", " \x00 ")])
def test_wrong_input_is_refused(app_context: Flask, arguments: tuple[str, ...]) -> None:
    assert run("holidays", *arguments).exit_code == 2
