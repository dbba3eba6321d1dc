"""Two people act at the same moment: an organisation keeps an owner, an invitation is good for one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecosystem.accounts.models import User
from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.jobs.models import Job
from ecosystem.organisations import service_invitations
from ecosystem.organisations.input_invitation import InvitationInput
from ecosystem.organisations.models import Invitation, Organisation
from tests.factories import Factory, hidden, sign_in
from tests.organisations.people import address_of, join, roles

LAN = "lan@thu.example"
ROUNDS = 4


def at_once(sends: Sequence[Callable[[], int]]) -> list[int]:
    """The statuses of requests that start at the same moment."""
    start = Barrier(len(sends))

    def run(send: Callable[[], int]) -> int:
        start.wait()
        return send()

    with ThreadPoolExecutor(len(sends)) as pool:
        return list(pool.map(run, sends))


def press(client: FlaskClient, page: str, to: str, **fields: str) -> Callable[[], int]:
    """The form opened by now, to be sent later."""
    html = client.get(page).text
    tokens = {name: hidden(html, name) for name in ("csrf_token", "form_nonce")}
    return lambda: client.post(to, data={**tokens, **fields}).status_code


def two_owners(app: Flask, make: Factory) -> tuple[Organisation, list[tuple[User, FlaskClient]]]:
    first, second = make.user(), make.user()
    own = make.organisation(first)
    join(make, own, Role.OWNER, second)
    return own, [(user, sign_in(app.test_client(), user)) for user in (first, second)]


@pytest.mark.parametrize("nonces", [True, False], ids=["with nonces", "without"])
@pytest.mark.parametrize("act", ["remove", "demote", "leave", "step down"])
def test_two_owners_at_once_leave_one(app: Flask, make: Factory, session: Session, act: str, *, nonces: bool) -> None:
    """Each round the same: one of them is judged after the other."""
    for _ in range(ROUNDS):
        own, owners = two_owners(app, make)
        people = f"/organisations/{own.public_id}/members"
        sends = []
        for (user, client), (other, _) in zip(owners, owners[::-1], strict=True):
            target, fields = {
                "remove": (f"{people}/{other.public_id}/remove", {}),
                "demote": (f"{people}/{other.public_id}/role", {"role": "viewer"}),
                "leave": (f"/organisations/{own.public_id}/leave", {}),
                "step down": (f"{people}/{user.public_id}/role", {"role": "editor"}),
            }[act]
            sends.append(press(client, people, target, **({} if nonces else {"form_nonce": ""}), **fields))
        statuses = at_once(sends)
        left = roles(session, own)
        assert list(left.values()).count("owner") == 1, (act, statuses, left)
        assert all(status < 500 for status in statuses)


def test_handing_over_to_who_leaves_at_the_same_moment(app: Flask, make: Factory, session: Session) -> None:
    for _ in range(ROUNDS):
        owner, member = make.user(), make.user()
        own = make.organisation(owner)
        join(make, own, Role.VIEWER, member)
        leaving = f"/organisations/{own.public_id}/leave"
        clients = [sign_in(app.test_client(), user) for user in (owner, member)]
        page = f"/organisations/{own.public_id}/members"
        at_once(
            [
                press(clients[0], page, leaving, successor=member.public_id),
                press(clients[1], leaving, leaving),
            ]
        )
        assert "owner" in roles(session, own).values()


def test_one_invitation_lets_one_in(app: Flask, make: Factory, session: Session) -> None:
    owner = make.user()
    own = make.organisation(owner)
    with transaction() as one:
        typed = InvitationInput(email=LAN, role="editor")
        service_invitations.invite(one, make.actor(owner), own.public_id, typed, "vi")
    address = address_of(session, LAN)
    clients = [sign_in(app.test_client(), make.user()) for _ in range(4)]
    statuses = at_once([press(client, address, address, under_other_address="1") for client in clients])
    assert all(status < 500 for status in statuses)
    assert sorted(roles(session, own).values()) == ["editor", "owner"]


def test_four_clicks_send_one_mail(app: Flask, client: FlaskClient, make: Factory, session: Session) -> None:
    """E01."""
    owner = make.user()
    own = make.organisation(owner)
    page = f"/organisations/{own.public_id}/members"
    sign_in(client, owner)
    html = client.get(page).text
    fields = {name: hidden(html, name) for name in ("csrf_token", "form_nonce")} | {"email": LAN, "role": "viewer"}
    found = client.get_cookie("session")
    assert found is not None
    browsers = [app.test_client() for _ in range(4)]
    for browser in browsers:
        browser.set_cookie("session", found.value)
    sends = [partial(status_of, browser, page, fields) for browser in browsers]
    assert at_once(sends) == [303] * 4
    session.rollback()
    assert session.scalar(select(func.count(Invitation.id))) == 1
    assert session.scalar(select(func.count(Job.id)).where(Job.kind == "mail.send")) == 1


def status_of(browser: FlaskClient, page: str, fields: dict[str, str]) -> int:
    return browser.post(page, data=fields).status_code
