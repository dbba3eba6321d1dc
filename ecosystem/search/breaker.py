"""A circuit breaker: an engine that did not answer is left alone for a while, so that nobody waits for it in vain."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Final, TypeVar

from ecosystem.search.engine import EngineUnavailable, Operation, QuestionRefused, SearchEngine, Written
from ecosystem.search.request import Filter, SearchRequest
from ecosystem.search.results import Health, Hit, SearchResults

PAUSE: Final = 5.0
"""Seconds before one visitor's question tries again."""
_Answer = TypeVar("_Answer")


@dataclass
class CircuitBreaker:
    """The port around an engine whose failure takes time to notice, such as one behind a network.

    After a failed question the next ones raise `EngineUnavailable` at once; when `PAUSE` is over one of them is passed
    on, and its outcome decides. What a worker or an operator does (write, scan, rebuild, health) is always passed on.
    """

    engine: SearchEngine
    clock: Callable[[], float] = time.monotonic
    _reason: str = ""
    _until: float = 0.0
    _lock: Lock = field(default_factory=Lock)

    def search(self, request: SearchRequest) -> SearchResults:
        return self._ask(lambda: self.engine.search(request))

    def similar(
        self, source: str, *, text: str = "", filters: Sequence[Filter] = (), limit: int = 5
    ) -> tuple[Hit, ...]:
        return self._ask(lambda: self.engine.similar(source, text=text, filters=filters, limit=limit))

    def write(self, operations: Sequence[Operation], *, wait: bool = False) -> list[Written]:
        written = self.engine.write(operations, wait=wait)
        self._reason = ""
        return written

    def scan(self, filters: Sequence[Filter] = ()) -> Iterator[tuple[str, int]]:
        return self.engine.scan(filters)

    def rebuild(self, documents: Iterable[Operation], replay: Callable[[], Iterable[Operation]]) -> int:
        count = self.engine.rebuild(documents, replay)
        self._reason = ""
        return count

    def health(self) -> Health:
        return self.engine.health()

    def _ask(self, question: Callable[[], _Answer]) -> _Answer:
        if self._reason and not self._may_try():
            raise EngineUnavailable(f"not asked again yet: {self._reason}")
        try:
            answer = question()
        except QuestionRefused:
            raise
        except EngineUnavailable as error:
            self._reason, self._until = str(error) or "no answer", self.clock() + PAUSE
            raise
        self._reason = ""
        return answer

    def _may_try(self) -> bool:
        """True for one caller when the pause is over; it begins anew for the others."""
        with self._lock:
            now = self.clock()
            if now < self._until:
                return False
            self._until = now + PAUSE
            return True
