from __future__ import annotations

from ecosystem.search.language.analysis import (
    MAX_GIST,
    MAX_QUERY_TOKENS,
    analyse_query,
    asks_nothing,
    forms,
    gist,
    gist_of_text,
)


def test_the_forms_of_each_language() -> None:
    assert forms("vi", "Hòa Thụy") == {
        "syllables": ["hoà", "thuỵ"],
        "folded": ["hoa", "thuy"],
        "pairs": ["hoà_thuỵ"],
        "folded_pairs": ["hoa_thuy"],
    }
    assert forms("en", "Filtered waters") == {
        "syllables": ["filtered", "waters"],
        "folded": ["filtered", "waters"],
        "folded_pairs": ["filtered_waters"],
        "english": ["filter", "water"],
    }


def test_a_query_with_marks_asks_for_them_first() -> None:
    asked = analyse_query("Đường sạch")
    assert asked is not None
    assert [[(one.form, one.term, one.weight) for one in group] for group in asked.tokens] == [
        [("syllables", "đường", 1.0), ("folded", "duong", 0.5)],
        [("syllables", "sạch", 1.0), ("folded", "sach", 0.5)],
    ]
    assert [(one.form, one.term) for one in asked.bonus] == [("pairs", "đường_sạch"), ("folded_pairs", "duong_sach")]
    assert [one.term for one in asked.as_typed] == ["đường", "sạch"]


def test_a_query_without_marks_asks_for_folded_words_alone() -> None:
    asked = analyse_query("water filters")
    assert asked is not None
    assert [[(one.form, one.term) for one in group] for group in asked.tokens] == [
        [("folded", "water"), ("english", "water")],
        [("folded", "filters"), ("english", "filter")],
    ]
    assert [(one.form, one.term) for one in asked.bonus] == [("folded_pairs", "water_filters")]
    assert asked.as_typed == ()


def test_how_many_words_must_match() -> None:
    counts = {1: 1, 2: 2, 3: 2, 6: 2, 7: 3, 12: 4}
    for words, required in counts.items():
        asked = analyse_query(" ".join(f"w{number}" for number in range(words)))
        assert asked is not None
        assert asked.required == required


def test_repeated_and_endless_words() -> None:
    repeated = analyse_query("nước nước NƯỚC")
    assert repeated is not None
    assert (len(repeated.tokens), repeated.required) == (1, 1)
    endless = analyse_query(" ".join(f"w{number}" for number in range(5_000)))
    assert endless is not None
    assert len(endless.tokens) == MAX_QUERY_TOKENS


def test_nothing_and_something_without_words() -> None:
    assert asks_nothing(" \u200b\x00")
    assert not asks_nothing("?!")
    assert analyse_query("?!") is None


def test_what_documents_are_compared_by() -> None:
    assert gist("vi", forms("vi", "Máy bơm")) == ["máy", "bơm", "máy_bơm"]
    assert gist("en", forms("en", "Water pumps")) == ["water", "pump", "water_pumps"]
    assert gist_of_text("Pumps") == ["pumps", "pump"]
    assert len(gist_of_text("một hai ba " * 1_000)) < MAX_GIST
