"""What is found by the names of what it belongs to alone."""

from __future__ import annotations

from dataclasses import replace

from ecosystem.search.engine import SearchEngine
from ecosystem.search.loosening import search
from ecosystem.search.request import SearchRequest
from ecosystem.search.schema import SearchDocument
from tests.search.contract.documents import asking, document, fill, ids


def _named(made: SearchDocument, *names: str, others: tuple[str, ...] = ()) -> SearchDocument:
    return replace(made, labels={"vi": names}, other_names=others)


def test_a_name_finds_what_does_not_say_it(engine: SearchEngine) -> None:
    belongs = _named(document("belongs", "Trạm đo bụi"), "IoT và hệ thống nhúng")
    both = replace(belongs, id="both", labels={"vi": ("Trí tuệ nhân tạo",), "en": ("Artificial intelligence",)})
    fill(engine, belongs, both, document("none", "Trạm đo gió"))
    assert ids(engine, "IoT") == ["belongs"]
    assert ids(engine, "he thong nhung") == ["belongs"]
    assert ids(engine, "artificial intelligence") == ids(engine, "trí tuệ nhân tạo") == ["both"]


def test_a_name_with_other_marks_is_another_name(engine: SearchEngine) -> None:
    fill(engine, _named(document("crafts", "Lụa"), "Làng nghề"))
    assert ids(engine, "làng nghệ") == []
    assert ids(engine, "lang nghe") == ["crafts"]


def test_who_says_a_word_stands_above_who_has_it_in_a_name(engine: SearchEngine) -> None:
    """However often it is named, and however common the word is in titles."""
    names = tuple(f"Robot, {number}" for number in range(40))
    titles = [
        document(f"title{number:02}", f"Một máy rất dài dòng để làm việc nhà với robot {number}")
        for number in range(12)
    ]
    fill(engine, *titles, _named(document("a", "Cánh tay"), *names), _named(document("b", "Gắp"), "Robot"))
    assert set(ids(engine, "robot")[:12]) == {one.id for one in titles}
    assert set(ids(engine, "robot")[12:]) == {"a", "b"}


def test_a_word_of_a_name_and_a_word_of_the_text_are_both_words(engine: SearchEngine) -> None:
    fill(engine, _named(document("both", "Cho bệnh viện"), "Robot"), _named(document("one", "Cho nhà máy"), "Robot"))
    assert ids(engine, "robot bệnh viện")[0] == "both"


def test_another_name_finds_as_a_whole_where_little_else_is_found(engine: SearchEngine) -> None:
    others = ("FinTech", "Điện toán đám mây", "AI")
    fill(engine, _named(document("named", "Sổ thu chi"), "Tài chính", others=others), document("says", "Fintech"))
    assert ids(engine, "fintech") == ["says"]
    assert [hit.id for hit in search(engine, SearchRequest(asking("fintech"))).hits] == ["says", "named"]
    assert [hit.id for hit in search(engine, SearchRequest(asking("dien toan dam may"))).hits] == ["named"]
    assert not search(engine, SearchRequest(asking("điện toán"))).hits
    assert not search(engine, SearchRequest(asking("ai"))).hits
