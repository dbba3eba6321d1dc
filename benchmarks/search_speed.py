"""What the product's own part of a search costs, beside the engine's own calls, in one run.

`python -m benchmarks.search_speed [--entries 20000] [--database FILE] [--questions 300] [--write FILE]`: on generated
entries, or on those of an SQLite database (a copy of it). `SEARCH_URL` (an http address) measures Elasticsearch too.

Prints p50 and p95 in milliseconds: reading a text as typed rightly and with a slip; a search without facets by the
engine's own call (*raw*) and by the product's; the product's Python in both together, question by question; on
Elasticsearch what the adapter adds to 1.1 times what the engine says it took. Then documents a second of bulk
indexing, the adapter given ready documents beside the engine given what the adapter made of them; the size of the
lexicon, and what reading it takes a process. FILE: a page of docs, whose table is replaced.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import sys
import time
import tracemalloc
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, cast

from flask import Flask
from sqlalchemy import func, select

from benchmarks import indexing_speed
from benchmarks.figures import milliseconds, percentile, print_json, print_table, write_table
from benchmarks.generated import fill_or_copy, rebuild
from benchmarks.installation import Installation, end_cleanly, inside, installation
from benchmarks.pages import Clock, on_elasticsearch, product_schema
from benchmarks.questions import Questions
from benchmarks.raw import RawEngine, RawTantivy
from ecosystem.app import KINDS
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.queries import is_listed
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.indexing.lexicons import Lexicons
from ecosystem.kernel.indexing.models import StoredLexicon
from ecosystem.search.language.understanding import Interpreter, Understood
from ecosystem.search.request import SearchRequest

HEADS: Final = ("number", "p50", "p95")
Row = Sequence[object]


def slipped(text: str, generator: random.Random) -> str:
    """The text with two neighbouring letters of its longest word in each other's place."""
    words = text.split()
    longest = max(range(len(words)), key=lambda index: len(words[index]))
    word = words[longest]
    at = generator.randrange(max(1, len(word) - 1))
    words[longest] = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
    return " ".join(words)


def timed(call: Callable[[], Any], clock: Clock) -> float:
    """Seconds; the garbage of others is not swept meanwhile."""
    gc.disable()
    began = clock()
    call()
    seconds = clock() - began
    gc.enable()
    return seconds


def row(name: str, seconds: Sequence[float]) -> Row:
    return (name, len(seconds), *milliseconds(seconds, 0.5, 0.95).values())


def searches(app: Flask, engine: RawEngine, texts: Sequence[str], clock: Clock) -> tuple[list[Row], float]:
    """The rows of one engine, and the ratio of the medians of its searches. All in turn, each once to warm up."""
    generator = random.Random(2)
    with inside(app):
        interpreter = app.extensions["language"].interpreter(current_session())
    read: dict[str, list[float]] = {"as typed rightly": [], "with a slip": []}
    python: dict[str, list[float]] = {name: [] for name in read}
    ours, raws = list[float](), list[float]()
    for text in texts:
        for name, typed in zip(read, (text, slipped(text, generator)), strict=True):
            understood, reading = _read(interpreter, typed, clock)
            request = SearchRequest(understood.query)
            search, call = partial(app.extensions["search_engine"].search, request), engine.prepare(request)
            search(), call()
            raw, own = timed(call, clock), timed(search, clock)
            read[name].append(reading)
            python[name].append(reading + own - raw)
            raws.append(raw)
            ours.append(own)
    rows = [row(f"{engine.name}: reading, {name}", seconds) for name, seconds in read.items()]
    rows += [row(f"{engine.name}: raw search", raws), row(f"{engine.name}: search", ours)]
    rows += [row(f"{engine.name}: Python of both, {name}", seconds) for name, seconds in python.items()]
    return rows, round(percentile(ours, 0.5) / percentile(raws, 0.5), 2)


def _read(interpreter: Interpreter, text: str, clock: Clock) -> tuple[Understood, float]:
    """Once to warm up."""
    interpreter.read(text)
    return interpreter.read(text), timed(partial(interpreter.read, text), clock)


def beside_took(app: Flask, engine: RawEngine, texts: Sequence[str]) -> Row:
    """What a search takes beyond 1.1 times what Elasticsearch says that it took itself, asked in turn."""
    with inside(app):
        interpreter = app.extensions["language"].interpreter(current_session())
    beyond: list[float] = []
    for text in texts:
        request = SearchRequest(interpreter.read(text).query)
        search, call = partial(app.extensions["search_engine"].search, request), engine.prepare(request)
        search()
        took = cast("Mapping[str, int]", call())["took"] / 1000
        beyond.append(timed(search, time.perf_counter) - 1.1 * took)
    return row("elasticsearch: a search beyond 1.1 × took", beyond)


def lexicon(made: Installation) -> list[Row]:
    """Its size, and what reading it takes a process of its own, the first time and while nothing is new."""
    app = made.app()
    with inside(app):
        session = current_session()
        size = session.scalar(select(func.length(StoredLexicon.content)).order_by(StoredLexicon.id.desc()).limit(1))
        first = timed(lambda: Lexicons().current(session), time.perf_counter)
        lexicons = Lexicons()
        tracemalloc.start()
        lexicons.current(session)
        taken, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        later = [timed(lambda: lexicons.current(session), time.perf_counter) for _ in range(100)]
    return [
        ("lexicon: megabytes stored", None, round((size or 0) / 1e6, 2), None),
        ("lexicon: megabytes of memory a process", None, round(taken / 1e6, 2), None),
        ("lexicon: read the first time", 1, round(first * 1000, 2), None),
        row("lexicon: looked for a newer one", later),
    ]


def _embedded(app: Flask, made: Installation, count: int) -> tuple[list[Row], float]:
    with inside(app):
        rebuild(app)
        texts = _texts(count)
    return searches(app, RawTantivy(made.folder / "search", product_schema()), texts, time.thread_time)


def _elasticsearch(made: Installation, url: str, count: int) -> tuple[list[Row], float]:
    with on_elasticsearch(made, url) as (app, raw):
        with inside(app):
            rebuild(app)
            texts = _texts(count)
        rows, ratio = searches(app, raw, texts, time.perf_counter)
        return [*rows, beside_took(app, raw, texts)], ratio


def _texts(count: int) -> Sequence[str]:
    return Questions.of(current_session(), KINDS, count, random.Random(1)).words


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=20_000)
    parser.add_argument("--database", type=Path, metavar="FILE", help="an SQLite database instead of generated entries")
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--write", type=Path, help="a page of docs")
    chosen = parser.parse_args()
    end_cleanly()
    url = os.environ.get("SEARCH_URL", "")
    url = url if url.startswith("http") else ""
    with installation() as made:
        fill_or_copy(made, chosen.entries, chosen.database)
        app = made.app()
        rows, ratio = _embedded(app, made, chosen.questions)
        ratios = {"embedded": ratio}
        if url:
            more, ratios["elasticsearch"] = _elasticsearch(made, url, chosen.questions)
            rows += more
        rows += lexicon(made)
        indexed = indexing_speed.rows(app, url)
        with inside(app):
            entries = current_session().scalar(select(func.count(Entry.id)).where(is_listed()))
    heads = [f"{entries:,} entries, milliseconds", *HEADS]
    print_table(heads, rows)
    print(f"search against raw, at p50: {ratios}", flush=True)
    print_table(indexing_speed.HEADS, indexed)
    if chosen.write:
        name = "imported" if chosen.database else "generated"
        write_table(chosen.write, f"search speed: {name}", heads, rows)
        write_table(chosen.write, f"indexing speed: {name}", indexing_speed.HEADS, indexed)
    print_json("search_speed", {"entries": entries, "rows": rows, "ratios": ratios, "indexing": indexed})
    return 0


if __name__ == "__main__":
    sys.exit(main())
