from __future__ import annotations

from sqlalchemy.orm import Session

from ecosystem.institutes.search_document import document
from ecosystem.rates.rates import Rates
from ecosystem.taxonomy.queries import vocabularies
from tests.factories import Factory


def test_the_document_says_what_everybody_may_see(session: Session, make: Factory) -> None:
    entry = make.entry(
        make.organisation(),
        "Viện Vật liệu Thử",
        kind="institute",
        institute_kind="research-institute",
        code="VVLT",
        staff_total=41,
        research_areas="Vật liệu carbon hai chiều",
        keywords=["graphene"],
        groups=[{"name": "Nhóm Sơn phủ", "focus": "chống ăn mòn"}],
        translation={"title": "Test Institute of Materials"},
    )
    made = document(entry, vocabularies(session), Rates())
    assert made.kind == "institute"
    assert made.keywords["institute_kind"] == ("research-institute",)
    assert made.numbers["staff"] == 41
    assert made.texts["vi"]["title"] == "Viện Vật liệu Thử"
    assert "Nhóm Sơn phủ chống ăn mòn" in made.texts["vi"]["body"]
    assert "Vật liệu carbon hai chiều" in made.texts["vi"]["body"]


def test_it_is_found_by_its_short_name_in_both_languages(session: Session, make: Factory) -> None:
    entry = make.entry(
        make.organisation(),
        kind="institute",
        code="VVLT",
        keywords=["graphene"],
        translation={"title": "A Test Institute"},
    )
    made = document(entry, vocabularies(session), Rates())
    assert all("VVLT" in made.texts[language]["summary"].splitlines() for language in ("vi", "en"))


def test_what_is_not_known_is_left_out(session: Session, make: Factory) -> None:
    made = document(make.entry(make.organisation(), kind="institute"), vocabularies(session), Rates())
    assert "institute_kind" not in made.keywords
    assert "staff" not in made.numbers
