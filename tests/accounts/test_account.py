"""One's own settings, password, address and devices."""

from __future__ import annotations

import re

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.accounts.models import User
from ecosystem.kernel.access.acting import set_actor
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.changes.models import AuditEvent
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.web.sessions import revoke
from tests.accounts.pages import NEW_PASSWORD, Mailbox, heading, look_again, register, send, text_of
from tests.factories import PASSWORD, Factory, sign_in

OWN_PAGES = ["/account", "/account/password", "/account/email", "/account/devices"]


@pytest.mark.parametrize("address", OWN_PAGES)
def test_visitors_sign_in_first_and_come_back(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.location) == (303, f"/login?next={address}")


def test_settings_are_kept_and_no_value_is_audited(client: FlaskClient, make: Factory, session: Session) -> None:
    user = sign_in_new(client, make)
    answer = send(client, "/account", name="Tên mới của tôi", language="en", role="investor", mail_consent="1")
    assert answer.status_code == 303
    look_again(session)
    kept = (user.name, user.language, user.comes_as, user.mail_consent_at is not None)
    assert kept == ("Tên mới của tôi", "en", "investor", True)
    assert 'value="investor" checked' in client.get("/account").text
    send(client, "/account", name="Tên mới của tôi", language="en", role="")
    look_again(session)
    assert (user.mail_consent_at, user.comes_as) == (None, None)
    rows = session.scalars(select(AuditEvent).where(AuditEvent.entity == "user", AuditEvent.action == "update")).all()
    assert rows
    assert not any({"name", "email", "password"} & set(row.values) for row in rows)
    assert send(client, "/account", name="", language="fr").status_code == 422
    assert send(client, "/account", name="Tên mới của tôi", language="en", role="vua").status_code == 422


def test_changing_the_password_signs_out_the_others_and_not_oneself(
    app: Flask, client: FlaskClient, make: Factory, mailbox: Mailbox
) -> None:
    user = sign_in_new(client, make)
    other = sign_in(app.test_client(), user)
    assert (
        send(client, "/account/password", current_password="không phải nó đâu", new_password=NEW_PASSWORD).status_code
        == 422
    )
    assert send(client, "/account/password", current_password=PASSWORD, new_password="matkhau123456").status_code == 422
    assert other.get("/desk").status_code == 200
    done = send(client, "/account/password", current_password=PASSWORD, new_password=NEW_PASSWORD)
    assert done.status_code == 303
    assert client.get("/desk").status_code == 200
    assert other.get("/desk").status_code == 303
    assert send(other, "/login", email=user.email, password=NEW_PASSWORD).status_code == 303
    assert "/recover" in text_of(mailbox.last())


def test_guessing_the_present_password_is_slowed_down(client: FlaskClient, make: Factory) -> None:
    sign_in_new(client, make)
    answers = [
        send(client, "/account/password", current_password="không phải nó đâu", new_password=NEW_PASSWORD)
        for _ in range(6)
    ]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429]


def test_the_address_changes_by_a_button_on_a_link_to_the_new_one(
    app: Flask, client: FlaskClient, make: Factory, mailbox: Mailbox, session: Session
) -> None:
    user = sign_in_new(client, make, email="cu@thu.example")
    assert (
        send(client, "/account/email", email="moi@thu.example", current_password="sai mật khẩu rồi").status_code == 422
    )
    assert send(client, "/account/email", email="Cu@thu.example", current_password=PASSWORD).status_code == 422
    assert send(client, "/account/email", email="Moi@thu.example", current_password=PASSWORD).status_code == 303
    to_new, to_old = mailbox.all()
    assert [mail["To"].addresses[0].addr_spec for mail in (to_new, to_old)] == ["moi@thu.example", "cu@thu.example"]
    found = re.search(r"http://nhipcau\.example(/account/email/\S+)", text_of(to_new))
    assert found
    link = found.group(1)
    fresh = app.test_client(use_cookies=False)
    assert fresh.get(link).status_code == 200
    look_again(session)
    assert user.email == "cu@thu.example", "opening the link changes nothing"
    assert fresh.post(link).status_code == 303
    look_again(session)
    assert user.email == "moi@thu.example"
    assert heading(fresh.get(f"/en{link}")) == "Your email address is confirmed"
    assert client.get("/desk").status_code == 200
    assert mailbox.last()["To"].addresses[0].addr_spec == "cu@thu.example"


def test_another_persons_address_is_not_told_and_cannot_be_taken(
    client: FlaskClient, make: Factory, mailbox: Mailbox, session: Session
) -> None:
    make.user(email="nguoikhac@thu.example")
    user = sign_in_new(client, make, email="toi@thu.example")
    answer = send(client, "/account/email", email="nguoikhac@thu.example", current_password=PASSWORD)
    assert (answer.status_code, answer.location) == (303, "/account")
    assert not any("/account/email/" in text_of(mail) for mail in mailbox.all())
    look_again(session)
    assert user.email == "toi@thu.example"


def test_an_address_taken_meanwhile_stays_with_who_has_it(
    client: FlaskClient, make: Factory, mailbox: Mailbox, session: Session
) -> None:
    user = sign_in_new(client, make, email="toi@thu.example")
    send(client, "/account/email", email="moi@thu.example", current_password=PASSWORD)
    link = re.search(r"http://nhipcau\.example(/account/email/\S+)", text_of(mailbox.all()[0]))
    assert link
    make.user(email="moi@thu.example")
    assert client.post(link.group(1)).status_code == 410
    look_again(session)
    assert user.email == "toi@thu.example"


def test_devices_are_listed_and_signed_out_one_by_one(app: Flask, client: FlaskClient, make: Factory) -> None:
    user = sign_in_new(client, make)
    phone = app.test_client()
    phone.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36"
    sign_in(phone, user)
    page = client.get("/account/devices").text
    assert "Chrome · Android" in page
    keys = re.findall(r'action="/account/devices/([0-9a-f]{16})"', page)
    assert len(keys) == 2
    assert send(client, "/account/devices", to=f"/account/devices/{keys[1]}").status_code == 303
    assert phone.get("/desk").status_code == 303
    assert client.get("/desk").status_code == 200
    assert send(client, "/account/devices", to=f"/account/devices/{keys[0]}").location == "/login"
    assert client.get("/desk").status_code == 303


def test_all_others_at_once(app: Flask, client: FlaskClient, make: Factory) -> None:
    user = sign_in_new(client, make)
    others = [sign_in(app.test_client(), user) for _ in range(3)]
    assert send(client, "/account/devices", to="/account/devices/others").status_code == 303
    assert [one.get("/desk").status_code for one in others] == [303] * 3
    assert client.get("/desk").status_code == 200


def test_another_persons_device_is_not_found(app: Flask, client: FlaskClient, make: Factory) -> None:
    other = sign_in(app.test_client(), make.user())
    key = re.findall(r'action="/account/devices/([0-9a-f]{16})"', other.get("/account/devices").text)[0]
    sign_in_new(client, make)
    for device in (key, "0" * 16):
        assert send(client, "/account/devices", to=f"/account/devices/{device}").status_code == 404
    assert other.get("/desk").status_code == 200


def sign_in_new(client: FlaskClient, make: Factory, **values: str) -> User:
    user = make.user(**values)  # type: ignore[arg-type]
    sign_in(client, user)
    return user


def test_a_device_signed_out_in_the_middle_of_its_request_stays_so(
    app: Flask, client: FlaskClient, make: Factory, caplog: pytest.LogCaptureFixture
) -> None:
    user = sign_in_new(client, make)
    token = client.get_cookie("session")
    assert token is not None
    with app.test_request_context(headers={"Cookie": f"session={token.value}"}):
        interface = app.session_interface
        opened = interface.open_session(app, request)
        assert opened is not None
        with transaction():
            revoke(user.id)
        opened["written"] = "too late"
        answer = app.response_class()
        interface.save_session(app, opened, answer)
        assert "Set-Cookie" not in answer.headers
    assert not caplog.records
    assert client.get("/desk").status_code == 303


def test_a_thread_that_served_another_person_acts_for_nobody(client: FlaskClient, session: Session) -> None:
    set_actor(Actor(user_id=99, name="who was served before"))
    register(client)
    assert session.scalars(select(AuditEvent.user_id).where(AuditEvent.entity == "user")).all() == [None]
