"""A round ends at midnight in Hanoi; the startup stays."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient

from ecosystem.kernel import clock
from ecosystem.startups.closing import close_rounds
from tests.discovery.world import results
from tests.factories import Factory

ASK: dict[str, Any] = {"raising": "now", "amount_sought": 8_000_000_000, "round": "seed"}


def test_the_ask_leaves_the_filters_by_itself_and_the_startup_stays(client: FlaskClient, make: Factory) -> None:
    owner = make.organisation(kind="company")
    make.entry(owner, "Đóng hôm nay", kind="startup", **ASK, round_closes_on=clock.today())
    make.entry(owner, "Chưa có hạn", kind="startup", **ASK)
    make.index()
    both = {"Đóng hôm nay", "Chưa có hạn"}
    assert set(results(client, "/startups", ("raising_from", "1 tỷ")).titles) == both
    with clock.travel(timedelta(days=1)):
        close_rounds({})
        make.index()
        assert results(client, "/startups", ("raising_from", "1 tỷ")).titles == ["Chưa có hạn"]
        assert results(client, "/startups", ("round", "seed")).titles == ["Chưa có hạn"]
        assert set(results(client, "/startups").titles) == both


def test_the_worker_looks_every_hour(make: Factory, client: FlaskClient) -> None:
    owner = make.organisation(kind="company")
    make.entry(owner, "Đóng hôm nay", kind="startup", **ASK, round_closes_on=clock.today())
    make.index()
    with clock.travel(timedelta(days=1, hours=1)):
        make.index()
        make.index()
        assert results(client, "/startups", ("raising_from", "1 tỷ")).total == 0
