"""Walking through a whole index as of one moment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from elasticsearch import Elasticsearch

from ecosystem.engines import projection
from ecosystem.engines.elasticsearch.client import WRITE_SECONDS, engine_faults
from ecosystem.engines.elasticsearch.query import Body

_PAGE: Final = 2_000
_KEPT: Final = "2m"


def scan(client: Elasticsearch, index: str, query: Body) -> Iterator[tuple[str, int]]:
    """(id, version) of all that match, by id ascending."""
    with engine_faults():
        slow = client.options(request_timeout=WRITE_SECONDS)
        moment: str = slow.open_point_in_time(index=index, keep_alive=_KEPT)["id"]
        try:
            after: list[Any] | None = None
            while page := _page(slow, moment, query, after):
                yield from ((str(hit["sort"][0]), int(hit["fields"][projection.VERSION][0])) for hit in page)
                after = page[-1]["sort"]
        finally:
            slow.close_point_in_time(id=moment)


def _page(client: Elasticsearch, moment: str, query: Body, after: list[Any] | None) -> list[dict[str, Any]]:
    answer = client.search(
        pit={"id": moment, "keep_alive": _KEPT},
        query=query,
        sort=[{projection.ID: "asc"}],
        search_after=after,
        size=_PAGE,
        source=False,
        docvalue_fields=[{"field": projection.VERSION}],
        track_total_hits=False,
    )
    return list(answer["hits"]["hits"])
