"""Order and pages of lists, as the pages show them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ecosystem.kernel import clock
from tests.discovery.world import Results, pages, results
from tests.factories import PASSWORD, Factory, csrf
from tests.installation import inside, installation
from tests.markup import parse
from tests.vietnamese import DICTIONARY_ORDER

NAMED = ("Đường Sạch", "Dương Xuân", "Đương Đại", "Dưỡng Sinh")
OVER = "Đã hết hạn hôm qua"
COPIES = 3
PER_PAGE = 20
LAST = -(-(len(DICTIONARY_ORDER) * COPIES) // PER_PAGE)


@pytest.fixture(scope="module")
def app(template_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Three institutes of each name of L06, in another order, and four technologies of S01."""
    with installation(template_database, tmp_path_factory.mktemp("lists")) as made:
        with inside(made):
            make = Factory()
            for name in sorted(DICTIONARY_ORDER * COPIES, key=lambda name: name[::-1]):
                make.entry(None, name, kind="institute")
            for name in NAMED:
                make.entry(None, name)
            for day in (5, 1, 3):
                closes_on = clock.today() + timedelta(days=day)
                make.entry(
                    None, f"Còn {day} ngày", closes_on=closes_on, price_from=(9 - day) * 1_000_000, summary="Có hạn."
                )
            make.entry(None, OVER, closes_on=clock.today() - timedelta(days=1))
            make.index()
        yield made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def test_titles_stand_as_in_a_dictionary(client: FlaskClient) -> None:
    """L06, page by page: nothing twice, nothing skipped, equal titles included."""
    found = list(pages(client, "/institutes", ("sort", "title")))
    assert len(found) == LAST
    assert [title for page in found for title in page.titles] == [
        name for name in DICTIONARY_ORDER for _ in range(COPIES)
    ]
    ids = [one for page in found for one in page.ids]
    assert len(set(ids)) == len(ids) == len(DICTIONARY_ORDER) * COPIES


def test_back_through_the_pages_is_the_same_way(client: FlaskClient) -> None:
    forth = [page.ids for page in pages(client, "/institutes", ("sort", "title"))]
    page = results(client, "/institutes", ("sort", "title"), ("page", str(LAST)))
    back = [page.ids]
    for _ in range(LAST - 1):
        page = Results(parse(client.get(page.links("prev")[0]).text))
        back.append(page.ids)
    assert back[::-1] == forth
    assert not page.links("prev")


@pytest.mark.parametrize("sort", ["updated", "title", "closing", "price", "relevance"])
def test_every_order_pages_through_all(client: FlaskClient, sort: str) -> None:
    """Also where most lack the value that it goes by."""
    for path in ("/search", "/institutes"):
        found = list(pages(client, path, ("sort", sort), ("q", "")))
        ids = [one for page in found for one in page.ids]
        assert len(set(ids)) == len(ids) == found[0].total


@pytest.mark.parametrize(
    ("sort", "first"),
    [("closing", ["Còn 1 ngày", "Còn 3 ngày", "Còn 5 ngày"]), ("price", ["Còn 5 ngày", "Còn 3 ngày", "Còn 1 ngày"])],
)
def test_what_lacks_the_value_comes_last(client: FlaskClient, sort: str, first: list[str]) -> None:
    found = results(client, "/technologies", ("sort", sort))
    assert found.titles[:3] == first
    assert found.total == 7


@pytest.mark.parametrize(
    ("query", "first", "all_of_them"),
    [("đường", "Đường Sạch", False), ("duong", "", True), ("Dương", "Dương Xuân", False)],
)
def test_marks_that_were_typed_count(client: FlaskClient, query: str, first: str, all_of_them: bool) -> None:
    """S01."""
    found = results(client, "/technologies", ("q", query)).titles
    assert found
    if first:
        assert found[0] == first
    if all_of_them:
        assert set(NAMED) <= set(found)


@pytest.mark.parametrize(
    "page", ["0", "-1", "1001", "99999999999", "9" * 400, "abc", "1.5", "٣", "1e3", " 2", "", "0x2", "%00", "²"]
)
@pytest.mark.parametrize("path", ["/search", "/institutes", "/institutes/fragment", "/en/search", "/technologies"])
def test_any_page_number_gets_an_answer(client: FlaskClient, path: str, page: str) -> None:
    """S05: a wrong one is the first page, one too far leads to the last."""
    answer = client.get(path, query_string={"page": page, "sort": "title"})
    if answer.status_code != 200:
        assert answer.status_code == 302
        assert page.isdigit()
        follow = client.get(answer.location)
        assert follow.status_code == 200
        answer = follow
    found = Results(parse(answer.text))
    assert found.ids
    expected = LAST if re.fullmatch(r"[1-9][0-9]{3,}", page) and "technologies" not in path else 1
    if "institutes" in path:
        current = [one.text for one in found.page.all("a", aria_current="page") if "Trang" in one.text]
        assert current == [f"Trang {expected}"]


def test_what_is_over_is_in_no_list_and_no_number(client: FlaskClient) -> None:
    """Its page stays, and says so; home, lists, search and the site map count alike."""
    technologies, institutes = results(client, "/technologies").total, results(client, "/institutes").total
    assert technologies == len(NAMED) + 3
    home = client.get("/").text
    assert OVER not in home
    shown = {int(text.replace(".", "")) for text in re.findall(r"\b\d[\d.]*\b", parse(home).one("main").text)}
    assert {technologies, technologies + institutes} <= shown
    assert OVER not in results(client, "/search", ("q", OVER)).titles
    assert client.get("/sitemap.xml").text.count("<loc>http://nhipcau.example/technologies/") == technologies


def test_one_too_far_keeps_the_filters(client: FlaskClient) -> None:
    answer = client.get("/institutes?q=an&sort=title&page=1001&sector=water-wastewater&sector=crops")
    assert answer.status_code == 302
    assert answer.location == "/institutes?q=an&sort=title&sector=water-wastewater&sector=crops"


def test_the_desk_too_takes_any_page_number(app: Flask) -> None:
    with inside(app):
        user = Factory().user()
        email = user.email
    client = app.test_client()
    client.post("/login", data={"email": email, "password": PASSWORD, "csrf_token": csrf(client, "/login")})
    for page in ("0", "-1", "1001", "abc", "٣"):
        assert client.get("/desk/entries", query_string={"state": "draft", "page": page}).status_code in {200, 302, 404}


def test_what_is_typed_beside_a_list_is_answered_by_relevance(client: FlaskClient) -> None:
    """The order of a list without words is none that its form would send along with the first words."""
    for path, typed, chosen in (("/search", {}, ""), ("/search", {"q": "đường"}, ""), ("/institutes", {}, "")):
        page = parse(client.get(path, query_string=typed).text)
        options = page.one("select", name="sort").all("option", selected=None)
        assert [one.get("value") for one in options] == [chosen], path
    page = parse(client.get("/search", query_string={"q": "đường", "sort": "updated"}).text)
    assert [one.get("value") for one in page.one("select", name="sort").all("option", selected=None)] == ["updated"]
