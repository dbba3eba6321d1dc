"""The pages of one's own organisations."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.changes.models import AuditEvent
from ecosystem.organisations.models import Organisation
from ecosystem.taxonomy.queries import vocabularies
from tests.accounts.pages import look_again, send
from tests.factories import PASSWORD, Factory, hidden, sign_in

NEW = {"legal_name": "Công ty Nước Thử", "kind": "company"}


def count(session: Session) -> int:
    look_again(session)
    return session.scalar(select(func.count(Organisation.id))) or 0


def test_name_and_kind_are_enough(client: FlaskClient, make: Factory, session: Session) -> None:
    user = make.user()
    sign_in(client, user)
    answer = send(client, "/organisations/new", **NEW)
    assert (answer.status_code, answer.location) == (303, "/desk")
    look_again(session)
    made = session.scalars(select(Organisation)).one()
    assert user.acting_for_id == made.id
    assert session.scalars(select(AuditEvent.user_id).where(AuditEvent.entity == "organisation")).first() == user.id
    assert made.legal_name in client.get(f"/organisations/{made.public_id}").text


def test_a_wrong_tax_code_names_the_tenth_digit(client: FlaskClient, make: Factory, session: Session) -> None:
    """Y03."""
    sign_in(client, make.user())
    answer = send(
        client, "/organisations/new", **{**NEW, "legal_name": ""}, tax_code="0100047517", website="javascript:x"
    )
    assert answer.status_code == 422
    assert re.search(r"<title>\s*(Lỗi|Error): ", answer.text)
    for field in ("legal_name", "tax_code", "website"):
        assert f'href="#f-{field}"' in answer.text
        assert re.search(rf'id="f-{field}"[^>]*aria-describedby="e-{field}', answer.text)
        assert re.search(rf'id="f-{field}"[^>]*aria-invalid="true"', answer.text)
    assert 'value="0100047517"' in answer.text
    english = send(client, "/en/organisations/new", **NEW, tax_code="0100047517")
    assert "The tenth digit of the tax code does not fit" in english.text
    assert count(session) == 0


@pytest.mark.parametrize("kind", ["team", "individual"])
def test_teams_and_individuals_have_no_tax_code(
    client: FlaskClient, make: Factory, session: Session, kind: str
) -> None:
    sign_in(client, make.user())
    fields = {"legal_name": "Nhóm Thử", "kind": kind}
    assert send(client, "/organisations/new", **fields, tax_code="0100047516").status_code == 422
    assert send(client, "/organisations/new", **fields).status_code == 303
    assert count(session) == 1


@pytest.mark.parametrize(
    "typed",
    [
        "Vườn ươm Hòa Thụy",
        "Vườn ươm Hoà Thuỵ",
        "Vu\u031bo\u031b\u0300n u\u031bo\u031bm Ho\u0300a Thu\u0323y",
        "VUON UOM HOA THUY",
    ],
)
def test_similar_ones_are_shown_first(client: FlaskClient, make: Factory, session: Session, typed: str) -> None:
    """L04."""
    make.organisation(name="Vườn ươm Hòa Thụy", kind="company")
    sign_in(client, make.user())
    fields = {"legal_name": typed, "kind": "company"}
    answer = send(client, "/organisations/new", **fields)
    assert answer.status_code == 422
    assert "Vườn ươm Hòa Thụy" in answer.text
    assert count(session) == 1
    assert send(client, "/organisations/new", **fields, is_new="1").status_code == 303
    assert count(session) == 2


def test_a_natural_person_is_proposed_to_nobody(client: FlaskClient, make: Factory) -> None:
    make.organisation(name="Trần Văn Riêng", kind="individual")
    sign_in(client, make.user())
    answer = send(client, "/organisations/new", legal_name="Trần Văn Riêng", kind="individual")
    assert answer.status_code == 303


def test_an_ambiguous_address_is_asked_about_once(client: FlaskClient, make: Factory, session: Session) -> None:
    """L10."""
    sign_in(client, make.user())
    fields = {**NEW, "address": "Quận Cầu Giấy, Hà Nội"}
    answer = send(client, "/organisations/new", **fields)
    assert answer.status_code == 422
    assert 'name="ward_asked"' in answer.text
    offered = re.findall(r'<option value="(\d{5})"', answer.text)
    assert 1 < len(offered) < 20
    assert count(session) == 0
    assert send(client, "/organisations/new", **fields, ward_asked="1", province_code="01").status_code == 303
    look_again(session)
    made = session.scalars(select(Organisation)).one()
    assert (made.address, made.province_code, made.ward_code) == ("Quận Cầu Giấy, Hà Nội", "01", None)


def test_there_are_two_choices_of_a_place_and_no_district(client: FlaskClient, make: Factory, session: Session) -> None:
    sign_in(client, make.user())
    page = client.get("/organisations/new").text
    known = vocabularies(session)
    for term in (*known.children("place"), *known.children("place", "01")):
        assert f'<option value="{term.code}"' in page
    assert 'name="district' not in page


def test_two_editors_see_both_texts(app: Flask, client: FlaskClient, make: Factory, session: Session) -> None:
    one, two = make.user(), make.user()
    made = make.organisation(one)
    second = make.organisation(two)
    assert second.id != made.id
    address = f"/organisations/{made.public_id}/edit"
    first = sign_in(app.test_client(), one)
    late = sign_in(client, one)
    html = late.get(address).text
    version = hidden(html, "version")
    assert send(first, address, legal_name="Tên người đầu", kind="company", version=version).status_code == 303
    answer = send(late, address, legal_name="Tên người sau", kind="institute", version=version)
    assert answer.status_code == 409
    assert "Tên người đầu" in answer.text
    assert 'value="Tên người sau"' in answer.text
    again = send(late, address, legal_name="Tên người sau", kind="institute", version=hidden(answer.text, "version"))
    assert again.status_code == 303
    look_again(session)
    assert made.legal_name == "Tên người sau"


def test_what_was_typed_outlives_the_session(client: FlaskClient, make: Factory) -> None:
    """A03."""
    user = make.user()
    made = make.organisation(user)
    address = f"/organisations/{made.public_id}/edit"
    sign_in(client, user)
    html = client.get(address).text
    fields = {
        "csrf_token": hidden(html, "csrf_token"),
        "version": hidden(html, "version"),
        "legal_name": "Tên gõ rất lâu",
        "kind": "company",
    }
    client.delete_cookie("session")
    answer = client.post(address, data=fields)
    assert answer.status_code == 400
    back = re.search(r'href="([^"]*restore=[^"]+)"', answer.text)
    assert back
    restored = client.get(back.group(1).replace("&amp;", "&"))
    assert restored.location.startswith("/login?next=")
    done = send(client, restored.location, email=user.email, password=PASSWORD)
    assert "Tên gõ rất lâu" in client.get(done.location).text


@pytest.mark.parametrize("page", ["", "/edit"])
def test_strangers_and_visitors_get_nothing(app: Flask, client: FlaskClient, make: Factory, page: str) -> None:
    made = make.organisation(make.user())
    assert app.test_client().get(f"/organisations/{made.public_id}{page}").status_code == 303
    sign_in(client, make.user())
    answers = {
        client.get(f"/organisations/{public_id}{page}").status_code for public_id in (made.public_id, "zzzzzzzzzz")
    }
    assert answers == {404}


def test_a_viewer_reads_and_does_not_edit(client: FlaskClient, make: Factory) -> None:
    user = make.user()
    made = make.organisation(user, role=Role.VIEWER)
    sign_in(client, user)
    page = client.get(f"/organisations/{made.public_id}")
    assert page.status_code == 200
    assert f"/organisations/{made.public_id}/edit" not in page.text
    assert client.get(f"/organisations/{made.public_id}/edit").status_code == 403


def test_acting_for_another_of_ones_own(client: FlaskClient, make: Factory, session: Session) -> None:
    user = make.user()
    first, second, strange = make.organisation(user), make.organisation(user), make.organisation(make.user())
    assert make.actor(user).organisation_id == first.id
    sign_in(client, user)
    answer = send(
        client, "/organisations", to="/organisations/act-for", organisation=second.public_id, next="//xau.example"
    )
    assert (answer.status_code, answer.location) == (303, "/desk")
    look_again(session)
    assert make.actor(user).organisation_id == second.id
    for public_id in (strange.public_id, "zzzzzzzzzz", ""):
        assert send(client, "/organisations", to="/organisations/act-for", organisation=public_id).status_code == 404
    look_again(session)
    assert make.actor(user).organisation_id == second.id
