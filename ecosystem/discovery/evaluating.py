"""Judged questions through the search page's own way of reading, on passages instead of entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ecosystem.discovery.language import Language
from ecosystem.discovery.suggestions import nearest
from ecosystem.kernel.indexing.lexicons import Counting
from ecosystem.search import loosening
from ecosystem.search.checks import Shown
from ecosystem.search.engine import SearchEngine
from ecosystem.search.evaluation import Collection
from ecosystem.search.highlight import Highlighter, highlight_beginnings
from ecosystem.search.language.lexicon import Lexicon
from ecosystem.search.language.suggesting import folded_readings, read_beginnings, suggesting
from ecosystem.search.language.understanding import Interpreter, Understood
from ecosystem.search.request import SearchRequest

_SHOWN = 100


@dataclass(frozen=True)
class Evaluated:
    """An index that holds a collection, and what reads queries with its words."""

    engine: SearchEngine
    interpreter: Interpreter
    passages: Mapping[str, Mapping[str, str]]

    def read(self, text: str) -> Understood:
        return self.interpreter.read(text)

    def show(self, action: str, text: str) -> Shown:
        """What the search page would show of passages, or its box suggest."""
        if action == "suggest":
            return self._suggested(text)
        understood = self.read(text)
        found = loosening.search(self.engine, SearchRequest(understood.query, limit=_SHOWN))
        ids = [hit.id for hit in found.hits]
        html = [self._html(self.passages[key], understood) for key in ids]
        notes = frozenset(note.kind for note in understood.notes)
        return Shown(ids, found.total.value, html, notes, _suggestion(understood))

    def _suggested(self, text: str) -> Shown:
        beginnings = read_beginnings(text, self.interpreter.lexicon)
        ids = [hit.id for hit in nearest(self.engine, suggesting(beginnings), _SHOWN)]
        folded = folded_readings(beginnings)
        return Shown(ids, len(ids), [highlight_beginnings(self.passages[key].get("title", ""), folded) for key in ids])

    def _html(self, passage: Mapping[str, str], understood: Understood) -> str:
        marker = Highlighter(understood.words)
        return marker.highlight(passage.get("title", "")) + marker.snippet(passage["text"])


def _suggestion(understood: Understood) -> str:
    """What is offered or was already searched for instead."""
    return next(iter(understood.suggestions), understood.text if understood.has("corrected") else "")


def evaluated(engine: SearchEngine, collection: Collection, language: Language) -> Evaluated:
    """Fills the engine's index."""
    counting = Counting(language.known)
    engine.rebuild(counting.watch(collection.operations()), list)
    interpreter = Interpreter(Lexicon(counting.build()), language.synonyms, language.glossary)
    return Evaluated(engine, interpreter, {passage["id"]: passage for passage in collection.passages})
