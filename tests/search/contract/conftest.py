"""The engine under test: Elasticsearch at TEST_SEARCH_URL (or SEARCH_URL) if that is set, else the embedded one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from ecosystem.search.engine import SearchEngine
from ecosystem.search.language.analysis import Analyser
from ecosystem.search.schema import Schema
from tests.search.contract.documents import PLAIN, SCHEMA
from tests.search.contract.storage import Folder, Prefix, Storage


def storage_of(path: Path, schema: Schema = SCHEMA, analyser: Analyser = PLAIN) -> Storage:
    url = os.environ.get("TEST_SEARCH_URL") or os.environ.get("SEARCH_URL", "")
    return Prefix(url, schema, analyser) if url.startswith("http") else Folder(path, schema, analyser)


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    """Nothing in it yet."""
    made = storage_of(tmp_path / "index")
    yield made
    made.remove()


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    """One for all tests, each of which begins with `fill`."""
    made = storage_of(tmp_path_factory.mktemp("engine") / "index")
    yield made.open(SCHEMA)
    made.remove()
