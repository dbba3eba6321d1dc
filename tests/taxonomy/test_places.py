"""Addresses of today, of before July 2025, abbreviated, without marks, in English: sure answers or none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.search.language.normalise import fold
from ecosystem.taxonomy.gazetteer import LONGEST_NAME
from ecosystem.taxonomy.places import Place, resolve_address
from ecosystem.taxonomy.reference_files import read_terms
from ecosystem.taxonomy.vocabularies import Vocabularies, VocabularyTerm

VOCABULARIES = Vocabularies(read_terms())
WARDS = VOCABULARIES.children("place", "01")
FORMER: dict[str, set[str]] = {}
for _ward in WARDS:
    for _alias in _ward.aliases:
        FORMER.setdefault(_alias, set()).add(_ward.code)


def resolve(text: str) -> tuple[str | None, str | None]:
    place = resolve_address(text, VOCABULARIES)
    ward = VOCABULARIES.label("place", place.ward_code, "vi") if place.ward_code else None
    return place.province_code, ward


@pytest.mark.parametrize(
    ("address", "province", "ward"),
    [
        ("Tầng 2, số 7 đường Mẫu, Phường Tây Hồ, Thành phố Hà Nội", "01", "Phường Tây Hồ"),
        ("Thôn Thượng, Xã Sóc Sơn, Hà Nội, Việt Nam", "01", "Xã Sóc Sơn"),
        ("Số 3, Phường Hàng Đào, Quận Hoàn Kiếm, Hà Nội", "01", "Phường Hoàn Kiếm"),
        ("Thị trấn Phùng, Huyện Đan Phượng, TP. Hà Nội", "01", "Xã Đan Phượng"),
        ("Xã Cổ Loa, Đông Anh, Hà Nội", "01", "Xã Đông Anh"),
        ("P.Cầu Giấy,HN", "01", "Phường Cầu Giấy"),
        ("p. dong da, tp ha noi", "01", "Phường Đống Đa"),
        ("phuong Lang Ha Noi", "01", "Phường Láng"),
        ("So 1 phuong Van Mieu Quoc Tu Giam, ha noi 100000", "01", "Phường Văn Miếu - Quốc Tử Giám"),
        ("Phường Văn Miếu-Quốc Tử Giám, Hà Nội", "01", "Phường Văn Miếu - Quốc Tử Giám"),
        ("12 Sample Street, Soc Son Commune, Hanoi City, Vietnam", "01", "Xã Sóc Sơn"),
        ("Phường Láng - Hà Nội", "01", "Phường Láng"),
        ("Phường Hàng Bạc, Quận Hoàn Kiếm (nay là Phường Hoàn Kiếm), Hà Nội", "01", "Phường Hoàn Kiếm"),
        ("Xã Hòa Phú, Hà Nội", "01", "Xã Hòa Phú"),
        ("Xã Hoà Phú, Huyện Ứng Hoà, Hà Nội", "01", "Xã Hòa Xá"),
        ("Phường Hà Đông, Quận Hà Đông, Hà Nội", "01", "Phường Hà Đông"),
        ("Khu công nghiệp Mẫu, Thành phố Thủ Dầu Một, Tỉnh Bình Dương", "79", None),
        ("Phường 7, Quận 3, TPHCM", "79", None),
        ("District 1, Ho Chi Minh City", "79", None),
        ("Bãi Cháy, Quảng Ninh", "22", None),
        ("Hà Tây", "01", None),
        ("Phường Tây Hồ, Hà Nội (tầng 3)", "01", "Phường Tây Hồ"),
        ("Phường Kim Liên Mới, Hà Nội", "01", None),
        ("Phường Láng quận Đống Đa, Hà Nội", "01", "Phường Láng"),
        ("New Lang Ward, Hanoi", "01", None),
        ("Phường Láng, Thành phố Huế", "46", None),
        ("Phường Láng, Phường Tây Hồ, Hà Nội", "01", None),
    ],
)
def test_what_an_address_says(address: str, province: str, ward: str | None) -> None:
    assert resolve(address) == (province, ward)


@pytest.mark.parametrize(
    ("address", "choices"),
    [
        ("Xã Kim Chung, Hà Nội", {"Phường Tây Tựu", "Xã Hoài Đức", "Xã Thiên Lộc", "Xã Vĩnh Thanh"}),
        ("Kim Chung Commune, Dong Anh District, Hanoi", {"Xã Thiên Lộc", "Xã Vĩnh Thanh"}),
        ("Thị trấn Trâu Quỳ, Huyện Gia Lâm, Hà Nội", {"Xã Gia Lâm", "Xã Bát Tràng"}),
        ("Phường Láng Hạ, Quận Đống Đa, Hà Nội", {"Phường Giảng Võ", "Phường Láng", "Phường Đống Đa"}),
        ("Phường Láng, Quận Long Biên, Hà Nội", {"Phường Láng"}),
        ("Hàng Bạc, Hà Nội", {"Phường Hoàn Kiếm"}),
        ("Phường Lãng, Hà Nội", {"Phường Láng"}),
        ("xa son dong, ha noi", {"Xã Sơn Đồng", "Xã Đoài Phương"}),
        ("Phường Nghĩa Đô, Quận Cầu Giấy, Hà Nội", {"Phường Nghĩa Đô", "Phường Ngọc Hà", "Phường Tây Hồ"}),
    ],
)
def test_what_is_ambiguous_is_asked(address: str, choices: set[str]) -> None:
    place = resolve_address(address, VOCABULARIES)
    assert (place.province_code, place.ward_code) == ("01", None)
    assert {VOCABULARIES.label("place", code, "vi") for code in place.candidates} == choices


def test_a_district_alone_is_never_the_ward_of_its_name() -> None:
    place = resolve_address("Quận Cầu Giấy, Hà Nội", VOCABULARIES)
    assert place.ward_code is None
    assert "00166" in place.candidates
    assert len(place.candidates) > 1


def test_without_a_province_nothing_is_sure() -> None:
    assert resolve_address("Phường Láng", VOCABULARIES) == Place(None, None, ("00199",))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "   ",
        "9 Hanoi Road, Singapore",
        "Lang Ward, Singapore",
        "Paris, France",
        "Huyện Quảng Ninh",
        "12 phố Hà Nội",
        ",,;",
        "Viet Nam",
        "700000",
    ],
)
def test_foreign_or_unknown_addresses_have_no_place(address: str) -> None:
    assert resolve_address(address, VOCABULARIES) == Place()


@pytest.mark.parametrize("ward", WARDS, ids=lambda ward: ward.code)
def test_every_ward_is_found_by_its_own_name(ward: VocabularyTerm) -> None:
    assert resolve_address(f"Số 1, {ward.label_vi}, Hà Nội", VOCABULARIES).ward_code == ward.code
    assert resolve_address(f"{ward.label_vi.upper()}, TP HÀ NỘI", VOCABULARIES).ward_code == ward.code
    for unmarked in (fold(ward.label_vi), ward.label_en):
        assert resolve_address(f"{unmarked}, Hanoi", VOCABULARIES).ward_code in {ward.code, None}


def test_unmarked_names_are_refused_only_where_another_unit_sounds_alike() -> None:
    refused = [w.label_vi for w in WARDS if not resolve_address(f"{w.label_en}, Hanoi", VOCABULARIES).ward_code]
    assert refused == ["Xã Phù Đổng", "Xã Sơn Đồng"]


def test_a_former_unit_has_a_ward_only_where_it_went_whole() -> None:
    for alias, codes in FORMER.items():
        place = resolve_address(f"{alias}, Hà Nội", VOCABULARIES)
        assert place.ward_code == (next(iter(codes)) if len(codes) == 1 else None)
        assert set(place.candidates) == (codes if len(codes) > 1 else set())


def test_no_name_is_longer_than_what_is_looked_at() -> None:
    names = [name for term in VOCABULARIES.terms("place") for name in (term.label_vi, term.label_en, *term.aliases)]
    assert max(len(part.split()) for name in names for part in name.split(", ")) <= LONGEST_NAME


@pytest.mark.parametrize("word", ["q ", "p ", "phường ", "a ", "ward "])
def test_an_address_of_a_single_endless_part_is_read(word: str) -> None:
    assert resolve_address(word * 5_000 + "Hà Nội", VOCABULARIES).ward_code is None


@settings(deadline=None)
@given(st.text() | st.lists(st.sampled_from([*"aà,-.;( )\n", "Phường ", "xã ", "Láng", "Hà Nội", "ward"])).map("".join))
def test_any_text_gets_an_answer_that_exists(text: str) -> None:
    place = resolve_address(text, VOCABULARIES)
    codes = [place.province_code, place.ward_code, *place.candidates]
    assert all(VOCABULARIES.has("place", code) for code in codes if code)
    assert place.ward_code is None or (place.province_code == "01" and place.candidates == ())
