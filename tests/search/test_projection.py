from __future__ import annotations

from ecosystem.engines.projection import Projection
from ecosystem.search.language.analysis import MAX_GIST, Analyser
from ecosystem.search.language.glossary import Glossary
from ecosystem.search.schema import KeywordField, NumberField, Schema, SearchDocument, TextField

SCHEMA = Schema.of([TextField("body"), TextField("title", weight=3.0), KeywordField("sector"), NumberField("trl")])

PROJECTION = Projection(SCHEMA, Analyser(Glossary(())))


def test_what_an_engine_stores() -> None:
    texts = {"vi": {"title": "Hòa"}, "en": {"title": "Pumps", "body": ""}}
    flat = PROJECTION.flatten(SearchDocument("a", "technology", texts, {"sector": ("b", "a", "b")}, {"trl": 3}))
    assert flat.texts == {
        "t_title_vi_syllables": "hoà",
        "t_title_vi_folded": "hoa",
        "t_title_vi_pairs": "",
        "t_title_vi_folded_pairs": "",
        "t_title_vi_renderings": "",
        "t_title_vi_rendering_pairs": "",
        "t_title_en_syllables": "pumps",
        "t_title_en_folded": "pumps",
        "t_title_en_folded_pairs": "",
        "t_title_en_english": "pump",
        "t_title_en_keys": "",
        "t_title_en_key_pairs": "",
        "a_syllables": "hoà pumps",
        "a_folded": "hoa pumps",
        "a_pairs": "",
        "a_folded_pairs": "",
        "a_renderings": "",
        "a_rendering_pairs": "",
        "a_english": "pump",
        "a_keys": "",
        "a_key_pairs": "",
    }
    assert flat.held == ["title_vi", "title_en"]
    assert flat.keywords == {"k_kind": ["technology"], "k_sector": ["b", "a"]}
    assert flat.numbers == {"n_trl": 3}


def test_the_gist_begins_with_the_weightiest_field_and_ends() -> None:
    texts = {"vi": {"body": "chữ " * 2_000, "title": "Máy bơm"}, "en": {"title": "Pumps"}}
    terms = PROJECTION.flatten(SearchDocument("a", "technology", texts)).gist.split()
    assert terms[:5] == ["máy", "bơm", "máy_bơm", "pump", "chữ"]
    assert len(terms) == MAX_GIST
