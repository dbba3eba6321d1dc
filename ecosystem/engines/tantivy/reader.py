"""Searchers that see every commit of every process: two small looks a request, a reload when something changed."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
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
        self._latest: tuple[_Stamp, Snapshot] | None = None
        self._opened: tuple[str, tantivy.Index] | None = None
        """Kept from commit to commit: what it has mapped of the segments that stay need not be mapped anew."""

    def snapshot(self) -> Snapshot:
        """Raises EngineUnavailable when there is no index, or one made for another schema or analysis."""
        for _ in range(_ATTEMPTS):
            try:
                return self._now()
            except (OSError, ValueError):
                # A rebuild in another process may have dropped the generation since its name was read.
                self._opened = None
                continue
        return self._now()

    def usable(self) -> Generation:
        """The generation in use; raises EngineUnavailable as above."""
        generation = self._generations.current()
        if generation is None:
            raise EngineUnavailable("no index yet: rebuild it")
        if generation.digest != self._digest:
            raise EngineUnavailable("the index was made for another schema or analysis: rebuild it")
        return generation

    def _now(self) -> Snapshot:
        latest = self._latest
        name = self._generations.current_name()
        if latest and name == latest[1].generation and latest[0] == _stamp(self._generations.meta(name)):
            return latest[1]
        with self._lock:
            return self._reload()

    def _reload(self) -> Snapshot:
        generation = self.usable()
        stamp = _stamp(self._generations.meta(generation.name))
        if not self._latest or self._latest[0] != stamp:  # another thread may have been faster
            index = self._index(generation)
            index.reload()
            self._latest = stamp, Snapshot(index.schema, index.searcher(), generation.name)
        return self._latest[1]

    def _index(self, generation: Generation) -> tantivy.Index:
        if self._opened and self._opened[0] == generation.name:
            return self._opened[1]
        index = tantivy.Index.open(str(generation.path))
        index.config_reader("manual", 1)
        self._opened = generation.name, index
        return index


def _stamp(path: str) -> _Stamp:
    meta = os.stat(path)  # noqa: PTH116 - a Path costs more than the call itself, on every request
    return path, meta.st_ino, meta.st_mtime_ns, meta.st_size
