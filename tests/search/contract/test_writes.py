from __future__ import annotations

from ecosystem.search.engine import Operation, SearchEngine, Written
from ecosystem.search.request import AnyOf, SearchRequest
from ecosystem.search.schema import SearchDocument
from tests.search.contract.documents import document, fill, ids, put


def _outcomes(written: list[Written]) -> list[str]:
    return [one.outcome for one in written]


def test_a_version_at_or_above_the_stored_one_applies(engine: SearchEngine) -> None:
    fill(engine)
    assert engine.write([put(document("a", "Một"), 5)], wait=True) == [Written("a", "applied")]
    assert engine.write([put(document("a", "Hai"), 5)], wait=True) == [Written("a", "applied")]
    assert engine.write([put(document("a", "Ba"), 4)], wait=True) == [Written("a", "stale")]
    assert ids(engine, "hai") == ["a"]
    assert ids(engine, "ba") == ids(engine, "một") == []
    assert list(engine.scan()) == [("a", 5)]


def test_a_batch_applies_in_order(engine: SearchEngine) -> None:
    fill(engine)
    batch = [
        put(document("a", "Một"), 1),
        put(document("a", "Hai"), 3),
        put(document("a", "Ba"), 2),
        Operation("back", 1, None),
        put(document("back", "Bốn"), 2),
        put(document("gone", "Năm"), 1),
        Operation("gone", 2, None),
        Operation("gone", 1, None),
    ]
    written = engine.write(batch, wait=True)
    assert [one.id for one in written] == [one.id for one in batch]
    assert _outcomes(written) == ["applied", "applied", "stale", "applied", "applied", "applied", "applied", "stale"]
    assert list(engine.scan()) == [("a", 3), ("back", 2)]
    assert ids(engine, "hai") == ["a"]


def test_replaying_a_batch_is_harmless(engine: SearchEngine) -> None:
    fill(engine)
    batch = [put(document("a", "Một"), 1), put(document("b", "Hai"), 2), Operation("gone", 3, None)]
    engine.write(batch, wait=True)
    before = engine.search(SearchRequest())
    assert _outcomes(engine.write(batch[::-1], wait=True)) == ["applied"] * 3
    assert engine.search(SearchRequest()) == before
    assert list(engine.scan()) == [("a", 1), ("b", 2)]


def test_a_late_write_does_not_bring_back_what_was_deleted(engine: SearchEngine) -> None:
    fill(engine, document("late", "Một"))
    assert _outcomes(engine.write([Operation("late", 7, None)], wait=True)) == ["applied"]
    assert _outcomes(engine.write([put(document("late", "Một"), 6)], wait=True)) == ["stale"]
    assert engine.search(SearchRequest()).total.value == 0
    assert list(engine.scan()) == []
    assert engine.health().documents == 0
    assert _outcomes(engine.write([put(document("late", "Hai"), 8)], wait=True)) == ["applied"]
    assert ids(engine, "hai") == ["late"]


def test_deleting_what_was_never_there_is_remembered(engine: SearchEngine) -> None:
    fill(engine)
    engine.write([Operation("never", 7, None)], wait=True)
    assert _outcomes(engine.write([put(document("never", "Một"), 6)], wait=True)) == ["stale"]
    assert engine.search(SearchRequest()).total.value == 0
    assert engine.similar("never") == ()


def test_what_does_not_fit_is_rejected_and_the_rest_goes_in(engine: SearchEngine) -> None:
    fill(engine)
    unknown = SearchDocument("b", "technology", keywords={"colour": ("red",)})
    not_whole = SearchDocument("c", "technology", numbers={"trl": float("nan")})  # type: ignore[dict-item]  # the case
    batch = [
        put(document("a", "Một")),
        put(unknown),
        put(not_whole),
        put(document("x" * 65)),
        put(document("d", "Hai")),
    ]
    written = engine.write(batch, wait=True)
    assert _outcomes(written) == ["applied", "rejected", "rejected", "rejected", "applied"]
    assert "colour" in written[1].reason
    assert "trl" in written[2].reason
    assert [one for one, _ in engine.scan()] == ["a", "d"]


def test_nothing_to_write(engine: SearchEngine) -> None:
    fill(engine)
    assert engine.write([]) == []


def test_an_update_replaces_every_field(engine: SearchEngine) -> None:
    fill(engine, document("a", "Một", sector=("water",), trl=3))
    engine.write([put(document("a", "Hai", place=("01",)), 2)], wait=True)
    assert ids(engine, filters=(AnyOf("sector", ("water",)),)) == []
    assert ids(engine, filters=(AnyOf("place", ("01",)),)) == ["a"]


def test_many_at_once(engine: SearchEngine) -> None:
    fill(engine)
    batch = [put(document(f"d{index:04}", f"Máy {index}"), index) for index in range(1_100)]
    assert _outcomes(engine.write(batch, wait=True)) == ["applied"] * len(batch)
    assert list(engine.scan()) == [(one.id, one.version) for one in batch]


def test_scanning_under_filters(engine: SearchEngine) -> None:
    fill(engine, document("b", sector=("water",)), document("a", sector=("water",)), document("c"))
    assert list(engine.scan([AnyOf("sector", ("water",))])) == [("a", 1), ("b", 1)]
    assert list(engine.scan()) == [("a", 1), ("b", 1), ("c", 1)]
