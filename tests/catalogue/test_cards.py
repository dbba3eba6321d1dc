"""The picture of an entry: for everybody the same, while the entry is public."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ecosystem.app import KINDS
from ecosystem.catalogue.cards import card_of
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.service import withdraw
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.organisations.models import Organisation
from ecosystem.pictures.card import Card
from tests.factories import Factory, sign_in
from tests.markup import Element, parse

HOST = "http://nhipcau.example"


def head(client: FlaskClient, address: str) -> Element:
    return parse(client.get(address).text).one("head")


def said(page: Element, name: str) -> str:
    return page.one("meta", property=name).get("content")


def picture(client: FlaskClient, address: str) -> str:
    """The path of a page's picture, with its version."""
    return said(head(client, address), "og:image").removeprefix(HOST)


def card(app: Flask, entry: Entry) -> Card:
    with app.test_request_context("/"):
        return card_of(entry, KINDS.of(entry))


def test_the_page_names_its_picture(client: FlaskClient, make: Factory) -> None:
    entry = make.entry(make.organisation(name="Viện Nước"), "Bể lọc kỵ khí")
    page = head(client, f"/technologies/{entry.address}")
    assert said(page, "og:image").startswith(f"{HOST}/technologies/{entry.address}/card.png?v=")
    assert (said(page, "og:image:width"), said(page, "og:image:height")) == ("1200", "630")
    assert "Bể lọc kỵ khí · Viện Nước" in said(page, "og:image:alt")
    assert page.one("meta", name="twitter:card").get("content") == "summary_large_image"


def test_it_is_kept_for_a_year_under_its_version_only(client: FlaskClient, make: Factory) -> None:
    entry = make.entry(make.organisation())
    versioned = picture(client, f"/technologies/{entry.address}")
    kept = client.get(versioned)
    assert (kept.status_code, kept.mimetype) == (200, "image/png")
    assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in kept.headers
    for other in (versioned.partition("?")[0], f"{versioned}0"):
        again = client.get(other)
        assert again.data == kept.data
        assert again.headers["Cache-Control"] == "public, max-age=300"
    tag = kept.headers["ETag"]
    same = client.get(versioned, headers={"If-None-Match": tag})
    assert (same.status_code, same.data, same.headers["ETag"]) == (304, b"", tag)


def test_what_changes_the_picture_changes_its_version(client: FlaskClient, make: Factory) -> None:
    own = make.organisation(name="Viện Nước")
    entry = make.entry(own, "Bể lọc", translation={"title": "A filter"})
    address = f"/technologies/{entry.address}"
    first, english = picture(client, address), picture(client, f"/en{address}")
    assert english.startswith("/en/technologies/")
    assert client.get(first).data != client.get(english).data
    for change in ({"title": "Bể lọc khác"}, {"trl": 9}, {"price_from": 10**9}):
        before = picture(client, address)
        with transaction() as session:
            found = session.get_one(Entry, entry.id)
            for name, value in change.items():
                setattr(found, name, value)
        assert picture(client, address) != before
    before = picture(client, address)
    with transaction() as session:
        session.get_one(Organisation, own.id).legal_name = "Viện Đất"
    assert picture(client, address) != before


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS.all])
def test_what_is_not_public_has_none_for_anybody(client: FlaskClient, make: Factory, app: Flask, kind: str) -> None:
    user = make.user()
    own = make.organisation(user)
    draft, gone = make.entry(own, "Bản nháp", kind=kind, public=False), make.entry(own, "Đã gỡ", kind=kind)
    with transaction() as session:
        withdraw(session, OPERATOR, make.kind(kind), gone.public_id)
    endpoint = make.kind(kind).endpoint
    for who in (client, sign_in(app.test_client(), user)):
        for address in (draft.address, gone.address, "khong-co-zzzzzzzzzz", "x"):
            assert who.get(f"/{endpoint}/{address}/card.png").status_code == 404
    page = head(sign_in(app.test_client(), user), f"/{endpoint}/{draft.address}")
    assert said(page, "og:image").startswith(f"{HOST}/card.png?v=")


def test_what_it_says(app: Flask, make: Factory) -> None:
    full: dict[str, Any] = {"trl": 7, "price_from": 18 * 10**8, "price_to": 26 * 10**8, "confidential_detail": "kín"}
    made = card(app, make.entry(make.organisation(name="Viện Nước"), "Bể lọc", **full))
    assert (made.title, made.owner, made.level, made.facts) == ("Bể lọc", "Viện Nước", 7, ("1,8–2,6 tỷ đồng",))
    institute = make.entry(make.organisation(name="Viện Nước"), "Viện Nước", kind="institute", staff_total=40)
    assert (card(app, institute).owner, card(app, institute).facts) == ("", ("40 người",))


def test_what_is_invented_says_so(app: Flask, make: Factory) -> None:
    entry = make.entry(make.organisation())
    plain = card(app, entry)
    with transaction() as session:
        session.get_one(Entry, entry.id).is_demo = True
    current_session().refresh(entry)
    assert card(app, entry).kind.startswith(f"{plain.kind} · ")


def test_pages_without_a_picture_of_their_own_show_the_sites(client: FlaskClient, session: object) -> None:
    for address in ("/", "/search", "/technologies", "/terms", "/plans"):
        assert picture(client, address).startswith("/card.png?v=")
    drawn = client.get(picture(client, "/en/"))
    assert (drawn.status_code, drawn.mimetype) == (200, "image/png")


def test_robots_may_fetch_pictures_with_their_version(client: FlaskClient) -> None:
    lines = client.get("/robots.txt").text.splitlines()
    assert lines.index("Allow: /*/card.png") < lines.index("Disallow: /*?")
