"""Officers decide claims on pages: never on a claim of the own organisation, and one of two."""

from __future__ import annotations

import pytest
from flask import Flask, current_app
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from ecosystem.claims.models import State
from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.db.transaction import transaction
from ecosystem.organisations.models import Membership
from tests.catalogue.editing import errors
from tests.claims.world import SAID, Claimant, Registry
from tests.factories import Factory, sign_in
from tests.markup import form, parse

NO = "Địa chỉ thư không thuộc tên miền của công ty."


def officer_of(make: Factory, claimant: Claimant | None = None) -> FlaskClient:
    user = make.user(officer=True)
    if claimant is not None:
        with transaction() as session:
            session.add(
                Membership(
                    organisation_id=claimant.organisation.id,
                    user_id=user.id,
                    role=Role.EDITOR.value,
                    created_at=user.created_at,
                )
            )
    return sign_in(current_app.test_client(), user)


def test_an_officer_accepts(registry: Registry, make: Factory, session: Session) -> None:
    entry, claimant = registry.entry(), registry.claimant("Công ty Lúa Xanh")
    claim, officer = registry.claim(entry, claimant), officer_of(make)
    address = f"/en/claims/{claim.public_id}"
    assert f'href="{address}"' in officer.get("/en/claims/waiting").text
    text = officer.get(address).text
    for words in SAID.values():
        assert words in text
    assert form(text, f"{address}/accept").send(officer).location == "/en/claims/waiting"
    session.refresh(claim)
    session.refresh(entry)
    assert (claim.state, entry.owner_id) == (State.ACCEPTED, claimant.organisation.id)
    assert "All checked" in officer.get("/en/claims/waiting").text


def test_an_officer_refuses_with_words(registry: Registry, make: Factory, session: Session) -> None:
    claim, officer = registry.claim(registry.entry(), registry.claimant()), officer_of(make)
    address = f"/en/claims/{claim.public_id}"
    page = form(officer.get(address).text, f"{address}/refuse")
    assert set(errors(page.send(officer, reason=""))) == {"reason"}
    assert page.send(officer, reason=NO).location == "/en/claims/waiting"
    session.refresh(claim)
    assert (claim.state, claim.answer) == (State.REFUSED, NO)


def test_the_second_officer_is_told(registry: Registry, make: Factory, session: Session) -> None:
    claim, first, second = registry.claim(registry.entry(), registry.claimant()), officer_of(make), officer_of(make)
    address = f"/en/claims/{claim.public_id}"
    accept, refuse = (
        form(first.get(address).text, f"{address}/accept"),
        form(second.get(address).text, f"{address}/refuse"),
    )
    accept.send(first)
    assert refuse.send(second, reason=NO).location == address
    assert "decided or withdrawn already" in second.get(address).text


@pytest.mark.parametrize("act", ["accept", "refuse"])
def test_no_officer_decides_on_a_claim_of_the_own_organisation(
    registry: Registry, make: Factory, session: Session, act: str
) -> None:
    claimant = registry.claimant()
    claim = registry.claim(registry.entry(), claimant)
    colleague = officer_of(make, claimant)
    address = f"/en/claims/{claim.public_id}"
    assert address not in colleague.get("/en/claims/waiting").text
    text = colleague.get(address).text
    assert "Nobody decides on the own organisation" in text
    token = parse(text).all("input", name="csrf_token")[0].get("value")
    assert colleague.post(f"{address}/{act}", data={"csrf_token": token, "reason": NO}).status_code == 403
    session.refresh(claim)
    assert claim.state == State.WAITING


def test_a_suspended_organisation_gets_nothing(registry: Registry, make: Factory, session: Session) -> None:
    entry, claimant = registry.entry(), registry.claimant()
    claim, officer = registry.claim(entry, claimant), officer_of(make)
    with transaction():
        claimant.organisation.suspended_at = claim.created_at
    address = f"/en/claims/{claim.public_id}"
    assert form(officer.get(address).text, f"{address}/accept").send(officer).location == address
    assert "organisation is suspended" in officer.get(address).text
    session.refresh(entry)
    assert entry.owner_id is None


def test_an_officers_desk_has_no_claims_of_others(registry: Registry, make: Factory, app: Flask) -> None:
    registry.claim(registry.entry(title="Trang của người khác"), registry.claimant())
    text = officer_of(make).get("/en/desk").text
    assert "Trang của người khác" not in text
    assert "Claims of pages" in text
