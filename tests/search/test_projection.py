from __future__ import annotations

from ecosystem.engines.projection import flatten
from ecosystem.search.language.analysis import MAX_GIST
from ecosystem.search.schema import KeywordField, NumberField, Schema, SearchDocument, TextField

SCHEMA = Schema.of([TextField("body"), TextField("title", weight=3.0), KeywordField("sector"), NumberField("trl")])


def test_what_an_engine_stores() -> None:
    texts = {"vi": {"title": "Hòa"}, "en": {"title": "Pumps", "body": ""}}
    flat = flatten(SCHEMA, SearchDocument("a", "technology", texts, {"sector": ("b", "a", "b")}, {"trl": 3}))
    assert flat.texts == {
        "t_title_vi_syllables": "hoà",
        "t_title_vi_folded": "hoa",
        "t_title_vi_pairs": "",
        "t_title_vi_folded_pairs": "",
        "t_title_en_syllables": "pumps",
        "t_title_en_folded": "pumps",
        "t_title_en_folded_pairs": "",
        "t_title_en_english": "pump",
    }
    assert flat.keywords == {"k_kind": ["technology"], "k_sector": ["b", "a"]}
    assert flat.numbers == {"n_trl": 3}


def test_the_gist_begins_with_the_weightiest_field_and_ends() -> None:
    texts = {"vi": {"body": "chữ " * 2_000, "title": "Máy bơm"}, "en": {"title": "Pumps"}}
    terms = flatten(SCHEMA, SearchDocument("a", "technology", texts)).gist.split()
    assert terms[:5] == ["máy", "bơm", "máy_bơm", "pump", "chữ"]
    assert len(terms) == MAX_GIST
