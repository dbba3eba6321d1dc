"""From the role at registration to the first organisation and on: what a person meets after confirming."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import ComesAs
from ecosystem.kernel.db.transaction import transaction
from ecosystem.organisations.models import Organisation
from ecosystem.organisations.roles import FIRST_ENTRY, KINDS_FOR
from tests.accounts.pages import Mailbox, look_again, register, send
from tests.factories import Factory, sign_in


def coming(make: Factory, role: str | None, name: str | None = None) -> User:
    user = make.user()
    with transaction():
        user.comes_as, user.organisation_name = role, name
    return user


@pytest.mark.parametrize("role", [role for role in ComesAs if role is not ComesAs.OTHER])
def test_confirming_leads_to_the_organisation(client: FlaskClient, mailbox: Mailbox, role: ComesAs) -> None:
    register(client, role=role.value)
    link = mailbox.link("/confirm/")
    client.post(link)
    assert "/login?next=/organisations/new" in client.get(link).text


@pytest.mark.parametrize(("name", "next_page"), [("", "/desk"), ("Sở Thử", "/organisations/new")])
def test_another_organisation_is_asked_for_its_name_only_when_it_gave_one(
    client: FlaskClient, mailbox: Mailbox, name: str, next_page: str
) -> None:
    register(client, role="other", organisation_name=name)
    link = mailbox.link("/confirm/")
    client.post(link)
    assert f"/login?next={next_page}" in client.get(link).text


@pytest.mark.parametrize("role", ComesAs)
def test_the_kind_is_chosen_by_the_role_and_the_name_is_kept(client: FlaskClient, make: Factory, role: ComesAs) -> None:
    sign_in(client, coming(make, role.value, "Lúa Xanh"))
    page = client.get("/organisations/new").text
    chosen = [] if role in {ComesAs.STARTUP, ComesAs.OTHER} else [KINDS_FOR[role][0]]
    assert re.findall(r'name="kind" value="([\w-]+)" checked', page) == chosen
    offered = re.findall(r'name="kind" value="([\w-]+)"', page)
    assert tuple(offered[: len(KINDS_FOR[role])]) == KINDS_FOR[role]
    assert len(offered) == len(set(offered)) == 8
    assert 'value="Lúa Xanh"' in page


def test_an_investor_who_named_no_organisation_is_met_as_an_individual(client: FlaskClient, make: Factory) -> None:
    user = coming(make, ComesAs.INVESTOR.value)
    sign_in(client, user)
    page = client.get("/organisations/new").text
    assert re.findall(r'name="kind" value="(\w+)" checked', page) == ["individual"]
    assert f'value="{user.name}"' in page


@pytest.mark.parametrize("role", ComesAs)
def test_the_first_organisation_leads_to_the_entry_of_the_role(
    app: Flask, client: FlaskClient, make: Factory, session: Session, role: ComesAs
) -> None:
    user = coming(make, role.value, "Lúa Xanh")
    sign_in(client, user)
    answer = send(client, "/organisations/new", legal_name="Lúa Xanh", kind=KINDS_FOR[role][-1])
    endpoint = FIRST_ENTRY[role].endpoint if role in FIRST_ENTRY else ""
    expected = f"/{endpoint.replace('.', '/')}" if endpoint in app.view_functions else "/desk"
    assert answer.location == expected
    look_again(session)
    made = session.scalars(select(Organisation)).one()
    assert (user.organisation_name, user.acting_for_id) == (None, made.id)
    second = client.get("/organisations/new").text
    assert 'value="Lúa Xanh"' not in second
    assert "<select" in second


def test_who_registered_before_there_were_roles_meets_what_they_knew(client: FlaskClient, make: Factory) -> None:
    sign_in(client, coming(make, None))
    page = client.get("/organisations/new").text
    assert '<select class="input" id="f-kind" name="kind"' in page
    answer = send(client, "/organisations/new", legal_name="Công ty Cũ", kind="company")
    assert answer.location == "/desk"


def test_a_role_that_the_product_no_longer_knows_breaks_nothing(client: FlaskClient, make: Factory) -> None:
    sign_in(client, coming(make, "mentor"))
    for page in ("/desk", "/organisations/new", "/account"):
        assert client.get(page).status_code == 200


def test_what_is_wrong_keeps_the_kind_and_names_it(client: FlaskClient, make: Factory) -> None:
    sign_in(client, coming(make, "startup"))
    answer = send(client, "/organisations/new", legal_name="", kind="team", tax_code="0100047516")
    assert answer.status_code == 422
    assert 'value="team" checked' in answer.text
    assert 'value="0100047516"' in answer.text
    lacking = send(client, "/organisations/new", legal_name="Nhóm Lúa", kind="")
    assert 'href="#f-kind-0"' in lacking.text
    assert 'id="f-kind-0"' in lacking.text
    assert 'id="e-kind"' in lacking.text
    hidden = send(client, "/organisations/new", legal_name="", kind="university")
    assert re.search(r"<details[^>]* open", hidden.text), "what is chosen is seen"
