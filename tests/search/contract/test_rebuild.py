from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from ecosystem.search.engine import EngineUnavailable, Operation, SearchEngine
from ecosystem.search.request import SearchRequest
from ecosystem.search.schema import SearchDocument
from tests.search.contract.documents import OTHER_SCHEMA, SCHEMA, document, fill, ids, put
from tests.search.contract.storage import Storage


def test_it_replaces_everything_and_counts(engine: SearchEngine) -> None:
    fill(engine, document("old", "Cũ"))
    before = engine.health().generation
    assert engine.rebuild([put(document("a", "Mới"), 3), put(document("b", "Mới"), 4)], list) == 2
    assert list(engine.scan()) == [("a", 3), ("b", 4)]
    assert engine.health().generation != before


def test_the_old_generation_answers_and_is_written_to_meanwhile(engine: SearchEngine) -> None:
    fill(engine, document("a", "Cũ"))
    seen: list[list[str]] = []

    def documents() -> Iterator[Operation]:
        yield put(document("a", "Mới"), 2)
        engine.write([put(document("b", "Cũ"), 3)], wait=True)
        seen.append(ids(engine, "cũ"))

    def replay() -> list[Operation]:
        return [put(document("b", "Mới"), 4)]

    assert engine.rebuild(documents(), replay) == 2
    assert seen == [["a", "b"]]
    assert ids(engine, "mới") == ["a", "b"]


def test_what_reached_the_old_generation_late_is_replayed(engine: SearchEngine) -> None:
    """The second replay: a write after the first one, before the swap."""
    fill(engine, document("a", "Cũ"))
    seen: list[list[str]] = []

    def replay() -> list[Operation]:
        seen.append(ids(engine))
        late = put(document("c", "Muộn"), 5)
        if len(seen) == 1:
            engine.write([late], wait=True)
            return [put(document("b", "Mới"), 4)]
        return [late]

    engine.rebuild([put(document("a", "Mới"), 2)], replay)
    assert seen == [["a"], ["a", "b"]]
    assert ids(engine, "muộn") == ["c"]


def test_it_does_not_bring_back_what_is_deleted_meanwhile(engine: SearchEngine) -> None:
    fill(engine, document("meanwhile", "Cũ"), document("b", "Cũ"))

    def documents() -> Iterator[Operation]:
        yield put(document("meanwhile", "Cũ"), 2)
        yield put(document("b", "Cũ"), 2)
        engine.write([Operation("meanwhile", 3, None)], wait=True)

    engine.rebuild(documents(), lambda: [Operation("meanwhile", 4, None)])
    assert ids(engine) == ["b"]
    assert engine.write([put(document("meanwhile", "Cũ"), 2)])[0].outcome == "stale"


def test_deletions_before_it_still_stop_late_writes(engine: SearchEngine) -> None:
    fill(engine, document("before", "Cũ"))
    engine.write([Operation("before", 7, None)], wait=True)
    engine.rebuild([put(document("b", "Mới"), 8)], list)
    assert engine.write([put(document("before", "Cũ"), 6)], wait=True)[0].outcome == "stale"
    assert ids(engine) == ["b"]


def test_what_it_is_given_is_there_whatever_was_deleted_before(engine: SearchEngine) -> None:
    """As when a database was made anew, and counts versions from 1 again."""
    fill(engine, document("again", "Cũ"))
    engine.write([Operation("again", 70, None)], wait=True)
    fill(engine, document("again", "Mới"))
    assert list(engine.scan()) == [("again", 1)]


def test_a_failure_before_the_swap_leaves_the_old_one(engine: SearchEngine) -> None:
    fill(engine, document("a", "Cũ"))

    def documents() -> Iterator[Operation]:
        yield put(document("b", "Mới"), 2)
        raise ValueError("a fault of the source, not of the engine")

    with pytest.raises(ValueError, match="of the source"):
        engine.rebuild(documents(), list)
    assert ids(engine) == ["a"]
    engine.write([put(document("c", "Cũ"), 3)], wait=True)
    assert ids(engine) == ["a", "c"]
    assert engine.rebuild([put(document("b", "Mới"), 4)], list) == 1
    assert ids(engine) == ["b"]


def test_what_does_not_fit_is_left_out(engine: SearchEngine) -> None:
    unfit = SearchDocument("b", "technology", keywords={"colour": ("red",)})
    assert engine.rebuild([put(document("a")), put(unfit)], lambda: [put(unfit, 2)]) == 1


def test_the_newer_of_two_versions_stays_whatever_comes_first(engine: SearchEngine) -> None:
    engine.rebuild([put(document("a", "Mới"), 9), put(document("a", "Cũ"), 8)], lambda: [put(document("a", "Cũ"), 7)])
    assert list(engine.scan()) == [("a", 9)]
    assert ids(engine, "mới") == ["a"]


def test_nothing_is_lost_while_others_write(storage: Storage) -> None:
    """A writer with its own engine and an outbox of its own, through three rebuilds."""
    engine = storage.open(SCHEMA)
    fill(engine)
    rows: dict[str, Operation] = {}
    lock = threading.Lock()
    versions = iter(range(1, 100_000))
    done = threading.Event()
    failures: list[BaseException] = []

    def change(number: int) -> Operation:
        key = f"d{number % 37:02}"
        with lock:
            deleted = number % 5 == 0
            made = Operation(key, next(versions), None if deleted else document(key, f"Máy {number}", trl=number))
            rows[key] = made
        return made

    def write() -> None:
        writer = storage.open(SCHEMA)
        try:
            for number in range(60):
                writer.write([change(number)])
        except BaseException as error:  # noqa: BLE001 - the test's own thread reports it
            failures.append(error)
        finally:
            done.set()

    def everything() -> list[Operation]:
        with lock:
            return list(rows.values())

    thread = threading.Thread(target=write)
    thread.start()
    while not done.is_set():
        engine.rebuild(iter(everything()), everything)
    thread.join()
    engine.rebuild([], everything)
    assert failures == []
    assert dict(engine.scan()) == {key: one.version for key, one in rows.items() if one.document}


def test_another_schema_asks_for_a_rebuild_and_gets_it(storage: Storage) -> None:
    old, new = storage.open(SCHEMA), storage.open(OTHER_SCHEMA)
    fill(old, document("a", "Cũ"))
    assert new.health().state == "stale"
    with pytest.raises(EngineUnavailable):
        new.search(SearchRequest())
    with pytest.raises(EngineUnavailable):
        new.write([Operation("a", 9, None)])
    assert ids(old) == ["a"]
    new.rebuild([Operation("a", 2, SearchDocument("a", "technology", {"vi": {"title": "Mới"}}))], list)
    assert ids(new, "mới") == ["a"]
    assert new.health().state == "ready"
    assert old.health().state == "stale"
