"""Who owns an address whose server refuses mail sees it on the desk and the account page, with how to mend it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from ecosystem.accounts.models import User
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.mail.models import EVERYTHING, SuppressedAddress
from ecosystem.mailing.service import refusal_of
from tests.accounts.pages import Mailbox
from tests.factories import Factory, csrf, sign_in
from tests.markup import form, parse

REASON = "550 5.1.1 <b>user unknown"


@pytest.fixture
def user(make: Factory) -> User:
    user = make.user(language="en")
    refused_at = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
    with transaction() as session:
        key = {"address": user.email.lower(), "scope": EVERYTHING}
        session.add(SuppressedAddress(**key, reason=REASON, created_at=refused_at))
    return user


@pytest.mark.parametrize("path", ["/en/account", "/en/desk"])
def test_it_is_said_with_the_servers_words_and_what_to_do(client: FlaskClient, user: User, path: str) -> None:
    page = sign_in(client, user).get(path)
    assert f"Mails to {user.email} do not arrive." in page.text
    assert "550 5.1.1 &lt;b&gt;user unknown" in page.text
    assert "20 Nov 2026" in page.text
    assert 'href="/en/account/email"' in page.text


@pytest.mark.parametrize("path", ["/en/account", "/en/desk"])
def test_others_read_nothing_of_it(client: FlaskClient, user: User, make: Factory, path: str) -> None:
    assert "do not arrive" not in sign_in(client, make.user(language="en")).get(path).text


def test_a_mail_to_try_brings_all_of_them_back(
    client: FlaskClient, user: User, mailbox: Mailbox, session: Session
) -> None:
    page = sign_in(client, user).get("/en/account").text
    answer = form(parse(page), "/en/account/email/try").send(client)
    assert (answer.status_code, answer.location) == (303, "/en/account")
    assert str(mailbox.last()["Subject"]) == "Mails arrive here again"
    session.rollback()
    assert refusal_of(session, user.email) is None
    assert "do not arrive" not in client.get("/en/account").text


def test_where_nothing_is_refused_no_mail_is_sent(client: FlaskClient, make: Factory, mailbox: Mailbox) -> None:
    sign_in(client, make.user(language="en"))
    data = {"csrf_token": csrf(client, "/en/account")}
    assert client.post("/en/account/email/try", data=data).status_code == 303
    assert mailbox.all() == []


def test_a_new_password_is_sent_although_the_address_refused_mail(
    client: FlaskClient, user: User, mailbox: Mailbox
) -> None:
    page = parse(client.get("/en/recover").text)
    form(page, "/en/recover").send(client, email=user.email)
    assert len(mailbox.all()) == 1
