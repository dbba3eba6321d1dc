"""What all links for proposing, answering and telling share: whose they are, what ends them, what they leave."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ecosystem.introductions import service, service_talk
from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.db.transaction import transaction
from ecosystem.organisations.models import Membership
from tests.accounts.pages import Mailbox
from tests.factories import Factory
from tests.installation import changed_tables, rows
from tests.introductions.test_leaks import STATES, lead_to, secrets
from tests.introductions.test_mail_talk import as_found, link
from tests.introductions.test_mail_write import link_to, path_to, talk, times
from tests.introductions.test_talk import MONDAY, TIMES, agreed, propose, write
from tests.introductions.world import Party, Town, at

ACTS = ("propose", "write", "tell")
SAID = {"propose": TIMES, "write": {"words": "Vâng, hẹn gặp."}, "tell": {"kind": "memorandum"}}


@pytest.mark.parametrize("act", ACTS)
def test_opening_a_page_or_sending_it_as_found_changes_nothing(
    app: Flask, client: FlaskClient, town: Town, mailbox: Mailbox, act: str
) -> None:
    with at(MONDAY):
        path = link_to(act, town, agreed(town), mailbox)
        before = rows(app)
        page = client.get(path)
        assert page.status_code == 200
        assert "checked" not in page.text
        assert "csrf_token" not in page.text
        assert as_found(client, path) == 422
        assert changed_tables(before, rows(app)) == []


@pytest.mark.parametrize("act", ACTS)
def test_a_link_is_one_persons_for_one_purpose(
    app: Flask, client: FlaskClient, town: Town, mailbox: Mailbox, act: str
) -> None:
    with at(MONDAY):
        path = link_to(act, town, agreed(town), mailbox)
        for other in {*ACTS, "choose", "so"} - {act}:
            assert client.get(path.replace(f"/{act}/", f"/{other}/")).status_code == 410
        assert client.get(path[:-2]).status_code == 410
        with transaction() as session:
            for member in session.query(Membership).filter_by(user_id=town.startup.user.id):
                member.role = Role.VIEWER.value
        before = rows(app)
        assert client.get(path).status_code == 410
        assert client.post(path, data=SAID[act]).status_code == 410
        assert changed_tables(before, rows(app)) == []


@pytest.mark.parametrize("act", ["propose", "write"])
def test_what_a_colleague_did_while_one_wrote_is_not_done_again(
    client: FlaskClient, town: Town, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    with at(MONDAY):
        one = agreed(town)
        path = link_to(act, town, one, mailbox)
        talking = service_talk.talking

        def after_the_colleague(*args: Any) -> Any:
            monkeypatch.undo()
            if act == "propose":
                propose(one, town.startup)
            else:
                write(one, town.startup, "Trước.")
            return talking(*args)

        monkeypatch.setattr(service_talk, "talking", after_the_colleague)
        assert client.post(path, data={**SAID[act], "place": "Nơi khác"}).status_code == 303
        assert {time.place for time in times(town, one)} <= {"Trực tuyến"}
        assert [message.words for message in talk(town, one) if message.side == "asked"] == ["Trước."] * (
            act == "write"
        )


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("end", ["close", "stop"])
def test_a_link_of_what_has_ended_says_so(
    app: Flask, client: FlaskClient, town: Town, make: Factory, mailbox: Mailbox, act: str, end: str
) -> None:
    with at(MONDAY):
        one = agreed(town)
        path = link_to(act, town, one, mailbox)
        if end == "stop":
            town.stop(one, make.actor(make.user(officer=True)))
        else:
            with transaction() as session:
                service.close(session, town.fund.actor, one.public_id)
        page = client.get(path)
        before = rows(app)
        if act == "tell" and end == "close":
            assert f'action="{path}"' in page.text, "what came of it may be told after the end"
            return
        assert page.status_code == 200
        assert "không còn gì để trả lời" in page.text
        assert f'action="{path}"' not in page.text
        assert client.post(path, data=SAID[act]).status_code == 200
        assert changed_tables(before, rows(app)) == []


@pytest.mark.parametrize("state", STATES)
def test_before_the_yes_a_link_tells_and_does_nothing(
    app: Flask, client: FlaskClient, town: Town, make: Factory, state: str
) -> None:
    one = lead_to(town, state, make)
    hidden = secrets(town.fund, "asking") + secrets(town.startup, "asked")
    with at("2026-03-20" if state in {"expired", "unanswered"} else MONDAY, 12):
        before = rows(app)
        for act in ACTS:
            path = path_to(act, one, town.startup)
            for answer in (client.get(path), client.post(path, data=SAID[act])):
                assert answer.status_code == (410 if act == "write" else 200)
                assert not [word for word in hidden if word in answer.text]
                assert 'class="form"' not in answer.text
        assert changed_tables(before, rows(app)) == []


def test_each_reads_the_pages_in_the_language_of_the_mail(client: FlaskClient, town: Town, mailbox: Mailbox) -> None:
    english = town.startup.colleague(Role.EDITOR, language="en")
    with at(MONDAY):
        one = agreed(town)
        write(one, town.fund)
        path = link(mailbox, Party(town.make, english, town.startup.organisation, town.startup.entry), "write")
        assert path.startswith("/en/")
        assert "Their message" in client.get(path).text
        assert client.post(path, data=SAID["write"]).location == path
        assert "has answered this message" in client.get(path).text
