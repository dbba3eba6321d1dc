"""The engine under test: Elasticsearch at TEST_SEARCH_URL (or SEARCH_URL) if that is set, else the embedded one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from ecosystem.search.engine import SearchEngine
from tests.search.contract.documents import SCHEMA
from tests.search.contract.storage import Folder, Prefix, Storage


def _storage(path: Path) -> Storage:
    url = os.environ.get("TEST_SEARCH_URL") or os.environ.get("SEARCH_URL", "")
    return Prefix(url, SCHEMA) if url.startswith("http") else Folder(path, SCHEMA)


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    """Nothing in it yet."""
    made = _storage(tmp_path / "index")
    yield made
    made.remove()


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    """One for all tests, each of which begins with `fill`."""
    made = _storage(tmp_path_factory.mktemp("engine") / "index")
    yield made.open(SCHEMA)
    made.remove()
