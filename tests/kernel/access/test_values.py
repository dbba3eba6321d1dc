from __future__ import annotations

import pytest

from ecosystem.kernel.access.fields import InputError
from ecosystem.kernel.access.values import with_stated_currency

AMOUNTS = (("ask", "ask_to"), ("valuation",), ("ticket",))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"ask": "8 tỷ đồng", "valuation": "$2M"}, "valuation"),
        ({"ask": "8 tỷ đồng", "ask_to": "$2M", "valuation": "1 tỷ đồng"}, "ask_to"),
        ({"valuation": "1 triệu USD", "ticket": "5 tỷ đồng"}, "ticket"),
        ({"ask": "5 tỷ", "ask_to": "$2M", "currency": "USD"}, "ask"),
        ({"ask": "5 tỷ", "ask_to": "5 tỷ", "currency": "USD"}, "ask"),
        ({"ask": "200.000", "ticket": "50 triệu", "currency": "USD"}, "ticket"),
        ({"ask": "5 tỷ", "ask_to": "$2M", "currency": "VND"}, "ask"),
    ],
)
def test_the_field_with_the_other_currency_is_named(given: dict[str, str], field: str) -> None:
    with pytest.raises(InputError) as refused:
        with_stated_currency(given, AMOUNTS)
    assert refused.value.field == field


@pytest.mark.parametrize(
    "given",
    [
        {"ask": "5 tỷ", "ask_to": "6 tỷ", "currency": "VND"},
        {"ask": "1 triệu", "ask_to": "2 triệu USD", "currency": "USD"},
        {"ask": "200.000", "ask_to": "2M", "currency": "USD"},
        {"ask": "5 billion", "currency": "USD"},
        {"ask": "0", "ticket": "", "currency": "USD"},
    ],
)
def test_what_is_clear_is_not_asked_about(given: dict[str, str]) -> None:
    assert with_stated_currency(given, AMOUNTS)["currency"] == given["currency"]
