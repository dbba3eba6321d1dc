"""Whether there is anything under a word of a vocabulary, asked of the engine once a minute at most."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from ecosystem.search.engine import SearchEngine
from ecosystem.search.request import AnyOf, Filter, SearchRequest

KEPT: Final = 60.0
"""Seconds: so long a word may be suggested under which the last entry has gone, or not yet be."""


@dataclass
class UsedLabels:
    """One a process, for all its visitors: it counts what is public. Holds at most one answer a word and list."""

    engine: SearchEngine
    clock: Callable[[], float] = time.monotonic
    _known: dict[tuple[Filter, ...], tuple[float, bool]] = field(default_factory=dict)

    def any_with(self, name: str, code: str, within: Sequence[Filter] = ()) -> bool:
        """Whether an entry has `code` in the field, among those of `within`. Raises EngineUnavailable."""
        asked = (AnyOf(name, (code,)), *within)
        until, answer = self._known.get(asked, (0.0, False))
        if self.clock() >= until:
            request = SearchRequest(filters=asked, limit=0, exact_total=False, exact_order=False)
            answer = bool(self.engine.search(request).total.value)
            self._known[asked] = self.clock() + KEPT, answer
        return answer

    def forget(self) -> None:
        self._known.clear()
