"""Rows of results: in the page's language, with what was found marked and no more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

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
