"""Suggestions while typing, as the box asks for them.

`python -m benchmarks.suggestions [--entries 20000] [--database FILE] [--questions 500] [--processor]`: on generated
entries, or on those of an SQLite database (a copy of it). `SEARCH_URL` (an http address) measures Elasticsearch instead
of the embedded engine.

What is typed: titles of entries drawn at random, begun at any word and broken off at any letter, with marks, without,
or their initials. Prints p50 and p95 in milliseconds of the whole request through the WSGI application, the engine's
part of it, by the length of what was typed, and how often the title that was meant was among the suggestions.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import quote_plus

from flask import Flask
from sqlalchemy import select
from werkzeug.test import EnvironBuilder, run_wsgi_app

from benchmarks.figures import milliseconds, print_json, print_table
from benchmarks.generated import fill_or_copy, rebuild
from benchmarks.installation import Installation, end_cleanly, inside, installation
from benchmarks.pages import BROWSER, TimedEngine
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.queries import is_listed
from ecosystem.kernel.db.transaction import current_session
from ecosystem.search.language.normalise import fold, tokens

HEADS: Final = ("typed, milliseconds", "number", "request p50", "p95", "engine p50", "p95", "found")


class Question(NamedTuple):
    """What is typed, how, and the id of the entry that is meant."""

    text: str
    way: str
    public_id: str


class Answer(NamedTuple):
    request: float
    engine: float
    is_found: bool


@dataclass(frozen=True)
class Box:
    app: Flask
    engine: TimedEngine
    clock: Callable[[], float]

    def ask(self, question: Question) -> Answer:
        """Once to warm up, then once on the clock."""
        environ = EnvironBuilder("/search/suggest", query_string=f"q={quote_plus(question.text)}", headers=BROWSER)
        run_wsgi_app(self.app, environ.get_environ(), buffered=True)
        self.engine.restart()
        asked = environ.get_environ()
        del asked["HTTP_ACCEPT_ENCODING"]
        began = self.clock()
        chunks, status, _ = run_wsgi_app(self.app, asked, buffered=True)
        seconds = self.clock() - began
        if not status.startswith("200"):
            raise RuntimeError(f"{question.text} was answered with {status}")
        return Answer(seconds, self.engine.seconds, question.public_id.encode() in b"".join(chunks))


def questions(count: int, generator: random.Random) -> Iterator[Question]:
    """From titles of entries drawn at random."""
    listed = list(current_session().execute(select(Entry.public_id, Entry.title).where(is_listed())).all())
    for public_id, title in generator.choices(listed, k=count):
        words = title.split()
        start = generator.choice((0, 0, generator.randrange(len(words))))
        begun = " ".join(words[start:])
        text = begun[: generator.randint(1, min(len(begun), 24))].strip()
        initials = "".join(word[0] for word in tokens(title))[: generator.randint(2, 6)]
        way, typed = generator.choice(
            (("one letter", begun[:1]), ("with marks", text), ("without marks", fold(text)), ("initials", initials))
        )
        yield Question(typed, way, public_id)


def measure(app: Flask, count: int, clock: Callable[[], float]) -> dict[str, list[Answer]]:
    """Way of typing to its answers; the index is filled anew."""
    with inside(app):
        documents, seconds = rebuild(app)
        print(f"{documents:,} documents, indexed at {documents / seconds:,.0f}/s", flush=True)
        asked = list(questions(count, random.Random(1)))
    timed = TimedEngine(app.extensions["search_engine"], clock)
    app.extensions["search_engine"] = timed
    app.extensions["used_labels"].engine = timed
    box = Box(app, timed, clock)
    found: defaultdict[str, list[Answer]] = defaultdict(list)
    for one in asked:
        answer = box.ask(one)
        found[one.way].append(answer)
        found["all"].append(answer)
    return found


def cells(answers: list[Answer]) -> dict[str, object]:
    request, engine = ([getattr(one, name) for one in answers] for name in ("request", "engine"))
    parts = {"request": milliseconds(request, 0.5, 0.95), "engine": milliseconds(engine, 0.5, 0.95)}
    figures = {f"{name}_{share}": value for name, part in parts.items() for share, value in part.items()}
    return {"number": len(answers), **figures, "found": sum(one.is_found for one in answers) / len(answers)}


def _chosen_engine(made: Installation) -> Installation:
    url = os.environ.get("SEARCH_URL", "")
    return replace(made, environ={**made.environ, "SEARCH_URL": url}) if url.startswith("http") else made


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=20_000)
    parser.add_argument("--database", type=Path, metavar="FILE", help="an SQLite database instead of generated entries")
    parser.add_argument("--questions", type=int, default=500)
    parser.add_argument("--processor", action="store_true", help="processor time of this thread instead of wall time")
    chosen = parser.parse_args()
    end_cleanly()
    with installation() as prepared:
        made = _chosen_engine(prepared)
        fill_or_copy(made, chosen.entries, chosen.database)
        found = measure(made.app(), chosen.questions, time.thread_time if chosen.processor else time.perf_counter)
    figures = {name: cells(answers) for name, answers in sorted(found.items())}
    print_table(HEADS, [(name, *one.values()) for name, one in figures.items()])
    print_json("suggestions", figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
