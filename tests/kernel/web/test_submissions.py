"""A form sent again as it was has one effect; changed and sent again it is a new one; parked it is its writer's."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from ecosystem.accounts.models import User
from ecosystem.catalogue.models import Entry
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.web.models import WebSession
from ecosystem.kernel.web.submissions import new_nonce, person_of
from tests.factories import PASSWORD, Factory, hidden, sign_in


def form_of(client: FlaskClient, address: str) -> dict[str, Any]:
    html = client.get(address).text
    return {name: hidden(html.partition("<main")[2], name) for name in ("csrf_token", "form_nonce")}


def test_the_same_again_is_one_account_a_corrected_address_is_another(client: FlaskClient, session: Session) -> None:
    """Going back to mend a mistyped address must not be mistaken for a second click."""
    said = {**form_of(client, "/register"), "name": "Lan", "password": PASSWORD, "accept_terms": "y", "role": "other"}
    for email in ("lam@thu.example", "lam@thu.example", "lan@thu.example"):
        assert client.post("/register", data={**said, "email": email}).status_code == 303
    session.rollback()
    assert set(session.scalars(select(User.email))) == {"lam@thu.example", "lan@thu.example"}


def test_a_nonce_says_for_whom_and_cannot_be_forged(app_context: Flask) -> None:
    assert person_of(new_nonce(7)) == 7
    assert person_of(new_nonce()) is None
    body, _, signature = new_nonce(7).rpartition(".")
    assert person_of(f"{body[:-1]}8.{signature}") is None
    for odd in ("", ".", "a.b.c", "ü.1.2"):
        assert person_of(odd) is None


def test_what_was_parked_is_not_shown_to_somebody_else(
    app: Flask, client: FlaskClient, session: Session, make: Factory
) -> None:
    writer, other = make.user(), make.user()
    for person in (writer, other):
        make.organisation(person)
    sign_in(client, writer)
    said = {**form_of(client, "/technologies/new"), "title": "Điều riêng của Lan"}
    with transaction():
        session.execute(delete(WebSession))
    refused = client.post("/technologies/new", data=said)
    back = refused.text.partition('href="/technologies/new?restore=')[2].partition('"')[0]
    assert back
    for person, sees in ((other, False), (writer, True)):
        browser = sign_in(app.test_client(), person)
        assert ("Điều riêng của Lan" in browser.get(f"/technologies/new?restore={back}").text) is sees
    session.rollback()
    assert session.scalar(select(func.count(Entry.id))) == 0


def test_saving_another_step_meanwhile_is_no_conflict(client: FlaskClient, make: Factory) -> None:
    user = make.user()
    entry = make.entry(make.organisation(user), public=False)
    sign_in(client, user)
    address = f"/technologies/{entry.public_id}/edit/readiness"

    def step(where: str, **values: Any) -> int:
        main = client.get(where).text.partition("<main")[2]
        shown = {name: hidden(main, name) for name in ("csrf_token", "form_nonce", "version", "base")}
        return client.post(where, data={**shown, **values}).status_code

    assert step(address, trl="7", trl_target="5") == 422
    assert step(f"/technologies/{entry.public_id}/edit/working", description="Hai bậc.") == 303
    assert step(address, trl="7", trl_target="9") == 303
