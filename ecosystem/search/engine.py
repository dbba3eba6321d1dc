"""The port: six calls that both engines answer alike. Nothing else of an engine is known above it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from ecosystem.search.request import Filter, SearchRequest
from ecosystem.search.results import Health, Hit, SearchResults
from ecosystem.search.schema import SearchDocument


class EngineUnavailable(Exception):  # noqa: N818 - a state of the world, as in the contract of the port
    """The engine does not answer, or has no usable index; the caller degrades and may try again later."""


class QuestionRefused(EngineUnavailable):
    """The engine is well, but would not answer this one question."""


@dataclass(frozen=True)
class Operation:
    """Put `document` under `id`, or delete it (None), if `version` >= the stored version. Replaying is harmless."""

    id: str
    version: int
    document: SearchDocument | None


Outcome = Literal["applied", "stale", "rejected"]


@dataclass(frozen=True)
class Written:
    """`reason` says why an operation was rejected (a document that does not fit the schema), in English, for logs."""

    id: str
    outcome: Outcome
    reason: str = ""


class SearchEngine(Protocol):
    """Every call raises `EngineUnavailable` when the engine cannot answer; `health` never raises."""

    def write(self, operations: Sequence[Operation], *, wait: bool = False) -> list[Written]:
        """Apply in order, one result an operation. `wait`: return only when a search sees them."""
        ...

    def search(self, request: SearchRequest) -> SearchResults: ...

    def similar(
        self, source: str, *, text: str = "", filters: Sequence[Filter] = (), limit: int = 5
    ) -> tuple[Hit, ...]:
        """The nearest to the document with id `source`, never itself; or to `text` where `source` is empty."""
        ...

    def scan(self, filters: Sequence[Filter] = ()) -> Iterator[tuple[str, int]]:
        """Every (id, version), by id ascending."""
        ...

    def rebuild(self, documents: Iterable[Operation], replay: Callable[[], Iterable[Operation]]) -> int:
        """Fill a new generation from `documents` while the old one keeps answering and being written to; apply
        `replay()` (what changed since the start; versions decide), swap atomically, apply `replay()` once more (for
        writes that reached the old generation meanwhile), and drop the old one.

        Returns the number of documents. A failure before the swap leaves the old generation in use.
        """
        ...

    def health(self) -> Health: ...
