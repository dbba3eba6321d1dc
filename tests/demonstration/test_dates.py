from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ecosystem.demonstration.dates import DAYS_BACK, published_at, updated_at
from ecosystem.kernel.clock import HANOI

TODAY = date(2026, 3, 2)
keys = st.text("abcdefghij-", min_size=1, max_size=20)


@given(keys)
def test_the_same_key_has_the_same_moments_in_the_last_weeks(key: str) -> None:
    published = published_at(key, TODAY)
    updated = updated_at(key, TODAY, published)
    assert published == published_at(key, TODAY)
    assert updated == updated_at(key, TODAY, published)
    assert TODAY - timedelta(days=DAYS_BACK) <= published.astimezone(HANOI).date() < TODAY
    assert published <= updated
    assert updated.astimezone(HANOI).date() < TODAY


def test_moments_are_spread() -> None:
    days = {published_at(str(number), TODAY).date() for number in range(200)}
    assert len(days) > DAYS_BACK / 2
