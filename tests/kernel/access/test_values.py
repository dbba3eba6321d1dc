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
    ],
)
def test_the_field_with_the_other_currency_is_named(given: dict[str, str], field: str) -> None:
    with pytest.raises(InputError) as refused:
        with_stated_currency(given, AMOUNTS)
    assert refused.value.field == field
