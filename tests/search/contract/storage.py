"""The place of an index under test: the embedded engine's folder, or a prefix on an Elasticsearch."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Protocol

from elasticsearch import Elasticsearch

from ecosystem.engines.elasticsearch.engine import ElasticsearchEngine
from ecosystem.engines.tantivy.engine import TantivyEngine
from ecosystem.search.engine import SearchEngine
from ecosystem.search.language.analysis import Analyser
from ecosystem.search.schema import Schema
from tests.search.contract.documents import PLAIN


class Storage(Protocol):
    def open(self, schema: Schema) -> SearchEngine:
        """Another engine on the same index, as another process has it."""
        ...

    def break_down(self) -> SearchEngine:
        """An engine that cannot reach its index any more."""
        ...

    def remove(self) -> None: ...


class Folder:
    def __init__(self, path: Path, schema: Schema, analyser: Analyser = PLAIN) -> None:
        self._path = path
        self._schema = schema
        self._analyser = analyser

    def open(self, schema: Schema) -> SearchEngine:
        return TantivyEngine(self._path, schema, self._analyser)

    def break_down(self) -> SearchEngine:
        for meta in self._path.glob("gen-*/meta.json"):
            meta.write_text("not an index any more")
        return self.open(self._schema)

    def remove(self) -> None:
        """pytest does."""


class Prefix:
    def __init__(self, url: str, schema: Schema, analyser: Analyser = PLAIN) -> None:
        self._url = url
        self._schema = schema
        self._analyser = analyser
        self._prefix = f"contract-{uuid.uuid4().hex[:12]}"

    def open(self, schema: Schema) -> SearchEngine:
        return ElasticsearchEngine(self._url, schema, self._analyser, api_key=None, prefix=self._prefix)

    def break_down(self) -> SearchEngine:
        nobody = "http://127.0.0.1:9"
        return ElasticsearchEngine(nobody, self._schema, PLAIN, api_key=None, prefix=self._prefix)

    def remove(self) -> None:
        client = Elasticsearch(self._url)
        for name in list(client.indices.get_alias(index=f"{self._prefix}-*")):
            client.indices.delete(index=name)
        client.close()
