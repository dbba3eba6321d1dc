"""Signing in and out: the session's token changes, wrong passwords get slower, nobody is locked out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.accounts.models import AccessCount
from ecosystem.kernel import clock
from ecosystem.kernel.web.models import WebSession
from ecosystem.kernel.web.sessions import MEMBER_IDLE, OFFICER_IDLE
from tests.accounts.pages import heading, look_again, send
from tests.factories import PASSWORD, Factory, hidden, sign_in


def cookie(client: FlaskClient) -> str:
    found = client.get_cookie("session")
    return found.value if found else ""


@pytest.mark.parametrize("typed", ["Lan@Thu.example", " lan@thu.example", "lan＠thu.example"])
def test_any_spelling_signs_in_and_lands_on_the_desk(client: FlaskClient, make: Factory, typed: str) -> None:
    make.user(email="lan@thu.example")
    answer = send(client, "/login", email=typed, password=PASSWORD)
    assert (answer.status_code, answer.location) == (303, "/desk")
    assert client.get("/desk").status_code == 200


def test_the_password_may_come_in_another_unicode_form(client: FlaskClient, make: Factory) -> None:
    import unicodedata  # noqa: PLC0415 -- used here alone

    make.user(email="lan@thu.example")
    answer = send(client, "/login", email="lan@thu.example", password=unicodedata.normalize("NFD", PASSWORD))
    assert answer.status_code == 303


def test_an_unconfirmed_person_may_sign_in(client: FlaskClient, make: Factory) -> None:
    sign_in(client, make.user(confirmed=False))
    assert "/confirm" in client.get("/desk").text


def test_next_leads_to_own_pages_only(client: FlaskClient, make: Factory) -> None:
    make.user(email="lan@thu.example")
    for wanted, got in [("/account", "/account"), ("//xau.example", "/desk"), ("https://xau.example/", "/desk")]:
        answer = send(client, f"/login?next={wanted}", email="lan@thu.example", password=PASSWORD)
        assert answer.location == got
        send(client, "/desk", to="/logout")
    answer = send(client, "/en/login?next=/desk", email="lan@thu.example", password=PASSWORD)
    assert answer.location == "/en/desk"


def test_the_session_gets_a_new_token_and_the_old_ones_are_worth_nothing(
    app: Flask, client: FlaskClient, make: Factory
) -> None:
    user = make.user()
    client.get("/login")
    before = cookie(client)
    sign_in(client, user)
    signed_in = cookie(client)
    assert before != signed_in
    send(client, "/desk", to="/logout")
    for stolen in (before, signed_in):
        thief = app.test_client()
        thief.set_cookie("session", stolen)
        assert thief.get("/desk").status_code == 303


def test_signing_out_needs_a_button(client: FlaskClient, make: Factory) -> None:
    sign_in(client, make.user())
    assert client.get("/logout").status_code == 405
    assert client.post("/logout").status_code == 400
    assert client.get("/desk").status_code == 200
    assert send(client, "/desk", to="/logout").location == "/"
    assert client.get("/desk").location.startswith("/login")


def test_a_second_click_on_sign_in_gets_the_first_ones_answer(app: Flask, client: FlaskClient, make: Factory) -> None:
    user = make.user()
    html = client.get("/login").text
    fields = {
        "email": user.email,
        "password": PASSWORD,
        "csrf_token": hidden(html, "csrf_token"),
        "form_nonce": hidden(html, "form_nonce"),
    }
    before = cookie(client)
    client.post("/login", data=fields)
    late = app.test_client()
    late.set_cookie("session", before)
    answer = late.post("/login", data=fields)
    assert (answer.status_code, answer.location) == (303, "/desk")


def test_wrong_passwords_and_unknown_addresses_get_the_same_answer(app: Flask, make: Factory) -> None:
    make.user(email="co@thu.example")
    texts = set()
    for address in ("co@thu.example", "la@thu.example"):
        answer = send(app.test_client(), "/login", email=address, password="sai mật khẩu rồi")
        assert answer.status_code == 422
        summary = answer.text.partition("data-error-summary")[2].partition("</div>")[0]
        texts.add(summary)
        assert heading(answer)
    assert len(texts) == 1


def test_wrong_passwords_slow_down_known_and_unknown_addresses_alike(app: Flask, make: Factory) -> None:
    make.user(email="co@thu.example")
    for address in ("co@thu.example", "la@thu.example"):
        client = app.test_client()
        statuses = [send(client, "/login", email=address, password="sai mật khẩu rồi").status_code for _ in range(6)]
        assert statuses == [422] * 5 + [429]


def test_the_delay_ends_and_the_right_password_works(client: FlaskClient, make: Factory) -> None:
    user = make.user()
    answer = [send(client, "/login", email=user.email, password="sai mật khẩu rồi") for _ in range(7)][-1]
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) <= 30
    assert answer.headers["Retry-After"] in answer.text
    with clock.travel(timedelta(seconds=31)):
        assert send(client, "/login", email=user.email, password=PASSWORD).status_code == 303


def test_what_is_counted_names_nobody(client: FlaskClient, session: Session) -> None:
    send(client, "/login", email="la@thu.example", password="sai mật khẩu rồi")
    keys = session.scalars(select(AccessCount.key)).all()
    assert len(keys) == 2
    assert not any("la@" in key or "127." in key for key in keys)


def test_members_stay_for_days_and_officers_for_minutes(app: Flask, make: Factory, session: Session) -> None:
    for officer, idle in [(False, MEMBER_IDLE), (True, OFFICER_IDLE)]:
        user = make.user(officer=officer)
        client = sign_in(app.test_client(), user)
        look_again(session)
        row = session.scalars(select(WebSession).where(WebSession.user_id == user.id)).one()
        assert row.idle_minutes == idle.total_seconds() / 60
        with clock.travel(idle + timedelta(minutes=1)):
            assert client.get("/desk").status_code == 303


def test_a_closed_account_signs_in_nowhere(client: FlaskClient, make: Factory, session: Session) -> None:
    user = make.user()
    sign_in(client, user)
    user.active = False
    session.commit()
    assert client.get("/desk").status_code == 303
    assert send(client, "/login", email=user.email, password=PASSWORD).status_code == 422
