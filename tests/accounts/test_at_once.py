"""Two requests at the same moment (E01)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecosystem.accounts.models import User
from ecosystem.organisations.models import Organisation
from tests.accounts.pages import REGISTRATION, Mailbox, look_again
from tests.factories import Factory, hidden, sign_in

CLICKS = 4


def at_once(
    app: Flask, client: FlaskClient, page: str, *, same_nonce: bool, **fields: str
) -> list[tuple[int, str | None]]:
    """Send the form from several browsers that share one session, all at the same moment."""
    html = client.get(page).text
    found = client.get_cookie("session")
    assert found is not None
    cookie, start = found.value, Barrier(CLICKS)
    shared = {"csrf_token": hidden(html, "csrf_token"), **fields}

    def click(number: int) -> tuple[int, str | None]:
        browser = app.test_client()
        browser.set_cookie("session", cookie)
        nonce = hidden(html, "form_nonce") + ("" if same_nonce else str(number))
        start.wait()
        answer = browser.post(page, data={**shared, "form_nonce": nonce})
        return answer.status_code, answer.location

    with ThreadPoolExecutor(CLICKS) as pool:
        return list(pool.map(click, range(CLICKS)))


def test_four_clicks_make_one_account_and_one_mail(
    app: Flask, client: FlaskClient, session: Session, mailbox: Mailbox
) -> None:
    answers = at_once(app, client, "/register", same_nonce=True, **REGISTRATION)
    assert answers == [(303, "/check-mail/register")] * CLICKS
    look_again(session)
    assert session.scalar(select(func.count(User.id))) == 1
    assert len(mailbox.all()) == 1


def test_four_browsers_make_one_account(app: Flask, client: FlaskClient, session: Session) -> None:
    answers = at_once(app, client, "/register", same_nonce=False, **REGISTRATION)
    assert answers == [(303, "/check-mail/register")] * CLICKS
    look_again(session)
    assert session.scalar(select(func.count(User.id))) == 1


def test_four_clicks_make_one_organisation(app: Flask, client: FlaskClient, make: Factory, session: Session) -> None:
    sign_in(client, make.user())
    answers = at_once(app, client, "/organisations/new", same_nonce=True, legal_name="Công ty Nước Thử", kind="company")
    assert answers == [(303, "/desk")] * CLICKS
    look_again(session)
    assert session.scalar(select(func.count(Organisation.id))) == 1
