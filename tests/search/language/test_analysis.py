from __future__ import annotations

from ecosystem.search.language.analysis import CAPITALS, MAX_GIST, Analyser, gist
from ecosystem.search.language.glossary import Entry, Glossary
from tests.search.language.reading import language

PLAIN = Analyser(Glossary(()))
SPEAKING = Analyser(
    Glossary(
        [
            Entry(("máy", "lọc", "nước"), (("water", "purifier"), ("water", "filter"))),
            Entry(("nước",), (("water",),)),
        ]
    )
)


def test_the_forms_of_each_language() -> None:
    assert PLAIN.forms("vi", "Hòa Thụy") == {
        "syllables": ["hoà", "thuỵ"],
        "folded": ["hoa", "thuy"],
        "pairs": ["hoà_thuỵ"],
        "folded_pairs": ["hoa_thuy"],
        "renderings": [],
        "rendering_pairs": [],
    }
    assert PLAIN.forms("en", "Filtered waters") == {
        "syllables": ["filtered", "waters"],
        "folded": ["filtered", "waters"],
        "folded_pairs": ["filtered_waters"],
        "english": ["filter", "water"],
        "keys": [],
        "key_pairs": [],
    }


def test_what_a_text_is_called_in_the_other_language() -> None:
    english = SPEAKING.forms("en", "Portable water filters")
    assert english["keys"] == ["nước", "máy", "lọc"]
    assert english["key_pairs"] == ["máy_lọc", "lọc_nước"]
    vietnamese = SPEAKING.forms("vi", "Máy lọc nước mặn")
    assert vietnamese["renderings"] == ["water", "purifi", "filter"]
    assert vietnamese["rendering_pairs"] == ["water_purifi", "water_filter"]


def test_identifiers_are_indexed_in_the_ways_people_type_them() -> None:
    made = PLAIN.forms("vi", "Giảm CO₂ 50 % với COVID-19, 50m3 và 268/2025/NĐ-CP")
    assert {"co2", "covid19", "50", "m3", "2682025ndcp"} <= set(made["folded"])
    assert {"50_m3", "covid_19", "268_2025", "2025_nd", "nd_cp"} <= set(made["folded_pairs"])


def test_what_documents_are_compared_by() -> None:
    assert gist("vi", PLAIN.forms("vi", "Máy bơm")) == ["máy", "bơm", "máy_bơm"]
    assert gist("en", PLAIN.forms("en", "Water pumps")) == ["water", "pump", "water_pumps"]
    assert PLAIN.gist_of_text("Pumps") == ["pumps", "pump"]
    assert len(PLAIN.gist_of_text("một hai ba " * 1_000)) < MAX_GIST


def test_a_short_form_in_capitals_is_a_term_of_its_own() -> None:
    assert PLAIN.forms("vi", "Dùng AI cho ai cần")["folded"] == ["dung", "ai", "cho", "ai", "can", "AI"]
    assert "AI" not in PLAIN.forms("vi", "Ai dùng BRAIN, AIS, ai")["folded"]
    assert "MOST" in PLAIN.forms("en", "The most of MOST (2024)")["folded"]


def test_what_is_looked_for_in_capitals_is_a_guarded_short_form() -> None:
    assert all(language().synonyms.is_short_form(form.lower()) for form in CAPITALS)
