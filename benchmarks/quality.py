"""How well the search answers judged questions: `python -m benchmarks.quality --shared DIR [--write FILE]`.

DIR holds `xquad-vi-en` and `fieldq/{nasa,yc,messy}` (the shared data). Prints nDCG@10 of every variant, through the
search page's own way of reading, on the embedded engine and, with `SEARCH_URL` (an http address), on Elasticsearch;
beside it a plain `match` on Elasticsearch's standard analyser, the product without a glossary, and with a random third
of the glossary left out. Then how many of the expectations hold. FILE: a page of docs, whose tables are replaced.
Exit status 1 when an expectation does not hold.
"""

from __future__ import annotations

import argparse
import os
import random
import secrets
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from elasticsearch import Elasticsearch

from benchmarks.figures import print_json, print_table, write_table
from benchmarks.installation import ROOT
from config import load
from ecosystem.app import temporary_engine
from ecosystem.discovery.evaluating import evaluated
from ecosystem.discovery.language import Language
from ecosystem.search.checks import failed
from ecosystem.search.evaluation import DEPTH, SCHEMA, Answer, Collection, ask, figures
from ecosystem.search.language.glossary import Glossary

OWN_CASES: Final = ROOT / "tests" / "search" / "language" / "cases"
GLOSSARY: Final = ROOT / "data" / "language" / "glossary.tsv"
LEFT_OUT: Final = 1 / 3
Row = Sequence[object]
Table = tuple[Sequence[str], Sequence[Row]]
"""Heads and rows."""
Columns = Sequence[tuple[str, str, str]]
"""(variant, language of the question, language of the passages)."""

XQUAD: Final[Columns] = [
    *((variant, "vi", "vi") for variant in ("orig", "nodia", "typo", "nodia_typo", "telex_all", "nfd", "tone")),
    ("orig", "en", "en"),
]
FIELDQ: Final[Columns] = [
    *((variant, "vi", "en") for variant in ("orig", "nodia", "typo", "telex")),
    ("orig", "en", "en"),
    ("alt", "en", "en"),
]


@dataclass(frozen=True)
class Way:
    """A way to answer: an engine's address, and what the product knows of words."""

    name: str
    url: str
    language: Language

    def answers(self, collection: Collection) -> list[Mapping[str, Any]]:
        with temporary_engine(_settings(self.url), SCHEMA, self.language.analyser) as engine:
            reading = evaluated(engine, collection, self.language)
            return figures(ask(engine, reading.read, collection), self.name)

    def failures(self, collection: Collection) -> list[Mapping[str, str]]:
        with temporary_engine(_settings(self.url), SCHEMA, self.language.analyser) as engine:
            reading = evaluated(engine, collection, self.language)
            return failed(collection.checks, reading.show, len(collection.passages))


def _settings(url: str) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        given = {"SEARCH_URL": url or "embedded:unused", "ENVIRONMENT": "development", "SECRET_KEY": "measuring" * 5}
        return load({**os.environ, **given}, Path(folder))


def _plain_match(url: str, collection: Collection) -> list[Mapping[str, Any]]:
    """What a tutorial shows: one text field as it comes, one `match`."""
    client = Elasticsearch(url, request_timeout=60)
    languages = {passage["id"]: passage["lang"] for passage in collection.passages}
    with _tutorial_index(client, collection) as index:

        def answered() -> Iterator[Answer]:
            for language in collection.languages:
                for question in collection.questions:
                    grades = {key: grade for key, grade in question.grades.items() if languages.get(key) == language}
                    if grades:
                        start = time.perf_counter()
                        query = {
                            "bool": {"must": {"match": {"text": question.text}}, "filter": {"term": {"lang": language}}}
                        }
                        found = client.search(index=index, query=query, size=DEPTH, source=False)
                        ids = [hit["_id"] for hit in found["hits"]["hits"]]
                        yield Answer(replace(question, grades=grades), language, ids, time.perf_counter() - start)

        return figures(answered(), "a plain match")


@contextmanager
def _tutorial_index(client: Elasticsearch, collection: Collection) -> Iterator[str]:
    index = f"tutorial-{secrets.token_hex(4)}"
    client.indices.create(index=index, mappings={"properties": {"text": {"type": "text"}, "lang": {"type": "keyword"}}})
    try:
        lines: list[Mapping[str, Any]] = []
        for one in collection.passages:
            lines += [
                {"index": {"_id": one["id"]}},
                {"text": f"{one.get('title', '')} {one['text']}", "lang": one["lang"]},
            ]
        client.bulk(index=index, operations=lines, refresh=True)
        yield index
    finally:
        client.indices.delete(index=index)


def _row(name: str, found: Sequence[Mapping[str, Any]], columns: Columns) -> Row:
    by_key = {(row["variant"], row["query_lang"], row["passage_lang"]): row["ndcg10"] for row in found}
    return (name, *(f"{by_key[key]:.4f}" if key in by_key else None for key in columns))


def _without_a_third() -> Glossary:
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    kept = random.Random(1).sample(lines[1:], round(len(lines[1:]) * (1 - LEFT_OUT)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "glossary.tsv"
        path.write_text("\n".join([lines[0], *kept]), encoding="utf-8")
        return Glossary.read(path)


def _heads(columns: Columns) -> list[str]:
    return ["nDCG@10", *(f"{asked}-{passages} {variant}" for variant, asked, passages in columns)]


def xquad(ways: Sequence[Way], shared: Path, tutorial: str) -> Table:
    """`tutorial`: the address of an Elasticsearch for a plain `match`."""
    collection = Collection.read(shared / "xquad-vi-en")
    rows = [_row(way.name, way.answers(collection), XQUAD) for way in ways]
    if tutorial:
        rows.append(_row("Elasticsearch, a plain match", _plain_match(tutorial, collection), XQUAD))
    return _heads(XQUAD), rows


def fieldq(ways: Sequence[Way], folder: Path) -> Table:
    """Each way also with less of a glossary."""
    collection = Collection.read(folder)
    names = {"": None, ", a third of the glossary left out": _without_a_third(), ", no glossary": Glossary(())}
    rows = []
    for way in ways:
        for name, glossary in names.items():
            language = way.language if glossary is None else replace(way.language, glossary=glossary)
            one = replace(way, name=way.name + name, language=language)
            rows.append(_row(one.name, one.answers(collection), FIELDQ))
    return _heads(FIELDQ), rows


def expectations(ways: Sequence[Way], shared: Path) -> tuple[Table, list[Mapping[str, str]]]:
    """The table, and what does not hold."""
    rows: list[Row] = []
    wrong: list[Mapping[str, str]] = []
    for name, folder in {"fieldq/messy": shared / "fieldq" / "messy", "our own hard cases": OWN_CASES}.items():
        collection = Collection.read(folder)
        for way in ways:
            failures = way.failures(collection)
            wrong += failures
            rows.append((f"{name}, {way.name}", len(collection.checks), len({one["id"] for one in failures})))
    return (["questions", "asked", "failed"], rows), wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=os.environ.get("SHARED_DATA"), help="or SHARED_DATA")
    parser.add_argument("--write", type=Path, help="a page of docs")
    chosen = parser.parse_args()
    if chosen.shared is None:
        parser.error("--shared DIR, or SHARED_DATA, is needed")
    shared = Path(chosen.shared)
    language = Language.read(ROOT / "data" / "language")
    url = os.environ.get("SEARCH_URL", "")
    url = url if url.startswith("http") else ""
    ways = [Way("embedded", "", language), *([Way("Elasticsearch", url, language)] if url else [])]

    def tables() -> Iterator[tuple[str, Table]]:
        yield "xquad-vi-en", xquad(ways, shared, url)
        yield "fieldq nasa", fieldq(ways, shared / "fieldq" / "nasa")
        yield "fieldq yc", fieldq(ways, shared / "fieldq" / "yc")
        yield "expectations", checked

    checked, wrong = expectations(ways, shared)
    made = {}
    for name, (heads, rows) in tables():
        made[name] = rows
        print(f"\n{name}", flush=True)
        print_table(heads, rows)
        if chosen.write:
            write_table(chosen.write, f"quality: {name}", heads, rows)
    for one in wrong:
        print(f"failed: {one}", file=sys.stderr)
    print_json("quality", made)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
