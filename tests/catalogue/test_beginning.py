"""How an entry begins: what is known beforehand, whose it becomes, and who may not."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry
from ecosystem.kernel.access.actor import Role
from tests.catalogue.editing import BASICS, begin, entry_of
from tests.factories import Factory, sign_in
from tests.markup import form, forms, parse


def test_an_organisations_own_page_begins_with_its_name(client: FlaskClient, make: Factory, session: Session) -> None:
    user = make.user()
    make.organisation(user, "Nhóm Sen Đá", kind="team")
    sign_in(client, user)
    for kind, name in (("startups", "Nhóm Sen Đá"), ("investors", "Nhóm Sen Đá"), ("technologies", "")):
        assert form(client.get(f"/{kind}/new").text, f"/{kind}/new").data["title"] == name
    assert begin(client, "startups", title="Sen Đá").step("basics").data["title"] == "Sen Đá"
    refused = form(client.get("/startups/new").text, "/startups/new").send(client, title="")
    assert form(refused.text, "/startups/new").data["title"] == "", "what was taken out stays out"
    make.organisation(user, "Nhóm khác", kind="team")
    assert form(client.get("/startups/new").text, "/startups/new").data["title"] == "", "one of two: it asks"


@pytest.mark.parametrize(
    ("organisation", "investor"),
    [("fund", "fund"), ("individual", "angel"), ("company", "corporate"), ("public-body", "public-fund"), ("team", "")],
)
def test_an_investors_kind_is_known_from_its_organisations(
    client: FlaskClient, make: Factory, organisation: str, investor: str
) -> None:
    user = make.user()
    make.organisation(user, "Sông Hồng", kind=organisation)
    sign_in(client, user)
    first = form(client.get("/investors/new").text, "/investors/new")
    assert first.data.get("investor_kind", "") == investor
    refused = first.send(client, investor_kind="", title="")
    assert form(refused.text, "/investors/new").data.get("investor_kind", "") == "", "what was taken out stays out"


def test_who_belongs_to_nothing_is_led_to_an_organisation(client: FlaskClient, make: Factory, session: Session) -> None:
    sign_in(client, make.user())
    page = client.get("/technologies/new")
    assert page.status_code == 200
    assert 'href="/organisations/new"' in page.text
    assert not [one for one in forms(parse(page.text)) if one.action == "/technologies/new"]


def test_a_viewer_may_not_begin_one(client: FlaskClient, make: Factory, session: Session) -> None:
    user = make.user()
    make.organisation(user, role=Role.VIEWER)
    sign_in(client, user)
    page = client.get("/technologies/new").text
    token = form(page, "/logout").data["csrf_token"]
    answer = client.post("/technologies/new", data={**BASICS, "csrf_token": token})
    assert answer.status_code in {200, 403, 422}
    assert session.scalar(select(func.count(Entry.id))) == 0


def test_it_belongs_to_the_organisation_that_was_chosen(client: FlaskClient, make: Factory, session: Session) -> None:
    user = make.user()
    make.organisation(user)
    second, foreign = make.organisation(user), make.organisation(make.user())
    sign_in(client, user)
    begin(client, owner=second.public_id, language="en")
    assert (entry_of(session).owner_id, entry_of(session).language) == (second.id, "en")
    answer = form(client.get("/technologies/new").text, "/technologies/new").send(
        client, **BASICS, owner=foreign.public_id
    )
    assert answer.status_code in {303, 403, 404, 422}
    session.rollback()
    assert session.scalar(select(func.count(Entry.id)).where(Entry.owner_id == foreign.id)) == 0
