"""The pages: asking, the list, one introduction, answers, what was typed is kept."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ecosystem.accounts.models import User
from tests.accounts.pages import Mailbox, html_of, send, text_of
from tests.factories import sign_in
from tests.introductions.world import Town, at
from tests.markup import parse

MONDAY = "2026-03-02"


def at_home(app: Flask, user: User) -> FlaskClient:
    return sign_in(app.test_client(), user)


def test_a_whole_introduction_by_its_pages(app: Flask, town: Town, mailbox: Mailbox) -> None:
    fund, startup = at_home(app, town.fund.user), at_home(app, town.startup.user)
    entry = town.startup.entry
    page = fund.get(f"/en/startups/{entry.address}").text
    assert f"/en/introductions/new/{entry.public_id}" in page
    answer = send(
        fund,
        f"/en/introductions/new/{entry.public_id}",
        own=town.fund.entry.public_id,
        why="Chúng tôi đã rót vốn cho ba hợp tác xã.",
        proposal="Gọi 0912 345 678 nhé, hoặc lan@thu.example",
    )
    assert answer.status_code == 303, answer.text
    here = answer.location
    assert "0912" in fund.get(here).text or "•••" in fund.get(here).text
    shown = startup.get(here).text
    assert "0912" not in shown
    assert "lan@thu.example" not in shown
    assert town.fund.user.name not in shown
    assert send(startup, here, f"{here}/answer", answer="question", words="Các bạn ở đâu?").status_code == 303
    assert send(fund, here, f"{here}/reply", words="Ở Hà Nội.").status_code == 303
    assert send(startup, here, f"{here}/answer", answer="agree", telephone="024 3825 1234").status_code == 303
    for client, other in ((fund, town.startup.user), (startup, town.fund.user)):
        assert other.email in client.get(here).text
        assert other.name in client.get(here).text
    assert "0912 345 678" in startup.get(here).text
    assert "024 3825 1234" in fund.get(here).text
    sent = mailbox.all()
    assert len(sent) == 2, "what was asked and answered meanwhile is not sent any more"
    assert send(fund, here, f"{here}/message", words="Chào các bạn.").status_code == 303
    assert "Mark as read" in startup.get(here).text
    assert send(startup, here, f"{here}/read").status_code == 303
    assert "Mark as read" not in startup.get(here).text
    assert html_of(mailbox.last())
    assert text_of(mailbox.last())
    days = {f"day_{n}": f"0{n}/06/2099" for n in (1, 2, 3)}
    hours = {f"time_{n}": "9h30" for n in (1, 2, 3)}
    proposed = send(fund, here, f"{here}/times", minutes="45", place="Trực tuyến", **days, **hours)
    assert proposed.status_code == 303, proposed.text
    link = next(one.get("href") for one in parse(startup.get(here).text).all("a") if ".ics" in one.get("href"))
    assert startup.get(link).headers["Content-Type"].startswith("text/calendar")
    assert send(startup, here, link.removesuffix("/calendar.ics")).status_code == 303
    outcome = f"{here}/outcome"
    assert send(fund, outcome, kind="contract", amount="2 tỷ", currency="VND", is_public="1").status_code == 303
    confirm = next(
        one.get("action")
        for one in parse(startup.get(outcome).text).all("form")
        if one.get("action").endswith("confirm")
    )
    assert send(startup, outcome, confirm, is_public="1").status_code == 303
    assert "confirmed by both" in fund.get(outcome).text
    assert len(mailbox.all()) == len({one["Message-ID"] for one in mailbox.all()})


def test_lists_and_empty_pages(app: Flask, town: Town) -> None:
    fund = at_home(app, town.fund.user)
    for path in ("/introductions", "/introductions/blocks", "/introductions/decline", "/desk"):
        for language in ("", "/en"):
            assert fund.get(language + path).status_code == 200, path
    one = town.ask()
    startup = at_home(app, town.startup.user)
    assert one.public_id in startup.get("/introductions").text
    assert one.public_id in startup.get("/desk").text
    assert 'count is-new">1<' in startup.get("/introductions").text


@pytest.mark.parametrize("state", ["asked", "questioned", "replied", "agreed", "declined", "expired", "withdrawn"])
def test_every_state_has_a_page_for_both(app: Flask, town: Town, state: str) -> None:
    with at(MONDAY):
        one = town.ask()
        if state in {"questioned", "replied"}:
            town.question(one)
        if state == "replied":
            town.reply(one)
        if state in {"agreed", "declined", "withdrawn"}:
            {"agreed": town.agree, "declined": town.decline, "withdrawn": town.withdraw}[state](one)  # type: ignore[operator]  # each takes the introduction alone
    if state == "expired":
        with at("2026-03-10"):
            town.watch()
    with at("2026-03-03" if state != "expired" else "2026-03-10"):
        for user in (town.fund.user, town.startup.user):
            client = at_home(app, user)
            for language in ("", "/en"):
                page = client.get(f"{language}/introductions/{one.public_id}")
                assert page.status_code == 200
                parse(page.text)
                other = town.startup.user if user is town.fund.user else town.fund.user
                assert (other.email in page.text) == (state == "agreed")
