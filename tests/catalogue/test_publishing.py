"""From a draft to a public page and back, by its pages."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from ecosystem.accounts.models import User
from ecosystem.catalogue.models import State
from ecosystem.kernel.db.transaction import transaction
from tests.catalogue.editing import begin, entry_of, errors, note
from tests.factories import Factory, sign_in
from tests.markup import form, forms, parse


def test_from_an_empty_form_to_a_public_page(app: Flask, signed_in: FlaskClient, session: Session) -> None:
    editing = begin(signed_in)
    assert entry_of(session).state == State.DRAFT
    lacking = editing.press(f"{editing.address}/edit/basics", "edit/basics")
    assert lacking.status_code == 303
    overview = parse(signed_in.get(f"{editing.address}/edit").text)
    assert "#f-trl" in str([link.get("href") for link in overview.all("a")])
    assert not [one for one in forms(overview) if one.action.endswith("/publish")]
    assert editing.save("readiness", trl="5").status_code == 303
    assert editing.save("terms", transfers=["assignment"]).status_code == 303
    published = editing.press(f"{editing.address}/edit", "publish")
    assert published.status_code == 303
    stranger = app.test_client().get(published.location)
    assert stranger.status_code == 200
    assert "Bể lọc sinh học" in stranger.text
    parse(stranger.text)


def test_publishing_too_early_leads_to_what_is_lacking(signed_in: FlaskClient, session: Session) -> None:
    editing = begin(signed_in, summary="", sectors=None)
    data = editing.step("basics").data
    answer = signed_in.post(f"{editing.address}/publish", data={"csrf_token": data["csrf_token"]})
    assert (answer.status_code, answer.location) == (303, f"{editing.address}/edit/basics")
    assert "thiếu" in note(signed_in.get(answer.location))
    assert entry_of(session).state == State.DRAFT


def test_who_has_not_confirmed_is_told_why_it_stays_a_draft(
    client: FlaskClient, make: Factory, session: Session
) -> None:
    user = make.user(confirmed=False)
    make.organisation(user)
    sign_in(client, user)
    editing = begin(client)
    editing.save("readiness", trl="5")
    editing.save("terms", transfers=["assignment"])
    overview = client.get(f"{editing.address}/edit")
    assert "/confirm" in overview.text
    assert not [one for one in forms(parse(overview.text)) if one.action.endswith("/publish")]
    token = editing.step("basics").data["csrf_token"]
    answer = client.post(f"{editing.address}/publish", data={"csrf_token": token})
    assert (answer.status_code, answer.location) == (303, f"{editing.address}/edit")
    assert "email" in note(client.get(answer.location)).lower()
    assert entry_of(session).state == State.DRAFT


def test_a_page_that_is_public_cannot_lose_what_it_needs(signed_in: FlaskClient, make: Factory, owner: User) -> None:
    organisation_id = next(iter(make.actor(owner).roles))
    entry = make.entry(None, "Đang công khai")
    with transaction() as session:
        session.merge(entry).owner_id = organisation_id
    answer = form(
        signed_in.get(f"/technologies/{entry.public_id}/edit/basics").text,
        f"/technologies/{entry.public_id}/edit/basics",
    ).send(signed_in, summary="", sectors=None)
    assert answer.status_code == 422
    assert set(errors(answer)) == {"summary", "sectors"}


def test_the_translation_and_who_sees_it(app: Flask, signed_in: FlaskClient, make: Factory, owner: User) -> None:
    editing = begin(signed_in)
    editing.save("readiness", trl="5")
    editing.save("terms", transfers=["assignment"])
    published = editing.press(f"{editing.address}/edit", "publish")
    address = f"{editing.address}/translation"
    lacking = form(signed_in.get(address).text, address).send(signed_in, summary="It filters.")
    assert lacking.status_code == 422
    assert set(errors(lacking)) == {"title"}
    saved = form(lacking.text, address).send(signed_in, title="A biological filter")
    assert saved.status_code == 303
    english = app.test_client().get(f"/en{published.location}")
    assert "A biological filter" in english.text
    assert "It filters." in english.text
    assert "A biological filter" not in app.test_client().get(published.location).text
    emptied = form(signed_in.get(address).text, address).send(signed_in, title="", summary="")
    assert emptied.status_code == 303
    assert "A biological filter" not in app.test_client().get(f"/en{published.location}").text


def test_withdrawn_it_is_gone_for_strangers_and_comes_back_at_its_address(app: Flask, signed_in: FlaskClient) -> None:
    editing = begin(signed_in)
    editing.save("readiness", trl="5")
    editing.save("terms", transfers=["assignment"])
    address = editing.press(f"{editing.address}/edit", "publish").location
    assert editing.press(f"{editing.address}/edit", "withdraw").status_code == 303
    assert app.test_client().get(address).status_code == 404
    assert signed_in.get(address).status_code == 200
    assert editing.press(f"{editing.address}/edit", "publish").location == address
    assert app.test_client().get(address).status_code == 200


def test_the_address_is_frozen_and_old_ones_lead_to_it(app: Flask, signed_in: FlaskClient) -> None:
    editing = begin(signed_in)
    editing.save("readiness", trl="5")
    editing.save("terms", transfers=["assignment"])
    address = editing.press(f"{editing.address}/edit", "publish").location
    assert editing.save("basics", title="Tên mới hẳn").status_code == 303
    stranger = app.test_client()
    assert "Tên mới hẳn" in stranger.get(address).text
    public_id = address[-10:]
    for other in (public_id, f"ten-cu-{public_id}", f"x{public_id}"):
        moved = stranger.get(f"/technologies/{other}")
        assert (moved.status_code, moved.location) == (301, address)
        assert stranger.get(f"/en/technologies/{other}").location == f"/en{address}"
    assert stranger.get(f"/institutes/{public_id}").status_code == 404
