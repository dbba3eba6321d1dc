"""Reading the pages of a pipeline."""

from __future__ import annotations

from flask.testing import FlaskClient

from ecosystem.app import KINDS
from ecosystem.catalogue.models import Entry
from tests.markup import Element, Form, form, parse
from tests.pipeline.world import Fund


def page(client: FlaskClient, address: str, status: int = 200) -> Element:
    answer = client.get(address)
    assert answer.status_code == status, answer.text[:500]
    return parse(answer.text)


def add_form(client: FlaskClient, fund: Fund, entry: Entry, language: str = "/en") -> Form:
    shown = page(client, f"{language}/{KINDS.of(entry).endpoint}/{entry.address}")
    return form(shown, f"{language}/pipeline/{fund.id}/add")


def column(client: FlaskClient, fund: Fund, key: str, language: str = "/en", query: str = "") -> Element:
    return page(client, f"{language}/pipeline/{fund.id}{query}").one("section", id=f"buoc-{key}")
