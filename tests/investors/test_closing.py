"""What an investor says of investing holds until the day it named; the investor stays."""

from __future__ import annotations

from datetime import timedelta

from flask.testing import FlaskClient

from ecosystem.kernel import clock
from tests.discovery.world import results
from tests.factories import Factory

YEARS = timedelta(days=2_000)


def test_a_statement_leaves_the_filter_by_itself_and_the_investor_stays(client: FlaskClient, make: Factory) -> None:
    owner = make.organisation(kind="fund")
    make.entry(owner, "Đến hôm nay", kind="investor", investing="now", investing_until=clock.today())
    make.entry(owner, "Không hạn", kind="investor", investing="now")
    make.index()
    both = {"Đến hôm nay", "Không hạn"}
    assert set(results(client, "/investors", ("investing", "now")).titles) == both
    with clock.travel(timedelta(days=1, hours=1)):
        make.index()
        make.index()
        assert results(client, "/investors", ("investing", "now")).titles == ["Không hạn"]
        assert set(results(client, "/investors").titles) == both


def test_what_was_said_for_a_time_long_over_is_in_no_filter(client: FlaskClient, make: Factory) -> None:
    owner = make.organisation(kind="fund")
    make.entry(owner, "Đã hết", kind="investor", investing="now", investing_until=clock.today() - YEARS)
    make.index()
    assert results(client, "/investors", ("investing", "now")).total == 0
    assert results(client, "/investors").total == 1
