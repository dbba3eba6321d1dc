"""Rows of results: in the page's language, with what was found marked and no more."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from flask.testing import FlaskClient

from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.db.transaction import transaction
from ecosystem.rates.service import set_rate
from tests.discovery.world import Results, results
from tests.factories import Factory
from tests.installation import inside, installation
from tests.markup import Element

SLUDGE = "Thu hồi niken từ bùn thải"
NOODLES = "Nước thải làng bún"


@pytest.fixture(scope="module")
def client(template_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    with installation(template_database, tmp_path_factory.mktemp("rows")) as made:
        with inside(made):
            make = Factory()
            make.entry(None, SLUDGE, summary="Bùn ép khô.")
            make.entry(None, NOODLES, summary="Ngọt.", description="Từ bể chảy ra nước và bùn.")
            make.entry(None, "Ruột heo", summary="Ăn với bún.")
            english = {"title": "Anti-rust coating for bridges", "summary": "Keeps rust off."}
            make.entry(None, "Sơn cầu", summary="Lâu bền.", translation=english)
            make.entry(None, "Zinc dust paint", language="en", summary="For hulls.")
            make.entry(None, "Lò sấy", price_from=200_000, price_to=200_000, currency="USD", trl=7)
            owner = make.organisation(make.user())
            make.entry(owner, "Lò nung", price_from=5 * 10**9, price_to=5 * 10**9, trl=7)
            with transaction() as session:
                set_rate(session, OPERATOR, "USD", Decimal(25_000), clock.today())
            made.extensions["rebuild"].run()
        yield made.test_client()


def _row(page: Results, title: str) -> Element:
    return next(row for row in page.page.all("li", data_id=None) if row.one("h3").text == title)


def _marked(page: Results, title: str) -> list[str]:
    return [one.text for one in _row(page, title).all("mark")]


def test_a_word_with_other_marks_is_marked_only_where_nothing_else_is(client: FlaskClient) -> None:
    page = results(client, "/search", ("q", "bùn"))
    assert _marked(page, SLUDGE) == ["bùn", "Bùn"]
    assert _marked(page, NOODLES) == ["bùn"], "the word stands in the description"
    assert _marked(page, "Ruột heo") == ["bún"], "it was found by nothing else"


def test_a_title_stands_in_the_language_of_the_page(client: FlaskClient) -> None:
    row = _row(results(client, "/search", ("q", "rust coating")), "Sơn cầu")
    assert row.one("h3").get("lang") == ""
    assert row.one("p", class_="snippet").get("lang") == "en"
    assert [one.text for one in row.all("mark")] == ["rust"]
    row = _row(results(client, "/search", ("q", "sơn chống gỉ")), "Sơn cầu")
    assert row.one("h3").get("lang") == ""
    row = _row(results(client, "/en/search", ("q", "cầu")), "Anti-rust coating for bridges")
    assert row.one("h3").get("lang") == ""


def test_the_other_language_stands_in_for_what_is_not_translated(client: FlaskClient) -> None:
    row = _row(results(client, "/search", ("q", "zinc")), "Zinc dust paint")
    assert (row.one("h3").get("lang"), row.one("p", class_="snippet").get("lang")) == ("en", "en")


def test_an_amount_stands_in_the_currency_of_the_readers_too(client: FlaskClient) -> None:
    dollars, dong = ("q", "lò sấy"), ("q", "lò nung")
    assert "200.000 USD (≈ 5 tỷ đồng)" in _row(results(client, "/search", dollars), "Lò sấy").text
    assert "≈" not in _row(results(client, "/search", dong), "Lò nung").text
    assert "VND 5 billion (≈ USD 200,000)" in _row(results(client, "/en/search", dong), "Lò nung").text
    assert "≈" not in _row(results(client, "/en/search", dollars), "Lò sấy").text


def test_only_who_is_here_states_a_level(client: FlaskClient) -> None:
    """An entry that was brought in, and that nobody speaks for, has a level by its source's word."""
    assert "Tự công bố" in _row(results(client, "/search", ("q", "lò nung")), "Lò nung").text
    assert "Tự công bố" not in _row(results(client, "/search", ("q", "lò sấy")), "Lò sấy").text
