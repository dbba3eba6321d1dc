"""The question two weeks after the yes, answered from the mailbox: by a choice, never by opening or a scanner."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ecosystem.introductions import queries_talk
from ecosystem.introductions.models import Introduction
from ecosystem.introductions.models_talk import IntroductionOutcome
from ecosystem.introductions.states import State
from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.organisations.models import Membership
from tests.accounts.pages import Mailbox, html_of, text_of
from tests.installation import changed_tables, rows
from tests.introductions.test_mail import as_found
from tests.introductions.test_talk import say
from tests.introductions.world import Party, Town, at

LATER = "2026-03-20"


@pytest.fixture
def one(town: Town) -> Introduction:
    """Agreed, and two weeks later both are asked."""
    with at("2026-03-02"):
        made = town.ask()
        town.agree(made)
    return made


def links(town: Town, mailbox: Mailbox, to: Party) -> dict[str, str]:
    """The paths in the mail to this side, by what they say."""
    town.watch()
    mail = next(one for one in reversed(mailbox.all()) if to.user.email in str(one["To"]))
    found = re.findall(r"http://nhipcau\.example((?:/en)?/introductions/met/([\w-]+)/\S+)", text_of(mail))
    assert all(path in html_of(mail) for path, _ in found)
    return {act: path for path, act in found}


def outcomes(town: Town, made: Introduction) -> list[IntroductionOutcome]:
    found = town.look(made)
    return list(queries_talk.outcomes(current_session(), found))


def test_both_say_so_from_their_mailboxes(
    app: Flask, client: FlaskClient, town: Town, mailbox: Mailbox, one: Introduction
) -> None:
    with at(LATER):
        paths = [links(town, mailbox, party)["met"] for party in (town.fund, town.startup)]
        before = rows(app)
        page = client.get(paths[0])
        assert page.status_code == 200
        assert "checked" not in page.text
        assert changed_tables(before, rows(app)) == []
        assert client.post(paths[0], data={"decision": "later"}).status_code == 303
        assert outcomes(town, one) == []
        for _ in range(2):
            client.post(paths[0], data={"decision": "met"})
        (said,) = outcomes(town, one)
        assert (said.kind, said.side, said.is_waiting, said.is_public) == ("met", "asking", True, False)
        assert f'action="{paths[0]}"' not in client.get(paths[0]).text
        assert client.post(paths[1], data={"decision": "met"}).status_code == 303
        (said,) = outcomes(town, one)
        assert said.confirmed_at is not None
        assert town.look(one).state == State.MET


def test_what_the_other_side_told_with_a_day_is_confirmed_too(
    client: FlaskClient, town: Town, mailbox: Mailbox, one: Introduction
) -> None:
    with at(LATER):
        paths = links(town, mailbox, town.startup)
        say(one, town.fund, dated="2026-03-10")
        assert client.post(paths["met"], data={"decision": "met"}).status_code == 303
        (said,) = outcomes(town, one)
        assert said.confirmed_at is not None


def test_why_they_have_not_met(client: FlaskClient, town: Town, mailbox: Mailbox, one: Introduction) -> None:
    with at(LATER):
        paths = links(town, mailbox, town.fund)
        assert client.post(paths["not-met"], data={"words": ""}).status_code == 422
        assert client.post(paths["not-met"], data={"words": "Hai bên chưa xếp được lịch."}).status_code == 303
        (said,) = outcomes(town, one)
        assert (said.kind, said.words) == ("not-met", "Hai bên chưa xếp được lịch.")


@pytest.mark.parametrize("act", ["met", "not-met"])
def test_a_scanner_that_sends_every_form_as_found_says_nothing(
    client: FlaskClient, town: Town, mailbox: Mailbox, one: Introduction, act: str
) -> None:
    with at(LATER):
        path = links(town, mailbox, town.fund)[act]
        assert as_found(client, path).status_code == 422
        assert outcomes(town, one) == []


def test_a_link_is_one_persons_for_one_answer(
    client: FlaskClient, town: Town, mailbox: Mailbox, one: Introduction
) -> None:
    with at(LATER):
        path = links(town, mailbox, town.fund)["met"]
        for other in (path.replace("/met/met/", "/met/not-met/"), path.replace("/met/met/", "/met/no/"), path[:-2]):
            assert client.get(other).status_code == 410
        assert client.get(path.replace("/met/met/", "/answer/agree/")).status_code == 410
        with transaction() as session:
            for member in session.query(Membership).filter_by(user_id=town.fund.user.id):
                member.role = Role.VIEWER.value
        assert client.post(path, data={"decision": "met"}).status_code == 410
        assert outcomes(town, one) == []


def test_who_told_it_already_is_not_asked(town: Town, mailbox: Mailbox, one: Introduction) -> None:
    with at(LATER):
        say(one, town.fund)
        town.watch()
        asked = [str(mail["To"]) for mail in mailbox.all() if "/introductions/met/" in text_of(mail)]
        assert len(asked) == 1
        assert town.startup.user.email in asked[0]


def test_the_form_leaves_it_open_in_words_that_do_not_say_no(
    client: FlaskClient, town: Town, mailbox: Mailbox, one: Introduction
) -> None:
    with at(LATER):
        path = links(town, mailbox, town.fund)["met"]
        assert "Để sau, tôi sẽ cho biết" in client.get(path).text
        client.post(path, data={"decision": "met"})
        assert "Đã ghi lại câu trả lời của bạn; bên kia nhận được email." in client.get(path).text
