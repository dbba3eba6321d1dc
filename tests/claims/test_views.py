"""Claims on pages: the note, the form, one's own claims, the desk."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.models_import import ImportedValues
from ecosystem.catalogue.service import values_of
from ecosystem.claims import service
from ecosystem.claims.models import Claim, State
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import OPERATOR, Role
from ecosystem.kernel.db.transaction import transaction
from ecosystem.startups.kind import KIND
from tests.catalogue.editing import Editing, errors, note, sign_in_at, twin
from tests.claims.world import SAID, Claimant, Registry
from tests.factories import Factory, sign_in
from tests.installation import changed_tables, rows
from tests.markup import form, parse

UNREPRESENTED = "No representative yet."
ENDPOINTS = {"technology": "technologies", "institute": "institutes", "startup": "startups", "investor": "investors"}


def page(client: FlaskClient, entry: Entry) -> str:
    answer = client.get(f"/en/{ENDPOINTS[entry.kind]}/{entry.address}")
    assert answer.status_code == 200
    return answer.text


def claims(session: Session) -> int:
    session.rollback()
    return session.scalar(select(func.count(Claim.id))) or 0


@pytest.mark.parametrize("kind", ENDPOINTS)
def test_a_page_that_nobody_represents_says_so_and_can_be_claimed(
    client: FlaskClient, registry: Registry, kind: str
) -> None:
    entry = registry.entry(kind=kind)
    text = page(client, entry)
    assert UNREPRESENTED in note(parse(text))
    assert "comes from a list (thu)" in text
    assert f'href="/en/claims/new/{entry.public_id}"' in text


@pytest.mark.parametrize("kind", ENDPOINTS)
def test_nobody_is_said_to_have_declared_what_a_list_tells(
    client: FlaskClient, registry: Registry, make: Factory, kind: str
) -> None:
    told: dict[str, Any] = {"cheque_min": 10**9} if kind == "investor" else {}
    entry = registry.entry(make.organisation(), kind=kind, **told)
    with transaction():
        entry.source = "crunchbase-2013"
    shown = parse(page(client, entry)).one("article")
    assert "Self-declared" not in shown.text
    assert [one.text for one in shown.all("span", class_="proof proof-listed")][:1] == ["According to Crunchbase 2013"]
    assert "comes from a list (Crunchbase 2013)" in shown.text
    assert "Self-declared" in page(client, make.entry(make.organisation(make.user()), kind=kind))


def test_the_list_stays_the_source_until_the_new_owner_changes_the_page(
    client: FlaskClient, registry: Registry, make: Factory
) -> None:
    entry = registry.entry(make.organisation(make.user()), kind="startup", summary="Đo khí trên ruộng.")
    with transaction() as session:
        entry.source = "crunchbase-2013"
        said = KIND.input.model_validate(values_of(KIND, entry)).model_dump(mode="json")
        session.add(ImportedValues(entry=entry, values=said))
    assert "According to Crunchbase 2013" in page(client, entry)
    assert "Self-declared" not in page(client, entry)
    with transaction():
        entry.summary = "Đo khí mê-tan trên ruộng lúa."
    assert "Self-declared" in page(client, entry)


def test_so_does_one_whose_owner_has_no_people(client: FlaskClient, registry: Registry, make: Factory) -> None:
    assert UNREPRESENTED in page(client, registry.entry(make.organisation()))
    assert UNREPRESENTED not in page(client, make.entry(make.organisation(make.user())))


def test_no_person_is_named_where_nobody_represents_it(client: FlaskClient, registry: Registry, make: Factory) -> None:
    contact: dict[str, Any] = {"contact_name": "Nguyễn Văn A", "contact_role": "Giám đốc"}
    sign_in(client, make.user())
    assert "Nguyễn Văn A" not in page(client, registry.entry(make.organisation(), **contact))
    assert "Nguyễn Văn A" in page(client, make.entry(make.organisation(make.user()), **contact))


def test_an_invented_page_is_nobodys_to_claim(client: FlaskClient, registry: Registry, make: Factory) -> None:
    entry = registry.entry(make.organisation())
    with transaction():
        entry.is_demo = True
    assert UNREPRESENTED not in page(client, entry)
    sign_in(client, registry.claimant().user)
    assert client.get(f"/claims/new/{entry.public_id}").status_code == 404


def test_a_visitor_signs_in_and_comes_back(client: FlaskClient, registry: Registry) -> None:
    entry, claimant = registry.entry(), registry.claimant()
    address = client.get(f"/claims/new/{entry.public_id}").location
    assert address == f"/login?next=/claims/new/{entry.public_id}"
    assert sign_in_at(client, address, claimant.user.email).location == f"/claims/new/{entry.public_id}"


def test_claiming_leads_to_the_claim_and_the_pages_say_so(
    client: FlaskClient, registry: Registry, session: Session
) -> None:
    entry, claimant = registry.entry(), registry.claimant("Công ty Lúa Xanh")
    sign_in(client, claimant.user)
    answer = form(client.get(f"/en/claims/new/{entry.public_id}").text, f"/en/claims/new/{entry.public_id}").send(
        client, **SAID
    )
    made = session.scalars(select(Claim)).one()
    assert (answer.status_code, answer.location) == (303, f"/en/claims/{made.public_id}")
    shown = client.get(answer.location).text
    for words in (*SAID.values(), "Công ty Lúa Xanh", "Waiting for an officer", entry.title):
        assert words in shown
    assert "You claimed this page on" in page(client, entry)
    assert "Claims of pages" in client.get("/en/desk").text
    assert f'href="/claims/{made.public_id}"' in client.get("/desk").text


def test_what_is_lacking_is_told_and_what_was_typed_stays(client: FlaskClient, registry: Registry) -> None:
    entry = registry.entry()
    sign_in(client, registry.claimant().user)
    address = f"/en/claims/new/{entry.public_id}"
    answer = form(client.get(address).text, address).send(client, position="Giám đốc", reason="ngắn")
    assert answer.status_code == 422
    assert set(errors(answer)) == {"reason", "evidence"}
    assert 'value="Giám đốc"' in answer.text
    assert parse(answer.text).one("title").text.startswith("Error")


def test_a_second_claim_of_the_organisation_is_told(client: FlaskClient, registry: Registry, session: Session) -> None:
    entry, claimant = registry.entry(), registry.claimant("Công ty Lúa Xanh")
    registry.claim(entry, claimant)
    sign_in(client, claimant.user)
    address = f"/en/claims/new/{entry.public_id}"
    assert "Công ty Lúa Xanh claimed this page on" in client.get(address).text
    answer = form(client.get(address).text, address).send(client, **SAID)
    assert answer.status_code == 422
    assert "has claimed this page already" in parse(answer.text).one("div", class_="error-summary").text
    assert claims(session) == 1


def test_the_chosen_organisation_claims(
    client: FlaskClient, registry: Registry, make: Factory, session: Session
) -> None:
    entry, claimant = registry.entry(), registry.claimant()
    second = make.organisation(claimant.user)
    stranger = registry.claimant().organisation
    sign_in(client, claimant.user)
    address = f"/claims/new/{entry.public_id}"
    for wanted in (second, stranger):
        form(client.get(address).text, address).send(client, **SAID, organisation=wanted.public_id)
    assert [one.organisation_id for one in session.scalars(select(Claim).order_by(Claim.id))] == [
        second.id,
        claimant.organisation.id,
    ]


@pytest.mark.parametrize("lack", ["confirmed address", "organisation", "role"])
def test_who_cannot_claim_yet_is_told_what_to_do(
    client: FlaskClient, registry: Registry, make: Factory, session: Session, lack: str
) -> None:
    entry = registry.entry()
    if lack == "organisation":
        user = make.user()
    else:
        role = Role.VIEWER if lack == "role" else Role.OWNER
        user = registry.claimant(confirmed=lack != "confirmed address", role=role).user
    sign_in(client, user)
    address = f"/en/claims/new/{entry.public_id}"
    text = client.get(address).text
    assert ("confirm your email" if lack == "confirmed address" else "for whom you claim it") in text
    token = parse(client.get("/en/account").text).all("input", name="csrf_token")[0].get("value")
    answer = client.post(address, data={**SAID, "csrf_token": token, "organisation": "zzzzzzzzzz"})
    assert answer.status_code == 422
    assert claims(session) == 0


def test_another_persons_claim_is_not_there(client: FlaskClient, registry: Registry, session: Session) -> None:
    claim = registry.claim(registry.entry(), registry.claimant())
    sign_in(client, registry.claimant().user)
    assert client.get(f"/claims/{claim.public_id}").status_code == 404
    token = parse(client.get("/account").text).all("input", name="csrf_token")[0].get("value")
    assert client.post(f"/claims/{claim.public_id}/withdraw", data={"csrf_token": token}).status_code == 404
    assert "Lúa Xanh" not in client.get("/desk").text
    session.refresh(claim)
    assert claim.state == State.WAITING


def test_it_is_withdrawn_by_a_button(client: FlaskClient, registry: Registry, session: Session) -> None:
    claimant = registry.claimant()
    claim = registry.claim(registry.entry(), claimant)
    sign_in(client, claimant.user)
    address = f"/en/claims/{claim.public_id}"
    button = form(client.get(address).text, f"{address}/withdraw")
    assert button.send(client).location == address
    session.refresh(claim)
    assert claim.state == State.WITHDRAWN
    assert "/withdraw" not in client.get(address).text


def test_when_an_operator_was_faster_withdrawing_says_so(client: FlaskClient, registry: Registry) -> None:
    claimant = registry.claimant()
    claim = registry.claim(registry.entry(), claimant)
    sign_in(client, claimant.user)
    button = form(client.get(f"/en/claims/{claim.public_id}").text, f"/en/claims/{claim.public_id}/withdraw")
    with transaction() as session:
        service.refuse(session, OPERATOR, claim.public_id, "Chưa đủ chứng cứ.")
    answer = button.send(client)
    assert answer.status_code == 303
    text = client.get(answer.location).text
    assert "decided or withdrawn already" in text
    assert "Chưa đủ chứng cứ." in text


def test_an_accepted_claim_opens_the_editor(client: FlaskClient, registry: Registry) -> None:
    entry, claimant = registry.entry(), registry.claimant()
    claim = registry.claim(entry, claimant)
    with transaction() as session:
        service.accept(session, OPERATOR, claim.public_id)
    sign_in(client, claimant.user)
    assert f"/technologies/{entry.public_id}/edit" in client.get(f"/claims/{claim.public_id}").text
    assert client.get(f"/technologies/{entry.public_id}/edit").status_code == 200
    assert UNREPRESENTED not in page(client, entry)
    assert client.get(f"/claims/new/{entry.public_id}").status_code == 404


@pytest.mark.parametrize("what", ["claim", "withdraw"])
def test_sent_again_it_does_nothing_more(app: Flask, client: FlaskClient, registry: Registry, what: str) -> None:
    entry, claimant = registry.entry(), registry.claimant()
    sign_in(client, claimant.user)
    if what == "claim":
        shown = form(client.get(f"/claims/new/{entry.public_id}").text, f"/claims/new/{entry.public_id}")
        said = SAID
    else:
        address = f"/claims/{registry.claim(entry, claimant).public_id}"
        shown, said = form(client.get(address).text, f"{address}/withdraw"), {}
    first = shown.send(client, **said)
    after = rows(app)
    for sender in (client, twin(app, client)):
        second = shown.send(sender, **said)
        assert (second.status_code, second.location) == (303, first.location)
    assert changed_tables(after, rows(app)) == []


def test_a_decided_claim_leaves_the_desk_after_a_month(client: FlaskClient, registry: Registry) -> None:
    claimant: Claimant = registry.claimant()
    claim = registry.claim(registry.entry(), claimant)
    with clock.travel(timedelta(days=-31)), transaction() as session:
        service.refuse(session, OPERATOR, claim.public_id, "Chưa đủ chứng cứ.")
    sign_in(client, claimant.user)
    assert claim.public_id not in client.get("/desk").text


def test_what_a_list_left_out_is_filled_in_step_by_step(client: FlaskClient, registry: Registry) -> None:
    """A public page may lack what a form would ask for; one step can be saved before the others, and none emptied."""
    entry, claimant = registry.entry(trl=None, transfers=[], summary="", sectors=[]), registry.claimant()
    claim = registry.claim(entry, claimant)
    with transaction() as session:
        service.accept(session, OPERATOR, claim.public_id)
    sign_in(client, claimant.user)
    editing = Editing(client, f"/technologies/{entry.public_id}")
    assert editing.save("basics", summary="Sấy bằng bơm nhiệt.").status_code == 303
    emptied = editing.save("basics", summary="")
    assert emptied.status_code == 422
    assert set(errors(emptied)) == {"summary"}
