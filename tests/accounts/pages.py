"""Sending the forms of the account pages, and reading the mails that come of them."""

from __future__ import annotations

import email
import re
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.factories import PASSWORD, hidden

NEW_PASSWORD = "một câu khác cũng dễ nhớ"
REGISTRATION = {
    "role": "institute",
    "name": "Trần Thị Lan",
    "email": "lan@thu.example",
    "password": PASSWORD,
    "accept_terms": "1",
}


def send(client: FlaskClient, page: str, /, to: str | None = None, **fields: str) -> TestResponse:
    """Open the page, fill in its form and send it, as a browser without JavaScript does."""
    html = client.get(page).text
    tokens = {name: hidden(html, name) for name in ("csrf_token", "form_nonce") if f'name="{name}"' in html}
    return client.post(to or page, data={**tokens, **fields})


def register(client: FlaskClient, **changes: str) -> TestResponse:
    return send(client, "/register", **{**REGISTRATION, **changes})


def heading(response: TestResponse) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", response.text, re.DOTALL)
    assert found, response.text[:500]
    return found.group(1).strip()


@dataclass(frozen=True)
class Mailbox:
    """The folder into which the product sends."""

    app: Flask
    folder: Path

    def all(self) -> list[EmailMessage]:
        """Every mail sent so far, oldest first; sends what waits."""
        with self.app.app_context():
            self.app.extensions["worker"].run_until_idle()
        paths = sorted(self.folder.glob("*.eml"))
        return [email.message_from_bytes(path.read_bytes(), policy=policy.default) for path in paths]

    def last(self) -> EmailMessage:
        return self.all()[-1]

    def link(self, part: str) -> str:
        """The path of the link in the last mail that contains `part`."""
        found = re.search(rf"http://nhipcau\.example(\S*{part}\S+)", text_of(self.last()))
        assert found, text_of(self.last())
        return found.group(1)


def text_of(message: EmailMessage) -> str:
    body: Any = message.get_body(("plain",))
    return str(body.get_content())


def html_of(message: EmailMessage) -> str:
    body: Any = message.get_body(("html",))
    return str(body.get_content())


def look_again(session: Session) -> None:
    """Read what the requests have written meanwhile."""
    session.rollback()
    session.expire_all()
