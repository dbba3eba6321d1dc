"""Single edits share a piece of the index, so that the library seldom merges it all; none of them is lost or undone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.engines.tantivy.engine import TantivyEngine
from ecosystem.search.engine import Operation
from ecosystem.search.schema import Schema, SearchDocument, TextField
from tests.search.contract.documents import PLAIN

SCHEMA = Schema.of([TextField("title")])


def _operation(number: int, version: int) -> Operation:
    key = f"d{number}"
    return Operation(key, version, SearchDocument(key, "technology", {"vi": {"title": f"Máy {number} lần {version}"}}))


def _engine(folder: Path, documents: int) -> TantivyEngine:
    engine = TantivyEngine(folder, SCHEMA, PLAIN)
    engine.rebuild([_operation(number, 1) for number in range(documents)], list)
    return engine


def _pieces(folder: Path) -> list[int]:
    """How many documents the library says each piece has, deleted ones included."""
    (current,) = [path for path in folder.glob("gen-*") if path.name == (folder / "CURRENT").read_text().strip()]
    return [one["max_doc"] for one in json.loads((current / "meta.json").read_text())["segments"]]


def test_forty_edits_make_one_piece_beside_the_rest(tmp_path: Path) -> None:
    engine = _engine(tmp_path, 300)
    for edit in range(40):
        engine.write([_operation(edit % 20, 2 + edit)])
        pieces = _pieces(tmp_path)
        assert len(pieces) == 2
        assert max(pieces) == 300, "the large piece was merged"
    assert len(list(engine.scan())) == 300


def test_more_than_fifty_begin_a_new_piece(tmp_path: Path) -> None:
    engine = _engine(tmp_path, 300)
    for number in range(120):
        engine.write([_operation(number, 2)])
    assert max(_pieces(tmp_path)) == 300
    assert len(_pieces(tmp_path)) <= 4
    assert {version for _, version in engine.scan()} == {1, 2}


@settings(deadline=None, max_examples=15)
@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 5), st.integers(1, 9), st.booleans()), max_size=25))
def test_two_processes_never_undo_each_other(
    tmp_path_factory: pytest.TempPathFactory, writes: list[tuple[int, int, int, bool]]
) -> None:
    """Whatever was written by either: the highest version of each document stands, once."""
    folder = tmp_path_factory.mktemp("pieces")
    engines = [_engine(folder, 2), TantivyEngine(folder, SCHEMA, PLAIN)]
    newest = {"d0": (1, True), "d1": (1, True)}
    for place, number, version, is_there in writes:
        operation = _operation(number, version)
        made = operation if is_there else Operation(operation.id, version, None)
        engines[place].write([made])
        if version >= newest.get(made.id, (0, False))[0]:
            newest[made.id] = (version, is_there)
    for engine in engines:
        assert dict(engine.scan()) == {key: version for key, (version, is_there) in newest.items() if is_there}
        assert len(list(engine.scan())) == sum(is_there for _, is_there in newest.values())
