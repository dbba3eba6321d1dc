from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient

from tests.factories import Factory


@pytest.mark.parametrize(
    ("chosen", "attribute"), [("dark", 'data-bs-theme="dark"'), ("light", 'data-bs-theme="light"')]
)
def test_the_theme_is_kept_without_a_session(client: FlaskClient, chosen: str, attribute: str) -> None:
    answer = client.post("/theme", data={"theme": chosen, "next": "/technologies?trl_from=3"})
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/technologies?trl_from=3"
    assert attribute in client.get("/").text
    assert client.get_cookie("session") is None
    client.post("/theme", data={"theme": "system"})
    assert attribute not in client.get("/").text


@pytest.mark.parametrize("target", ["https://xau.example/", "//xau.example", "/\\xau.example", ""])
def test_the_theme_leads_nowhere_else(client: FlaskClient, target: str) -> None:
    assert client.post("/theme", data={"theme": "dark", "next": target}).headers["Location"] == "/"


def test_machines_find_what_is_public(client: FlaskClient, make: Factory) -> None:
    public, draft = make.entry(), make.entry(public=False)
    sitemap = client.get("/sitemap.xml").text
    assert f"http://nhipcau.example/technologies/{public.address}" in sitemap
    assert f"http://nhipcau.example/en/technologies/{public.address}" in sitemap
    assert draft.public_id not in sitemap
    assert "Sitemap: http://nhipcau.example/sitemap.xml" in client.get("/robots.txt").text


def test_health(client: FlaskClient, make: Factory) -> None:
    assert client.get("/healthz").text == "ok\n"
    make.index()
    parts = json.loads(client.get("/readyz").text)
    assert parts["database"] == "ready"
    assert parts["search"] == "ready"


def test_structured_data_cannot_end_its_element(client: FlaskClient, make: Factory) -> None:
    entry = make.entry(title="</script><script>alert(1)</script>")
    html = client.get(f"/technologies/{entry.address}").text
    assert "<script>alert" not in html
    block = html.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert json.loads(block)["name"] == "</script><script>alert(1)</script>"


def test_markdown_is_made_safe(client: FlaskClient, make: Factory) -> None:
    text = "# Đầu\n\n<img src=x onerror=alert(1)>\n\n[xấu](javascript:alert(1)) **đậm**"
    html = client.get(f"/technologies/{make.entry(description=text).address}").text
    assert "<strong>đậm</strong>" in html
    assert "<img src=x" not in html
    assert 'href="javascript' not in html


def test_a_file_keeps_its_address_for_a_year_and_a_missing_one_is_404(client: FlaskClient) -> None:
    home = client.get("/").text
    address = home.partition('rel="stylesheet" href="')[2].partition('"')[0]
    assert "immutable" in client.get(address).headers["Cache-Control"]
    assert client.get("/static/x/../../config.py").status_code == 404
    assert client.get("/static/x/nothing.css").status_code == 404


def robots_meta(client: FlaskClient, address: str) -> bool:
    """Whether the page asks not to be listed."""
    return 'name="robots" content="noindex' in client.get(address).text


def test_robots_read_searches_for_words_and_no_facets(client: FlaskClient, make: Factory) -> None:
    make.entry()
    make.index()
    lines = client.get("/robots.txt").text.splitlines()
    assert {"Allow: /search?q=", "Allow: /en/search?q=", "Disallow: /*?", "Disallow: /search?q=*&"} <= set(lines)
    for open_address in ("/search", "/search?q=may", "/en/search?q=may", "/technologies"):
        assert not robots_meta(client, open_address), open_address
    for closed in (
        "/search?q=may&sector=crops",
        "/search?sort=title",
        "/technologies?trl_from=3",
        "/technologies?q=may",
    ):
        assert robots_meta(client, closed), closed
    assert '<link rel="canonical" href="http://nhipcau.example/search">' in client.get("/search?q=may").text


def test_an_address_that_is_nowhere_still_has_the_whole_frame(client: FlaskClient) -> None:
    page = client.get("/khong-co-gi-o-day")
    assert page.status_code == 404
    assert 'href="/technologies"' in page.text
    assert 'href="/en/khong-co-gi-o-day"' in page.text
    assert client.get("/technologies/").status_code == 200
