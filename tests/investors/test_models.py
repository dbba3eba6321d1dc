from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from ecosystem.catalogue.service import assign, values_of
from ecosystem.investors.kind import KIND
from ecosystem.investors.models import STATEMENT_HOLDS, Investor
from ecosystem.kernel import clock
from ecosystem.kernel.db.transaction import transaction
from tests.factories import Factory

YEAR = timedelta(days=365)


def later(entry: Investor, **values: object) -> None:
    """Save the page again with other values."""
    content = KIND.input.model_validate({**values_of(KIND, entry), **values})
    with transaction() as session:
        assign(session, KIND, session.merge(entry), content)


def test_a_statement_is_of_the_day_on_which_it_is_made(session: Session, make: Factory) -> None:
    with clock.travel(-YEAR):
        entry = make.entry(make.organisation(), kind="investor", investing="now")
    assert isinstance(entry, Investor)
    assert entry.investing_confirmed_on == clock.today() - YEAR
    later(entry, summary="Khác.")
    assert entry.investing_confirmed_on == clock.today() - YEAR
    later(entry, investing="paused")
    assert entry.investing_confirmed_on == clock.today()


def test_who_says_nothing_confirms_nothing(make: Factory) -> None:
    entry = make.entry(make.organisation(), kind="investor")
    assert isinstance(entry, Investor)
    assert entry.investing_confirmed_on is None
    assert not entry.statement_is_old


@pytest.mark.parametrize(("age", "is_old"), [(timedelta(0), False), (STATEMENT_HOLDS, False), (timedelta(184), True)])
def test_a_statement_ages(age: timedelta, is_old: bool) -> None:
    made = Investor(investing="now")
    made.investing_confirmed_on = clock.today() - age
    assert made.statement_is_old is is_old


@pytest.mark.parametrize(("days", "is_old"), [(-1, True), (0, False), (30, False)])
def test_a_statement_ends_with_the_time_it_was_made_for(days: int, is_old: bool) -> None:
    made = Investor(investing="now", investing_until=clock.today() + timedelta(days=days))
    assert made.statement_is_old is is_old
