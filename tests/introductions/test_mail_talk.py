"""Choosing a time, its calendar file and answering an outcome from the mailbox: never by opening or a scanner."""

from __future__ import annotations

import re

from flask import Flask
from flask.testing import FlaskClient

from ecosystem.introductions import queries_talk, service_outcomes
from ecosystem.introductions.models import Introduction
from ecosystem.introductions.models_talk import IntroductionOutcome
from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.organisations.models import Membership
from tests.accounts.pages import Mailbox, html_of, text_of
from tests.installation import changed_tables, rows
from tests.introductions.test_talk import MONDAY, agreed, confirm, propose, say
from tests.introductions.world import Party, Town, at
from tests.markup import parse


def link(mailbox: Mailbox, to: Party, part: str) -> str:
    """The path of the newest link of this kind in the mails to this side."""
    for mail in reversed(mailbox.all()):
        found = re.search(rf"http://nhipcau\.example((?:/en)?/introductions/{part}/\S+)", text_of(mail))
        if to.user.email in str(mail["To"]) and found is not None:
            assert found[1] in html_of(mail)
            return found[1]
    raise AssertionError(f"no link {part} to {to.user.email}")


def attached(mailbox: Mailbox, to: Party) -> bytes:
    """The calendar file of the newest mail to this side that has one."""
    for mail in reversed(mailbox.all()):
        for part in mail.iter_attachments() if to.user.email in str(mail["To"]) else ():
            assert (part.get_content_type(), part.get_filename()) == ("text/calendar", "nhip-cau.ics")
            assert part.get_param("method") == "PUBLISH"
            content = part.get_payload(decode=True)
            assert isinstance(content, bytes)
            return content
    raise AssertionError(f"no file to {to.user.email}")


def as_found(client: FlaskClient, path: str) -> int:
    """The status after the form was sent just as it stands there."""
    form = next(one for one in parse(client.get(path).text).all("form") if one.get("action") == path)
    fields = {one.get("name"): one.get("value") for one in form.all("input") if one.get("type") == "hidden"}
    return client.post(path, data=fields).status_code


def test_a_time_is_chosen_and_its_calendar_file_read_from_the_mailbox(
    app: Flask, client: FlaskClient, town: Town, mailbox: Mailbox
) -> None:
    with at(MONDAY):
        one = agreed(town)
        times = propose(one, town.fund)
        ids = [time.public_id for time in times]
        path = link(mailbox, town.startup, "choose")
        before = rows(app)
        page = client.get(path)
        assert page.status_code == 200
        assert "checked" not in page.text
        assert all(public_id in page.text for public_id in ids)
        mail = next(one for one in mailbox.all() if path in text_of(one))
        assert text_of(mail).count("Chọn thời điểm") == html_of(mail).count("Chọn thời điểm") == 1
        assert changed_tables(before, rows(app)) == []
        assert as_found(client, path) == 422
        assert client.post(path, data={"time": "later"}).status_code == 303
        assert not any(time.chosen_at for time in queries_talk.times(current_session(), town.look(one)))
        for _ in range(2):
            client.post(path, data={"time": ids[1]})
        chosen = [time.public_id for time in queries_talk.times(current_session(), town.look(one)) if time.chosen_at]
        assert chosen == [ids[1]]
        assert f'action="{path}"' not in client.get(path).text
        for party in (town.fund, town.startup):
            file = client.get(link(mailbox, party, "calendar"))
            assert (file.status_code, file.mimetype) == (200, "text/calendar")
            assert b"BEGIN:VEVENT" in file.data
            assert attached(mailbox, party) == file.data
        old = link(mailbox, town.startup, "calendar")
        propose(one, town.startup, day_1="2026-03-17")
        assert client.get(old).status_code == 410, "that time no longer stands"


def test_a_form_with_times_that_were_replaced_shows_the_new_ones(
    client: FlaskClient, town: Town, mailbox: Mailbox
) -> None:
    with at(MONDAY):
        one = agreed(town)
        old = propose(one, town.fund)[0].public_id
        path = link(mailbox, town.startup, "choose")
        new = [time.public_id for time in propose(one, town.fund, day_1="2026-03-17")]
        answer = client.post(path, data={"time": old})
        assert answer.status_code == 422
        assert all(public_id in answer.text for public_id in new)
        assert client.post(path, data={"time": new[0]}).status_code == 303


def test_an_outcome_is_confirmed_or_denied_from_the_mailbox(
    app: Flask, client: FlaskClient, town: Town, mailbox: Mailbox
) -> None:
    with at(MONDAY):
        one = agreed(town)
        say(one, town.fund, kind="contract", amount="2000000000", is_public=True)
        path = link(mailbox, town.startup, "so")
        before = rows(app)
        page = client.get(path)
        assert page.status_code == 200
        assert not [box for box in parse(page.text).all("input") if box.get("checked")]
        assert changed_tables(before, rows(app)) == []
        assert as_found(client, path) == 422
        client.post(path, data={"decision": "later"})
        assert [told.is_waiting for told in queries_talk.outcomes(current_session(), town.look(one))] == [True]
        assert client.post(path, data={"decision": "confirm", "is_public": "1"}).status_code == 303
        (told,) = queries_talk.outcomes(current_session(), town.look(one))
        assert (told.confirmed_at is not None, told.is_public_for_other) == (True, True)
        assert client.post(path, data={"decision": "deny"}).status_code == 200, "answered once"
        say(one, town.fund, kind="memorandum")
        second = link(mailbox, town.startup, "so")
        assert client.post(second, data={"decision": "deny"}).status_code == 303
        denied = queries_talk.outcomes(current_session(), town.look(one))[-1]
        assert denied.denied_at is not None


def test_a_link_is_one_persons_for_one_purpose(client: FlaskClient, town: Town, mailbox: Mailbox) -> None:
    with at(MONDAY):
        one = agreed(town)
        ids = [time.public_id for time in propose(one, town.fund)]
        path = link(mailbox, town.startup, "choose")
        assert client.get(path.replace("/choose/", "/so/")).status_code == 410
        assert client.get(path[:-2]).status_code == 410
        with transaction() as session:
            for member in session.query(Membership).filter_by(user_id=town.startup.user.id):
                member.role = Role.VIEWER.value
        assert client.post(path, data={"time": ids[0]}).status_code == 410


def test_the_mail_on_an_outcome_begins_with_what_was_told(town: Town, mailbox: Mailbox) -> None:
    with at(MONDAY):
        one = agreed(town)
        for kind, answer in (("met", confirm), ("contract", deny)):
            said = say(one, town.fund, kind=kind)
            told = [mailbox.last()]
            answer(one, town.startup, said)
            told.append(mailbox.last())
            outcome = {"met": "đã gặp nhau", "contract": "đã ký hợp đồng"}[kind]
            end = {"met": "Họ xác nhận là đúng.", "contract": "Họ nói là không đúng."}[kind]
            words = [f"Họ báo: {outcome}.", f"Bạn đã báo: {outcome}. {end}"]
            for mail, begin in zip(told, words, strict=True):
                for text in (text_of(mail), html_of(mail)):
                    assert text.index("Chào ") < text.index(begin) < text.index("Ai xem được")


def deny(one: Introduction, by: Party, said: IntroductionOutcome) -> None:
    with transaction() as session:
        service_outcomes.deny(session, by.actor, one.public_id, said.public_id)
