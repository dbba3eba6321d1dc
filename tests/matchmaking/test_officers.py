"""Officers answer appeals on pages: never one that concerns the own organisation."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from markupsafe import escape
from sqlalchemy.orm import Session

from ecosystem.accounts.models import User
from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.db.transaction import transaction
from ecosystem.matchmaking import queries_feedback as queries
from ecosystem.matchmaking.models import State
from ecosystem.matchmaking.policy import may_answer
from ecosystem.organisations.models import Membership, Organisation
from tests.catalogue.editing import errors
from tests.factories import sign_in
from tests.markup import form, parse
from tests.matchmaking.test_appeals import WORDS, ask
from tests.matchmaking.world import Market

ANSWER = "Đã xem lại: lĩnh vực được ghi sai và nay đã sửa."


def officer(market: Market, organisation: Organisation | None = None) -> User:
    user = market.make.user(officer=True)
    if organisation is not None:
        role, moment = Role.EDITOR.value, user.created_at
        with transaction() as session:
            session.add(Membership(organisation_id=organisation.id, user_id=user.id, role=role, created_at=moment))
    return user


def as_(app: Flask, user: User) -> FlaskClient:
    return sign_in(app.test_client(), user)


def test_an_officer_answers(app: Flask, market: Market, session: Session) -> None:
    made = ask(market, market.startup())
    first, second = as_(app, officer(market)), as_(app, officer(market))
    address = f"/en/matches/appeals/{made.public_id}"
    assert f'href="{address}"' in first.get("/en/matches/appeals").text
    text = first.get(address).text
    assert str(escape(WORDS)) in text
    page, late = form(text, f"{address}/answer"), form(second.get(address).text, f"{address}/answer")
    assert set(errors(page.send(first, answer="ngắn"))) == {"answer"}
    assert page.send(first, answer=ANSWER).location == "/en/matches/appeals"
    session.refresh(made)
    assert (made.state, made.answer) == (State.ANSWERED, ANSWER)
    assert late.send(second, answer="Một câu trả lời khác hẳn.").location == address
    assert "answered already" in second.get(address).text
    session.refresh(made)
    assert made.answer == ANSWER
    assert "All checked" in first.get("/en/matches/appeals").text


def test_an_officer_reads_an_appeal_as_an_officer(app: Flask, market: Market) -> None:
    made = ask(market, market.startup())
    address = f"/en/matches/appeals/{made.public_id}"
    pages = {
        who: parse(as_(app, user).get(address).text)
        for who, user in (("own", market.user), ("officer", officer(market)))
    }
    current = {who: {link.text for link in page.all("a", aria_current="page")} for who, page in pages.items()}
    assert current == {"own": {"Matches"}, "officer": {"Officers’ work"}}
    told = {"What you asked": "own", "You get the answer by email.": "own", "What was asked": "officer"}
    for words, reader in told.items():
        assert [who for who, page in pages.items() if words in page.text] == [reader], words
    assert f"“you” in them is {market.fund.legal_name}" not in pages["own"].text
    assert f"As {market.fund.legal_name} read them: “you” in them is this organisation." in pages["officer"].text


@pytest.mark.parametrize("side", ["asking", "other"])
def test_no_officer_answers_what_concerns_the_own_organisation(
    app: Flask, market: Market, session: Session, side: str
) -> None:
    startup = market.startup()
    made = ask(market, startup)
    assert startup.owner is not None
    person = officer(market, market.fund if side == "asking" else startup.owner)
    client, address = as_(app, person), f"/en/matches/appeals/{made.public_id}"
    assert address not in client.get("/en/matches/appeals").text
    shown = client.get(address)
    assert shown.status_code == (200 if side == "asking" else 404)
    if side == "asking":
        assert "Nobody decides on the own organisation" in shown.text
    token = parse(client.get("/en/account").text).all("input", name="csrf_token")[0].get("value")
    sent = client.post(f"{address}/answer", data={"csrf_token": token, "answer": ANSWER})
    assert sent.status_code == (403 if side == "asking" else 404)
    session.refresh(made)
    assert made.state == State.OPEN


def test_the_filter_and_the_check_agree(market: Market, session: Session) -> None:
    startup = market.startup()
    assert startup.owner is not None
    made, whole = ask(market, startup), ask(market)
    people = [officer(market), officer(market, market.fund), officer(market, startup.owner), market.user]
    for user in people:
        actor = market.make.actor(user)
        listed = {one.id for one in queries.to_answer(session, actor)}
        assert listed == {one.id for one in (made, whole) if may_answer(actor, one)}
