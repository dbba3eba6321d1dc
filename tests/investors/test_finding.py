"""From what an investor says to being found by it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient

from ecosystem.kernel.access.acting import act_as
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.db.transaction import transaction
from ecosystem.rates.service import set_rate
from tests.discovery.world import results
from tests.factories import Factory


def rate(vnd: int, day: date = date(2026, 11, 20)) -> None:
    with act_as(OPERATOR), transaction() as session:
        set_rate(session, OPERATOR, "USD", Decimal(vnd), day)


@pytest.fixture
def investors(make: Factory) -> None:
    rate(26_000)
    owner = make.organisation(kind="fund")
    dollars: dict[str, Any] = {
        "cheque_min": 200_000,
        "cheque_max": 500_000,
        "currency": "USD",
        "investor_kind": "corporate",
    }
    make.entry(owner, "Quỹ Đô la", kind="investor", **dollars)
    make.entry(owner, "Quỹ Đồng", kind="investor", cheque_min=500_000_000, cheque_max=2_000_000_000, stages=["idea"])
    make.entry(owner, "Quỹ Không trần", kind="investor", cheque_min=20_000_000_000, rounds=["series-b"])
    make.entry(owner, "Quỹ Cả nước", kind="investor", geographies=["vietnam"], lead_roles=["lead", "follow"])
    make.entry(owner, "Quỹ Miền Nam", kind="investor", geographies=["vietnam-south"], investing="paused")
    make.index()


@pytest.mark.usefixtures("investors")
@pytest.mark.parametrize(
    ("parameter", "value", "found"),
    [
        ("cheque", "10 tỷ", {"Quỹ Đô la"}),
        ("cheque", "300000USD", {"Quỹ Đô la"}),
        ("cheque", "$300,000", {"Quỹ Đô la"}),
        ("cheque", "0,3 triệu đô", {"Quỹ Đô la"}),
        ("cheque", "13000000000", {"Quỹ Đô la"}),
        ("cheque", "13000000001", set()),
        ("cheque", "1 tỷ", {"Quỹ Đồng"}),
        ("cheque", "900 tỷ", {"Quỹ Không trần"}),
        ("stage", "idea", {"Quỹ Đồng"}),
        ("round", "series-b", {"Quỹ Không trần"}),
        ("geography", "hanoi", {"Quỹ Cả nước"}),
        ("geography", "vietnam-south", {"Quỹ Cả nước", "Quỹ Miền Nam"}),
        ("lead", "follow", {"Quỹ Cả nước"}),
        ("investing", "paused", {"Quỹ Miền Nam"}),
        ("investor_kind", "corporate", {"Quỹ Đô la"}),
        ("investor_kind", "fund", set()),
    ],
)
def test_the_list_is_narrowed(client: FlaskClient, parameter: str, value: str, found: set[str]) -> None:
    assert set(results(client, "/investors", (parameter, value)).titles) == found


@pytest.mark.usefixtures("investors")
def test_each_count_is_what_choosing_it_yields(client: FlaskClient) -> None:
    counts = {key: count for key, count in results(client, "/investors").facets().items() if key[0] != "verified"}
    assert {name for name, _ in counts} >= {
        "sector",
        "stage",
        "round",
        "investor_kind",
        "geography",
        "lead",
        "investing",
    }
    for chosen, count in counts.items():
        assert results(client, "/investors", chosen).total == count, chosen


@pytest.mark.usefixtures("investors")
def test_another_rate_finds_others(client: FlaskClient, make: Factory) -> None:
    rate(20_000, date(2026, 11, 21))
    make.index()
    assert results(client, "/investors", ("cheque", "11 tỷ")).titles == []
    assert results(client, "/investors", ("cheque", "4 tỷ")).titles == ["Quỹ Đô la"]


@pytest.mark.usefixtures("investors")
@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/investors", ("Doanh nghiệp đầu tư", "200.000–500.000 USD mỗi thương vụ")),
        ("/en/investors", ("Corporate investor", "USD 200,000–500,000 a deal")),
    ],
)
def test_a_result_says_in_words_what_it_is(client: FlaskClient, address: str, words: tuple[str, ...]) -> None:
    row = results(client, address, ("investor_kind", "corporate")).page.one("li", data_id=None).text
    assert [one for one in words if one not in row] == []
