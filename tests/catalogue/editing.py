"""Going through the editor as a person without JavaScript does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from ecosystem.catalogue.models import Entry
from tests.factories import PASSWORD
from tests.markup import Element, Form, form, parse

BASICS = {"title": "Bể lọc sinh học", "summary": "Lọc nước thải bằng vi sinh.", "sectors": ["water-wastewater"]}


@dataclass(frozen=True)
class Editing:
    """The editor of one entry, opened by one person."""

    client: FlaskClient
    address: str

    def step(self, name: str) -> Form:
        """The form of a step as it is shown now."""
        page = self.client.get(f"{self.address}/edit/{name}")
        assert page.status_code == 200, page.status_code
        return form(page.text, f"{self.address}/edit/{name}")

    def save(self, step: str, **changes: Any) -> TestResponse:
        return self.step(step).send(self.client, **changes)

    def again(self, answer: TestResponse, step: str) -> Form:
        """The form that came back with an answer."""
        return form(answer.text, f"{self.address}/edit/{step}")

    def press(self, page: str, action: str) -> TestResponse:
        """Open a page and press its button for that action."""
        return form(self.client.get(page).text, f"{self.address}/{action}").send(self.client)


def begin(client: FlaskClient, kind: str = "technologies", **changes: Any) -> Editing:
    """Create an entry by the page."""
    answer = form(client.get(f"/{kind}/new").text, f"/{kind}/new").send(client, **{**BASICS, **changes})
    assert answer.status_code == 303, answer.text
    return Editing(client, answer.location.partition("/edit")[0])


def entry_of(session: Session) -> Entry:
    """The only entry, as it is stored now."""
    session.rollback()
    session.expire_all()
    return session.scalars(select(Entry)).one()


def sign_in_at(client: FlaskClient, address: str, email: str) -> TestResponse:
    """Sign in on the page that one was sent to."""
    page = parse(client.get(address).text)
    sent = next(one for one in page.all("form") if one.get("action").startswith(address.partition("?")[0]))
    return form(page, sent.get("action").partition("?")[0]).send(client, email=email, password=PASSWORD)


def errors(answer: TestResponse) -> dict[str, str]:
    """Field to message, as they stand beside the fields; each is named by its field and listed in the summary."""
    page = parse(answer.text)
    found = {one.get("id").removeprefix("e-"): one.text for one in page.all("p", class_="field-error")}
    summary = page.all("div", class_="error-summary")
    listed = {link.get("href").removeprefix("#f-").removesuffix("-0") for one in summary for link in one.all("a")}
    assert {name.removesuffix("-0") for name in found} == listed
    for name in found:
        named = [one for one in page.walk() if f"e-{name}" in one.get("aria-describedby").split()]
        assert named, f"nothing points to the message of {name}"
    return found


def note(answer: TestResponse | Element) -> str:
    """The text of all notes of a page."""
    page = answer if isinstance(answer, Element) else parse(answer.text)
    return " ".join(one.text for one in page.all("div") if "note" in one.get("class").split())


def twin(app: Flask, client: FlaskClient) -> FlaskClient:
    """Another tab of the same browser, as it is now: it has the cookie of today and does not follow a later one."""
    other = app.test_client()
    for cookie in client._cookies.values() if client._cookies else ():
        other.set_cookie(cookie.key, cookie.value, domain=cookie.domain, path=cookie.path)
    return other
