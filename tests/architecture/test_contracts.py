"""Each import contract is broken once on purpose: a contract that never failed is no contract."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

BREAKS = {
    "a lower layer imports a higher one": ("ecosystem/catalogue/policy.py", "import ecosystem.discovery.search"),
    "a sibling imports a sibling": ("ecosystem/institutes/input.py", "import ecosystem.technologies.models"),
    "the kernel imports a feature": ("ecosystem/kernel/web/paging.py", "import ecosystem.taxonomy.vocabularies"),
    "models import a service": ("ecosystem/catalogue/models.py", "import ecosystem.catalogue.service"),
    "a policy imports queries": ("ecosystem/organisations/policy.py", "import ecosystem.organisations.queries"),
    "deals import a kind of entry": ("ecosystem/deals/queries.py", "import ecosystem.investors.models"),
    "a feature knows the engine": ("ecosystem/discovery/search.py", "import ecosystem.engines.tantivy.engine"),
    "search imports SQLAlchemy": ("ecosystem/search/highlight.py", "import sqlalchemy"),
    "matching imports SQLAlchemy": ("ecosystem/matching/ranking.py", "import sqlalchemy"),
    "matching imports a slice": ("ecosystem/matching/ranking.py", "import ecosystem.taxonomy.vocabularies"),
    "pictures import Flask": ("ecosystem/pictures/lines.py", "import flask"),
    "access imports Flask": ("ecosystem/kernel/access/text.py", "import flask"),
    "access reaches Flask through a neighbour": (
        "ecosystem/kernel/access/text.py",
        "import ecosystem.kernel.db.session",
    ),
    "a service imports Flask": ("ecosystem/catalogue/service.py", "import flask"),
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("contracts")
    shutil.copytree(ROOT / "ecosystem", folder / "ecosystem", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def lint(folder: Path) -> int:
    program = "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports())"
    answer = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, check=False)
    return answer.returncode


def test_the_house_stands(copy: Path) -> None:
    assert lint(copy) == 0


@pytest.mark.parametrize("what", BREAKS)
def test_breaking_is_noticed(copy: Path, what: str) -> None:
    name, statement = BREAKS[what]
    path = copy / name
    whole = path.read_text(encoding="utf-8")
    head, _, rest = whole.partition("from __future__ import annotations\n")
    try:
        path.write_text(f"{head}from __future__ import annotations\n\n{statement}\n{rest}", encoding="utf-8")
        assert lint(copy) == 1
    finally:
        path.write_text(whole, encoding="utf-8")
