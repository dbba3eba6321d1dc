"""Signing up by role: one account an address, nothing told to strangers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import ComesAs
from ecosystem.kernel.db.session import db
from ecosystem.organisations.models import Organisation
from tests.accounts.pages import REGISTRATION, Mailbox, heading, look_again, register, send, text_of
from tests.factories import Factory, hidden
from tests.markup import parse

SPELLINGS = ["Lan.Test@Thu.example", "lan.test@thu.example", " LAN.TEST@thu.example ", "lan.test＠thu.example"]


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def count(session: Session, model: Any) -> int:
    look_again(session)
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_four_spellings_make_one_account_and_the_holder_learns_by_mail(
    client: FlaskClient, session: Session, mailbox: Mailbox
) -> None:
    answers = [register(client, email=typed) for typed in SPELLINGS]
    assert {(answer.status_code, answer.location) for answer in answers} == {(303, "/check-mail/register")}
    assert count(session, User) == 1
    mails = mailbox.all()
    assert {mail["To"].addresses[0].addr_spec for mail in mails} == {"lan.test@thu.example"}
    assert len({mail["Subject"] for mail in mails}) == 2, "one to confirm, the others say that there is an account"


def test_known_and_unknown_addresses_get_the_same_answer(app: Flask, make: Factory) -> None:
    make.user(email="co@thu.example")
    pages = {}
    for address in ("co@thu.example", "chua@thu.example"):
        client = app.test_client()
        answer = register(client, email=address)
        after = client.get(answer.location)
        headers = {name: value for name, value in answer.headers if name not in {"Set-Cookie", "Date"}}
        pages[address] = (answer.status_code, answer.location, headers, answer.text, without_tokens(after.text))
    assert pages["co@thu.example"] == pages["chua@thu.example"]


def without_tokens(html: str) -> str:
    return re.sub(r'(name="(?:csrf_token|form_nonce)" value=")[^"]*', r"\1", html)


def test_the_second_registration_changes_nothing_of_the_first(client: FlaskClient, session: Session) -> None:
    register(client)
    known = session.scalar(select(User.password))
    register(
        client,
        name="Kẻ khác",
        password="mật khẩu của một kẻ khác",
        role="investor",
        organisation_name="Tổ chức kẻ khác",
    )
    assert session.scalar(select(User.password)) == known
    known_as = session.execute(select(User.name, User.comes_as, User.organisation_name)).one()
    assert tuple(known_as) == (REGISTRATION["name"], REGISTRATION["role"], None)


@pytest.mark.parametrize("role", ComesAs)
def test_the_role_and_the_name_are_kept_and_nothing_is_created_yet(
    client: FlaskClient, session: Session, role: ComesAs
) -> None:
    answer = register(client, role=role.value, organisation_name="Nhóm Lúa Xanh")
    assert answer.status_code == 303
    user = session.scalars(select(User)).one()
    assert (user.comes_as, user.organisation_name) == (role.value, "Nhóm Lúa Xanh")
    assert count(session, Organisation) == 0


@pytest.mark.parametrize("role", ComesAs)
def test_an_address_may_choose_the_role(client: FlaskClient, role: ComesAs) -> None:
    chosen = re.findall(r'name="role" value="([a-z]+)" checked', client.get(f"/register?role={role.value}").text)
    assert chosen == [role.value]


@pytest.mark.parametrize("code", ["", "chủ tịch", "owner", "<script>", "startup" * 999])
def test_an_unknown_role_chooses_none_and_registers_nobody(client: FlaskClient, session: Session, code: str) -> None:
    assert " checked" not in client.get("/register", query_string={"role": code}).text
    answer = register(client, role=code)
    assert answer.status_code == 422
    assert 'href="#f-role-0"' in answer.text
    assert 'aria-describedby="e-role"' in answer.text
    assert count(session, User) == 0


def test_the_page_asks_for_four_things_and_a_role(client: FlaskClient) -> None:
    page = parse(client.get("/register").text)
    asked = [one.get("name") for one in page.all("input", type="text") + page.all("input", type="email")]
    asked += [one.get("name") for one in page.all("input", type="password")]
    assert sorted(asked) == ["email", "name", "organisation_name", "password"]
    assert len(page.all("input", type="radio")) == len(ComesAs)


def test_known_organisations_are_shown_to_no_visitor(client: FlaskClient, make: Factory) -> None:
    make.organisation(name="Vườn ươm Hòa Thụy", kind="company")
    answer = register(client, organisation_name="Vườn ươm Hòa Thụy", name="")
    assert answer.status_code == 422
    assert answer.text.count("Vườn ươm Hòa Thụy") == 1, "what was typed, and no list"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x"),
        ("email", "lan@thu"),
        ("password", "ngắn"),
        ("password", "matkhau123456"),
        ("accept_terms", None),
    ],
)
def test_what_is_wrong_comes_back_by_field_and_all_else_is_kept(
    client: FlaskClient, field: str, value: str | None
) -> None:
    fields = {**REGISTRATION, "organisation_name": "Viện Nước Thử", field: value}
    answer = send(client, "/register", **{name: text for name, text in fields.items() if text is not None})
    assert answer.status_code == 422
    assert f'href="#f-{field}"' in answer.text
    assert f'aria-describedby="e-{field}' in answer.text
    assert re.search(rf'aria-invalid="true"[^>]*|id="f-{field}"', answer.text)
    assert 'value="Viện Nước Thử"' in answer.text
    assert 'value="institute" checked' in answer.text
    assert "câu dài dễ nhớ" not in answer.text, "a password never comes back"


def test_two_clicks_have_one_effect(client: FlaskClient, session: Session, mailbox: Mailbox) -> None:
    html = client.get("/register").text
    fields = {**REGISTRATION, "csrf_token": hidden(html, "csrf_token"), "form_nonce": hidden(html, "form_nonce")}
    answers = [client.post("/register", data=fields) for _ in range(2)]
    assert [answer.location for answer in answers] == ["/check-mail/register"] * 2
    assert count(session, User) == 1
    assert len(mailbox.all()) == 1


def test_consents_are_apart_and_dated(client: FlaskClient, session: Session) -> None:
    register(client)
    register(client, email="tin@thu.example", mail_consent="1")
    without, with_news = session.scalars(select(User).order_by(User.id)).all()
    assert without.terms_accepted_at is not None
    assert without.terms_version
    assert without.mail_consent_at is None
    assert with_news.mail_consent_at is not None


def test_a_stranger_is_greeted_by_no_name(client: FlaskClient, mailbox: Mailbox) -> None:
    register(client, name="Hãy mở xau.example ngay")
    mail = mailbox.last()
    assert "xau.example" not in text_of(mail)
    assert "xau.example" not in str(mail["To"])


def test_the_same_address_gets_only_so_many_mails(client: FlaskClient, mailbox: Mailbox) -> None:
    for _ in range(6):
        register(client)
    assert len(mailbox.all()) <= 4


def test_the_page_after_it_knows_only_its_purposes(client: FlaskClient) -> None:
    assert client.get("/check-mail/reset").status_code == 200
    assert client.get("/check-mail/khac").status_code == 404
    assert heading(client.get("/en/check-mail/register")) == "Look into your mailbox"


def test_what_was_typed_outlives_the_session(client: FlaskClient) -> None:
    """A03: the token is gone with its session; one link brings the form back, without the password."""
    html = client.get("/register").text
    client.delete_cookie("session")
    answer = client.post("/register", data={**REGISTRATION, "csrf_token": hidden(html, "csrf_token")})
    assert answer.status_code == 400
    back = re.search(r'"(/register\?restore=[^"]+)"', answer.text)
    assert back
    restored = client.get(back.group(1)).text
    assert f'value="{REGISTRATION["name"]}"' in restored
    assert f'value="{REGISTRATION["email"]}"' in restored
    assert 'value="institute" checked' in restored
    assert REGISTRATION["password"] not in restored
    assert "field-error" not in restored


@pytest.mark.parametrize("page", ["/recover", "/confirm"])
def test_an_unknown_address_costs_the_same_work(app: Flask, make: Factory, page: str) -> None:
    """A05: what takes the same statements takes the same time."""
    make.user(email="co@thu.example", confirmed=page == "/recover")
    counted = []
    for address in ("co@thu.example", "la@thu.example"):
        with statements(app) as seen:
            send(app.test_client(), page, email=address)
        counted.append(len(seen))
    assert counted[0] == counted[1]
