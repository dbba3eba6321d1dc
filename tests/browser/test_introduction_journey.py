"""Two people in two browsers: asked, a question first, answered, agreed, times, met, outcome; and asked, declined."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Served
from tests.factories import PASSWORD, Factory
from tests.installation import inside
from tests.introductions.world import party_of


@dataclass(frozen=True)
class Two:
    """Their browsers, signed in, and the address of the asked page."""

    asking: Page
    asked: Page
    entry: str


@pytest.fixture
def two(served: Served, open_page: Callable[..., Page]) -> Two:
    with inside(served.app):
        make = Factory()
        fund, startup = party_of(make, "investor", "Quỹ Sông Gianh"), party_of(make, "startup", "Nấm Sông Gianh")
        emails, entry = [one.user.email for one in (fund, startup)], startup.entry.address
        make.index()
    asking, asked = (_signed_in(served, open_page(), email) for email in emails)
    return Two(asking, asked, f"/en/startups/{entry}")


def _signed_in(served: Served, page: Page, email: str) -> Page:
    page.goto(f"{served.url}/en/login")
    page.fill("[name=email]", email)
    page.fill("[name=password]", PASSWORD)
    page.click("main form.form button")
    page.wait_for_url("**/desk**")
    return page


def _ask(served: Served, two: Two) -> None:
    two.asking.goto(served.url + two.entry)
    two.asking.locator("main").get_by_role("link", name="Request an introduction").first.click()
    two.asking.get_by_label("Why you want to meet them").fill("We have backed three farms that grow mushrooms.")
    two.asking.get_by_label("What you propose").fill("45 minutes online; call 0912 345 678.")
    expect(two.asking.get_by_text("Both texts together: 84 of 600 characters")).to_be_visible()
    two.asking.get_by_role("button", name="Send the request").click()
    expect(two.asking.get_by_text("Your request is sent.")).to_be_visible()


def _open(served: Served, page: Page, other: str) -> None:
    page.goto(f"{served.url}/en/introductions")
    page.locator("main").get_by_role("link", name=other).click()


def test_from_the_request_to_the_outcome(served: Served, two: Two) -> None:
    asking, asked = two.asking, two.asked
    _ask(served, two)
    _open(served, asked, "Quỹ Sông Gianh")
    expect(asked.get_by_text("call •••.")).to_be_visible()
    asked.get_by_label("Ask first").check()
    asked.get_by_label("Your question, or a word with a no").fill("In which province?")
    asked.get_by_role("button", name="Send the answer").click()
    expect(asked.get_by_text("Your question is sent.")).to_be_visible()
    asking.reload()
    asking.get_by_label("Your answer").fill("In Hà Giang.")
    asking.get_by_role("button", name="Send the answer").click()
    asked.reload()
    asked.get_by_label("Agree to meet").check()
    asked.get_by_role("button", name="Send the answer").click()
    expect(asked.get_by_text("call 0912 345 678.")).to_be_visible()
    _propose(asked)
    asking.reload()
    asking.get_by_role("button", name="Choose").first.click()
    expect(asking.get_by_text("The time is fixed")).to_be_visible()
    expect(asking.get_by_role("link", name="Calendar file (.ics)")).to_be_visible()
    asking.get_by_role("link", name="Tell or confirm an outcome").click()
    asking.get_by_label("We have met").check()
    asking.get_by_role("button", name="Save").click()
    expect(asking.get_by_text("Noted.")).to_be_visible()
    asked.get_by_role("link", name="Tell or confirm an outcome").click()
    asked.get_by_role("button", name="It is so").click()
    expect(asked.get_by_text("confirmed by both", exact=True)).to_be_visible()


def _propose(page: Page) -> None:
    page.get_by_text("Propose three times", exact=True).click()
    for number in (1, 2, 3):
        page.fill(f"[name=day_{number}]", f"2099-03-1{number}")
        page.fill(f"[name=time_{number}]", "9h30")
    page.get_by_role("button", name="Send the times").click()
    expect(page.get_by_text("Three times are proposed")).to_be_visible()


def test_a_no_names_its_reason(served: Served, two: Two) -> None:
    _ask(served, two)
    _open(served, two.asked, "Quỹ Sông Gianh")
    two.asked.get_by_label("Decline", exact=True).check()
    two.asked.get_by_role("button", name="Send the answer").click()
    expect(two.asked.get_by_text("Please choose a reason").first).to_be_visible()
    two.asked.locator("[name=reason]").select_option("too-early")
    two.asked.get_by_role("button", name="Send the answer").click()
    expect(two.asked.get_by_text("You have declined")).to_be_visible()
    two.asking.reload()
    expect(two.asking.get_by_text("Too early")).to_be_visible()
    two.asking.goto(served.url + two.entry)
    expect(two.asking.get_by_text("They declined; you may ask again")).to_be_visible()
