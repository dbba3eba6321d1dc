"""A round ends at midnight in Hanoi; the startup stays."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
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


LAST = date(2026, 12, 31)
OVER = datetime(2026, 12, 31, 17, 0, 0, tzinfo=UTC)
"""Midnight in Hanoi."""


@pytest.mark.parametrize(("moment", "is_open"), [(OVER - timedelta(minutes=2), True), (OVER, False)])
def test_the_last_day_ends_at_midnight_in_hanoi_everywhere(
    client: FlaskClient, make: Factory, moment: datetime, is_open: bool
) -> None:
    """D05, for what ends so far: the ask of a round, on its page, in the list and in the filter."""
    entry = make.entry(make.organisation(kind="company"), "Đóng cuối năm", kind="startup", **ASK, round_closes_on=LAST)
    with clock.travel(moment - clock.now()):
        close_rounds({})
        make.index()
        page, listed = client.get(f"/startups/{entry.address}").text, client.get("/startups").text
        assert [("8 tỷ đồng" in text, "Hết hạn hôm nay" in text) for text in (page, listed)] == [(is_open, is_open)] * 2
        assert results(client, "/startups", ("raising_from", "1 tỷ")).total == is_open
        assert ('datetime="2026-12-31"' in listed) is is_open
