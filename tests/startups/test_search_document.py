from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from ecosystem.kernel import clock
from ecosystem.kernel.access.amount_range import LARGEST
from ecosystem.rates.rates import Rate, Rates
from ecosystem.search.schema import SearchDocument
from ecosystem.startups.search_document import document
from ecosystem.taxonomy.queries import vocabularies
from tests.factories import Factory

RATES = Rates({"USD": Rate("USD", Decimal(26_000), date(2026, 11, 20))})
ASK: dict[str, Any] = {"raising": "now", "amount_sought": 300_000, "currency": "USD", "round": "seed"}


def made(session: Session, make: Factory, rates: Rates = RATES, **values: Any) -> SearchDocument:
    entry = make.entry(make.organisation(kind="company"), kind="startup", **values)
    return document(entry, vocabularies(session), rates)


def test_the_document_says_what_everybody_may_see(session: Session, make: Factory) -> None:
    found = made(
        session,
        make,
        title="Lúa Xanh Số",
        market="Hợp tác xã trồng lúa",
        stage="growth",
        business_models=["b2b", "subscription"],
        instruments=["convertible-note"],
        translation={"title": "Green Rice"},
        **ASK,
    )
    assert found.kind == "startup"
    assert {name: found.keywords[name] for name in ("stage", "round", "instrument", "business_model")} == {
        "stage": ("growth",),
        "round": ("seed",),
        "instrument": ("convertible-note",),
        "business_model": ("b2b", "subscription"),
    }
    assert found.numbers["raising"] == 7_800_000_000
    assert found.texts["vi"]["body"] == "Hợp tác xã trồng lúa"
    assert found.texts["en"]["title"] == "Green Rice"


def test_names_of_people_and_what_members_see_are_in_no_search(session: Session, make: Factory) -> None:
    found = made(
        session,
        make,
        team=[{"name": "Nguyễn Minh Trang", "role": "Giám đốc"}],
        earlier_rounds=[{"lead": "Ông Trang Minh"}],
        revenue=[{"year": 2025, "amount": 987654321}],
        contact_name="Trang",
        valuation=987654321,
        valuation_basis="cap",
    )
    assert [word for word in ("Trang", "987654321") if word in str(found)] == []


@pytest.mark.parametrize("said", [None, "soon", "not-now"])
def test_who_does_not_raise_is_under_no_amount(session: Session, make: Factory, said: str | None) -> None:
    found = made(session, make, **{**ASK, "raising": said})
    assert "raising" not in found.numbers
    assert "round" not in found.keywords


def test_a_round_that_is_over_is_under_no_amount(session: Session, make: Factory) -> None:
    today = clock.today()
    assert "raising" in made(session, make, **ASK, round_closes_on=today).numbers
    over = made(session, make, **ASK, round_closes_on=today - timedelta(days=1), instruments=["equity"])
    assert "raising" not in over.numbers
    assert over.keywords.keys().isdisjoint({"round", "instrument"})


def test_unknown_is_not_zero(session: Session, make: Factory) -> None:
    assert "raising" not in made(session, make, raising="now", round="seed").numbers
    assert "raising" not in made(session, make, Rates(), **ASK).numbers
    assert made(session, make, raising="now", amount_sought_to=5).numbers["raising"] == 5


def test_an_amount_beyond_all_is_as_far_as_amounts_go(session: Session, make: Factory) -> None:
    assert made(session, make, **{**ASK, "amount_sought": LARGEST - 1}).numbers["raising"] == LARGEST


def test_one_abroad_is_found_by_city_and_country(session: Session, make: Factory) -> None:
    found = made(session, make, city="Singapore", country="VN", translation={"title": "In English"})
    assert found.texts["vi"]["body"] == "Singapore\nViệt Nam"
    assert found.texts["en"]["body"] == "Singapore\nVietnam"
