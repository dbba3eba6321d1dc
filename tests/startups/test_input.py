from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from ecosystem.catalogue.policy import public_text_fields
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Scope
from ecosystem.kernel.access.fields import label_of
from ecosystem.kernel.access.values import KNOWN_CODES
from ecosystem.kernel.web.input_errors import errors_by_field
from ecosystem.startups.doubts import doubts
from ecosystem.startups.input import StartupInput

NEXT_MONTH = f"{clock.today().year + 1}-01"


def refused(**values: Any) -> set[str]:
    """The fields at fault."""
    with pytest.raises(ValidationError) as caught:
        StartupInput.model_validate({"title": "Lúa Xanh Số", **values}, context={KNOWN_CODES: lambda *_: False})
    return set(errors_by_field(caught.value))


def test_a_name_alone_is_a_draft_and_may_be_short() -> None:
    made = StartupInput(title="X")
    assert (made.raising, made.amount_sought, made.committed, made.traction) == (None, None, None, [])
    assert refused(title=" ") == {"title"}


def test_empty_fields_of_a_form_are_nothing() -> None:
    names = [name for name, info in StartupInput.model_fields.items() if info.default is None]
    assert len(names) > 15
    empty = dict.fromkeys(names, "")
    assert StartupInput.model_validate({"title": "X", **empty}).model_dump(include=set(names)) == dict.fromkeys(names)


def test_every_code_is_asked_for() -> None:
    codes = ("stage", "status", "country", "raising", "round", "valuation_basis", "round_lead")
    assert refused(**dict.fromkeys(codes, "nothing")) == set(codes)
    assert refused(instruments=["nothing"], business_models=["nothing"]) == {"instruments-0", "business_models-0"}


def test_an_amount_is_more_than_nothing_or_unknown() -> None:
    for name in ("amount_sought_to", "minimum_ticket", "valuation"):
        assert refused(**{name: "0", "valuation_basis": None}) == {name}
    assert refused(committed="-1") == {"committed"}
    made = StartupInput.model_validate({"title": "X", "amount_sought": "8 tỷ", "committed": "0"})
    assert (made.amount_sought, made.committed) == (8_000_000_000, 0)


def test_who_raises_does_not_seek_nothing() -> None:
    """Lists say 0 of those that seek none; there it is no contradiction."""
    for raising in ("now", "soon"):
        with pytest.raises(ValidationError) as caught:
            StartupInput.model_validate({"title": "X", "raising": raising, "amount_sought": "0"})
        assert set(errors_by_field(caught.value)) == {"amount_sought"}
        typed = {"title": "X", "raising": raising, "amount_sought": ""}
        assert StartupInput.model_validate(typed).amount_sought is None
    assert StartupInput.model_validate({"title": "X", "raising": "not-now", "amount_sought": "0"}).amount_sought == 0
    assert StartupInput.model_validate({"title": "X", "amount_sought": "0"}).amount_sought == 0


def test_no_amount_changes_its_currency_in_silence() -> None:
    typed = {"amount_sought": "5 tỷ", "amount_sought_to": "", "committed": "0", "minimum_ticket": "$10k"}
    assert refused(**typed, currency="VND") == {"amount_sought"}
    assert refused(**typed, currency="USD") == {"amount_sought"}, "whoever counts in tỷ seldom means dollars"
    chosen = StartupInput.model_validate({"title": "X", **typed, "amount_sought": "500k", "currency": "USD"})
    assert (chosen.amount_sought, chosen.currency) == (500_000, "USD")
    both = StartupInput.model_validate({"title": "X", **typed, "currency": "VND", "amount_sought": "300k USD"})
    assert (both.minimum_ticket, both.currency) == (10_000, "USD")
    ends = {"amount_sought": "300k", "amount_sought_to": "$500k", "currency": "VND"}
    assert StartupInput.model_validate({"title": "X", **ends}).currency == "USD"


def test_more_may_be_committed_than_was_sought_and_is_asked_about() -> None:
    content = StartupInput(title="X", amount_sought=8, committed=12)
    assert content.committed == 12
    assert [field for field, _ in doubts(content)] == ["committed"]
    for fitting in ({"committed": 8}, {"committed": 12, "amount_sought_to": 12}, {"committed": 12, "amount_sought": 0}):
        assert list(doubts(StartupInput.model_validate({"title": "X", "amount_sought": 8, **fitting}))) == []


@pytest.mark.parametrize(("low", "high"), [("amount_sought", "amount_sought_to"), ("employees", "employees_to")])
def test_a_range_ends_where_it_begins_or_later(low: str, high: str) -> None:
    assert refused(**{low: 12, high: 8}) == {high}
    assert getattr(StartupInput.model_validate({"title": "X", low: 8, high: 8}), high) == 8


def test_a_valuation_says_which_it_is() -> None:
    assert refused(valuation="40 tỷ") == {"valuation"}
    assert StartupInput(title="X", valuation=1, valuation_basis="cap").valuation == 1


@given(st.lists(st.decimals("0.01", 100, places=2), min_size=1, max_size=10))
def test_uses_of_funds_are_parts_of_one_whole(shares: list[Decimal]) -> None:
    rows = [{"purpose": "Việc", "share": str(share)} for share in shares]
    if sum(shares) <= 100:
        assert [row.share for row in StartupInput.model_validate({"title": "X", "use_of_funds": rows}).use_of_funds]
    else:
        assert refused(use_of_funds=rows) == {"use_of_funds"}


def test_a_month_stands_once_for_one_figure() -> None:
    row = {"metric": "Doanh thu", "month": "03/2026", "value": "1.284", "unit": "triệu đồng"}
    other = {**row, "metric": "doanh thu", "month": "2026-03"}
    assert refused(traction=[row, other]) == {"traction-1-month"}
    made = StartupInput.model_validate({"title": "X", "traction": [row, {**row, "unit": "USD"}]})
    assert [(one.month, one.value) for one in made.traction] == [("2026-03", Decimal(1284))] * 2


def test_a_row_that_does_not_say_counts_what_stands_above_it() -> None:
    first = {"metric": "Doanh thu", "month": "1/2026", "value": "1", "unit": "triệu đồng"}
    blank = {"metric": " ", "month": "2/2026", "value": "2", "unit": ""}
    other = {"metric": "", "month": "3/2026", "value": "3", "unit": "USD"}
    made = StartupInput.model_validate({"title": "X", "traction": [first, blank, other]})
    told = ("Doanh thu", "triệu đồng")
    assert [(row.metric, row.unit) for row in made.traction] == [told, told, ("Doanh thu", "USD")]
    assert refused(traction=[blank]) == {"traction-0-metric"}


def test_what_has_not_happened_is_no_figure() -> None:
    assert refused(traction=[{"metric": "a", "month": NEXT_MONTH, "value": "1"}]) == {"traction-0-month"}
    assert refused(founded_on=NEXT_MONTH) == {"founded_on"}
    assert refused(earlier_rounds=[{"closed_on": NEXT_MONTH}]) == {"earlier_rounds-0-closed_on"}
    assert refused(revenue=[{"year": clock.today().year + 1, "amount": 1}]) == {"revenue-0-year"}


def test_a_row_that_lacks_something_says_what() -> None:
    assert refused(traction=[{"metric": "a", "month": "", "value": ""}]) == {"traction-0-month", "traction-0-value"}
    assert refused(revenue=[{"year": "2025", "amount": ""}]) == {"revenue-0-amount"}


def test_a_row_without_a_currency_is_in_dong() -> None:
    made = StartupInput.model_validate(
        {"title": "X", "revenue": [{"year": 2025, "amount": "0", "currency": ""}], "earlier_rounds": [{"amount": 5}]}
    )
    assert (made.revenue[0].amount, made.revenue[0].currency) == (0, "VND")
    assert made.earlier_rounds[0].currency == "VND"


def test_dates_are_kept_as_exactly_as_they_are_known() -> None:
    for typed, known in (("2019", "2019"), ("03/2019", "2019-03"), ("12/03/2019", "2019-03-12"), (2005, "2005")):
        assert StartupInput.model_validate({"title": "X", "founded_on": typed}).founded_on == known


def test_a_startup_that_has_closed_raises_nothing() -> None:
    made = StartupInput(title="X", status="closed", raising="not-now")
    assert made.status == "closed"
    with pytest.raises(ValidationError):
        StartupInput(title="X", status="closed", raising="now")


def test_lists_may_say_yes_or_no() -> None:
    assert StartupInput.model_validate({"title": "X", "raising": True}).raising == "now"
    assert StartupInput.model_validate({"title": "X", "raising": False}).raising == "not-now"


def test_who_sees_what() -> None:
    """Asks are public; what others could use against a founder is for members, ways to reach a person by consent."""
    scopes = {name: label.scope for name, info in StartupInput.model_fields.items() if (label := label_of(info))}
    assert scopes.keys() == StartupInput.model_fields.keys()
    members = {"revenue", "valuation", "valuation_basis", "contact_name", "contact_role"}
    assert {name for name, scope in scopes.items() if scope is Scope.MEMBERS} == members
    assert {name for name, scope in scopes.items() if scope is Scope.CONSENT} == {"contact_email", "contact_phone"}
    assert {scope for name, scope in scopes.items() if name.startswith(("amount", "raising", "round"))} == {
        Scope.PUBLIC
    }


def test_no_row_with_names_is_searched() -> None:
    assert public_text_fields(StartupInput) == ("title", "summary", "description", "market")


def test_a_ticket_is_no_larger_than_the_round() -> None:
    assert refused(amount_sought="5 tỷ", minimum_ticket="10 tỷ") == {"minimum_ticket"}
    made = StartupInput.model_validate(
        {"title": "X", "amount_sought": "5 tỷ", "amount_sought_to": "12 tỷ", "minimum_ticket": "10 tỷ"}
    )
    assert made.minimum_ticket == 10_000_000_000


def test_a_bare_small_number_is_no_ask() -> None:
    assert refused(amount_sought="5") == {"amount_sought"}
    assert refused(amount_sought="999") == {"amount_sought"}
    for name in ("amount_sought_to", "committed", "minimum_ticket"):
        assert refused(**{name: "5"}) == {name}
    assert StartupInput.model_validate({"title": "X", "committed": "0"}).committed == 0
    assert StartupInput.model_validate({"title": "X", "amount_sought": "300.000", "currency": "USD"}).amount_sought


def test_what_is_not_settled_stays_empty() -> None:
    with pytest.raises(ValidationError, match="not settled"):
        StartupInput.model_validate({"title": "X", "amount_sought": "thỏa thuận"})
