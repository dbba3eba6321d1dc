"""What the architecture promises and no linter checks."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "ecosystem").rglob("*.py"))
LONGEST_FILE = 300
LONGEST_FUNCTION = 40


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef) and node.end_lineno is not None:
            yield f"{path.relative_to(ROOT)}:{node.name}", node.end_lineno - node.lineno + 1


def test_no_file_outgrows_a_reader() -> None:
    long = {
        str(path.relative_to(ROOT)): n
        for path in FILES
        if (n := len(path.read_text("utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_no_function_outgrows_a_reader() -> None:
    assert {name: n for path in FILES for name, n in functions(path) if n > LONGEST_FUNCTION} == {}


def test_package_files_hold_a_docstring_and_nothing_else() -> None:
    for path in FILES:
        if path.name == "__init__.py":
            body = tree(path).body
            assert len(body) == 1, path
            assert isinstance(body[0], ast.Expr), path


def test_one_place_commits() -> None:
    committing = {
        str(path.relative_to(ROOT))
        for path in FILES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "commit"
        and not (isinstance(node.func.value, ast.Name) and node.func.value.id in {"writer", "index_writer"})
    }
    assert {path for path in committing if "/engines/" not in path} == {"ecosystem/kernel/db/transaction.py"}


def test_only_run_imports_config() -> None:
    for path in FILES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Import):
                assert all(alias.name != "config" for alias in node.names), path
            if isinstance(node, ast.ImportFrom) and node.module == "config":
                assert path.name == "app.py", path


@pytest.mark.parametrize(
    "package",
    [
        "ecosystem.search.engine",
        "ecosystem.search.highlight",
        "ecosystem.search.language.analysis",
        "ecosystem.matching.matcher",
        "ecosystem.matching.learning",
    ],
)
def test_pure_packages_load_nothing_heavy(package: str) -> None:
    program = f"import sys, {package}; print(sorted({{'flask', 'sqlalchemy', 'sklearn'}} & set(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert answer.stdout.strip() == "[]"


def test_starting_the_product_loads_nothing_heavy() -> None:
    """They are loaded by whoever matches, or reads or writes a workbook."""
    program = "import sys, ecosystem.app; print(sorted({'numpy', 'scipy', 'openpyxl'} & set(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert answer.stdout.strip() == "[]"


def test_nothing_names_this_machine_or_a_folder_beside_the_checkout() -> None:
    elsewhere = re.compile(rf"{re.escape(str(Path.home()))}/|{re.escape(str(ROOT))}|\.\./share[d]\b")
    command = ["git", "ls-files"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout.splitlines()
    for name in listed:
        path = ROOT / name
        if name != ".ci/run" and path.is_file():
            assert not elsewhere.search(path.read_bytes().decode("utf-8", "ignore")), name


def test_lock_files_carry_hashes_and_no_address() -> None:
    for name in ("main", "dev"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        assert "://" not in text
        assert text.count("==") <= text.count("--hash=sha256:")
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for name, package in packages.items():
        assert "resolved" not in package, name
        assert not name or package["integrity"], name
