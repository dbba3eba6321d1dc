"""The page of an invitation: safe to open, kind when it is over, never silent about another address."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from ecosystem.accounts.models import User
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.db.transaction import transaction
from ecosystem.organisations import service_invitations
from ecosystem.organisations.input_invitation import InvitationInput
from ecosystem.organisations.models import Organisation
from tests.accounts.pages import Mailbox, heading, register, send
from tests.factories import PASSWORD, Factory, csrf, sign_in
from tests.installation import changed_tables, rows
from tests.organisations.people import address_of, invitation_of, join, roles, without_tokens

LAN = "lan@thu.example"


@pytest.fixture
def own(make: Factory) -> Organisation:
    """An organisation that has invited Lan as an editor."""
    owner = make.user(email="chu@thu.example")
    made = make.organisation(owner, "Viện Nước Thử")
    with transaction() as session:
        typed = InvitationInput(email=LAN, role="editor")
        service_invitations.invite(session, make.actor(owner), made.public_id, typed, "vi")
    return made


@pytest.fixture
def lan(make: Factory) -> User:
    return make.user(email=LAN)


def test_opening_changes_nothing_and_needs_no_session(app: Flask, own: Organisation, session: Session) -> None:
    address = address_of(session, LAN)
    session.rollback()
    before = rows(app)
    browser = app.test_client(use_cookies=False)
    for method in ("GET", "HEAD", "GET"):
        answer = browser.open(address, method=method)
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers
    assert changed_tables(before, rows(app)) == []
    page = browser.get(address).text
    assert own.legal_name in page
    assert "/login?next=/invitations/" in page
    assert "/register?next=/invitations/" in page
    assert "chu@thu.example" not in page, "the inviter's address is for members"


def test_the_page_is_the_same_with_and_without_an_account(
    client: FlaskClient, make: Factory, own: Organisation, session: Session
) -> None:
    """A05."""
    address = address_of(session, LAN)
    pages = [without_tokens(client.get(address).text)]
    make.user(email=LAN)
    pages.append(without_tokens(client.get(address).text))
    assert pages[0] == pages[1]


def test_from_the_mail_by_registering_to_belonging(
    app: Flask, client: FlaskClient, own: Organisation, session: Session, mailbox: Mailbox
) -> None:
    """In three browsers: the mail's, the one of the confirmation, and a new one."""
    address = mailbox.link("/invitations/")
    registering = re.search(r'href="(/register\?next=[^"]+)"', client.get(address).text)
    assert registering
    page = client.get(registering.group(1)).text
    assert f'value="{LAN}"' in page
    assert own.legal_name in page
    assert 'name="role"' not in page
    assert 'name="organisation_name"' not in page
    answer = send(client, registering.group(1), name="Trần Thị Lan", email=LAN, password=PASSWORD, accept_terms="1")
    assert answer.location == "/check-mail/register"
    confirming = mailbox.link("/confirm/")
    other = app.test_client(use_cookies=False)
    assert other.post(confirming).status_code == 303
    onward = re.search(r'href="(/login\?next=/invitations/[^"]+)"', other.get(confirming).text)
    assert onward
    third = app.test_client()
    assert f'value="{LAN}"' in third.get(onward.group(1)).text
    back = send(third, onward.group(1), email=LAN, password=PASSWORD)
    assert back.location.startswith("/invitations/")
    done = send(third, back.location)
    assert (done.status_code, done.location) == (303, f"/organisations/{own.public_id}")
    assert "editor" in roles(session, own).values()
    again = third.get(back.location)
    assert again.status_code == 200
    assert f'href="/organisations/{own.public_id}"' in again.text


def test_the_desk_leads_there_too_and_only_a_confirmed_address(
    app: Flask, make: Factory, own: Organisation, lan: User, session: Session
) -> None:
    assert address_of(session, LAN) in sign_in(app.test_client(), lan).get("/desk").text
    with transaction() as one:
        one.get_one(User, lan.id).confirmed_at = None
    page = sign_in(app.test_client(), lan)
    assert "/invitations/" not in page.get("/desk").text
    address = address_of(session, LAN)
    shown = page.get(address).text
    assert 'action="/confirm"' in shown
    assert f'action="{address}"' not in shown
    assert page.post(address, data={"csrf_token": csrf(page, "/desk")}).status_code == 403
    assert len(roles(session, own)) == 1


def test_another_address_is_asked_about_and_never_silent(
    client: FlaskClient, make: Factory, own: Organisation, session: Session, mailbox: Mailbox
) -> None:
    other = make.user(email="khac@thu.example")
    address = address_of(session, LAN)
    sign_in(client, other)
    page = client.get(address).text
    assert LAN in page
    assert "khac@thu.example" in page
    assert 'name="under_other_address"' in page
    refused = send(client, address)
    assert refused.status_code == 422
    assert 'href="#f-under_other_address"' in refused.text
    assert other.id not in roles(session, own)
    assert send(client, address, under_other_address="1").status_code == 303
    assert roles(session, own)[other.id] == "editor"
    told = mailbox.last()
    assert told["To"].addresses[0].addr_spec == "chu@thu.example"
    assert LAN in str(told.get_body(("plain",)))


def test_using_another_account_comes_back(
    client: FlaskClient, make: Factory, own: Organisation, session: Session
) -> None:
    sign_in(client, make.user())
    address = address_of(session, LAN)
    answer = send(client, address, to="/logout", next=address)
    assert answer.location == address
    assert "/login?next=" in client.get(address).text
    sign_in(client, make.user())
    assert send(client, "/desk", to="/logout", next="//xau.example").location == "/"


@pytest.mark.parametrize("what", ["withdrawn", "expired", "accepted"])
def test_a_late_opening_says_kindly_what_happened(
    app: Flask, client: FlaskClient, make: Factory, own: Organisation, lan: User, session: Session, what: str
) -> None:
    address, days = address_of(session, LAN), 0
    public_id = invitation_of(session, LAN).public_id
    if what == "withdrawn":
        owner = session.query(User).filter_by(email="chu@thu.example").one()
        with transaction() as one:
            service_invitations.withdraw(one, make.actor(owner), own.public_id, public_id)
    elif what == "accepted":
        with transaction() as one:
            service_invitations.accept(one, make.actor(lan), public_id, under_other_address=False)
    else:
        days = 15
    with clock.travel(timedelta(days=days)):
        for browser in (client, sign_in(app.test_client(), make.user())):
            answer = browser.get(address)
            assert answer.status_code == (200 if what == "accepted" else 410)
            assert own.legal_name in heading(answer)
            assert f'action="{address}"' not in answer.text
        if what != "accepted":
            mine = sign_in(app.test_client(), lan)
            pressed = mine.post(address, data={"csrf_token": csrf(mine, "/desk")})
            assert pressed.location == address
            assert mine.get(address).status_code == 410
            assert lan.id not in roles(session, own)


def test_a_member_is_told_so_and_keeps_the_role(
    client: FlaskClient, make: Factory, own: Organisation, session: Session
) -> None:
    member = join(make, own, Role.VIEWER)
    sign_in(client, member)
    address = address_of(session, LAN)
    assert f'action="{address}"' not in client.get(address).text
    token = csrf(client, "/desk")
    late = client.post(address, data={"csrf_token": token, "under_other_address": "1"})
    assert late.location == address
    assert roles(session, own)[member.id] == "viewer"


@pytest.mark.parametrize("link", ["x", "ImFiYyI.abc", "a.b.c", "%00", "Ł", "x" * 3000, "..%2f..%2fdesk"])
def test_a_link_that_is_not_ours_is_gone_without_a_word(client: FlaskClient, own: Organisation, link: str) -> None:
    answer = client.get(f"/invitations/{link}")
    assert answer.status_code in {404, 410}
    assert own.legal_name not in answer.text


def test_a_changed_link_is_not_taken(client: FlaskClient, own: Organisation, session: Session) -> None:
    address = address_of(session, LAN)
    at = address.rindex(".") + 5
    changed = "A" if address[at] != "A" else "B"
    assert client.get(address[:at] + changed + address[at + 1 :]).status_code == 410


def test_a_press_from_another_site_does_nothing(
    client: FlaskClient, own: Organisation, lan: User, session: Session
) -> None:
    sign_in(client, lan)
    assert client.post(address_of(session, LAN)).status_code == 400
    assert lan.id not in roles(session, own)


def test_who_registers_under_another_address_is_not_led_in(
    client: FlaskClient, own: Organisation, mailbox: Mailbox
) -> None:
    register(client, email="khac@thu.example", role="other")
    link = mailbox.link("/confirm/")
    client.post(link)
    assert "/invitations/" not in client.get(link).text
