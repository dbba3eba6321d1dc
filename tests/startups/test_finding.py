"""From what a startup says to being found by it."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient

from ecosystem.catalogue.service import slug_of
from ecosystem.kernel import clock
from ecosystem.kernel.access.acting import act_as
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.db.transaction import transaction
from ecosystem.rates.service import set_rate
from tests.discovery.world import results
from tests.factories import Factory
from tests.markup import parse

ASK: dict[str, Any] = {"raising": "now", "amount_sought": 8_000_000_000, "round": "seed"}


@pytest.fixture
def startups(make: Factory) -> None:
    with act_as(OPERATOR), transaction() as session:
        set_rate(session, OPERATOR, "USD", Decimal(26_000), date(2026, 11, 20))
    owner = make.organisation(kind="company")
    text = "Đo khí mê-tan trên ruộng lúa bằng cảm biến giá rẻ."
    make.entry(owner, "Lúa Xanh Số", kind="startup", summary=text, stage="growth", business_models=["b2b"], **ASK)
    dollars: dict[str, Any] = {"raising": "now", "amount_sought": 500_000, "currency": "USD", "round": "series-a"}
    make.entry(owner, "Xe Điện Thử", kind="startup", summary="Xe máy điện.", **dollars)
    make.entry(owner, "Không gọi vốn", kind="startup", summary="Phần mềm.", stage="idea", amount_sought=10**9)
    make.entry(owner, "Đo khí thải lò gạch", summary="Ống khói.")
    make.index()


@pytest.mark.usefixtures("startups")
@pytest.mark.parametrize("typed", ["do khi metan ruong lua", "đo khí mê-tan ruộng lúa", "ruong lua khi me tan"])
def test_it_is_found_without_marks(client: FlaskClient, typed: str) -> None:
    assert results(client, "/search", ("q", typed)).titles[0] == "Lúa Xanh Số"


@pytest.mark.usefixtures("startups")
@pytest.mark.parametrize(
    ("parameter", "value", "found"),
    [
        ("stage", "growth", {"Lúa Xanh Số"}),
        ("round", "series-a", {"Xe Điện Thử"}),
        ("business_model", "b2b", {"Lúa Xanh Số"}),
        ("raising_from", "10 tỷ", {"Xe Điện Thử"}),
        ("raising_to", "400000USD", {"Lúa Xanh Số"}),
        ("raising_to", "1 tỷ", set()),
        ("raising_from", "1", {"Lúa Xanh Số", "Xe Điện Thử"}),
    ],
)
def test_the_list_is_narrowed(client: FlaskClient, parameter: str, value: str, found: set[str]) -> None:
    assert set(results(client, "/startups", (parameter, value)).titles) == found


@pytest.mark.usefixtures("startups")
def test_dong_stands_beside_no_amount_that_names_its_currency(client: FlaskClient) -> None:
    def beside(query: str) -> list[int]:
        page = parse(client.get(f"/startups{query}").text)
        return [one.text.count("đồng") for one in page.all("span", class_="with-unit")]

    assert beside("") == [1, 1]
    assert beside("?raising_to=500000USD") == [1, 0]


def test_rounds_and_entries_that_end_stand_in_one_order(client: FlaskClient, make: Factory) -> None:
    owner, today = make.organisation(), clock.today()
    for days in (2, 20):
        make.entry(owner, f"Công nghệ {days}", closes_on=today + timedelta(days=days))
    for days in (9, 1):
        ends = today + timedelta(days=days)
        make.entry(owner, f"Vòng {days}", kind="startup", round_closes_on=ends, **ASK)
    make.entry(owner, "Chưa gọi", kind="startup", raising="later", round_closes_on=today)
    make.index()
    found = results(client, "/search", ("sort", "closing")).titles
    assert found == ["Vòng 1", "Công nghệ 2", "Vòng 9", "Công nghệ 20", "Chưa gọi"]
    assert results(client, "/startups", ("sort", "closing")).titles == ["Vòng 1", "Vòng 9", "Chưa gọi"]


@pytest.mark.usefixtures("startups")
def test_the_largest_ask_stands_first_across_currencies(client: FlaskClient) -> None:
    assert results(client, "/startups", ("sort", "raising")).titles == ["Xe Điện Thử", "Lúa Xanh Số", "Không gọi vốn"]


@pytest.mark.usefixtures("startups")
def test_each_count_is_what_choosing_it_yields(client: FlaskClient) -> None:
    counts = {key: count for key, count in results(client, "/startups").facets().items() if key[0] != "verified"}
    assert {name for name, _ in counts} >= {"sector", "stage", "round", "business_model"}
    for chosen, count in counts.items():
        assert results(client, "/startups", chosen).total == count, chosen


@pytest.mark.usefixtures("startups")
def test_a_result_says_in_words_how_far_it_is_and_what_it_seeks(client: FlaskClient) -> None:
    row = results(client, "/startups", ("stage", "growth")).page.one("li", data_id=None).text
    for words in ("Tăng trưởng", "Vòng hạt giống", "cần gọi 8 tỷ đồng"):
        assert words in row


SPELLINGS = ("Vườn ươm Hòa Thụy", "Vườn ươm Hoà Thuỵ", unicodedata.normalize("NFD", "Vườn ươm Hòa Thụy"))


def test_spellings_of_one_name_are_one_name(client: FlaskClient, make: Factory) -> None:
    """L04: search, suggestions and address; the owner's spelling is shown."""
    entry = make.entry(make.organisation(kind="company"), SPELLINGS[0], kind="startup")
    make.entry(make.organisation(kind="company"), "Vườn Hoa Thúy", kind="startup")
    make.index()
    found = [results(client, "/search", ("q", typed)) for typed in SPELLINGS]
    assert found[0].titles[0] == SPELLINGS[0]
    assert found[0].ids == found[1].ids == found[2].ids
    suggested = [client.get("/search/suggest", query_string={"q": typed}).text for typed in SPELLINGS]
    assert suggested == [suggested[0]] * 3
    assert entry.public_id in suggested[0]
    assert len({slug_of(typed) for typed in SPELLINGS}) == 1
