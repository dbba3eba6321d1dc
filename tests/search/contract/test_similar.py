from __future__ import annotations

from ecosystem.search.engine import SearchEngine
from ecosystem.search.request import AnyOf
from tests.search.contract.documents import document, fill

DOCUMENTS = [
    document("pump", "Máy bơm nước năng lượng mặt trời", summary="Bơm tưới cho ruộng vườn", sector=("water",)),
    document("solar", "Tưới ruộng bằng năng lượng mặt trời", summary="Bơm nước tưới", sector=("energy",)),
    document("heat", "Sấy nông sản bằng năng lượng mặt trời", sector=("energy",)),
    document("text", "Nhận dạng chữ viết tay", summary="Phần mềm đọc hồ sơ", sector=("digital",)),
    document("river", "Flood warning on small rivers", language="en", summary="Sensors and models"),
    document("flood", "Warnings of floods", language="en", summary="A sensor in the river"),
]


def test_the_nearest_come_first_and_never_the_source(engine: SearchEngine) -> None:
    fill(engine, *DOCUMENTS)
    for source in DOCUMENTS:
        assert source.id not in {hit.id for hit in engine.similar(source.id, limit=50)}
    assert engine.similar("pump")[0].id == "solar"
    assert [hit.id for hit in engine.similar("river")] == ["flood"]
    assert engine.similar("text") == ()


def test_words_of_its_own_do_not_hide_what_it_shares(engine: SearchEngine) -> None:
    own = " ".join(f"riêng{number}" for number in range(60))
    others = [document(f"other{number}", f"Việc khác {number}") for number in range(30)]
    fill(engine, document("a", "Bơm", summary=own), document("b", "Bơm", summary="Ở xa"), *others)
    assert [hit.id for hit in engine.similar("a")] == ["b"]


def test_filters_and_the_limit_hold(engine: SearchEngine) -> None:
    fill(engine, *DOCUMENTS)
    assert len(engine.similar("pump", limit=1)) == 1
    assert engine.similar("pump", limit=0) == ()
    found = engine.similar("pump", filters=(AnyOf("sector", ("energy",)),))
    assert [hit.id for hit in found] == ["solar", "heat"]
    assert {hit.kind for hit in found} == {"technology"}


def test_to_a_text(engine: SearchEngine) -> None:
    fill(engine, *DOCUMENTS)
    assert engine.similar("", text="Phần mềm nhận dạng chữ")[0].id == "text"
    assert engine.similar("", text="warning of a flood")[0].id in {"river", "flood"}
    for nothing in ("", "?!", "xyzzy", '("x:*[<script>', "\ud800"):
        assert engine.similar("", text=nothing) == ()


def test_to_a_document_that_is_not_there(engine: SearchEngine) -> None:
    fill(engine, *DOCUMENTS)
    assert engine.similar("nobody") == ()
