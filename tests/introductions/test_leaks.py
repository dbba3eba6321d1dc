"""Nobody's name, address or telephone number is anywhere before both agreed: not on a page and not in a mail.

Both sides plant them wherever they can; then every page that knows of introductions is asked for as everybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ecosystem.accounts.models import User
from ecosystem.introductions.models import Introduction
from ecosystem.kernel.access.actor import Role
from tests.accounts.pages import Mailbox, html_of, text_of
from tests.factories import Factory, sign_in
from tests.introductions.world import Party, Town, at, reasons_shown

MONDAY = "2026-03-02"
PLANTED = {
    "asking": ("0912 345 678", "lan@rieng.example", "0987.111.222"),
    "asked": ("0933 222 111", "minh@kin.example", "024 3999 8888"),
}
STATES = ("asked", "questioned", "replied", "declined", "expired", "unanswered", "withdrawn", "stopped")


def secrets(party: Party, side: str) -> tuple[str, ...]:
    """What the other side, and everybody else, must not read of this one."""
    return (party.user.email, party.user.name, *PLANTED[side])


def lead_to(town: Town, state: str, make: Factory) -> Introduction:
    """An introduction in that state, with ways to reach both in all texts that the state has."""
    telephone, address, given = PLANTED["asking"]
    their_telephone, their_address, _ = PLANTED["asked"]
    with at(MONDAY):
        one = town.ask(
            reasons_of=reasons_shown,
            why=f"Gọi tôi {telephone} nhé.",
            proposal=f"Hoặc thư về {address} là được.",
            telephone=given,
        )
        if state in {"questioned", "replied", "unanswered"}:
            town.question(one, f"Bạn gọi {their_telephone} hay {their_address}?")
        if state == "replied":
            town.reply(one, f"Tôi ở {telephone}, {address}.")
        if state == "declined":
            town.decline(one, "other", f"Sau này gọi {their_telephone} hoặc {their_address}.")
        if state == "withdrawn":
            town.withdraw(one)
        if state == "stopped":
            town.stop(one, make.actor(make.user(officer=True)))
    if state in {"expired", "unanswered"}:
        with at("2026-03-20"):
            town.watch()
    assert town.look(one).state == state
    return one


def addresses(one: Introduction, town: Town) -> Iterator[str]:
    """Every page that could know."""
    here = f"/introductions/{one.public_id}"
    own = (town.fund.entry.public_id, town.startup.entry.public_id)
    for prefix in ("", "/en"):
        yield from (prefix + path for path in ("/introductions", "/introductions/blocks", "/desk", "/following"))
        yield from (prefix + path for path in ("/", "/search?q=lua", "/sitemap.xml", "/matches"))
        yield from (f"{prefix}{here}{part}" for part in ("", "/answer", "/reply", "/message", "/times", "/outcome"))
        yield f"{prefix}/introductions/decline?introduction={one.public_id}"
        yield from (f"{prefix}/introductions/new/{public_id}" for public_id in own)
        yield from (f"{prefix}/matches/{public_id}" for public_id in own)
        yield f"{prefix}/startups/{town.startup.entry.address}"
        yield f"{prefix}/investors/{town.fund.entry.address}"


def browsers(app: Flask, users: Sequence[User]) -> list[FlaskClient]:
    return [sign_in(app.test_client(), user) for user in users]


@pytest.mark.parametrize("state", STATES)
def test_before_the_yes_nobody_reads_how_to_reach_the_other(
    app: Flask, town: Town, make: Factory, mailbox: Mailbox, state: str
) -> None:
    asking_viewer, asked_viewer = town.fund.colleague(Role.VIEWER), town.startup.colleague(Role.VIEWER)
    one = lead_to(town, state, make)
    day = "2026-03-20" if state in {"expired", "unanswered"} else MONDAY
    with at(day, 12):
        outsiders = [make.user(), make.user(officer=True)]
        of_asking, of_asked = secrets(town.fund, "asking"), secrets(town.startup, "asked")
        readers = [
            *((client, of_asked) for client in browsers(app, [town.fund.user, asking_viewer])),
            *((client, of_asking) for client in browsers(app, [town.startup.user, asked_viewer])),
            *((client, of_asking + of_asked) for client in browsers(app, outsiders)),
            (app.test_client(), of_asking + of_asked),
        ]
        for client, hidden in readers:
            for address in addresses(one, town):
                answer = client.get(address)
                said = f"{answer.headers}{answer.get_data(as_text=True)}"
                assert not [word for word in hidden if word in said], f"{address}: {answer.status_code}"
        assert_mails_say_nothing(mailbox, town)


def assert_mails_say_nothing(mailbox: Mailbox, town: Town) -> None:
    """But in its To, where the own address stands, and in the links that carry it signed."""
    for mail in mailbox.all():
        reader = mail["To"].addresses[0].addr_spec
        of_fund = reader != town.startup.user.email
        hidden = secrets(town.startup, "asked") if of_fund else secrets(town.fund, "asking")
        headers = "\n".join(f"{name}: {value}" for name, value in mail.items() if name != "To")
        said = headers + text_of(mail) + html_of(mail)
        assert not [word for word in hidden if word in said], reader


def test_after_the_yes_both_read_the_persons_and_outsiders_still_nothing(
    app: Flask, town: Town, make: Factory, mailbox: Mailbox
) -> None:
    with at(MONDAY):
        one = town.ask(why=f"Gọi tôi {PLANTED['asking'][0]} nhé.", telephone=PLANTED["asking"][2])
        town.agree(one)
        fund, startup, outsider = browsers(app, [town.fund.user, town.startup.user, make.user(officer=True)])
        here = f"/introductions/{one.public_id}"
        assert town.startup.user.email in fund.get(here).text
        for word in (town.fund.user.email, PLANTED["asking"][0], PLANTED["asking"][2]):
            assert word in startup.get(here).text
        assert outsider.get(here).status_code == 404
        for client in (outsider, app.test_client()):
            for address in addresses(one, town):
                said = client.get(address).get_data(as_text=True)
                assert town.fund.user.email not in said
                assert PLANTED["asking"][2] not in said
        assert len(mailbox.all()) == 2
