"""The pages of an organisation's people."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.db.transaction import transaction
from ecosystem.organisations import service_people
from tests.accounts.pages import Mailbox, send
from tests.factories import Factory, csrf, sign_in
from tests.organisations.people import invitation_of, join, roles, without_tokens

LAN = "lan@thu.example"


def test_an_owner_invites_and_sees_who_is_invited(
    client: FlaskClient, make: Factory, session: Session, mailbox: Mailbox
) -> None:
    owner = make.user()
    own = make.organisation(owner, "Viện Nước Thử")
    address = f"/organisations/{own.public_id}/members"
    sign_in(client, owner)
    answer = send(client, address, email=" LAN@thu.example ", role="editor")
    assert (answer.status_code, answer.location) == (303, address)
    made = invitation_of(session, LAN)
    page = client.get(address).text
    assert f'data-invitation="{made.public_id}"' in page
    assert "Người biên tập" in page
    assert [mail["To"].addresses[0].addr_spec for mail in mailbox.all()] == [LAN]
    again = send(client, f"{address}", to=f"/organisations/{own.public_id}/invitations/{made.public_id}/send")
    assert again.location == address
    assert len(mailbox.all()) == 2
    taken = send(client, address, to=f"/organisations/{own.public_id}/invitations/{made.public_id}/withdraw")
    assert taken.location == address
    assert LAN not in re.sub(r'class="note.*?</div>', "", client.get(address).text, flags=re.DOTALL)


@pytest.mark.parametrize(
    ("field", "value"),
    [("email", ""), ("email", "lan@thu"), ("email", "a\r\nBcc: x@y.vn"), ("role", "vua"), ("role", "")],
)
def test_what_is_wrong_comes_back_by_field_and_what_was_typed_stays(
    client: FlaskClient, make: Factory, field: str, value: str
) -> None:
    """Y03."""
    owner = make.user()
    own = make.organisation(owner)
    sign_in(client, owner)
    fields = {"email": "minh@thu.example", "role": "viewer", field: value}
    answer = send(client, f"/organisations/{own.public_id}/members", **fields)
    assert answer.status_code == 422
    assert re.search(r"<title>\s*(Lỗi|Error): ", answer.text)
    assert re.search(rf'href="#f-{field}(-0)?"', answer.text)
    assert f'id="e-{field}"' in answer.text
    kept = {"email": 'value="viewer" checked', "role": 'value="minh@thu.example"'}
    assert kept[field] in answer.text


def test_the_answer_is_the_same_whether_there_is_an_account(app: Flask, make: Factory) -> None:
    """A05."""
    make.user(email="co@thu.example")
    make.user(email="cho@thu.example", confirmed=False)
    answers = set()
    for address in ("co@thu.example", "cho@thu.example", "la@thu.example"):
        owner = make.user()
        own = make.organisation(owner, "Viện Một Tên")
        client = sign_in(app.test_client(), owner)
        first, second = (
            send(client, f"/organisations/{own.public_id}/members", email=address, role="viewer") for _ in range(2)
        )
        page = without_tokens(second.text).replace(address, "ADDRESS").replace(own.public_id, "ID")
        page = re.sub(r'data-(member|invitation)="\w+"|members/\w+|invitations/\w+|<time.*?</time>', "", page)
        page = page.replace(owner.name, "NAME").replace(owner.email, "OWNER")
        answers.add((first.status_code, first.location.replace(own.public_id, "ID"), second.status_code, page))
    assert len(answers) == 1


def test_inviting_a_member_says_so(client: FlaskClient, make: Factory) -> None:
    owner = make.user()
    own = make.organisation(owner)
    member = join(make, own)
    sign_in(client, owner)
    answer = send(client, f"/en/organisations/{own.public_id}/members", email=member.email.upper(), role="editor")
    assert answer.status_code == 422
    assert f"{member.email} belongs to your organisation already" in answer.text


@pytest.mark.parametrize("role", [Role.EDITOR, Role.VIEWER])
def test_members_see_the_people_and_not_who_is_invited(
    app: Flask, client: FlaskClient, make: Factory, role: Role
) -> None:
    owner = make.user()
    own = make.organisation(owner)
    address = f"/organisations/{own.public_id}/members"
    send(sign_in(client, owner), address, email=LAN, role="editor")
    member = join(make, own, role)
    page = sign_in(app.test_client(), member).get(address).text
    assert owner.email in page
    assert LAN not in page
    assert 'name="email"' not in page
    assert "/remove" not in page


def test_changing_a_role_and_removing_with_a_question(client: FlaskClient, make: Factory, session: Session) -> None:
    owner = make.user()
    own = make.organisation(owner)
    member = join(make, own)
    sign_in(client, owner)
    people = f"/organisations/{own.public_id}/members"
    changed = send(client, people, to=f"{people}/{member.public_id}/role", role="editor")
    assert changed.location == people
    assert roles(session, own)[member.id] == "editor"
    question = client.get(f"{people}/{member.public_id}/remove")
    assert member.name in question.text
    assert roles(session, own)[member.id] == "editor", "opening the page changes nothing"
    assert send(client, f"{people}/{member.public_id}/remove").location == people
    assert member.id not in roles(session, own)
    assert client.get(f"{people}/{member.public_id}/remove").status_code == 404


@pytest.mark.parametrize("role", ["", "vua", "OWNER", "owner\0"])
def test_a_role_that_is_none_changes_nothing(client: FlaskClient, make: Factory, session: Session, role: str) -> None:
    owner = make.user()
    own = make.organisation(owner)
    member = join(make, own)
    sign_in(client, owner)
    people = f"/organisations/{own.public_id}/members"
    assert send(client, people, to=f"{people}/{member.public_id}/role", role=role).location == people
    assert roles(session, own)[member.id] == "viewer"


def test_the_last_owner_is_told_to_hand_over(client: FlaskClient, make: Factory, session: Session) -> None:
    owner = make.user()
    own = make.organisation(owner)
    sign_in(client, owner)
    leaving = f"/organisations/{own.public_id}/leave"
    alone = client.get(leaving)
    assert 'name="successor"' not in alone.text
    assert f'action="{leaving}"' not in alone.text
    member = join(make, own)
    asked = client.get(leaving)
    assert f'value="{member.public_id}"' in asked.text
    refused = send(client, leaving)
    assert refused.status_code == 422
    assert 'href="#f-successor-0"' in refused.text
    people = f"/organisations/{own.public_id}/members"
    demoted = send(client, people, to=f"{people}/{owner.public_id}/role", role="viewer")
    assert demoted.location == people
    assert "chủ sở hữu" in client.get(people).text
    assert roles(session, own) == {owner.id: "owner", member.id: "viewer"}
    done = send(client, leaving, successor=member.public_id)
    assert (done.status_code, done.location) == (303, "/desk")
    assert roles(session, own) == {member.id: "owner"}


def test_a_member_leaves_with_a_question(client: FlaskClient, make: Factory, session: Session) -> None:
    own = make.organisation(make.user())
    member = join(make, own, Role.EDITOR)
    sign_in(client, member)
    leaving = f"/organisations/{own.public_id}/leave"
    assert client.get(leaving).status_code == 200
    assert member.id in roles(session, own)
    assert send(client, leaving).location == "/desk"
    assert member.id not in roles(session, own)
    assert client.get(leaving).status_code == 404


def test_whose_membership_ended_sees_no_draft_in_an_open_session(client: FlaskClient, make: Factory) -> None:
    owner = make.user()
    own = make.organisation(owner)
    member = join(make, own, Role.EDITOR)
    draft = make.entry(own, "Bản nháp kín", public=False)
    published = make.entry(own, "Đã đăng", confidential_detail="Bí quyết kín")
    sign_in(client, member)
    own_pages = [
        f"/technologies/{draft.address}",
        f"/technologies/{draft.public_id}/edit",
        f"/technologies/{published.public_id}/edit/rights",
        f"/organisations/{own.public_id}",
        f"/organisations/{own.public_id}/members",
    ]
    token = csrf(client, own_pages[2])
    assert {client.get(page).status_code for page in own_pages[1:]} == {200}
    with transaction() as session:
        service_people.remove(session, make.actor(owner), own.public_id, member.public_id)
    assert {client.get(page).status_code for page in own_pages} == {404}
    late = client.post(own_pages[2], data={"csrf_token": token, "version": "1", "confidential_detail": "đè"})
    assert late.status_code == 404
    desk = client.get("/desk").text
    assert "Bản nháp kín" not in desk
    assert own.legal_name not in desk
    assert "Bí quyết kín" not in client.get(f"/technologies/{published.address}").text


def test_what_was_typed_outlives_the_session(client: FlaskClient, make: Factory) -> None:
    """A03."""
    owner = make.user()
    own = make.organisation(owner)
    address = f"/organisations/{own.public_id}/members"
    sign_in(client, owner)
    token = csrf(client, address)
    client.delete_cookie("session")
    answer = client.post(address, data={"csrf_token": token, "email": "minh@thu.example", "role": "viewer"})
    back = re.search(r'href="([^"]*restore=[^"]+)"', answer.text)
    assert back
    sign_in(client, owner)
    restored = client.get(back.group(1).replace("&amp;", "&")).text
    assert 'value="minh@thu.example"' in restored
    assert 'value="viewer" checked' in restored
