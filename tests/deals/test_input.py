"""What a deal may say."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from ecosystem.deals.facts import RoundFacts, differing, digest_of
from ecosystem.deals.input import DealInput


def deal(**said: Any) -> DealInput:
    return DealInput.model_validate({"startup_id": "s", "investor_id": "i", **said})


@pytest.mark.parametrize(
    ("written", "kept"),
    [("2012-03-01", "2012-03-01"), ("2012-03", "2012-03"), ("3/2012", "2012-03"), ("2012", "2012"), ("", None)],
)
def test_a_date_is_as_exact_as_it_is_written(written: str, kept: str | None) -> None:
    assert deal(dated=written).dated == kept


def test_what_is_not_said_is_unknown_and_not_zero() -> None:
    assert (deal().amount, deal().invested, deal().is_lead, deal().currency) == (None, None, None, None)
    assert deal(amount="0", currency="USD").amount == 0


@pytest.mark.parametrize("name", ["amount", "invested"])
def test_an_amount_without_its_currency_is_refused(name: str) -> None:
    with pytest.raises(ValidationError, match="currency"):
        deal(**{name: 1000})
    assert getattr(deal(**{name: "1,2 tỷ", "currency": "vnd"}), name) == 1_200_000_000


def test_another_currency_is_refused() -> None:
    with pytest.raises(ValidationError):
        deal(amount=1, currency="EUR")


def test_equal_facts_have_equal_digests_and_different_ones_do_not() -> None:
    one = RoundFacts(1, "seed", "", "2012", 5, "USD")
    assert digest_of(one) == digest_of(RoundFacts(1, "seed", "", "2012", 5, "USD"))
    other = RoundFacts(1, "seed", "", "2012-01", None, None)
    assert digest_of(one) != digest_of(other)
    assert differing(one, other) == ["dated", "amount", "currency"]
