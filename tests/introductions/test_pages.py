"""The pages: asking, the list, one introduction, answers, what was typed is kept."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ecosystem.accounts.models import User
from tests.accounts.pages import Mailbox, html_of, send, text_of
from tests.factories import Factory, sign_in
from tests.introductions.world import Party, Town, at
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


def test_who_may_not_ask_is_told_what_to_do(app: Flask, town: Town, make: Factory) -> None:
    address = f"/en/introductions/new/{town.startup.entry.public_id}"
    assert app.test_client().get(address).status_code == 303
    told = {
        "First confirm your email address": make.user(confirmed=False),
        "First say for whom you ask": make.user(),
        "This is your own organisation": town.startup.user,
    }
    for words, user in told.items():
        page = at_home(app, user).get(address)
        assert page.status_code == 200
        assert words in page.text
    draft = make.entry(town.startup.organisation, "Nháp", kind="startup", public=False)
    for missing in (draft.public_id, "zzzzzzzzzz"):
        assert at_home(app, town.fund.user).get(f"/introductions/new/{missing}").status_code == 404


def test_what_was_typed_is_kept_with_what_is_wrong(app: Flask, town: Town) -> None:
    fund = at_home(app, town.fund.user)
    address = f"/en/introductions/new/{town.startup.entry.public_id}"
    answer = send(fund, address, why="Một lời ngỏ rất dài. " * 20, proposal="Đề xuất của tôi. " * 20)
    assert answer.status_code == 422
    assert "may have 600 characters" in answer.text
    assert "Đề xuất của tôi." in answer.text
    one = town.ask()
    again = send(fund, address.replace(town.startup.entry.public_id, town.party("Khác").entry.public_id), why="a")
    assert again.status_code == 422
    startup, here = at_home(app, town.startup.user), f"/en/introductions/{one.public_id}"
    wrong: list[dict[str, str]] = [
        {},
        {"answer": "decline", "words": "Rất tiếc."},
        {"answer": "question", "words": "?"},
    ]
    for fields in wrong:
        refused = send(startup, here, f"{here}/answer", **fields)
        assert refused.status_code == 422
        assert fields.get("words", "") in refused.text
    assert town.look(one).state == "asked"


def test_a_double_click_asks_once(app: Flask, town: Town, mailbox: Mailbox) -> None:
    """Case E01."""
    fund = at_home(app, town.fund.user)
    address = f"/introductions/new/{town.startup.entry.public_id}"
    form = parse(fund.get(address).text)
    tokens = {name: form.all("input", name=name)[-1].get("value") for name in ("csrf_token", "form_nonce")}
    said = {**tokens, "why": "Chúng tôi muốn gặp các bạn.", "proposal": "Hẹn 30 phút trực tuyến."}
    first, second = fund.post(address, data=said), fund.post(address, data=said)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert len(mailbox.all()) == 1


def test_several_are_declined_at_once_each_with_a_mail(app: Flask, town: Town, mailbox: Mailbox) -> None:
    asking = [town.party(f"Quỹ {number}", "investor") for number in range(3)]
    requests = [town.ask(one) for one in asking]
    foreign = town.ask(town.fund, town.party("Khác"))
    startup = at_home(app, town.startup.user)
    assert "Decline the chosen ones" in startup.get("/en/introductions").text
    chosen = "&".join(f"introduction={one.public_id}" for one in requests)
    address = f"/en/introductions/decline?{chosen}"
    assert all(one.organisation.legal_name in startup.get(address).text for one in asking)
    with at(MONDAY):
        assert "They may ask you again from 31 May 2026 on" in startup.get(address).text
    assert startup.get(f"{address}&introduction={foreign.public_id}").status_code == 404
    town.withdraw(requests[2], by=asking[2])
    mailbox.all()
    page = parse(startup.get(address).text)
    fields = {one.get("name"): one.get("value") for one in page.all("input", type="hidden") if one.get("name")}
    answer = startup.post(
        "/en/introductions/decline",
        data={
            **{name: fields[name] for name in ("csrf_token", "form_nonce")},
            "introduction": [one.public_id for one in requests],
            "reason": "timing",
            "words": "",
        },
    )
    assert answer.status_code == 303
    assert [town.look(one).state for one in requests] == ["declined", "declined", "withdrawn"]
    told = [mail["To"].addresses[0].addr_spec for mail in mailbox.all() if "từ chối" in str(mail["Subject"])]
    assert told == [one.user.email for one in asking[:2]]


def test_blocking_and_taking_it_back_by_the_pages(app: Flask, town: Town) -> None:
    one = town.ask()
    startup, here = at_home(app, town.startup.user), f"/en/introductions/{one.public_id}"
    assert send(startup, here, f"{here}/block").location == "/en/introductions/blocks"
    town.withdraw(one)
    fund = at_home(app, town.fund.user)
    assert "no introductions are asked for" in fund.get(f"/en/startups/{town.startup.entry.address}").text
    form = next(
        one for one in parse(startup.get("/en/introductions/blocks").text).all("form") if "/end" in one.get("action")
    )
    fields = {one.get("name"): one.get("value") for one in form.all("input")}
    assert fund.post("/en/introductions/blocks/end", data=fields).status_code in {400, 404}
    assert startup.post("/en/introductions/blocks/end", data=fields).status_code == 303
    assert "Request an introduction" in fund.get(f"/en/startups/{town.startup.entry.address}").text


def test_who_was_asked_stands_no_more_among_the_matches(app: Flask, make: Factory) -> None:
    """Case M01, on the page."""
    ask: dict[str, Any] = {"raising": "now", "round": "seed", "amount_sought": 8 * 10**9, "sectors": ["crops"]}
    founder = make.user()
    company = make.organisation(founder, "Lúa Xanh", kind="company")
    startup = Party(make, founder, company, make.entry(company, "Lúa Xanh", kind="startup", **ask))
    user = make.user()
    fund = make.organisation(user, "Quỹ Trồng Lúa", kind="fund")
    investor = Party(make, user, fund, make.entry(fund, "Quỹ Trồng Lúa", kind="investor", sectors=["crops"]))
    client = at_home(app, founder)
    assert investor.entry.address in client.get(f"/matches/{startup.entry.public_id}").text
    one = Town(make, startup, investor).ask()
    assert investor.entry.address not in client.get(f"/matches/{startup.entry.public_id}").text
    Town(make, startup, investor).withdraw(one)
    assert investor.entry.address in client.get(f"/matches/{startup.entry.public_id}").text


def test_an_outcome_told_twice_is_refused_on_its_page(app: Flask, town: Town) -> None:
    one = town.ask()
    town.agree(one)
    fund, here = at_home(app, town.fund.user), f"/en/introductions/{one.public_id}/outcome"
    assert send(fund, here, kind="met", currency="VND").status_code == 303
    again = send(fund, here, kind="met", currency="VND")
    assert again.status_code == 422
    assert "You said so already" in again.text


def test_the_answer_form_says_what_each_answer_needs(app: Flask, town: Town) -> None:
    one = town.ask()
    page = at_home(app, town.startup.user).get(f"/en/introductions/{one.public_id}").text
    labels = [label.text for label in parse(page).all("label")]
    assert "Reason, needed if you decline" in labels
    assert "Your question, or a word with a no" in labels
    assert "Your telephone number (optional)" in labels
    assert "masked until both have agreed" in page
    assert "as you write it" not in page
    assert "A question moves the deadline" in page


def test_once_the_question_is_asked_the_answer_form_offers_none(app: Flask, town: Town) -> None:
    one = town.ask()
    town.question(one)
    town.reply(one)
    page = at_home(app, town.startup.user).get(f"/en/introductions/{one.public_id}").text
    labels = [label.text for label in parse(page).all("label")]
    assert "A word with a no" in labels
    assert "Your question, or a word with a no" not in labels
    assert "A question" not in parse(page).text
    assert "With a no they see the reason and your words." in page
