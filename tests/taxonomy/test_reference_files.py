"""The reference files hold what the product promises, in both languages."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from ecosystem.kernel.access.text import clean
from ecosystem.taxonomy.reference_files import ReferenceDataError, read_holidays, read_terms
from ecosystem.taxonomy.vocabularies import VocabularyTerm

TERMS = read_terms()
SECTORS = {
    "agriculture": "crops livestock-aquaculture food-processing post-harvest",
    "environment": "water-wastewater solid-waste air-noise climate-disaster",
    "energy": "renewable-energy energy-efficiency energy-storage",
    "health": "medical-devices pharma-biotech digital-health",
    "digital": "artificial-intelligence software-platforms iot-embedded cybersecurity data-cloud",
    "manufacturing": "automation-robotics mechanical-engineering electronics-semiconductors sensors-measurement "
    "aerospace",
    "materials": "advanced-materials chemicals-coatings construction-materials",
    "urban": "transport-logistics construction-infrastructure smart-city",
    "society": "education culture-creative tourism crafts commerce-finance",
}
CODES = {
    "stage": "idea prototype first-customers growth expansion",
    "round": "pre-seed seed series-a series-b series-c later grant debt",
    "trl": "1 2 3 4 5 6 7 8 9",
    "task": "1 2 3 4 5 6 7 8 9",
    "sdg": " ".join(str(number) for number in range(1, 18)),
    "transfer": "assignment exclusive-licence non-exclusive-licence sub-licence joint-venture joint-development "
    "spin-off technical-services",
    "ip": "patent utility-solution industrial-design trademark copyright-software plant-variety layout-design "
    "trade-secret none",
    "right_status": "filed published examining granted expired",
    "price_basis": "indicative floor firm negotiable",
    "partner_type": "manufacturer enterprise-user distributor investor research-partner public-body",
    "organisation_kind": "company institute university fund team association public-body individual",
    "institute_kind": "research-institute university centre laboratory hospital enterprise-rd",
    "business_model": "b2b b2c b2g marketplace subscription transaction-fee product-sales services licensing "
    "advertising",
    "instrument": "equity preferred-shares convertible-note safe revenue-share loan grant",
    "valuation_basis": "pre-money post-money cap",
    "raising": "now soon not-now",
    "round_lead": "found sought not-needed",
    "startup_status": "operating acquired listed closed",
    "investor_kind": "fund angel corporate public-fund accelerator",
    "investing": "now follow-on paused",
    "geography": "hanoi vietnam-north vietnam-central vietnam-south vietnam southeast-asia asia europe north-america "
    "worldwide",
    "lead_role": "lead follow",
}
SUBFIELDS = {"1": 7, "2": 11, "3": 5, "4": 5, "5": 9, "6": 5}
MERGED = [
    *("Hà Giang", "Yên Bái", "Bắc Kạn", "Vĩnh Phúc", "Hòa Bình", "Bắc Giang", "Thái Bình", "Hải Dương", "Hà Nam"),
    *("Nam Định", "Quảng Bình", "Quảng Nam", "Kon Tum", "Bình Định", "Ninh Thuận", "Phú Yên", "Đắk Nông"),
    *("Bình Thuận", "Bình Phước", "Bà Rịa - Vũng Tàu", "Bình Dương", "Long An", "Tiền Giang", "Bến Tre", "Trà Vinh"),
    *("Kiên Giang", "Sóc Trăng", "Hậu Giang", "Bạc Liêu"),
]


def of(vocabulary: str) -> list[VocabularyTerm]:
    return [term for term in TERMS if term.vocabulary == vocabulary]


@pytest.mark.parametrize(("vocabulary", "codes"), CODES.items())
def test_small_vocabularies_have_exactly_their_codes_in_order(vocabulary: str, codes: str) -> None:
    assert [term.code for term in of(vocabulary)] == codes.split()
    assert [term.position for term in of(vocabulary)] == list(range(1, len(codes.split()) + 1))


def test_sectors_stand_in_two_levels() -> None:
    found: dict[str, list[str]] = {}
    for term in of("sector"):
        found.setdefault(term.parent or term.code, []).append(term.code)
    assert found == {parent: [parent, *children.split()] for parent, children in SECTORS.items()}


def test_fields_are_those_of_the_oecd() -> None:
    assert Counter(term.parent for term in of("field") if term.parent) == SUBFIELDS
    expected = [f"{top}.{number}" for top, size in SUBFIELDS.items() for number in range(1, size + 1)]
    assert [term.code for term in of("field") if term.parent] == expected


def test_no_other_vocabulary() -> None:
    assert {term.vocabulary for term in TERMS} == {*CODES, "sector", "field", "place", "country"}


def test_every_label_has_both_languages_and_clean_text() -> None:
    for term in TERMS:
        for text in (term.label_vi, term.label_en, *term.aliases):
            assert text
            assert text == clean(text, multiline=False) == unicodedata.normalize("NFC", text)
        assert bool(term.description_vi) == bool(term.description_en)
        assert len(term.label_vi) <= 200
        assert len(term.label_en) <= 200


def test_words_are_translated() -> None:
    words = [term for term in TERMS if term.vocabulary not in {"place", "country"}]
    assert [term.label_vi for term in words if term.label_vi == term.label_en] == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_two_terms_of_a_vocabulary_have_one_label(language: str) -> None:
    labels = Counter((term.vocabulary, term.label(language)) for term in TERMS)
    assert [label for label, count in labels.items() if count > 1] == []


@pytest.mark.parametrize("vocabulary", ["trl", "task"])
def test_levels_and_tasks_are_described(vocabulary: str) -> None:
    assert all(term.description_vi and term.description_en for term in of(vocabulary))


def test_places_are_those_of_today() -> None:
    provinces = [term for term in of("place") if not term.parent]
    wards = [term for term in of("place") if term.parent]
    assert len(provinces) == 34
    assert {term.parent for term in wards} == {"01"}
    assert Counter(term.label_vi.split()[0] for term in wards) == {"Phường": 51, "Xã": 75}
    assert Counter(term.label_en.split()[-1] for term in wards) == {"Ward": 51, "Commune": 75}
    assert all(re.fullmatch(r"\d{2}", term.code) for term in provinces)
    assert all(re.fullmatch(r"\d{5}", term.code) for term in wards)


def test_every_province_of_before_2025_has_its_successor() -> None:
    names = {name for term in of("place") if not term.parent for name in (term.label_vi, *term.aliases)}
    assert len(MERGED) == 63 - 34
    assert set(MERGED) <= names


def test_former_units_of_hanoi() -> None:
    aliases = Counter(alias for term in of("place") if term.parent for alias in term.aliases)
    assert len(aliases) == 526
    assert sum(1 for count in aliases.values() if count == 1) == 327
    assert len({alias.split(", ")[1] for alias in aliases}) == 30
    pattern = re.compile(r"(Phường|Xã|Thị trấn) [^,]+, (Quận|Huyện|Thị xã) [^,]+")
    assert [alias for alias in aliases if not pattern.fullmatch(alias)] == []


def test_countries() -> None:
    codes = [term.code for term in of("country")]
    assert len(codes) == 249
    assert all(re.fullmatch(r"[A-Z]{2}", code) for code in codes)
    assert {"VN", "LA", "KH", "US", "JP", "KR", "SG", "DE"} <= set(codes)
    assert {"XK", "EU", "UN", "ZZ"} & set(codes) == set()


def test_holidays_cover_every_year() -> None:
    days = {row.day: row for row in read_holidays()}
    assert all(row.name_vi and row.name_en for row in days.values())
    assert len(days) == len(read_holidays())
    for year in range(2024, 2036):
        assert {date(year, 1, 1), date(year, 4, 30), date(year, 5, 1), date(year, 9, 2)} <= set(days)
        assert (date(year, 11, 24) in days) == (year >= 2026)
        tet = [day for day, row in days.items() if day.year == year and row.name_vi.startswith("Tết Nguyên đán")]
        assert len(tet) >= 5
        assert (max(tet) - min(tet)).days == len(tet) - 1


def test_first_days_of_tet() -> None:
    first = [row.day.isoformat()[2:] for row in read_holidays() if row.name_vi == "Tết Nguyên đán (mùng Một)"]
    expected = "24-02-10 25-01-29 26-02-17 27-02-06 28-01-26 29-02-13 30-02-02 31-01-23 32-02-11 33-01-31 34-02-19"
    assert first == [*expected.split(), "35-02-08"]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ('stage = [{code = "a", vi = "A", en = ""}]', "stage a lacks a language"),
        ('stage = [{code = "a", vi = "A", en = "A", description_vi = "B"}]', "stage a lacks a language"),
        ('stage = [{code = "a", vi = "A", en = "A"}, {code = "a", vi = "B", en = "B"}]', "stage a stands twice"),
        ('stage = [{code = "a", parent = "b", vi = "A", en = "A"}]', "stage a has no parent b"),
    ],
)
def test_a_file_that_does_not_hold_together_is_refused(tmp_path: Path, rows: str, message: str) -> None:
    (tmp_path / "stages.toml").write_text(rows, encoding="utf-8")
    for name in ("places.csv", "countries.csv"):
        (tmp_path / name).write_text("code,vi,en\n", encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=message):
        read_terms(tmp_path)
