from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from ecosystem.engines.elasticsearch.client import connect
from ecosystem.engines.elasticsearch.engine import ElasticsearchEngine
from ecosystem.engines.elasticsearch.schema import ADAPTER_VERSION
from ecosystem.engines.projection import Projection
from ecosystem.search.breaker import CircuitBreaker
from ecosystem.search.engine import EngineUnavailable, Operation
from ecosystem.search.request import SearchRequest
from ecosystem.search.schema import Schema, SearchDocument, TextField
from tests.search.contract.documents import PLAIN, asking
from tests.search.elasticsearch.conftest import Node

SCHEMA = Schema.of([TextField("title")])
FOUND = (200, {"hits": {"total": {"value": 0, "relation": "eq"}, "hits": []}})
BUSY = (503, {"error": {"type": "unavailable", "reason": "busy"}, "status": 503})
NOBODY = "http://127.0.0.1:9"


def _engine(url: str, api_key: str | None = None) -> ElasticsearchEngine:
    return ElasticsearchEngine(url, SCHEMA, PLAIN, api_key=api_key, prefix="test")


def _items(*statuses: int, index: str = "") -> tuple[int, dict[str, Any]]:
    error = {"type": "some_exception", "reason": "some reason", "index": index}
    items = [{"index": {"status": status, **({"error": error} if status >= 300 else {})}} for status in statuses]
    return 200, {"errors": True, "items": items}


def _operations(*ids: str) -> list[Operation]:
    return [Operation(one, 3, SearchDocument(one, "technology")) for one in ids]


def test_a_busy_node_is_asked_again(node: Node) -> None:
    node.answers = [BUSY, FOUND]
    assert _engine(node.url).search(SearchRequest()).total.value == 0
    assert len(node.asked) == 2


def test_a_node_that_stays_busy_is_unavailable(node: Node) -> None:
    node.answers = [BUSY]
    with pytest.raises(EngineUnavailable):
        _engine(node.url).search(SearchRequest())


def test_a_node_that_never_answers_is_unavailable(node: Node) -> None:
    with pytest.raises(EngineUnavailable):
        _engine(node.url).search(SearchRequest())
    assert len(node.asked) == 1


def test_another_node_answers_for_a_dead_one(node: Node) -> None:
    node.answers = [FOUND]
    engine = _engine(f"{NOBODY}, {node.url}")
    for _ in range(3):
        assert engine.search(SearchRequest()).total.value == 0


def test_items_are_read_one_by_one_and_busy_ones_sent_again(node: Node) -> None:
    node.answers = [_items(201, 429, 409, 400), _items(200)]
    written = _engine(node.url).write(_operations("a", "b", "c", "d"))
    assert [(one.id, one.outcome) for one in written] == [
        ("a", "applied"),
        ("b", "applied"),
        ("c", "stale"),
        ("d", "rejected"),
    ]
    assert "some reason" in written[3].reason
    actions = [json.loads(line)["index"]["_id"] for line in node.asked[1][1].splitlines()[::2]]
    assert actions == ["b"]


def test_versions_are_external_and_no_index_is_made_by_accident(node: Node) -> None:
    node.answers = [_items(201)]
    _engine(node.url).write(_operations("a"))
    path, body, _ = node.asked[0]
    assert "require_alias=true" in path
    assert "refresh=false" in path
    assert json.loads(body.splitlines()[0]) == {"index": {"_id": "a", "version": 3, "version_type": "external_gte"}}


def test_an_item_for_which_there_is_no_index_is_no_rejection(node: Node) -> None:
    alias = f"test-{Projection(SCHEMA, PLAIN).digest(ADAPTER_VERSION)}"
    node.answers = [_items(404, index=alias)]
    with pytest.raises(EngineUnavailable, match="some reason"):
        _engine(node.url).write(_operations("a"))


def test_an_index_that_was_just_replaced_is_looked_up_again(node: Node) -> None:
    gone = {"error": {"type": "index_not_found_exception", "reason": "no such index"}, "status": 404}
    node.answers = [_items(404, index="test-gen-1"), _items(201), (404, gone), FOUND]
    engine = _engine(node.url)
    assert engine.write(_operations("a"))[0].outcome == "applied"
    assert engine.search(SearchRequest()).total.value == 0


def test_credentials(node: Node) -> None:
    node.answers = [FOUND]
    _engine(node.url, api_key="id-and-key").search(SearchRequest())
    _engine(node.url.replace("//", "//us%40er:pass%3Aword@")).search(SearchRequest())
    assert node.asked[0][2]["authorization"] == "ApiKey id-and-key"
    assert node.asked[1][2]["authorization"] == f"Basic {base64.b64encode(b'us@er:pass:word').decode()}"


@pytest.mark.parametrize("url", ["", "localhost:9200", "ftp://host:9200", "http://", "http://a:9200,b:9200"])
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match="address"):
        connect(url, None)


def test_addresses_without_a_port() -> None:
    nodes = connect("http://one, https://two/search/", None).transport.node_pool.all()
    assert {one.base_url for one in nodes} == {"http://one:9200", "https://two:443/search"}


def test_what_is_typed_stays_data(node: Node) -> None:
    """No part of the text becomes a query string or another field's clause."""
    node.answers = [FOUND]
    _engine(node.url).search(SearchRequest(asking('("a:*[<script> OR title:x')))
    body = json.loads(node.asked[0][1])
    assert "query_string" not in json.dumps(body)
    assert set(_terms(body["query"])) == {"a", "script", "or", "title", "x"} | {
        "a_script",
        "script_or",
        "or_title",
        "title_x",
    } | {"titl"}


def _terms(query: Any) -> list[str]:
    if isinstance(query, dict) and "term" in query:
        return [next(iter(query["term"].values()))["value"]]
    children = query.values() if isinstance(query, dict) else query if isinstance(query, list) else ()
    return [term for child in children for term in _terms(child)]


def test_a_question_that_is_refused_leaves_the_others_their_engine(node: Node) -> None:
    node.answers = [(400, {"error": {"type": "search_phase", "reason": "too many clauses"}, "status": 400}), FOUND]
    breaker = CircuitBreaker(_engine(node.url))
    with pytest.raises(EngineUnavailable, match="search_phase"):
        breaker.search(SearchRequest())
    assert breaker.search(SearchRequest()).total.value == 0
