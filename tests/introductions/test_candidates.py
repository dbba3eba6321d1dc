"""After a no or a silence: who else fits, how well, why, and the way to ask, on the page and in the mail."""

from __future__ import annotations

import pytest
from flask import Flask

from ecosystem.introductions.candidates import first_in_favour
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.db.transaction import transaction
from ecosystem.matchmaking.points import BANDS, LITTLE_IN_COMMON
from ecosystem.matchmaking.told import Line, Told
from tests.accounts.pages import Mailbox, html_of, text_of
from tests.factories import Factory, sign_in
from tests.introductions.test_buttons import leave
from tests.introductions.world import Party, Town, at
from tests.markup import parse

FITS = [LITTLE_IN_COMMON.id, *(words.id for _, name, words in BANDS if name != "weak")]


def fund_of(make: Factory, title: str) -> Party:
    """One more fund like those of `market`."""
    user = make.user()
    organisation = make.organisation(user, title, kind="fund")
    return Party(make, user, organisation, make.entry(organisation, title, kind="investor", sectors=["crops"]))


@pytest.mark.parametrize("ending", ["declined", "expired"])
def test_the_next_with_band_reason_and_button(
    app: Flask, make: Factory, mailbox: Mailbox, market: tuple[Party, list[Party]], ending: str
) -> None:
    startup, funds = market
    with transaction():
        startup.user.language = "en"
    town = Town(make, startup, funds[0])
    with at("2030-03-04"):
        one = town.ask()
        leave(funds[2])
        if ending == "declined":
            town.decline(one, by=funds[0])
    with at("2030-03-20"):
        town.watch()
        page = sign_in(app.test_client(), startup.user).get(f"/en/introductions/{one.public_id}")
        mail = next(one for one in reversed(mailbox.all()) if startup.user.email in str(one["To"]))
    rows = [row for row in parse(page.text).all("li") if "intro-candidate" in row.get("class")]
    assert [funds[0].entry.title in row.text for row in rows] == [False, False], "who said no or nothing is none"
    for row in rows:
        assert any(words in row.text for words in FITS)
    ask = f"/en/introductions/new/{funds[1].entry.public_id}?for={startup.entry.public_id}"
    assert [ask in str(link.get("href")) for row in rows for link in row.all("a")].count(True) == 1
    assert f"/introductions/new/{funds[2].entry.public_id}" not in page.text, "nobody could answer there"
    for text in (text_of(mail), html_of(mail)):
        assert ask in text
        assert f"/introductions/new/{funds[2].entry.public_id}" not in text
        assert any(words.lower() in text.lower() for words in FITS)


@pytest.mark.parametrize("silent", [0, 1, 4])
def test_three_are_offered_and_first_those_that_can_be_asked(
    app: Flask, make: Factory, market: tuple[Party, list[Party]], silent: int
) -> None:
    """Of six funds besides the one that said no, `silent` have nobody who could answer."""
    startup, funds = market
    others = [*funds[1:], *(fund_of(make, f"Quỹ thêm {number}") for number in range(4))]
    for fund in others[:silent]:
        leave(fund)
    town = Town(make, startup, funds[0])
    one = town.ask()
    town.decline(one, by=funds[0])
    page = sign_in(app.test_client(), startup.user).get(f"/en/introductions/{one.public_id}")
    rows = [row for row in parse(page.text).all("li") if "intro-candidate" in row.get("class")]
    can_be_asked = [any("/introductions/new/" in str(link.get("href")) for link in row.all("a")) for row in rows]
    assert can_be_asked == [True, True, silent < 4]


@pytest.mark.parametrize(
    ("points", "expected"),
    [([-1.5, 0.9, 0.4], "Reason 1"), ([1.2, 0.4], "Reason 0"), ([-1.5, 0.01], None), ([], None)],
)
def test_the_first_reason_in_favour(points: list[float], expected: str | None) -> None:
    same = Line(N_("Name"), N_("The same for all"), 2.0, is_same=True)
    lines = tuple(Line(N_("Name"), Message(f"Reason {place}"), one) for place, one in enumerate(points))
    found = first_in_favour(Told(sum(points) + 2.0, (same, *lines), N_("Based on")))
    assert (found.id if found else None) == expected


def test_who_is_ranked_and_who_was_asked_add_up(app: Flask, make: Factory, market: tuple[Party, list[Party]]) -> None:
    startup, funds = market
    client, path = sign_in(app.test_client(), startup.user), f"/en/matches/{startup.entry.public_id}"
    before = client.get(path).text
    assert "Ranked among 3." in before
    assert "had an introduction" not in before
    Town(make, startup, funds[0]).ask()
    after = client.get(path).text
    assert "Ranked among 2. 1 with whom you have or lately had an introduction is not among them." in after
