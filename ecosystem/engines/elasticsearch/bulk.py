"""Writing in bulk: every item's answer is read, and what the node had no time for is sent again."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, islice
from typing import Any, Final

from elasticsearch import Elasticsearch

from ecosystem.engines.elasticsearch.client import WRITE_SECONDS
from ecosystem.engines.elasticsearch.schema import index_document
from ecosystem.engines.projection import Projection
from ecosystem.search.engine import EngineUnavailable, Operation, Written

_CHUNK: Final = 250
_BUSY: Final = (429, 503)
_PAUSES: Final = (0.2, 0.5, 1.0, 2.0)
"""Seconds between attempts."""
_Lines = tuple[dict[str, Any], dict[str, Any]]
"""What is to be done, and the document."""


class BulkWriter:
    """Writes to one alias, never creating an index by accident."""

    def __init__(self, client: Elasticsearch, made_by: Projection, alias: str) -> None:
        self._client = client.options(request_timeout=WRITE_SECONDS)
        self._projection = made_by
        self._alias = alias

    def write(self, operations: Iterable[Operation], *, wait: bool = False) -> Iterator[Written]:
        """One result an operation, in order. `wait`: until searches see them.

        While a chunk is on its way the next one is analysed.
        """
        remaining = iter(operations)
        with ThreadPoolExecutor(max_workers=1) as sender:
            under_way: Future[list[Written]] | None = None
            while chunk := list(islice(remaining, _CHUNK)):
                lines = [self._lines(operation) for operation in chunk]
                written = under_way.result() if under_way else []
                under_way = sender.submit(self._chunk, chunk, lines, wait=wait)
                yield from written
            yield from under_way.result() if under_way else ()

    def held(self, ids: Sequence[str]) -> set[str]:
        """Those of the ids that are written, seen by searches or not."""
        found: set[str] = set()
        for start in range(0, len(ids), _CHUNK):
            answer = self._client.mget(index=self._alias, ids=ids[start : start + _CHUNK], source=False)
            found |= {one["_id"] for one in answer["docs"] if one.get("found")}
        return found

    def _chunk(self, chunk: Sequence[Operation], lines: Sequence[_Lines], *, wait: bool) -> list[Written]:
        results: dict[int, Written] = {}
        for pause in (*_PAUSES, None):
            pending = [index for index in range(len(chunk)) if index not in results]
            items = self._send([lines[index] for index in pending], wait=wait)
            for index, item in zip(pending, items, strict=True):
                if not self._again(item):
                    results[index] = _written(chunk[index], item)
            if len(results) == len(chunk):
                return [results[index] for index in range(len(chunk))]
            if pause:
                time.sleep(pause)
        raise EngineUnavailable("Elasticsearch is too busy to write, or its index is being replaced")

    def _lines(self, operation: Operation) -> _Lines:
        action = {"index": {"_id": operation.id, "version": operation.version, "version_type": "external_gte"}}
        return action, index_document(self._projection, operation)

    def _again(self, item: dict[str, Any]) -> bool:
        """Busy, or meant for an index that a rebuild replaced a moment ago: the alias leads to the new one by now."""
        replaced = item["status"] == 404 and item["error"].get("index") != self._alias
        return replaced or item["status"] in _BUSY

    def _send(self, lines: Sequence[_Lines], *, wait: bool) -> list[dict[str, Any]]:
        answer = self._client.bulk(
            index=self._alias,
            operations=list(chain.from_iterable(lines)),
            require_alias=True,
            refresh="wait_for" if wait else False,
        )
        return [item["index"] for item in answer["items"]]


def _written(operation: Operation, item: dict[str, Any]) -> Written:
    status = item["status"]
    if status < 300:
        return Written(operation.id, "applied")
    if status == 409:
        return Written(operation.id, "stale")
    reason = f"{item['error'].get('type')}: {item['error'].get('reason')}"
    if status == 400:
        return Written(operation.id, "rejected", reason)
    raise EngineUnavailable(reason)
