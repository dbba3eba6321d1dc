"""The public figures: what counts in which quarter, that no small group is told of, and that kinds stay apart."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from ecosystem.introductions import service
from ecosystem.introductions.queries_figures import FEWEST, MEASURES, quarters, shown_outcomes
from ecosystem.kernel.db.transaction import transaction
from tests.factories import sign_in
from tests.introductions.test_talk import confirm, say
from tests.introductions.world import Party, Town, at
from tests.markup import parse


def many(town: Town, count: int) -> list[Party]:
    return [town.party(f"Quỹ {number}", "investor") for number in range(count)]


def numbers(session: Session, place: int = 0) -> dict[str, int | None]:
    session.rollback()
    return {name: count.number for name, count in quarters(session)[place].counts.items()}


def test_a_number_needs_five_persons(town: Town, session: Session) -> None:
    asking = many(town, FEWEST)
    with at("2026-03-02"):
        for one in asking[:-1]:
            town.ask(one)
        assert numbers(session)["asked"] is None, "four persons"
        assert numbers(session)["agreed"] == 0
        town.ask(asking[-1])
        assert numbers(session)["asked"] == FEWEST


def test_many_acts_of_few_persons_are_not_told(town: Town, session: Session) -> None:
    asking = many(town, FEWEST + 1)
    with at("2026-03-02"):
        for one in asking:
            town.agree(town.ask(one))
    assert numbers(session) == {
        "asked": FEWEST + 1,
        "answered": None,
        "agreed": None,
        "met": 0,
        "memoranda": 0,
        "contracts": 0,
        "investments": 0,
    }, "one person answered them all"


def test_quarters_are_hanois_and_kinds_stay_apart(town: Town, session: Session) -> None:
    asking, asked = many(town, FEWEST), [town.party(f"Công ty {number}") for number in range(FEWEST)]
    with at("2026-03-31", 23, 59):
        requests = [town.ask(one, other) for one, other in zip(asking, asked, strict=True)]
    with at("2026-04-01", 0, 1):
        for one, other in zip(requests, asked, strict=True):
            town.agree(one, by=other)
    with at("2026-04-20"):
        for one, first, second in zip(requests, asking, asked, strict=True):
            confirm(one, second, say(one, first, kind="memorandum"))
            say(one, first, kind="contract")
    found = quarters(session)
    assert [(one.year, one.number) for one in found] == [(2026, 2), (2026, 1)]
    assert numbers(session, 1)["asked"] == FEWEST
    assert {name: number for name, number in numbers(session).items() if number} == {
        "answered": FEWEST,
        "agreed": FEWEST,
        "met": FEWEST,
        "memoranda": FEWEST,
    }, "what is not confirmed counts nowhere, and nobody signs without meeting"


@pytest.mark.parametrize(
    "kinds", [["met"], ["investment"], ["contract", "met"], ["not-met", "memorandum"], ["not-met"]]
)
def test_who_met_by_the_page_has_met_by_the_figures(app: Flask, town: Town, session: Session, kinds: list[str]) -> None:
    """Each once, in the quarter of what showed it first; also where one side ended it before."""
    asking, asked = many(town, FEWEST), [town.party(f"Công ty {number}") for number in range(FEWEST)]
    with at("2026-03-02"):
        requests = [town.ask(one, other) for one, other in zip(asking, asked, strict=True)]
        for one, other in zip(requests, asked, strict=True):
            town.agree(one, by=other)
        with transaction() as open_session:
            service.close(open_session, asking[0].actor, requests[0].public_id)
    for month, kind in enumerate(kinds, 3):
        with at(f"2026-0{month}-30"):
            for one, first, second in zip(requests, asking, asked, strict=True):
                confirm(one, second, say(one, first, kind=kind, words="Chưa hẹn được"))
    met = [one.counts["met"].number for one in quarters(session)]
    has_met = kinds != ["not-met"]
    assert sum(number or 0 for number in met) == (FEWEST if has_met else 0)
    for one, first in zip(requests, asking, strict=True):
        page = sign_in(app.test_client(), first.user).get(f"/en/introductions/{one.public_id}").text
        quarter = 2 if kinds[0] == "not-met" else 1
        assert (f"the public figures count it in quarter {quarter} of 2026" in page) == has_met
    assert "a memorandum, a contract, an investment" in app.test_client().get("/en/introductions/figures").text


def test_the_page_shows_rows_that_both_let_be_read_and_no_others(
    client: FlaskClient, town: Town, session: Session
) -> None:
    assert client.get("/introductions/figures").status_code == 200
    one = town.ask()
    town.agree(one)
    confirm(one, town.startup, say(one, town.fund, kind="contract", amount="2 tỷ", is_public=True), is_public=True)
    other = town.ask(town.fund, town.party("Kín Đáo"))
    page = client.get("/en/introductions/figures").text
    parse(page)
    assert "Quỹ Đồng Hành" in page
    assert "VND 2 billion" in page
    assert "Kín Đáo" not in page
    assert "fewer than 5 persons" in page
    quarter, met = quarters(session)[0], say(one, town.startup)
    confirm(one, town.fund, met)
    group = f"quy-{quarter.year}-{quarter.number}-contracts"
    tree = parse(client.get("/en/introductions/figures").text)
    assert tree.one("h3", id=group).text == f"Contracts, quarter {quarter.number} of {quarter.year}"
    linked = [one.get("href") for one in tree.one("table").all("a")]
    assert linked == [*(f"#nghia-{name}" for name in MEASURES), f"#{group}"], "what nobody may read leads nowhere"
    assert all(tree.all(id=href[1:]) for href in linked)
    pages = [link.get("href") for link in tree.one("section", id="ket-qua").all("a")]
    assert pages == [f"/en/investors/{town.fund.entry.address}", f"/en/startups/{town.startup.entry.address}"]
    with transaction():
        town.fund.entry.state = "draft"
    pages = [
        link.get("href") for link in parse(client.get("/en/introductions/figures").text).one(id="ket-qua").all("a")
    ]
    assert pages == [f"/en/startups/{town.startup.entry.address}"], "a page that is withdrawn is not linked"
    assert town.fund.user.email not in page
    assert town.fund.user.name not in page
    assert len(shown_outcomes(session, 10)) == 1
    assert other.public_id not in page


def test_one_sides_leave_shows_nothing(town: Town, session: Session) -> None:
    one = town.ask()
    town.agree(one)
    confirm(one, town.startup, say(one, town.fund, kind="contract", is_public=True))
    confirm(one, town.startup, say(one, town.fund, kind="memorandum"), is_public=True)
    session.rollback()
    assert shown_outcomes(session, 10) == []
