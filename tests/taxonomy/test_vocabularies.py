"""Order, look-up and family of terms."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.search.language.normalise import fold
from ecosystem.taxonomy.reference_files import read_terms
from ecosystem.taxonomy.vocabularies import Vocabularies, VocabularyTerm

TERMS = read_terms()
VOCABULARIES = Vocabularies(TERMS)


def labels(*texts: str) -> Vocabularies:
    return Vocabularies(VocabularyTerm("place", str(n), "", text, text) for n, text in enumerate(texts))


def test_names_stand_as_in_a_vietnamese_dictionary() -> None:
    names = ["9 Sao", "Anh", "Ảnh", "Ánh", "Ăn", "Ấm", "Bà", "Cần", "Dê", "Đào", "Em", "Êm", "Ông", "Ơn", "Uốn", "Ước"]
    found = labels(*reversed(names)).terms("place")
    assert [term.label_vi for term in found] == names


def test_places_and_countries_stand_in_the_order_of_the_language() -> None:
    provinces = [term.label_vi for term in VOCABULARIES.children("place")]
    assert provinces.index("Cà Mau") < provinces.index("Cao Bằng") < provinces.index("Cần Thơ")
    assert provinces.index("Điện Biên") < provinces.index("Đồng Nai") < provinces.index("Gia Lai")
    assert provinces.index("Đà Nẵng") < provinces.index("Đắk Lắk") < provinces.index("Điện Biên")
    assert [term.code for term in VOCABULARIES.terms("country", "vi")][:1] == ["SA"]
    assert [term.code for term in VOCABULARIES.terms("country", "en")][:2] == ["AF", "AX"]
    assert len(VOCABULARIES.terms("country", "en")) == 249


def test_other_vocabularies_stand_as_written() -> None:
    assert [term.code for term in VOCABULARIES.terms("trl", "en")] == list("123456789")
    assert [term.code for term in VOCABULARIES.terms("field")][9:12] == ["2.1", "2.2", "2.3"]


def test_labels() -> None:
    assert VOCABULARIES.label("transfer", "exclusive-licence", "en") == "Exclusive licence"
    assert VOCABULARIES.label("transfer", "exclusive-licence", "vi") == "Chuyển quyền sử dụng (li-xăng) độc quyền"
    assert VOCABULARIES.label("transfer", "nobody-knows", "vi") == "nobody-knows"
    assert VOCABULARIES.description("ip", "patent", "en") == "In force for 20 years from filing."
    assert VOCABULARIES.description("ip", "nobody-knows", "en") == ""


def test_family() -> None:
    assert [term.code for term in VOCABULARIES.children("sector", "energy")] == [
        "renewable-energy",
        "energy-efficiency",
        "energy-storage",
    ]
    assert len(VOCABULARIES.children("sector")) == 9
    assert [term.code for term in VOCABULARIES.ancestors("field", "2.10")] == ["2"]
    assert VOCABULARIES.ancestors("sector", "energy") == ()
    assert VOCABULARIES.ancestors("sector", "nobody-knows") == ()


def test_ancestors_end_in_a_circle() -> None:
    circle = Vocabularies([VocabularyTerm("x", "a", "b", "A", "A"), VocabularyTerm("x", "b", "a", "B", "B")])
    assert {term.code for term in circle.ancestors("x", "a")} == {"a", "b"}


def test_an_ended_term_keeps_its_label_and_cannot_be_chosen() -> None:
    ended = VocabularyTerm("stage", "old", "", "Cũ", "Old", valid_until=date(2026, 1, 1))
    known = Vocabularies([ended])
    assert known.label("stage", "old", "vi") == "Cũ"
    assert not known.has("stage", "old")
    assert known.terms("stage") == ()
    assert known.find("stage", "cũ") == known.find("stage", "old") == ()


@pytest.mark.parametrize(
    ("vocabulary", "text", "codes"),
    [
        ("country", "viet nam", ["VN"]),
        ("country", "Mỹ", ["US"]),
        ("country", "vn", ["VN"]),
        ("trl", "trl 4", ["4"]),
        ("sector", "AI", ["artificial-intelligence"]),
        ("sector", "  xử lý nước thải ", ["water-wastewater"]),
        ("ip", "bằng độc quyền sáng chế", ["patent"]),
        ("place", "Thủ đô Hà Nội", ["01"]),
        ("place", "Bình Dương", ["79"]),
        ("place", "Phường Hàng Bạc", ["00070"]),
        ("place", "Phường Hàng Bạc, Quận Hoàn Kiếm", ["00070"]),
        ("place", "PHƯỜNG BA ĐÌNH", ["00004"]),
        ("place", "Phường Ngọc Hà", ["00008"]),
        ("place", "26740", []),
        ("place", "", []),
        ("nothing", "x", []),
    ],
)
def test_find(vocabulary: str, text: str, codes: list[str]) -> None:
    assert [term.code for term in VOCABULARIES.find(vocabulary, text)] == codes


def test_a_divided_unit_and_a_former_district_are_several_wards() -> None:
    assert len(VOCABULARIES.find("place", "Xã Kim Chung")) == 4
    assert len(VOCABULARIES.find("place", "Quận Cầu Giấy")) > 1


@settings(deadline=None)
@given(st.sampled_from(TERMS), st.sampled_from(["vi", "en"]), st.sampled_from(["NFC", "NFD", "folded", "upper"]))
def test_a_label_is_found_however_it_is_typed(term: VocabularyTerm, language: str, form: str) -> None:
    label = term.label(language)
    typed = {"NFC": label, "NFD": unicodedata.normalize("NFD", label), "folded": fold(label), "upper": label.upper()}
    assert term in VOCABULARIES.find(term.vocabulary, typed[form])


@settings(deadline=None)
@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    assert all(VOCABULARIES.has("place", term.code) for term in VOCABULARIES.find("place", text))
