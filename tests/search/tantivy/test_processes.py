"""The embedded engine's folder, shared by processes of one machine."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from ecosystem.engines.tantivy.engine import TantivyEngine
from ecosystem.search.engine import Operation
from ecosystem.search.schema import Schema, SearchDocument, TextField
from tests.search.contract.documents import PLAIN

SCHEMA = Schema.of([TextField("title")])
WRITER = """
import sys
from pathlib import Path
from ecosystem.engines.tantivy.engine import TantivyEngine
from ecosystem.search.engine import Operation
from ecosystem.search.language.analysis import Analyser
from ecosystem.search.language.glossary import Glossary
from ecosystem.search.schema import Schema, SearchDocument, TextField

folder, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
engine = TantivyEngine(folder, Schema.of([TextField("title")]), Analyser(Glossary(())))
for number in range(count):
    key = f"{name}{number}"
    made = SearchDocument(key, "technology", {"vi": {"title": f"Máy {number}"}})
    print(engine.write([Operation(key, 1, made)])[0].outcome, flush=True)
"""


def _start(folder: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), name, str(count)], stdout=subprocess.PIPE, text=True
    )


def test_several_writers_and_a_reader(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path, SCHEMA, PLAIN)
    engine.rebuild([], list)
    writers = [_start(tmp_path, name, 5) for name in "ab"]
    assert engine.write([Operation("own", 1, SearchDocument("own", "technology"))])[0].outcome == "applied"
    for writer in writers:
        output, _ = writer.communicate()
        assert output.split() == ["applied"] * 5
    assert len(list(engine.scan())) == 11


def test_a_writer_that_is_killed_leaves_a_whole_index_and_no_lock(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path, SCHEMA, PLAIN)
    engine.rebuild([], list)
    writer = _start(tmp_path, "k", 10_000)
    assert writer.stdout is not None
    acknowledged = [writer.stdout.readline() for _ in range(3)]
    writer.kill()
    acknowledged += writer.communicate()[0].splitlines()
    assert engine.write([Operation("own", 1, SearchDocument("own", "technology"))])[0].outcome == "applied"
    held = {key for key, _ in engine.scan()}
    assert {f"k{number}" for number in range(len(acknowledged))} <= held
    assert "own" in held


def test_the_folder_of_an_aborted_rebuild_goes_before_the_next_one_fills_the_disk(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path, SCHEMA, PLAIN)
    engine.rebuild([], list)
    (tmp_path / "gen-7").mkdir()
    seen: list[int] = []

    def documents() -> Iterator[Operation]:
        seen.append(len(list(tmp_path.glob("gen-*"))))
        yield Operation("own", 1, SearchDocument("own", "technology"))

    assert engine.rebuild(documents(), list) == 1
    assert seen == [2]
    assert len(list(tmp_path.glob("gen-*"))) == 1
