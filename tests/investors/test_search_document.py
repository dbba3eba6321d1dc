from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from ecosystem.investors.models import Investor
from ecosystem.investors.search_document import cheque_in_vnd, document
from ecosystem.kernel.access.amount_range import LARGEST
from ecosystem.rates.rates import Rate, Rates
from ecosystem.taxonomy.queries import vocabularies
from tests.factories import Factory

RATES = Rates({"USD": Rate("USD", Decimal(26_000), date(2026, 11, 25))})


def cheque(low: int | None, high: int | None, currency: str = "VND", rates: Rates = RATES) -> tuple[int | None, ...]:
    return cheque_in_vnd(Investor(cheque_min=low, cheque_max=high, currency=currency), rates)


def test_the_document_says_what_everybody_may_see(session: Session, make: Factory) -> None:
    entry = make.entry(
        make.organisation(),
        "Quỹ Thử Nghiệm",
        kind="investor",
        investor_kind="fund",
        investing="now",
        stages=["prototype"],
        rounds=["seed", "series-a"],
        geographies=["vietnam"],
        lead_roles=["lead"],
        cheque_min=200_000,
        cheque_max=500_000,
        currency="USD",
        thesis="Nước sạch cho làng nghề",
        partners=[{"name": "Người Kín", "role": "Giám đốc"}],
        contact_name="Người Kín",
        translation={"title": "Test Fund", "thesis": "Clean water"},
    )
    made = document(entry, vocabularies(session), RATES)
    assert made.kind == "investor"
    assert {name: made.keywords[name] for name in ("investor_kind", "investing", "stage", "round", "lead")} == {
        "investor_kind": ("fund",),
        "investing": ("now",),
        "stage": ("prototype",),
        "round": ("seed", "series-a"),
        "lead": ("lead",),
    }
    assert {"vietnam", "hanoi"} <= set(made.keywords["geography"])
    assert (made.numbers["cheque_from"], made.numbers["cheque_to"]) == (5_200_000_000, 13_000_000_000)
    assert "Nước sạch cho làng nghề" in made.texts["vi"]["body"]
    assert "Clean water" in made.texts["en"]["body"]
    assert "Người Kín" not in repr(made)


def test_what_it_does_not_invest_in_does_not_find_it(session: Session, make: Factory) -> None:
    entry = make.entry(
        make.organisation(),
        kind="investor",
        exclusions="Thuốc lá",
        excluded_sectors=["health"],
        translation={"title": "A Fund", "exclusions": "Tobacco"},
    )
    said = repr(document(entry, vocabularies(session), RATES))
    assert not [word for word in ("Thuốc lá", "Tobacco", "health") if word in said]


def test_those_abroad_are_found_by_where_they_are(session: Session, make: Factory) -> None:
    entry = make.entry(None, kind="investor", city="Zürich", country="CH", translation={"title": "A Fund"})
    made = document(entry, vocabularies(session), RATES)
    assert {language: made.texts[language]["body"] for language in ("vi", "en")} == {
        "vi": "Zürich\nThụy Sĩ",
        "en": "Zürich\nSwitzerland",
    }


def test_what_is_not_known_is_left_out(session: Session, make: Factory) -> None:
    made = document(make.entry(make.organisation(), kind="investor"), vocabularies(session), RATES)
    assert not {"investor_kind", "stage", "geography", "investing"} & made.keywords.keys()
    assert not {"cheque_from", "cheque_to"} & made.numbers.keys()


def test_a_dollar_cheque_without_a_rate_is_not_known(session: Session, make: Factory) -> None:
    entry = make.entry(make.organisation(), kind="investor", cheque_min=200_000, currency="USD")
    assert "cheque_from" not in document(entry, vocabularies(session), Rates()).numbers


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [
        (10**9, None, (10**9, LARGEST)),
        (None, 10**9, (0, 10**9)),
        (None, None, (None, None)),
        (0, 10**9, (0, 10**9)),
    ],
)
def test_an_open_end_reaches_as_far_as_amounts_go(
    low: int | None, high: int | None, found: tuple[int | None, ...]
) -> None:
    assert cheque(low, high) == found


@given(st.integers(0, LARGEST - 1), st.integers(1, LARGEST - 1), st.sampled_from(["VND", "USD"]))
def test_what_is_indexed_is_ordered_and_no_larger_than_the_engine_can_hold(one: int, other: int, currency: str) -> None:
    low, high = cheque(min(one, other), max(one, other), currency)
    assert low is not None
    assert high is not None
    assert 0 <= low <= high <= LARGEST


def test_the_kind_of_an_investor_is_a_search_word(session: Session, make: Factory) -> None:
    entry = make.entry(make.organisation(), kind="investor", investor_kind="angel", sectors=["health"])
    terms = vocabularies(session)
    made = document(entry, terms, RATES)
    for language in ("vi", "en"):
        assert {terms.label("investor_kind", "angel", language), terms.label("sector", "health", language)} <= set(
            made.labels[language]
        )
