"""Bulk indexing: the adapters given ready documents, beside the engines given what the adapters made of them.

In turn, after a first turn that does not count: an Elasticsearch that has just started takes a multiple of the time.
"""

from __future__ import annotations

import secrets
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

import tantivy
from elasticsearch import Elasticsearch
from flask import Flask

import config
from benchmarks.installation import inside
from benchmarks.pages import product_schema
from ecosystem.app import temporary_engine
from ecosystem.engines.elasticsearch import schema as elasticsearch_schema
from ecosystem.engines.projection import Projection
from ecosystem.engines.tantivy.schema import index_document, index_schema
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.indexing.loading import load_operations
from ecosystem.search.engine import Operation

DOCUMENTS: Final = 20_000
HEADS: Final = ("engine", "documents", "a second", "raw", "share of raw")
_CHUNK: Final = 250
_HEAP: Final = 64_000_000
_TURNS: Final = 3
Row = Sequence[object]


def rows(app: Flask, url: str) -> list[Row]:
    """(what, documents, a second, a second raw, share) by engine; `url`: of an Elasticsearch, or ""."""
    operations = _documents(app)
    made_by = Projection(product_schema(), app.extensions["language"].analyser)
    names = {"embedded": "embedded:unused", **({"elasticsearch": url} if url else {})}
    found: list[Row] = []
    for name, address in names.items():
        write = (
            _raw_elasticsearch(operations, made_by, url)
            if url and name == "elasticsearch"
            else _raw_embedded(operations, made_by)
        )
        turns = [(_seconds(partial(_product, app, operations, address)), _seconds(write)) for _ in range(_TURNS + 1)]
        own, raw = (len(operations) / statistics.median(seconds) for seconds in zip(*turns[1:], strict=True))
        found.append((f"{name}: bulk", len(operations), round(own), round(raw), f"{own / raw:.0%}"))
    return found


def _documents(app: Flask) -> list[Operation]:
    """As the product loads them."""
    source = app.extensions["documents"]
    with inside(app):
        known = source.everything(current_session(), 0, DOCUMENTS)
        operations = load_operations(source, {public_id: row_id for row_id, public_id in known})
    return [one for one in operations if one.document is not None]


def _product(app: Flask, operations: Sequence[Operation], address: str) -> None:
    settings = replace(config.load(), search_url=address)
    with temporary_engine(settings, product_schema(), app.extensions["language"].analyser) as engine:
        engine.rebuild(operations, list)


def _raw_embedded(operations: Sequence[Operation], made_by: Projection) -> Callable[[], None]:
    """The library's writer on a new index."""
    ready = [index_document(made_by, one) for one in operations]

    def write() -> None:
        with tempfile.TemporaryDirectory() as folder:
            writer = tantivy.Index(index_schema(made_by.schema), path=folder).writer(_HEAP, 1)
            for one in ready:
                writer.add_document(one)
            writer.commit()
            writer.wait_merging_threads()

    return write


def _raw_elasticsearch(operations: Sequence[Operation], made_by: Projection, url: str) -> Callable[[], None]:
    """The client's bulk calls into a new index, with a refresh at the end."""
    client = Elasticsearch(url, request_timeout=120)
    lines: list[Mapping[str, Any]] = []
    for one in operations:
        lines += [{"index": {"_id": one.id}}, elasticsearch_schema.index_document(made_by, one)]

    def write() -> None:
        index = f"raw-{secrets.token_hex(4)}"
        client.indices.create(
            index=index,
            settings=elasticsearch_schema.index_settings(),
            mappings=elasticsearch_schema.index_mapping(made_by.schema),
        )
        try:
            for start in range(0, len(lines), _CHUNK * 2):
                client.bulk(index=index, operations=lines[start : start + _CHUNK * 2])
            client.indices.refresh(index=index)
        finally:
            client.indices.delete(index=index)

    return write


def _seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began
