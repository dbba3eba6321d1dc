"""Difficult input, own and the field's: `tests/search/language/cases`, in the form of `search evaluate`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ecosystem.discovery.evaluating import Evaluated, evaluated
from ecosystem.discovery.language import Language
from ecosystem.search.checks import failed
from ecosystem.search.evaluation import SCHEMA, Collection
from tests.search.contract.conftest import storage_of

ROOT = Path(__file__).parents[3]
CASES = Collection.read(ROOT / "tests" / "search" / "language" / "cases")
SEARCHES = [case for case in CASES.checks if case["action"] == "search" and case["level"] == "must"]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evaluated]:
    language = Language.read(ROOT / "data" / "language")
    storage = storage_of(tmp_path_factory.mktemp("cases") / "index", SCHEMA, language.analyser)
    yield evaluated(storage.open(SCHEMA), CASES, language)
    storage.remove()


def test_every_case_holds(index: Evaluated) -> None:
    assert len(SEARCHES) > 100
    assert failed(SEARCHES, index.show, len(CASES.passages)) == []
