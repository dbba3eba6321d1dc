"""Suggestions ask for a word's entries once a minute, not at every letter."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import Flask

from ecosystem.discovery.used_labels import KEPT, UsedLabels
from ecosystem.search.engine import SearchEngine
from ecosystem.search.request import AnyOf, SearchRequest
from ecosystem.search.results import SearchResults
from tests.factories import Factory


@dataclass
class Counted:
    """Passes on what is asked, and counts it."""

    engine: SearchEngine
    asked: list[SearchRequest] = field(default_factory=list)
    now: float = 1_000.0

    def search(self, request: SearchRequest) -> SearchResults:
        self.asked.append(request)
        return self.engine.search(request)

    def clock(self) -> float:
        return self.now


def test_a_word_is_looked_up_once_a_minute(app: Flask, make: Factory) -> None:
    counted = Counted(app.extensions["search_engine"])
    used = UsedLabels(counted, counted.clock)  # type: ignore[arg-type]  # takes what it is given, and is asked only to search
    assert not used.any_with("sector", "water-wastewater")
    make.entry()
    make.index()
    assert not used.any_with("sector", "water-wastewater")
    assert len(counted.asked) == 1
    counted.now += KEPT
    assert used.any_with("sector", "water-wastewater")
    assert not used.any_with("sector", "water-wastewater", [AnyOf("kind", ("investor",))])
    assert len(counted.asked) == 3
