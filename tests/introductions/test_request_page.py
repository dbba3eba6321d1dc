"""The page on which an introduction is asked for: what stands before what."""

from __future__ import annotations

from flask import Flask

from tests.accounts.pages import Mailbox
from tests.factories import sign_in
from tests.introductions.test_mail import links
from tests.introductions.world import Town
from tests.markup import parse


def test_who_sees_what_is_read_before_anything_is_written(app: Flask, town: Town) -> None:
    address = f"/en/introductions/new/{town.startup.entry.public_id}"
    page = sign_in(app.test_client(), town.fund.user).get(address).text
    order = ("Who sees what", "3 more times in these 30 days", "costs nothing", 'name="own"', 'name="why"')
    places = [page.index(words) for words in (*order, 'name="proposal"', "data-characters-of", 'name="telephone"')]
    assert places == sorted(places)
    assert page.count("Who sees what</h2>") == 1
    hints = [parse(page).one(id=f"h-{name}").text.lower() for name in ("why", "proposal")]
    assert all("at least 10 characters" in hint for hint in hints)


def test_whoever_answers_the_question_is_told_what_is_masked(app: Flask, town: Town, mailbox: Mailbox) -> None:
    """On the page, and where the link in the mail leads."""
    one = town.ask()
    town.question(one)
    link = links(mailbox.last())["reply"]
    for path in (f"/introductions/{one.public_id}", link):
        page = parse(sign_in(app.test_client(), town.fund.user).get(path).text)
        assert "Đừng ghi email hay số điện thoại" in page.one(id="h-words").text
