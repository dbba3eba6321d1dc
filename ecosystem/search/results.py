"""What an engine answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Hit:
    """One document: its id, its kind, and its score (only to be compared within one answer)."""

    id: str
    kind: str
    score: float


@dataclass(frozen=True)
class Total:
    """How many documents match; with `exact` False, at least that many."""

    value: int
    exact: bool = True


@dataclass(frozen=True)
class FacetValue:
    value: str
    count: int


@dataclass(frozen=True)
class SearchResults:
    hits: tuple[Hit, ...]
    total: Total
    facets: Mapping[str, tuple[FacetValue, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Health:
    """`state`: ready; stale (made for another schema or analysis: rebuild it); empty (never built); unreachable."""

    state: Literal["ready", "stale", "empty", "unreachable"]
    documents: int
    generation: str
    digest: str
    detail: str = ""
