"""The page with every mail: all of them, whole, in both languages; in production there is none."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import make_logging_undefined

from ecosystem.app import MAIL
from ecosystem.mailing.samples import GROUPS, SAMPLES
from ecosystem.mailing.stylesheet import with_one_stylesheet
from ecosystem.mailing.views import LOOKS
from tests.markup import parse

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "email"


@pytest.fixture
def production(app: Flask) -> Iterator[Flask]:
    app.config["IS_PRODUCTION"] = True
    yield app
    app.config["IS_PRODUCTION"] = False


def test_there_is_one_for_every_mail() -> None:
    assert set(SAMPLES) == set(MAIL)
    files = {path.stem for path in TEMPLATES.iterdir() if not path.name.startswith("_")} - {"base"}
    assert files == set(MAIL)


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_every_mail_can_be_looked_at(client: FlaskClient, name: str) -> None:
    for language in ("", "/en"):
        page = client.get(f"{language}/mail/previews/{name}")
        assert page.status_code == 200
        assert " style=" not in page.text
        assert "unsafe" not in page.headers["Content-Security-Policy"]
        assert "sha256-" in page.headers["Content-Security-Policy"]
        text = client.get(f"{language}/mail/previews/{name}?as=text")
        assert text.mimetype == "text/plain"
        assert "<" not in text.text.replace("<br>", ""), text.text
        assert not re.search(r"&amp;|&#39;|%\(", text.text), text.text
        assert "\n\n\n" not in text.text, text.text
        assert text.text.splitlines()[1] == "", "the subject stands alone"
        assert "None" not in text.text


def test_nothing_that_a_mail_says_is_left_undefined(app: Flask, client: FlaskClient) -> None:
    seen: list[str] = []
    logger = logging.getLogger("undefined-in-mails")
    handler = logging.Handler()
    handler.emit = lambda record: seen.append(record.getMessage())  # type: ignore[method-assign]  # as short as can be
    logger.addHandler(handler)
    logger.propagate = False
    before = app.jinja_env.undefined
    app.jinja_env.undefined = make_logging_undefined(logger, before)
    try:
        for name in SAMPLES:
            client.get(f"/mail/previews/{name}?as=text")
    finally:
        app.jinja_env.undefined = before
    assert seen == []


def test_the_list_has_them_all_by_slice_under_their_subjects(client: FlaskClient) -> None:
    page = parse(client.get("/en/mail/previews").text)
    headings = [one.text for one in page.one("main").all("h2")]
    assert headings[0] == "Account"
    assert len(headings) == len(GROUPS)
    links = {one.get("href"): one.text for one in page.one("main").all("a")}
    assert links["/en/mail/previews/confirm_email"] == "Confirm your email address"
    for name in SAMPLES:
        for root in ("", "/en"):
            for look in LOOKS:
                assert f"http://nhipcau.example{root}/mail/previews/{name}?as={look}" in links


def test_a_mail_is_shown_as_sent_or_in_a_theme_as_wide_as_a_phone(client: FlaskClient) -> None:
    sent, light, dark = (client.get(f"/mail/previews/confirm_email{as_}").text for as_ in ("", "?as=light", "?as=dark"))
    assert "@media (prefers-color-scheme:dark){" in sent
    assert "@media not all{" in light
    assert "@media all{" in dark
    assert ["max-width:360px" in one for one in (sent, light, dark)] == [False, True, True]
    assert client.get("/mail/previews/confirm_email?as=nothing").status_code == 404


def test_production_has_no_such_page(production: Flask) -> None:
    client = production.test_client()
    assert client.get("/mail/previews").status_code == 404
    assert client.get("/mail/previews/confirm_email").status_code == 404


def test_unknown_ones_are_missing(client: FlaskClient) -> None:
    assert client.get("/mail/previews/base").status_code == 404
    assert client.get("/mail/previews/nothing").status_code == 404


def test_styles_of_tags_move_into_an_element() -> None:
    mail = '<head><style>b{e:f}</style></head><p style="a:b">x</p><p class="k" style="a:b">y</p><i style="c:d">z</i>'
    page, policy = with_one_stylesheet(mail)
    assert page == (
        '<head><style>b{e:f}</style><style>[data-style="0"]{a:b}[data-style="1"]{c:d}</style></head>'
        '<p data-style="0">x</p><p class="k" data-style="0">y</p><i data-style="1">z</i>'
    )
    assert policy.count("sha256-") == 2
    assert "unsafe" not in policy
