"""An introduction is offered only where somebody can answer: on pages, at their foot, on the cards of matches."""

from __future__ import annotations

from typing import Any, Final

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from ecosystem.accounts.models import User
from ecosystem.kernel.db.session import db
from ecosystem.kernel.db.transaction import transaction
from ecosystem.organisations.models import Membership
from tests.factories import Factory, sign_in
from tests.introductions.world import Party, Town

WORDS: Final = "Request an introduction"


def leave(party: Party) -> None:
    """Nobody is left who could answer."""
    with transaction() as session:
        for member in session.query(Membership).filter_by(organisation_id=party.organisation.id):
            session.delete(member)


def shown(app: Flask, path: str, user: User | None = None) -> str:
    client = app.test_client()
    return (sign_in(client, user) if user else client).get(f"/en{path}").text


@pytest.mark.parametrize("who", ["visitor", "without an organisation", "member"])
def test_on_a_page(app: Flask, town: Town, make: Factory, who: str) -> None:
    user = {"visitor": None, "without an organisation": make.user(), "member": town.fund.user}[who]
    path = f"/startups/{town.startup.entry.address}"
    assert WORDS in shown(app, path, user)
    leave(town.startup)
    page = shown(app, path, user)
    assert WORDS not in page
    assert ("Nobody speaks for this page yet" in page) is (who == "member")


def test_somebody_who_only_reads_cannot_answer(app: Flask, town: Town, session: Session) -> None:
    for member in session.query(Membership).filter_by(organisation_id=town.startup.organisation.id):
        member.role = "viewer"
    session.commit()
    assert WORDS not in shown(app, f"/startups/{town.startup.entry.address}")


def test_on_the_cards_of_matches(app: Flask, market: tuple[Party, list[Party]]) -> None:
    startup, funds = market
    path = f"/matches/{startup.entry.public_id}"
    before = shown(app, path, startup.user)
    assert all(f"/introductions/new/{one.entry.public_id}" in before for one in funds)
    leave(funds[1])
    page = shown(app, path, startup.user)
    assert funds[1].entry.address in page, "the match itself stays"
    offered = [f"/introductions/new/{one.entry.public_id}" in page for one in funds]
    assert offered == [True, False, True]


def test_one_statement_a_page_and_not_one_a_card(app: Flask, market: tuple[Party, list[Party]]) -> None:
    startup, _ = market
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if "SELECT DISTINCT membership.organisation_id" in statement:
            asked.append(statement)

    client = sign_in(app.test_client(), startup.user)
    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        assert client.get(f"/en/matches/{startup.entry.public_id}").text.count("/introductions/new/") == 3
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert len(asked) == 1
