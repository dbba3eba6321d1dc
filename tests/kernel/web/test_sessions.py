from __future__ import annotations

from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.kernel import clock
from ecosystem.kernel.web.models import WebSession
from ecosystem.kernel.web.sessions import forget_ended
from tests.factories import Factory, csrf, sign_in


def test_a_cookie_copied_before_sign_out_is_worth_nothing(app: Flask, client: FlaskClient, make: Factory) -> None:
    sign_in(client, make.user())
    cookie = client.get_cookie("session")
    assert cookie is not None
    client.post("/logout", data={"csrf_token": csrf(client, "/desk")})
    thief = app.test_client()
    thief.set_cookie("session", cookie.value)
    assert thief.get("/desk").status_code == 303


def test_the_token_changes_at_sign_in_and_is_not_stored(client: FlaskClient, session: Session, make: Factory) -> None:
    client.get("/login")
    before = client.get_cookie("session")
    sign_in(client, make.user())
    after = client.get_cookie("session")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    session.rollback()
    assert all(after.value not in str(vars(row)) for row in session.scalars(select(WebSession)))


def test_a_member_is_idle_for_two_weeks_an_officer_for_half_an_hour(app: Flask, make: Factory) -> None:
    member, officer = app.test_client(), app.test_client()
    sign_in(member, make.user())
    sign_in(officer, make.user(officer=True))
    with clock.travel(timedelta(minutes=31)):
        assert officer.get("/desk").status_code == 303
        assert member.get("/desk").status_code == 200
    with clock.travel(timedelta(days=15)):
        assert member.get("/desk").status_code == 303


def test_ended_sessions_are_forgotten(client: FlaskClient, session: Session, make: Factory) -> None:
    sign_in(client, make.user())
    assert forget_ended() == 0
    with clock.travel(timedelta(days=15)):
        assert forget_ended() >= 1
    session.rollback()
    assert session.scalars(select(WebSession)).all() == []


def test_headers_of_every_answer(client: FlaskClient) -> None:
    for address in ("/", "/nowhere", "/healthz"):
        headers = client.get(address).headers
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert headers["X-Content-Type-Options"] == "nosniff"
