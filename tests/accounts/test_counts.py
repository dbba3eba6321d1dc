"""Delays grow, end, and are never long for an address."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.accounts.counts import (
    BY_ADDRESS,
    BY_CLIENT,
    MAIL_TO_ADDRESS,
    Rule,
    clear,
    count_one,
    forget_old_counts,
    key_of,
    seconds_to_wait,
)
from ecosystem.accounts.models import AccessCount
from ecosystem.kernel import clock
from ecosystem.kernel.db.transaction import transaction


@pytest.mark.parametrize("rule", [BY_ADDRESS, BY_CLIENT, MAIL_TO_ADDRESS])
def test_it_is_free_at_first_then_slower_and_slower_up_to_a_limit(session: Session, rule: Rule) -> None:
    key = key_of("test", str(rule))
    waits = []
    with transaction():
        for _ in range(rule.free + 15):
            count_one(session, key, rule)
            waits.append(seconds_to_wait(session, key, rule))
    assert waits[: rule.free - 1] == [0] * (rule.free - 1)
    assert waits[rule.free - 1] in {rule.first, rule.first - 1}
    assert waits == sorted(waits)
    assert max(waits) <= rule.longest
    with clock.travel(timedelta(seconds=rule.longest)):
        assert seconds_to_wait(session, key, rule) == 0


def test_nobody_is_kept_from_an_address_for_more_than_half_a_minute() -> None:
    assert BY_ADDRESS.longest <= 30


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(steps=st.lists(st.integers(0, 4000), max_size=12))
def test_a_wait_is_never_negative_nor_beyond_the_limit(session: Session, steps: list[int]) -> None:
    key = key_of("law", str(steps))
    passed = 0
    with transaction():
        for step in steps:
            passed += step
            with clock.travel(timedelta(seconds=passed)):
                assert 0 <= seconds_to_wait(session, key, BY_ADDRESS) <= BY_ADDRESS.longest
                count_one(session, key, BY_ADDRESS)


def test_a_pause_and_a_success_forget(session: Session) -> None:
    key = key_of("test", "x")
    with transaction():
        for _ in range(8):
            count_one(session, key, BY_ADDRESS)
    with clock.travel(timedelta(hours=2)), transaction():
        count_one(session, key, BY_ADDRESS)
        row = session.get(AccessCount, key)
        assert row is not None
        assert row.count == 1
        clear(session, key)
    assert seconds_to_wait(session, key, BY_ADDRESS) == 0


def test_old_counts_are_deleted(session: Session) -> None:
    with transaction():
        count_one(session, key_of("test", "x"), BY_ADDRESS)
    forget_old_counts({})
    assert session.scalars(select(AccessCount)).all()
    session.rollback()
    with clock.travel(timedelta(days=3)):
        forget_old_counts({})
    assert not session.scalars(select(AccessCount)).all()
