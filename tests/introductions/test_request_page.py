"""The page on which an introduction is asked for: what stands before what."""

from __future__ import annotations

from flask import Flask

from tests.factories import sign_in
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
