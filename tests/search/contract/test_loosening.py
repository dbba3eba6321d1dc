from __future__ import annotations

from collections.abc import Sequence

from ecosystem.search.engine import SearchEngine
from ecosystem.search.loosening import FEW, search
from ecosystem.search.request import AnyOf, SearchRequest
from ecosystem.search.text_query import EVERYTHING, AllOf, SomeOf, Term, TextQuery
from tests.search.contract.documents import asking, document, fill

SOLAR, DRYER = Term("folded", "solar"), Term("folded", "dryer")


def _found(engine: SearchEngine, text: str, *filters: AnyOf, always: Sequence[AnyOf] = ()) -> list[str]:
    return [hit.id for hit in search(engine, SearchRequest(asking(text), filters), always).hits]


def test_where_next_to_nothing_has_all_words_some_are_enough(engine: SearchEngine) -> None:
    fill(
        engine,
        document("one", "Solar solar solar", language="en"),
        document("both", "A dryer, at last run by " + "very " * 40 + "solar heat", language="en"),
        document("none", "Wind mill", language="en"),
    )
    assert _found(engine, "solar dryer") == ["both", "one"]


def test_where_enough_has_all_words_nothing_else_is_found(engine: SearchEngine) -> None:
    both = [document(f"both{number}", "Solar dryer", language="en") for number in range(FEW)]
    fill(engine, *both, document("one", "Solar", language="en"))
    assert set(_found(engine, "solar dryer")) == {one.id for one in both}


def test_what_a_visitor_chooses_only_narrows(engine: SearchEngine) -> None:
    both = [document(f"both{number}", "Solar dryer", language="en", sector=("food",)) for number in range(FEW)]
    fill(engine, *both, document("one", "Solar", language="en", sector=("energy",)))
    energy = AnyOf("sector", ("energy",))
    assert _found(engine, "solar dryer", energy) == []
    assert _found(engine, "solar dryer", energy, always=[energy]) == ["one"]


def test_a_vietnamese_word_is_more_than_one_of_its_syllables(engine: SearchEngine) -> None:
    fill(engine, document("word", "Công nghệ sấy"), document("syllable", "Công ty in"), document("b", "Nghệ tươi"))
    assert _found(engine, "công nghệ lọc") == ["word"]


def test_quoted_words_stay_together(engine: SearchEngine) -> None:
    fill(engine, document("a", "Solar dryer", language="en"), document("b", "Dryer, solar", language="en"))
    assert _found(engine, '"solar dryer" cabinet') == ["a"]


def test_a_tier_ranks_above_any_score(engine: SearchEngine) -> None:
    fill(
        engine,
        document("second", "dryer " * 30, language="en"),
        document("first", "solar " + "very " * 100, language="en"),
    )
    query = TextQuery(SomeOf((SOLAR, DRYER)), (DRYER,), tiers=(SOLAR, DRYER))
    assert [hit.id for hit in engine.search(SearchRequest(query)).hits] == ["first", "second"]


def test_all_but_what_is_excluded(engine: SearchEngine) -> None:
    fill(engine, document("a", "Solar", language="en"), document("b", "Dryer", language="en"))
    query = TextQuery(EVERYTHING, (), excluded=(SOLAR,))
    assert [hit.id for hit in engine.search(SearchRequest(query)).hits] == ["b"]
    assert engine.search(SearchRequest(TextQuery(AllOf(()), ()))).total.value == 2
