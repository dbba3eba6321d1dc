"""Searchers that see every commit of every process: one `stat` a request, a reload when the file changed."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import tantivy

from ecosystem.engines.tantivy.generations import Generation, Generations
from ecosystem.search.engine import EngineUnavailable

_ATTEMPTS: Final = 5
_Stamp = tuple[str, int, int, int]


@dataclass(frozen=True)
class Snapshot:
    """The index as of one commit; it stays readable whatever is written afterwards."""

    schema: tantivy.Schema
    searcher: tantivy.Searcher
    generation: str


class Reader:
    """Safe for threads and after a fork. Opens nothing before the first question."""

    def __init__(self, generations: Generations, digest: str) -> None:
        self._generations = generations
        self._digest = digest
        self._lock = threading.Lock()
        self._stamp: _Stamp | None = None
        self._snapshot: Snapshot | None = None

    def snapshot(self) -> Snapshot:
        """Raises EngineUnavailable when there is no index, or one made for another schema or analysis."""
        for _ in range(_ATTEMPTS):
            try:
                return self._at(self.usable())
            except (OSError, ValueError):
                # A rebuild in another process may have dropped the generation since its name was read.
                continue
        return self._at(self.usable())

    def usable(self) -> Generation:
        """The generation in use; raises EngineUnavailable as above."""
        generation = self._generations.current()
        if generation is None:
            raise EngineUnavailable("no index yet: rebuild it")
        if generation.digest != self._digest:
            raise EngineUnavailable("the index was made for another schema or analysis: rebuild it")
        return generation

    def _at(self, generation: Generation) -> Snapshot:
        stamp = _stamp(generation.path)
        with self._lock:
            if self._snapshot is None or stamp != self._stamp:
                index = tantivy.Index.open(str(generation.path))
                index.config_reader("manual", 1)
                index.reload()
                self._snapshot = Snapshot(index.schema, index.searcher(), generation.name)
                self._stamp = stamp
            return self._snapshot


def _stamp(path: Path) -> _Stamp:
    meta = (path / "meta.json").stat()
    return path.name, meta.st_ino, meta.st_mtime_ns, meta.st_size
