from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ecosystem.startups.traction import series_of

months = st.integers(1990 * 12, 2026 * 12).map(lambda ordinal: f"{ordinal // 12:04d}-{ordinal % 12 + 1:02d}")
rows = st.lists(
    st.fixed_dictionaries(
        {
            "metric": st.sampled_from(["Doanh thu", "doanh thu", "Khách hàng"]),
            "month": months,
            "value": st.decimals(-1000, 1000, places=2).map(str),
            "unit": st.sampled_from(["triệu đồng", "người", ""]),
        }
    ),
    max_size=30,
)


def test_what_is_counted_in_one_unit_is_one_series() -> None:
    found = series_of(
        [
            {"metric": "Doanh thu", "month": "2026-10", "value": "238", "unit": "triệu đồng"},
            {"metric": "Khách hàng", "month": "2026-10", "value": "42", "unit": ""},
            {"metric": "doanh thu", "month": "2026-02", "value": "86.5", "unit": "Triệu đồng"},
            {"metric": "Doanh thu", "month": "2026-10", "value": "9000", "unit": "USD"},
        ]
    )
    assert [(one.metric, one.unit, len(one.points)) for one in found] == [
        ("Doanh thu", "triệu đồng", 2),
        ("Khách hàng", "", 1),
        ("Doanh thu", "USD", 1),
    ]
    assert [one.is_charted for one in found] == [True, False, False]
    assert (found[0].first.month, found[0].last.value) == ("2026-02", Decimal(238))


@given(rows)
def test_no_row_is_lost_and_months_stand_in_order(given_rows: list[dict[str, Any]]) -> None:
    found = series_of(given_rows)
    assert sum(len(one.points) for one in found) == len(given_rows)
    for one in found:
        ordinals = [point.ordinal for point in one.points]
        assert ordinals == sorted(ordinals)
        assert sorted(point.month for point in one.points) == [point.month for point in one.points]
