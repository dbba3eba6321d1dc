"""An engine that did not answer is left alone for a while."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from ecosystem.search.breaker import PAUSE, CircuitBreaker
from ecosystem.search.engine import EngineUnavailable, Operation, Written
from ecosystem.search.request import SearchRequest
from ecosystem.search.results import Health, Hit, SearchResults, Total


@dataclass
class Node:
    """An engine that a test takes away; it counts how often it was asked."""

    is_away: bool = False
    asked: int = 0
    now: float = 1_000.0
    meanwhile: Callable[[], None] = lambda: None
    """What happens while it answers."""

    def search(self, _request: SearchRequest) -> SearchResults:
        self._answer()
        return SearchResults((), Total(0), {})

    def similar(self, *_asked: object, **_more: object) -> tuple[Hit, ...]:
        self._answer()
        return ()

    def write(self, operations: list[Operation], *, wait: bool = False) -> list[Written]:
        del wait
        self._answer()
        return [Written(one.id, "applied") for one in operations]

    def scan(self, *_asked: object) -> Iterator[tuple[str, int]]:
        self._answer()
        return iter(())

    def rebuild(self, *_asked: object) -> int:
        self._answer()
        return 0

    def health(self) -> Health:
        return Health("ready", 0, "", "")

    def clock(self) -> float:
        return self.now

    def _answer(self) -> None:
        self.asked += 1
        self.meanwhile()
        if self.is_away:
            raise EngineUnavailable("no answer in time")


@pytest.fixture
def node() -> Node:
    return Node()


@pytest.fixture
def breaker(node: Node) -> CircuitBreaker:
    return CircuitBreaker(node, node.clock)  # type: ignore[arg-type]  # takes what it is given, and tells nothing of it


def _fail(node: Node, breaker: CircuitBreaker) -> None:
    """The engine is away, and one question has noticed it."""
    node.is_away = True
    with pytest.raises(EngineUnavailable):
        breaker.search(SearchRequest())


def test_nobody_waits_for_an_engine_that_did_not_answer(node: Node, breaker: CircuitBreaker) -> None:
    node.is_away = True
    for _ in range(20):
        with pytest.raises(EngineUnavailable, match="no answer in time"):
            breaker.search(SearchRequest())
        with pytest.raises(EngineUnavailable):
            breaker.similar("a")
    assert node.asked == 1


def test_one_question_tries_again_after_the_pause(node: Node, breaker: CircuitBreaker) -> None:
    _fail(node, breaker)
    node.now += PAUSE
    for _ in range(5):
        with pytest.raises(EngineUnavailable):
            breaker.search(SearchRequest())
    assert node.asked == 2


def test_an_answer_ends_the_pause(node: Node, breaker: CircuitBreaker) -> None:
    _fail(node, breaker)
    node.is_away = False
    node.now += PAUSE
    for _ in range(3):
        assert breaker.search(SearchRequest()).total == Total(0)
    assert node.asked == 4


def test_while_one_tries_the_others_do_not_wait(node: Node, breaker: CircuitBreaker) -> None:
    _fail(node, breaker)
    node.now += PAUSE
    node.is_away = False
    refused: list[str] = []

    def another_asks() -> None:
        node.meanwhile = lambda: None
        with pytest.raises(EngineUnavailable, match="not asked again yet") as error:
            breaker.similar("a")
        refused.append(str(error.value))

    node.meanwhile = another_asks
    breaker.search(SearchRequest())
    assert refused
    assert node.asked == 2


def test_work_is_always_passed_on_and_its_success_ends_the_pause(node: Node, breaker: CircuitBreaker) -> None:
    _fail(node, breaker)
    with pytest.raises(EngineUnavailable, match="no answer in time"):
        breaker.write([Operation("a", 1, None)])
    node.is_away = False
    assert breaker.write([Operation("a", 1, None)]) == [Written("a", "applied")]
    assert breaker.search(SearchRequest()).total == Total(0)
