from __future__ import annotations

import re
import threading

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import Factory


@pytest.mark.parametrize(("address", "language"), [("/", "vi"), ("/en/", "en"), ("/en", "en"), ("/english", "vi")])
def test_the_address_says_the_language(client: FlaskClient, address: str, language: str) -> None:
    assert f'<html lang="{language}"' in client.get(address, follow_redirects=True).text


def test_two_languages_at_once_never_mix(app: Flask) -> None:
    """Case L08: 400 answers of threads that ask in two languages at the same time."""
    wrong: list[str] = []

    def ask(prefix: str, language: str) -> None:
        client = app.test_client()
        for _ in range(50):
            html = client.get(f"{prefix}/terms").text
            if f'<html lang="{language}"' not in html:
                wrong.append(language)

    threads = [threading.Thread(target=ask, args=pair) for pair in (("", "vi"), ("/en", "en")) * 4]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_links_stay_in_the_language_and_each_page_names_the_other(client: FlaskClient, make: Factory) -> None:
    entry = make.entry(title="Máy sấy")
    make.index()
    html = client.get(f"/en/technologies/{entry.address}").text
    links = set(re.findall(r'<a[^>]+href="(/[^"]*)"', html))
    inside = {link for link in links if not link.startswith(("/en", "/static"))}
    assert inside == {f"/technologies/{entry.address}"}
    assert f'hreflang="vi" href="http://nhipcau.example/technologies/{entry.address}"' in html
    assert f'hreflang="en" href="http://nhipcau.example/en/technologies/{entry.address}"' in html


@pytest.mark.parametrize(
    "headers",
    [{"Host": "xau.example"}, {"X-Forwarded-Host": "xau.example"}, {"Host": "nhipcau.example@xau.example"}],
)
def test_no_link_is_made_from_what_a_request_claims(client: FlaskClient, headers: dict[str, str]) -> None:
    """Case X01, on pages; its mails are in tests/accounts."""
    for address in ("/", "/technologies", "/sitemap.xml", "/robots.txt"):
        answer = client.get(address, headers=headers)
        assert answer.status_code in {200, 400}
        assert "xau.example" not in answer.text
        assert "xau.example" not in str(answer.headers)
