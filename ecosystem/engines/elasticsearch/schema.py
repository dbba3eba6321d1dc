"""The index's mapping and documents, made from the flat projection."""

from __future__ import annotations

import time
from typing import Any, Final

from ecosystem.engines import projection
from ecosystem.engines.projection import Projection
from ecosystem.search.engine import Operation
from ecosystem.search.request import MAX_WINDOW
from ecosystem.search.schema import Schema

ADAPTER_VERSION: Final = 3
"""Raise it with every change of this file."""

REFRESH: Final = "500ms"
_TEXT: Final = {"type": "text", "analyzer": "whitespace", "index_options": "freqs"}
_MATCHED: Final = {**_TEXT, "index_options": "docs", "norms": False}


def index_settings() -> dict[str, Any]:
    """One shard (a city's entries are few, and its counts are exact), no refresh while it is being filled."""
    return {
        "number_of_shards": 1,
        "auto_expand_replicas": "0-1",
        "refresh_interval": "-1",
        "max_result_window": MAX_WINDOW,
    }


def index_mapping(schema: Schema) -> dict[str, Any]:
    fields: dict[str, Any] = {
        projection.ID: {"type": "keyword"},
        projection.VERSION: {"type": "long", "index": False},
        projection.LIVE: {"type": "boolean"},
        projection.DELETED: {"type": "long"},
        projection.GIST: _TEXT,
    }
    fields |= dict.fromkeys(projection.text_names(schema), _TEXT)
    fields |= dict.fromkeys(projection.whole_names(), _MATCHED)
    fields |= {projection.keyword_name(field): {"type": "keyword"} for field in schema.keywords}
    fields |= {projection.number_name(field): {"type": "long"} for field in schema.numbers}
    return {"dynamic": "strict", "_source": {"excludes": ["t_*", "a_*"]}, "properties": fields}


def index_document(made_by: Projection, operation: Operation) -> dict[str, Any]:
    """The document itself, or the tombstone of a deleted one, which holds nothing but id and version."""
    common: dict[str, Any] = {projection.ID: operation.id, projection.VERSION: operation.version}
    if operation.document is None:
        return {**common, projection.DELETED: int(time.time())}
    flat = made_by.flatten(operation.document)
    return {**common, projection.LIVE: True, projection.GIST: flat.gist, **flat.texts, **flat.keywords, **flat.numbers}
