from __future__ import annotations

from collections.abc import Callable

import pytest

from ecosystem.search.engine import EngineUnavailable, SearchEngine
from ecosystem.search.request import AnyOf, Facet, Range, RequestError, SearchRequest, Sort
from tests.search.contract.documents import SCHEMA, asking, document, fill, ids, put
from tests.search.contract.storage import Storage

CALLS: list[Callable[[SearchEngine], object]] = [
    lambda engine: engine.search(SearchRequest(asking("máy"), facets=(Facet("sector"),))),
    lambda engine: engine.write([put(document("a"))]),
    lambda engine: engine.similar("a"),
    lambda engine: engine.similar("", text="máy"),
    lambda engine: list(engine.scan()),
]


def test_before_the_first_rebuild_it_is_empty_and_says_so(storage: Storage) -> None:
    engine = storage.open(SCHEMA)
    assert engine.health().state == "empty"
    assert engine.health().documents == 0
    for call in CALLS:
        with pytest.raises(EngineUnavailable):
            call(engine)
    assert engine.health().state == "empty"


def test_ready_with_its_documents(storage: Storage) -> None:
    engine = storage.open(SCHEMA)
    fill(engine, document("a"), document("b"))
    health = storage.open(SCHEMA).health()
    assert (health.state, health.documents) == ("ready", 2)
    assert health.generation
    assert health.digest.startswith(SCHEMA.digest)


def test_an_engine_that_is_down_says_so_in_every_call(storage: Storage) -> None:
    fill(storage.open(SCHEMA), document("a"))
    down = storage.break_down()
    health = down.health()
    assert health.state == "unreachable"
    assert health.detail
    for call in CALLS:
        with pytest.raises(EngineUnavailable):
            call(down)


def test_another_process_sees_what_was_written(storage: Storage) -> None:
    one, other = storage.open(SCHEMA), storage.open(SCHEMA)
    fill(one, document("a"))
    assert ids(other) == ["a"]
    one.write([put(document("b"))], wait=True)
    assert ids(other) == ["a", "b"]
    fill(other, document("c"))
    assert ids(one) == ["c"]


@pytest.mark.parametrize(
    "request_",
    [
        SearchRequest(offset=9_990, limit=11),
        SearchRequest(offset=-1),
        SearchRequest(limit=-1),
        SearchRequest(filters=(AnyOf("colour", ("red",)),)),
        SearchRequest(filters=(AnyOf("trl", ("3",)),)),
        SearchRequest(filters=(Range("sector", 1, 2),)),
        SearchRequest(filters=(Range("trl", low=2**63),)),
        SearchRequest(filters=(AnyOf("sector", ("\ud800",)),)),
        SearchRequest(facets=(Facet("title"),)),
        SearchRequest(facets=(Facet("trl", always=("three",)),)),
        SearchRequest(sort=Sort("sector")),
        SearchRequest(sort=Sort("title")),
    ],
    ids=repr,
)
def test_requests_that_cannot_be_answered_are_refused_with_words(engine: SearchEngine, request_: SearchRequest) -> None:
    with pytest.raises(RequestError, match=r"\w+ \w+"):
        engine.search(request_)


def test_filters_of_the_other_calls_are_checked_too(engine: SearchEngine) -> None:
    wrong = (AnyOf("colour", ("red",)),)
    with pytest.raises(RequestError):
        engine.similar("a", filters=wrong)
    with pytest.raises(RequestError):
        engine.scan(wrong)
