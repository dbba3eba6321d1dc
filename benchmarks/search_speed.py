"""How much the adapters add to the engine's own call, on generated documents: `python -m benchmarks.search_speed`.

Prints p50 and p95 in milliseconds of the adapter's call and of the raw call it wraps, one after the other in one run,
and their ratio. `SEARCH_URL` (an http address) measures Elasticsearch too, against the time that it says it took.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, TypeVar

import tantivy
from elasticsearch import Elasticsearch

from ecosystem.engines.elasticsearch import facets as elasticsearch_facets
from ecosystem.engines.elasticsearch import query as elasticsearch_query
from ecosystem.engines.elasticsearch.engine import ElasticsearchEngine
from ecosystem.engines.projection import Projection
from ecosystem.engines.tantivy.engine import TantivyEngine
from ecosystem.engines.tantivy.query import Queries, narrowed
from ecosystem.engines.tantivy.schema import index_document, index_schema
from ecosystem.search.engine import Operation, SearchEngine
from ecosystem.search.highlight import Highlighter
from ecosystem.search.language.analysis import Analyser
from ecosystem.search.language.glossary import Glossary
from ecosystem.search.language.lexicon_builder import empty
from ecosystem.search.language.synonyms import Synonyms
from ecosystem.search.language.understanding import Interpreter, Understood
from ecosystem.search.request import AnyOf, Facet, Range, SearchRequest
from ecosystem.search.schema import KeywordField, NumberField, Schema, SearchDocument, TextField

SCHEMA: Final = Schema.of(
    [TextField("title", 4.0), TextField("summary", 2.0), TextField("body")],
    [KeywordField(name) for name in ("sector", "place", "stage", "transfer", "ip")],
    [NumberField("trl"), NumberField("updated")],
)
ANALYSER: Final = Analyser(Glossary(()))
FACETS: Final = tuple(Facet(name) for name in ("kind", "sector", "place", "stage", "transfer", "trl"))
FILTERS: Final = (AnyOf("kind", ("technology",)), Range("trl", low=3))
LETTERS: Final = (
    ("c", "ch", "d", "đ", "h", "kh", "l", "m", "n", "ng", "ph", "s", "t", "tr", "x"),
    "aáàảãạâấầăắêếềôốồơớờưứừ",
)
ENDS: Final = ("", "c", "n", "ng", "m", "t", "i")
Asked = TypeVar("Asked")
Texts = dict[str, str]


def _words(generator: random.Random) -> tuple[list[str], list[float]]:
    starts, vowels = LETTERS
    words = [start + vowel + end for start in starts for vowel in vowels for end in ENDS]
    generator.shuffle(words)
    return words, [1 / (rank + 2) for rank in range(len(words))]


def _texts(generator: random.Random, words: Sequence[str], weights: Sequence[float]) -> Texts:
    lengths = {"title": 8, "summary": 40, "body": 120}
    return {name: " ".join(generator.choices(words, weights, k=length)) for name, length in lengths.items()}


def _document(generator: random.Random, number: int, texts: Texts) -> SearchDocument:
    keywords = {
        name: tuple({f"{name}-{generator.randrange(30)}" for _ in range(2)})
        for name in SCHEMA.keywords
        if name != "kind"
    }
    numbers = {"trl": generator.randint(1, 9), "updated": generator.randrange(20_000)}
    kind = generator.choice(["technology", "technology", "institute"])
    return SearchDocument(f"d{number:07}", kind, {"vi": texts}, keywords, numbers)


def _operations(count: int) -> tuple[list[Operation], list[str]]:
    generator = random.Random(1)
    words, weights = _words(generator)
    made = [_document(generator, number, _texts(generator, words, weights)) for number in range(count)]
    queries = [" ".join(generator.sample(words[:300], 2)) for _ in range(100)]
    return [Operation(one.id, 1, one) for one in made], queries


def _timed(call: Callable[[Asked], object], asked: Sequence[Asked], clock: Callable[[], float]) -> list[float]:
    call(asked[0])
    times = []
    for one in asked:
        start = clock()
        call(one)
        times.append((clock() - start) * 1000)
    return times


def _line(name: str, ours: Sequence[float], raw: Sequence[float]) -> None:
    numbers = [f"{statistics.median(one):8.2f} {sorted(one)[int(len(one) * 0.95)]:8.2f}" for one in (ours, raw)]
    ratio = statistics.median(ours) / statistics.median(raw)
    extra = statistics.median(ours) - statistics.median(raw)
    print(f"{name:42}{'  '.join(numbers)}{ratio:8.2f}{extra:9.2f}")


def _marked(engine: SearchEngine, asked: tuple[Understood, SearchRequest], rows: dict[str, Texts]) -> None:
    understood, request = asked
    marker = Highlighter(understood.words)
    for hit in engine.search(request).hits:
        marker.highlight(rows[hit.id]["title"])
        marker.snippet(rows[hit.id]["body"])


def _embedded(operations: list[Operation], read: list[Understood], folder: Path) -> None:
    engine = TantivyEngine(folder, SCHEMA, ANALYSER)
    seconds = _seconds(lambda: engine.rebuild(operations, list))
    raw_seconds = _raw_indexing(operations, folder / "raw")
    print(f"indexing {len(operations) / seconds:,.0f}/s, of ready documents raw {len(operations) / raw_seconds:,.0f}/s")
    index = tantivy.Index.open(str(next(folder.glob("gen-*"))))
    searcher = index.searcher()
    queries = Queries(SCHEMA, index.schema, searcher)
    filters = [queries.filter(one) for one in FILTERS]
    plain = [queries.text(one.query) for one in read]
    filtered = [narrowed(one, filters) for one in plain]
    rows = {one.id: dict(one.document.texts["vi"]) for one in operations if one.document}
    clock = time.thread_time  # both calls work in this thread alone, and what else the machine does counts for neither
    raw = _timed(lambda one: searcher.search(one, limit=20), plain, clock)
    _line("tantivy: search alone", _timed(engine.search, [SearchRequest(one.query) for one in read], clock), raw)
    raw = _timed(lambda one: searcher.search(one, limit=20), filtered, clock)
    asked = _asked(read)
    _line("tantivy: 2 filters, 6 facets", _timed(engine.search, asked, clock), raw)
    both = list(zip(read, asked, strict=True))
    _line("tantivy: the same, 20 rows marked", _timed(lambda one: _marked(engine, one, rows), both, clock), raw)


def _asked(read: Sequence[Understood]) -> list[SearchRequest]:
    return [SearchRequest(one.query, filters=FILTERS, facets=FACETS) for one in read]


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def _raw_indexing(operations: Sequence[Operation], folder: Path) -> float:
    projection = Projection(SCHEMA, ANALYSER)
    ready = [index_document(projection, one) for one in operations[:10_000]]
    folder.mkdir()

    def write() -> None:
        writer = tantivy.Index(index_schema(SCHEMA), path=str(folder)).writer(64_000_000, 1)
        for one in ready:
            writer.add_document(one)
        writer.commit()
        writer.wait_merging_threads()

    return _seconds(write) * len(operations) / len(ready)


def _elasticsearch(operations: list[Operation], read: list[Understood], url: str) -> None:
    prefix = f"benchmark-{uuid.uuid4().hex[:8]}"
    engine = ElasticsearchEngine(url, SCHEMA, ANALYSER, api_key=None, prefix=prefix)
    client = Elasticsearch(url)
    try:
        seconds = _seconds(lambda: engine.rebuild(operations, list))
        print(f"indexing {len(operations) / seconds:,.0f}/s")
        rows = {one.id: dict(one.document.texts["vi"]) for one in operations if one.document}
        asked = _asked(read)
        took = list(_took(client, f"{prefix}-gen-1", asked))
        _line("elasticsearch: 2 filters, 6 facets", _timed(engine.search, asked, time.perf_counter), took)
        both = list(zip(read, asked, strict=True))
        ours = _timed(lambda one: _marked(engine, one, rows), both, time.perf_counter)
        _line("elasticsearch: the same, 20 rows marked", ours, took)
    finally:
        client.options(ignore_status=404).indices.delete(index=f"{prefix}-gen-1")


def _took(client: Elasticsearch, index: str, requests: Sequence[SearchRequest]) -> Iterator[float]:
    for request in requests:
        body = elasticsearch_query.body(SCHEMA, request)
        aggregations = elasticsearch_facets.aggregations(SCHEMA, request)
        yield float(client.search(index=index, source=False, aggregations=aggregations, **body)["took"] or 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=20_000)
    count = parser.parse_args().documents
    operations, texts = _operations(count)
    interpreter = Interpreter(empty(), Synonyms(()), ANALYSER.glossary)
    read = [interpreter.read(text) for text in texts]
    print(f"{count:,} documents, {len(texts)} queries; milliseconds")
    print(f"{'':42}{'p50':>8} {'p95':>8}  {'raw p50':>8} {'raw p95':>8}{'ratio':>8}{'extra':>9}")
    with tempfile.TemporaryDirectory() as folder:
        _embedded(operations, read, Path(folder))
    url = os.environ.get("SEARCH_URL", "")
    if url.startswith("http"):
        _elasticsearch(operations, read, url)


if __name__ == "__main__":
    main()
