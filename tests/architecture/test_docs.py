"""The documents say what the code says: settings, commands, targets, files, slices, links."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

import click
import pytest
from flask import Flask
from flask.cli import FlaskGroup

import config

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
OPERATIONS = ROOT / "docs" / "operations.md"
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
EMPTY = "–"

_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")
_FILE = re.compile(r"[\w.-]+(?:/[\w.-]+)+\.[A-Za-z0-9]+")
_OPTION = re.compile(r"`(--[a-z-]+)`")
_TARGET = re.compile(r"([a-z]+):(?!=)(.*)")
_FENCE = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def table(heading: str) -> dict[str, list[str]]:
    """The rows of the table under a heading of docs/operations.md: the code in the first cell, then the other cells."""
    _, _, rest = text_of(OPERATIONS).partition(f"\n## {heading}\n")
    lines = [line for line in rest.partition("\n## ")[0].splitlines() if line.startswith("| `")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {_CODE.findall(row[0])[0]: row[1:] for row in rows}


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    """Every command of the product by its whole name; what libraries add is left out."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        elif command.callback is not None and command.callback.__module__.startswith("ecosystem."):
            yield " ".join((*path, name)), command


def headings(path: Path) -> set[str]:
    """The anchors of a document."""
    found = re.findall(r"^#+ (.+)$", text_of(path), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in found}


def test_every_setting_is_in_the_table_and_nothing_else() -> None:
    assert list(table("Settings")) == list(config.SETTING_NAMES)


def test_defaults_are_those_of_the_code(tmp_path: Path) -> None:
    settings = config.load({}, tmp_path)
    (tmp_path / "var" / "secret_key").unlink()
    for name, cells in table("Settings").items():
        given = "" if name == "SECRET_KEY" else str(getattr(settings, name.lower()))
        default = given.replace(f"{tmp_path}/", "").replace("sqlite:////var", "sqlite:///var")
        assert cells[0] == (f"`{default}`" if default else EMPTY), name


def test_every_command_is_in_the_table_and_nothing_else(app: Flask) -> None:
    assert sorted(table("Commands")) == sorted(name for name, _ in commands(app.cli))


def test_every_option_is_named_at_its_command(app: Flask) -> None:
    documented = {name: set(_OPTION.findall(" ".join(cells))) for name, cells in table("Commands").items()}
    taken = {
        name: {one for parameter in command.params for one in parameter.opts if one.startswith("--")}
        for name, command in commands(app.cli)
    }
    assert documented == taken


def test_commands_of_libraries_are_named(app: Flask) -> None:
    """They come from Flask, from plugins and from extensions of the application."""
    plugins = {one.name for one in entry_points(group="flask.commands")}
    names = {*FlaskGroup().commands, *plugins, *app.cli.commands} - {name.split()[0] for name, _ in commands(app.cli)}
    assert {"db", "run"} <= names
    assert {name for name in names if f"`{name}`" not in text_of(OPERATIONS)} == set()


def test_every_target_is_explained_by_help_and_in_the_table() -> None:
    makefile = text_of(ROOT / "Makefile").splitlines()
    targets = {found[1] for line in makefile if (found := _TARGET.match(line))}
    command = ["make", "--no-print-directory", "help"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    explained = {line.split()[0] for line in printed.splitlines() if len(line.split()) > 1}
    assert explained == targets
    assert set(table("Make")) == targets


def test_every_target_is_phony() -> None:
    makefile = text_of(ROOT / "Makefile")
    phony = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert set(" ".join(phony).split()) == set(table("Make"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_that_is_named_exists(path: Path) -> None:
    named = {code for code in _CODE.findall(_FENCE.sub("", text_of(path))) if _FILE.fullmatch(code)}
    absent = {name for name in named if not name.startswith("var/") and not (ROOT / name).exists()}
    assert absent == set()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(path: Path) -> None:
    for link in _LINK.findall(_FENCE.sub("", text_of(path))):
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.exists(), link
        assert not anchor or anchor in headings(target), link


def test_every_slice_stands_in_the_house() -> None:
    house = text_of(ROOT / "docs" / "architecture.md")
    packages = [path.parent for path in (ROOT / "ecosystem").glob("*/__init__.py")]
    packages += [path.parent for path in (ROOT / "ecosystem" / "kernel").glob("*/__init__.py")]
    assert packages
    assert [package.name for package in packages if not re.search(rf"^ +{package.name}/ ", house, re.MULTILINE)] == []


def test_every_layer_of_the_contract_is_in_the_order_of_the_house() -> None:
    contract = text_of(ROOT / "pyproject.toml").partition("layers = [")[2].partition("]")[0]
    layers = [line.strip(' ",') for line in contract.strip().splitlines()]
    written = text_of(ROOT / "docs" / "architecture.md").partition("## Who may import whom")[2].split("```")[1]
    assert [set(line.split(" | ")) for line in written.strip().splitlines()] == [
        set(layer.replace("ecosystem.", "").split(" | ")) for layer in layers
    ]


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_why_what_and_until_when(path: Path) -> None:
    found = re.findall(r"^## (.+)$", text_of(path), re.MULTILINE)
    assert found == ["Context", "Decision", "Consequences", "What would change our mind"]
    assert text_of(path).startswith(f"# {path.stem[:4]} ")
    assert f"]({path.name})" in text_of(path.parent / "README.md")
