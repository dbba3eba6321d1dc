"""How the page of an introduction draws where it stands: the two sides, the five steps, the panel beside."""

from __future__ import annotations

import pytest
from flask import Flask

from ecosystem.accounts.models import User
from tests.factories import sign_in
from tests.introductions.test_talk import agreed, confirm, say
from tests.introductions.world import Town, at
from tests.markup import Element, parse


def shown(app: Flask, user: User, public_id: str) -> Element:
    return parse(sign_in(app.test_client(), user).get(f"/en/introductions/{public_id}").text)


def sides(page: Element) -> list[str]:
    """What stands under each of the two, their names left out."""
    (ends,) = (one for one in page.all("div") if one.get("class") == "span-ends")
    return [
        " ".join(chip.text for chip in side.all("span") if chip.get("class").startswith("chip"))
        for side in _children(ends)
    ]


def steps(page: Element) -> list[tuple[str, str]]:
    """Word and state of each; a current one that goes on has no state."""
    items = page.one("ol", aria_label="Steps").all("li")
    return [(item.all("span")[0].text, item.text.removeprefix(item.all("span")[0].text).strip(" ()")) for item in items]


def _children(element: Element) -> list[Element]:
    return [one for one in element.children if isinstance(one, Element)]


@pytest.mark.parametrize(
    ("state", "under", "reached"),
    [
        ("declined", ["Asked on 2 Mar 2026", "Declined"], ["done", "done"]),
        ("withdrawn", ["Request withdrawn", ""], ["done", "not begun"]),
        ("expired", ["Asked on 2 Mar 2026", "Closed without an answer"], ["done", "not begun"]),
    ],
)
def test_what_ended_is_under_way_no_more(
    app: Flask, town: Town, state: str, under: list[str], reached: list[str]
) -> None:
    with at("2026-03-02"):
        one = town.ask()
        if state != "expired":
            {"declined": town.decline, "withdrawn": town.withdraw}[state](one)  # type: ignore[operator]  # each takes the introduction alone
    with at("2026-03-10"):
        town.watch()
        for user in (town.fund.user, town.startup.user):
            page = shown(app, user, one.public_id)
            assert sides(page) == under
            assert [told for _, told in steps(page)] == [*reached, *["not begun"] * 3]


def test_what_waits_is_under_way(app: Flask, town: Town) -> None:
    with at("2026-03-02"):
        one = town.ask()
        page = shown(app, town.fund.user, one.public_id)
        assert sides(page) == ["Asked on 2 Mar 2026", "Waiting for an answer"]
        assert steps(page) == [("Request", "done"), ("Answer", ""), ("Talk", ""), ("Meeting", ""), ("Result", "")]


def test_whom_one_meets_is_whom_one_met(app: Flask, town: Town) -> None:
    one = agreed(town)
    said = say(one, town.fund)
    assert "Whom you meet" in shown(app, town.fund.user, one.public_id).text
    confirm(one, town.startup, said)
    for user in (town.fund.user, town.startup.user):
        words = shown(app, user, one.public_id).text
        assert "Whom you met" in words
        assert "Whom you meet" not in words


def test_a_page_that_is_called_as_its_organisation_is_named_once(app: Flask, town: Town) -> None:
    one = town.ask()
    page = shown(app, town.fund.user, one.public_id)
    (aside,) = page.all("aside")
    assert aside.text.count("Lúa Xanh") - aside.one("ol").text.count("Lúa Xanh") == 1
    assert aside.all("h2")[0].one("a").get("href") == f"/en/startups/{town.startup.entry.address}"
    listed = parse(sign_in(app.test_client(), town.fund.user).get("/en/introductions").text).one("main")
    assert listed.text.count("Lúa Xanh") == 1


def test_a_day_is_one_day(app: Flask, town: Town) -> None:
    """In how an organisation answers, as those read it who look at its page or have asked it."""
    requests = [town.ask(town.party(f"Quỹ {number}", "investor")) for number in range(5)]
    for one in requests:
        town.decline(one)
    mine = town.ask()
    for path in (f"/en/startups/{town.startup.entry.address}", f"/en/introductions/{mine.public_id}"):
        page = sign_in(app.test_client(), town.fund.user).get(path).text
        assert "Answers 100 % of requests, usually within 1 day<" in page
