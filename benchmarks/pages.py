"""Whole requests and the engine's part of them, beside the engine's own calls, in one run.

`python -m benchmarks.pages [--entries 20000] [--database FILE] [--questions 200] [--processor]`: on generated entries,
or on those of an SQLite database (a copy of it). `SEARCH_URL` (an http address) measures Elasticsearch too.

*raw* is the engine's own call for the same query, filters, facets and total, ids only. Prints for each engine p50 and
p95 in milliseconds of raw, of the engine as the product calls it, their ratio, and p50 and p95 of the whole request
through the WSGI application: search alone, the search page (6 facets, 20 rows marked; with two filters), lists, pages
of entries, home. Then the same search page by SQL LIKE, and all as JSON. On a machine that does other things too,
`--processor` counts processor time instead, but for Elasticsearch.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote_plus

from elasticsearch import Elasticsearch
from flask import Flask
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder, run_wsgi_app

from benchmarks.figures import milliseconds, percentile, print_json, print_table
from benchmarks.generated import fill_or_copy, rebuild
from benchmarks.installation import Installation, end_cleanly, inside, installation
from benchmarks.questions import Questions
from benchmarks.raw import Call, RawElasticsearch, RawEngine, RawTantivy
from benchmarks.sql_like import SqlLike
from ecosystem.app import KINDS
from ecosystem.catalogue.search_document import SHARED_FIELDS
from ecosystem.discovery.language import Language
from ecosystem.kernel.db.transaction import current_session
from ecosystem.search.engine import SearchEngine
from ecosystem.search.request import SearchRequest
from ecosystem.search.results import Hit, SearchResults
from ecosystem.search.schema import Schema
from ecosystem.search.text_query import TextQuery

HEADS: Final = ("milliseconds", "raw p50", "p95", "engine p50", "p95", "ratio", "request p50", "p95")
LIKE_QUESTIONS: Final = 20
"""Fewer: each takes long."""
BROWSER: Final = Headers([("Accept-Encoding", "gzip, br")])
Clock = Callable[[], float]
WITH_FILTERS: Final = "&kind=technology&trl_from=3"


@dataclass
class TimedEngine:
    """Passes calls on to `engine`, and sums what they took.

    Since the last `restart`: `seconds` of all calls, the searches that were `asked`, and whether it was searches alone.
    """

    engine: SearchEngine | SqlLike
    clock: Clock
    seconds: float = 0.0
    asked: list[SearchRequest] = field(default_factory=list)
    only_searches: bool = True

    def restart(self) -> None:
        self.seconds = 0.0
        self.asked = []
        self.only_searches = True

    def search(self, request: SearchRequest) -> SearchResults:
        self.asked.append(request)
        began = self.clock()
        found = self.engine.search(request)
        self.seconds += self.clock() - began
        return found

    def similar(self, *asked: Any, **more: Any) -> tuple[Hit, ...]:
        self.only_searches = False
        began = self.clock()
        found = self.engine.similar(*asked, **more)
        self.seconds += self.clock() - began
        return found

    def __getattr__(self, name: str) -> Any:
        return getattr(self.engine, name)


@dataclass(frozen=True)
class Row:
    """Seconds of each question; without `raw` nothing is compared, without `request` there is no page."""

    name: str
    engine: Sequence[float]
    raw: Sequence[float] = ()
    request: Sequence[float] = ()

    def cells(self) -> Sequence[object]:
        ratio = percentile(self.engine, 0.5) / percentile(self.raw, 0.5) if self.raw else None
        parts = [milliseconds(one, 0.5, 0.95).values() if one else (None, None) for one in (self.raw, self.engine)]
        request = milliseconds(self.request, 0.5, 0.95).values() if self.request else (None, None)
        return (self.name, *parts[0], *parts[1], round(ratio, 2) if ratio else None, *request)


@dataclass(frozen=True)
class Pages:
    """One application with one engine."""

    app: Flask
    engine: TimedEngine
    raw: RawEngine | None

    def measure(self, name: str, paths: Sequence[str]) -> Row:
        """Each page once to warm up, then once on the clock; raw before it and after it in turn."""
        requests, engine, raws = list[float](), list[float](), list[float]()
        for number, path in enumerate(paths):
            self._request(path)
            compared = self.engine.asked if self.engine.only_searches else []
            calls = [self.raw.prepare(one) for one in compared] if self.raw else []
            if number % 2:
                raws += self._seconds(calls)
            requests.append(self._request(path))
            engine.append(self.engine.seconds)
            if not number % 2:
                raws += self._seconds(calls)
        return Row(name, engine if any(engine) else (), raws, requests)

    def search_alone(self, queries: Sequence[TextQuery | None]) -> Row:
        """The engine without facets, beside one raw call without facets."""
        assert self.raw is not None
        ours, raws = list[float](), list[float]()
        for number, query in enumerate(queries):
            request = SearchRequest(query)
            search, call = partial(self.engine.engine.search, request), self.raw.prepare(request)
            self._seconds([search, call])
            if number % 2:
                raws += self._seconds([call])
            ours += self._seconds([search])
            if not number % 2:
                raws += self._seconds([call])
        return Row("search without facets", ours, raws)

    def _seconds(self, calls: Sequence[Call]) -> list[float]:
        """Of all calls that one page needs together; none for no call."""
        began = self.engine.clock()
        for call in calls:
            call()
        return [self.engine.clock() - began] if calls else []

    def _request(self, path: str) -> float:
        self.engine.restart()
        route, _, query = path.partition("?")
        environ = EnvironBuilder(route, query_string=query, headers=BROWSER).get_environ()
        began = self.engine.clock()
        _, status, _ = run_wsgi_app(self.app, environ, buffered=True)
        seconds = self.engine.clock() - began
        if not status.startswith("200"):
            raise RuntimeError(f"{path} was answered with {status}")
        return seconds


def _table(pages: Pages, questions: Questions, count: int) -> list[Row]:
    words = questions.words[:count]
    searches = [f"/search?q={quote_plus(one)}" for one in words]
    rows = [
        pages.search_alone(_read(pages.app, words)),
        pages.measure("search, 6 facets, 20 rows marked", searches),
        pages.measure("the same with 2 filters", [path + WITH_FILTERS for path in searches]),
    ]
    rows += [pages.measure(f"list {path}", [path, f"{path}?sort=title"] * (count // 4)) for path in questions.lists]
    rows += [pages.measure(f"page of a kind: {kind}", paths[:count]) for kind, paths in questions.entries.items()]
    return [*rows, pages.measure("home", ["/", "/en/"] * (count // 4))]


def _read(app: Flask, words: Sequence[str]) -> list[TextQuery | None]:
    """What each asks the engine for."""
    language: Language = app.extensions["language"]
    with inside(app):
        interpreter = language.interpreter(current_session())
        return [interpreter.read(text).query for text in words]


def _like(app: Flask, questions: Questions, clock: Clock) -> list[Row]:
    timed = TimedEngine(SqlLike(), clock)
    app.extensions["search_engine"] = timed
    searches = [f"/search?q={quote_plus(one)}" for one in questions.words[:LIKE_QUESTIONS]]
    pages = Pages(app, timed, None)
    return [
        pages.measure("search by SQL LIKE, 6 facets", searches),
        pages.measure("the same with 2 filters", [path + WITH_FILTERS for path in searches]),
    ]


@contextmanager
def on_elasticsearch(made: Installation, url: str) -> Iterator[tuple[Flask, RawEngine]]:
    """The product on the same database and an index of its own, which is gone afterwards."""
    prefix = f"benchmark-{uuid.uuid4().hex[:8]}"
    app = replace(made, environ={**made.environ, "SEARCH_URL": url, "SEARCH_PREFIX": prefix}).app()
    client = Elasticsearch(url, request_timeout=60)
    try:
        yield app, RawElasticsearch(client, product_schema(), prefix)
    finally:
        for name in client.indices.get(index=f"{prefix}-gen-*"):
            client.indices.delete(index=name)


def product_schema() -> Schema:
    """What the product's documents look like."""
    return Schema.of(SHARED_FIELDS, *(kind.search_fields for kind in KINDS.all))


def _measured(app: Flask, raw: Callable[[], RawEngine], count: int, clock: Clock) -> tuple[str, list[Row], Questions]:
    """The table of one engine, its index filled anew."""
    with inside(app):
        documents, seconds = rebuild(app)
        print(f"{documents:,} documents, indexed at {documents / seconds:,.0f}/s", flush=True)
        questions = Questions.of(current_session(), KINDS, count, random.Random(1))
    timed = TimedEngine(app.extensions["search_engine"], clock)
    app.extensions["search_engine"] = timed
    engine = raw()
    return engine.name, _printed(engine.name, _table(Pages(app, timed, engine), questions, count)), questions


def _printed(name: str, rows: list[Row]) -> list[Row]:
    print_table([f"{name}, {HEADS[0]}", *HEADS[1:]], [row.cells() for row in rows])
    return rows


def measure(made: Installation, count: int, clock: Clock) -> dict[str, list[Row]]:
    """Every engine, and SQL LIKE; prints the tables."""
    app = made.app()
    name, rows, questions = _measured(app, lambda: RawTantivy(made.folder / "search", product_schema()), count, clock)
    tables = {name: rows, "like": _printed("SQL", _like(app, questions, clock))}
    url = os.environ.get("SEARCH_URL", "")
    if url.startswith("http"):
        with on_elasticsearch(made, url) as (other, raw):
            name, rows, _ = _measured(other, lambda: raw, count, time.perf_counter)
            tables[name] = rows
    return tables


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=20_000)
    parser.add_argument("--database", type=Path, metavar="FILE", help="an SQLite database instead of generated entries")
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--processor", action="store_true", help="processor time of this thread instead of wall time")
    chosen = parser.parse_args()
    end_cleanly()
    with installation() as made:
        fill_or_copy(made, chosen.entries, chosen.database)
        tables = measure(made, chosen.questions, time.thread_time if chosen.processor else time.perf_counter)
    heads = [f"{group}_{one}" for group in ("raw", "engine") for one in ("p50", "p95")]
    names = [*heads, "ratio", "request_p50", "request_p95"]
    figures = {
        engine: {row.name: dict(zip(names, row.cells()[1:], strict=True)) for row in rows}
        for engine, rows in tables.items()
    }
    print_json("pages", {"entries": None if chosen.database else chosen.entries, **figures})
    return 0


if __name__ == "__main__":
    sys.exit(main())
