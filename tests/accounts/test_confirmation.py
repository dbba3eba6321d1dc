"""Opening the link changes nothing; the button does; a second opening says so kindly."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.accounts.models import User
from ecosystem.kernel import clock
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.web.models import WebSession
from tests.accounts.pages import Mailbox, heading, look_again, register, send
from tests.factories import Factory, hidden, sign_in
from tests.markup import parse


def confirmed(session: Session) -> bool:
    look_again(session)
    return session.scalars(select(User)).one().is_confirmed


def test_it_works_in_a_browser_without_a_session(
    app: Flask, client: FlaskClient, session: Session, mailbox: Mailbox
) -> None:
    register(client)
    link = mailbox.link("/confirm/")
    before = len(session.scalars(select(WebSession)).all())
    other = app.test_client(use_cookies=False)
    page = other.get(link)
    assert page.status_code == 200
    assert "Set-Cookie" not in page.headers
    assert not confirmed(session), "a mail scanner that opens the link must change nothing"
    answer = other.post(link, data={"form_nonce": hidden(page.text, "form_nonce")})
    assert (answer.status_code, answer.location) == (303, link)
    assert confirmed(session)
    assert len(session.scalars(select(WebSession)).all()) == before


def test_the_way_from_registering_to_the_organisation_has_the_same_steps(
    app: Flask, client: FlaskClient, make: Factory, mailbox: Mailbox
) -> None:
    register(client)
    link = mailbox.link("/confirm/")
    client.post(link)
    member = sign_in(app.test_client(), newcomer(make))
    pages = [
        client.get("/register"),
        client.get("/check-mail/register"),
        client.get(link),
        member.get("/organisations/new"),
    ]
    found = [parse(page.text).one("ol", class_="steps") for page in pages]
    words = [[one.text.partition(" (")[0] for one in steps.all("li")] for steps in found]
    assert words == [["1. Tài khoản", "2. Xác nhận email", "3. Tổ chức của bạn"]] * 4
    now = [[one.get("aria-current") for one in steps.all("li")].index("step") for steps in found]
    assert now == [0, 1, 2, 2]


def newcomer(make: Factory) -> User:
    user = make.user()
    with transaction():
        user.comes_as = "startup"
    return user


def test_the_second_opening_and_the_second_press_say_that_it_is_done(client: FlaskClient, mailbox: Mailbox) -> None:
    register(client)
    link = mailbox.link("/confirm/")
    first = client.post(link)
    assert first.status_code == 303
    for again in (client.get(link), client.post(link)):
        assert again.status_code == 200
        assert "/login" in again.text
    assert heading(client.get(f"/en{link}")) == "Your email address is confirmed"


def test_an_old_or_broken_link_offers_a_new_one(client: FlaskClient, session: Session, mailbox: Mailbox) -> None:
    register(client)
    link = mailbox.link("/confirm/")
    with clock.travel(timedelta(days=4)):
        late = client.post(link)
    assert late.status_code == 410
    assert 'action="/confirm"' in late.text
    assert client.post(link[:-3]).status_code == 410
    assert not confirmed(session)


def test_resending_answers_alike_and_writes_to_the_holder_alone(
    client: FlaskClient, make: Factory, mailbox: Mailbox
) -> None:
    make.user(email="cho@thu.example", confirmed=False)
    make.user(email="xong@thu.example")
    answers = [
        send(client, "/confirm", email=address) for address in ("CHO@thu.example", "xong@thu.example", "la@thu.example")
    ]
    assert {(answer.status_code, answer.location, answer.text) for answer in answers} == {
        (303, "/check-mail/confirm", answers[0].text)
    }
    assert [mail["To"].addresses[0].addr_spec for mail in mailbox.all()] == ["cho@thu.example", "xong@thu.example"]


def test_a_wrong_address_is_said(client: FlaskClient) -> None:
    answer = send(client, "/confirm", email="trang@luaxanh")
    assert answer.status_code == 422
    assert 'href="#f-email"' in answer.text
