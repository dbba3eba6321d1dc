"""A new password by mail: for the holder alone, once, and every device is signed out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.kernel import clock
from ecosystem.kernel.web.models import WebSession
from tests.accounts.pages import NEW_PASSWORD, Mailbox, html_of, look_again, send, text_of
from tests.factories import PASSWORD, Factory, hidden, sign_in


def test_the_answer_is_the_same_and_only_a_holder_gets_mail(
    client: FlaskClient, make: Factory, mailbox: Mailbox
) -> None:
    make.user(email="co@thu.example")
    answers = [send(client, "/recover", email=address) for address in (" CO@thu.example", "la@thu.example")]
    assert {(one.status_code, one.location, one.text) for one in answers} == {
        (303, "/check-mail/reset", answers[0].text)
    }
    assert [mail["To"].addresses[0].addr_spec for mail in mailbox.all()] == ["co@thu.example"]


def test_the_whole_way(app: Flask, client: FlaskClient, make: Factory, mailbox: Mailbox, session: Session) -> None:
    user = make.user(confirmed=False)
    device = sign_in(app.test_client(), user)
    send(client, "/recover", email=user.email)
    link = mailbox.link("/reset/")
    fresh = app.test_client(use_cookies=False)
    page = fresh.get(link)
    assert "Set-Cookie" not in page.headers
    assert fresh.post(link, data={"new_password": "matkhau123456"}).status_code == 422
    done = fresh.post(link, data={"new_password": NEW_PASSWORD, "form_nonce": hidden(page.text, "form_nonce")})
    assert (done.status_code, done.location) == (303, "/login")
    assert device.get("/desk").status_code == 303, "every device is signed out"
    look_again(session)
    assert user.is_confirmed, "the link proved the address"
    assert session.scalars(select(WebSession).where(WebSession.user_id == user.id)).all() == []
    for again in (fresh.get(link), fresh.post(link, data={"new_password": NEW_PASSWORD})):
        assert again.status_code == 410
    assert send(client, "/login", email=user.email, password=PASSWORD).status_code == 422
    assert send(client, "/login", email=user.email, password=NEW_PASSWORD).status_code == 303
    assert "/recover" in text_of(mailbox.last()), "the holder learns that the password changed"


def test_a_link_ends_after_an_hour(client: FlaskClient, make: Factory, mailbox: Mailbox) -> None:
    user = make.user()
    send(client, "/recover", email=user.email)
    link = mailbox.link("/reset/")
    with clock.travel(timedelta(minutes=61)):
        late = client.post(link, data={"new_password": NEW_PASSWORD})
    assert late.status_code == 410
    assert 'action="/recover"' in late.text


@pytest.mark.parametrize(
    "headers", [{"Host": "xau.example"}, {"X-Forwarded-Host": "xau.example"}, {"Host": "nhipcau.example@xau.example"}]
)
def test_no_header_moves_the_link(
    client: FlaskClient, make: Factory, mailbox: Mailbox, headers: dict[str, str]
) -> None:
    """X01."""
    user = make.user()
    html = client.get("/recover").text
    fields = {"email": user.email, "csrf_token": hidden(html, "csrf_token")}
    answer = client.post("/recover", data=fields, headers=headers)
    assert answer.status_code in {303, 400}
    mails = mailbox.all()
    assert len(mails) == (answer.status_code == 303)
    for mail in mails:
        assert "xau.example" not in text_of(mail) + html_of(mail)
        assert "http://nhipcau.example/reset/" in text_of(mail)


def test_the_personal_password_is_refused_here_too(client: FlaskClient, make: Factory, mailbox: Mailbox) -> None:
    user = make.user(email="nguoidungthu@thu.example")
    send(client, "/recover", email=user.email)
    answer = client.post(mailbox.link("/reset/"), data={"new_password": "nguoidungthu1"})
    assert answer.status_code == 422
    assert 'href="#f-new_password"' in answer.text
