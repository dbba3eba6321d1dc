from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from ecosystem.investors.input import LONGEST_ADDRESS, MOST_SECTORS, InvestorInput
from ecosystem.kernel.access.actor import Scope
from ecosystem.kernel.access.fields import label_of
from ecosystem.kernel.access.values import KNOWN_CODES

amounts = st.integers(1, 10**15 - 1)


def refused(**values: Any) -> str:
    """The field at fault."""
    with pytest.raises(ValidationError) as caught:
        InvestorInput.model_validate({"title": "Quỹ Thử", **values})
    error = caught.value.errors()[0]
    cause = error.get("ctx", {}).get("error")
    return str(error["loc"][0]) if error["loc"] else str(getattr(cause, "field", ""))


def test_a_name_of_one_letter_is_a_draft() -> None:
    """Some of the names in lists of investors are that short."""
    made = InvestorInput(title="C")
    assert made.cheque_min is None
    assert made.investing is None
    assert made.currency == "VND"


def test_empty_fields_of_a_form_are_nothing() -> None:
    names = ("investor_kind", "investing", "investing_until", "cheque_min", "cheque_max", "deals_per_year", "country")
    empty = dict.fromkeys((*names, "website"), "")
    made = InvestorInput.model_validate({"title": "Quỹ Thử", **empty})
    assert made.model_dump(include=set(empty)) == dict.fromkeys(empty)


def test_amounts_are_read_as_people_write_them() -> None:
    made = InvestorInput.model_validate(
        {"title": "Quỹ Thử", "cheque_min": "500 triệu", "cheque_max": "5 tỷ", "partners": [{"name": "Lê Thị Thử"}]}
    )
    assert (made.cheque_min, made.cheque_max) == (500_000_000, 5_000_000_000)
    assert made.partners[0].role == ""


@given(amounts, amounts)
def test_a_cheque_never_ends_before_it_begins(one: int, other: int) -> None:
    low, high = sorted((one, other))
    made = InvestorInput(title="Quỹ Thử", cheque_min=low, cheque_max=high)
    assert (made.cheque_min, made.cheque_max) == (low, high)
    if low < high:
        assert refused(cheque_min=high, cheque_max=low) == "cheque_max"


@pytest.mark.parametrize("ends", [{"cheque_min": 10**9}, {"cheque_max": 10**9}, {}])
def test_ends_may_stay_open(ends: dict[str, int]) -> None:
    made = InvestorInput.model_validate({"title": "Quỹ Thử", **ends})
    assert {name: value for name, value in made.model_dump().items() if name in ends} == ends


def test_a_cheque_of_nothing_is_refused() -> None:
    assert refused(cheque_min=0, cheque_max=0) == "cheque_max"


def test_what_is_sought_is_not_excluded() -> None:
    assert refused(sectors=["energy", "health"], excluded_sectors=["health"]) == "excluded_sectors"
    assert InvestorInput(title="Quỹ Thử", sectors=["energy"], excluded_sectors=["health"]).excluded_sectors


def test_more_sectors_than_others_may_have_and_no_end_of_them() -> None:
    codes = [f"sector-{number}" for number in range(MOST_SECTORS + 1)]
    assert InvestorInput(title="Quỹ Thử", sectors=codes[:-1]).sectors == codes[:-1]
    assert refused(sectors=codes) == "sectors"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("investor_kind", "bank"),
        ("investing", "maybe"),
        ("stages", ["old"]),
        ("rounds", ["series-z"]),
        ("geographies", ["moon"]),
        ("business_models", ["b2x"]),
        ("instruments", ["gift"]),
        ("lead_roles", ["watch"]),
        ("country", "XX"),
        ("excluded_sectors", ["nothing"]),
    ],
)
def test_a_code_that_is_no_term_is_refused(field: str, value: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        InvestorInput.model_validate({"title": "Quỹ Thử", field: value}, context={KNOWN_CODES: lambda *_: False})
    assert caught.value.errors()[0]["loc"][0] == field


def test_an_address_longer_than_its_column_is_refused() -> None:
    host = "quy.vn/"
    fits = host + "a" * (LONGEST_ADDRESS - len("https://" + host))
    assert InvestorInput(title="Quỹ Thử", website=fits).website == f"https://{fits}"
    assert refused(website=fits + "a") == "website"


def test_names_of_people_are_for_members_and_ways_to_them_by_consent() -> None:
    scopes = {name: label.scope for name, info in InvestorInput.model_fields.items() if (label := label_of(info))}
    assert {name for name, scope in scopes.items() if scope is Scope.MEMBERS} == {
        "partners",
        "contact_name",
        "contact_role",
    }
    assert {name for name, scope in scopes.items() if scope is Scope.CONSENT} == {"contact_email", "contact_phone"}
    assert {
        name for name, scope in scopes.items() if scope not in {Scope.PUBLIC, Scope.MEMBERS, Scope.CONSENT}
    } == set()


def test_a_bare_small_number_is_no_cheque() -> None:
    assert refused(cheque_min="5") == "cheque_min"
    assert InvestorInput.model_validate({"title": "Quỹ Thử", "cheque_min": 5}).cheque_min == 5, "lists say the unit"


def test_a_range_in_two_currencies_asks_for_the_currency() -> None:
    assert refused(cheque_min="500 triệu", cheque_max="200k USD", currency="VND") == "cheque_min"
    made = InvestorInput.model_validate(
        {"title": "Quỹ Thử", "cheque_min": "100k", "cheque_max": "200k USD", "currency": "VND"}
    )
    assert (made.cheque_min, made.cheque_max, made.currency) == (100_000, 200_000, "USD")
