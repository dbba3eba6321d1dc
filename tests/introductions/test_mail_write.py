"""Proposing times, answering a message and telling an outcome from the mailbox: never by opening or a scanner."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ecosystem.introductions import queries_talk, service_talk
from ecosystem.introductions.links import TalkAct, talk_url
from ecosystem.introductions.models import Introduction
from ecosystem.introductions.models_talk import IntroductionMessage, IntroductionOutcome, IntroductionTime
from ecosystem.kernel.db.transaction import current_session, transaction
from tests.accounts.pages import Mailbox
from tests.installation import changed_tables, rows
from tests.introductions.test_mail_talk import link
from tests.introductions.test_talk import MONDAY, TIMES, agreed, choose, confirm, propose, say, write
from tests.introductions.world import Party, Town, at, mails
from tests.markup import parse

ACTS = ("propose", "write", "tell")
SAID = {"propose": TIMES, "write": {"words": "Vâng, hẹn gặp."}, "tell": {"kind": "memorandum"}}


def talk(town: Town, one: Introduction) -> list[IntroductionMessage]:
    return list(queries_talk.messages(current_session(), town.look(one)))


def times(town: Town, one: Introduction) -> list[IntroductionTime]:
    return list(queries_talk.times(current_session(), town.look(one)))


def outcomes(town: Town, one: Introduction) -> list[IntroductionOutcome]:
    return list(queries_talk.outcomes(current_session(), town.look(one)))


def path_to(act: str, one: Introduction, party: Party, about: str = "") -> str:
    return talk_url(TalkAct(act), one.public_id, party.user.public_id, about, "vi").removeprefix(
        "http://nhipcau.example"
    )


def link_to(act: str, town: Town, one: Introduction, mailbox: Mailbox) -> str:
    """The startup's link out of the mail that has it."""
    if act == "write":
        write(one, town.fund)
    if act == "tell":
        confirm(one, town.fund, say(one, town.startup))
    return link(mailbox, town.startup, act)


def test_times_are_proposed_once(client: FlaskClient, town: Town, mailbox: Mailbox) -> None:
    with at(MONDAY):
        one = agreed(town)
        path = link(mailbox, town.fund, "propose")
        answer = client.post(path, data={**TIMES, "time_2": "25h"})
        assert answer.status_code == 422
        assert 'value="9h30"' in answer.text, "what was typed stands there"
        past = client.post(path, data={**TIMES, "day_1": "2026-03-01"})
        assert past.status_code == 422
        assert "đã qua" in past.text
        for day in ("2026-03-11", "2026-03-16"):
            assert client.post(path, data={**TIMES, "day_1": day}).status_code in {200, 303}
        known = times(town, one)
        assert [time.side for time in known] == ["asking"] * 3
        assert "2026-03-16" not in {f"{time.starts_at:%Y-%m-%d}" for time in known}
        assert mails(current_session()).count(("times", "asked")) == 1
        page = client.get(path)
        assert "ba thời điểm" in page.text
        assert f'action="{path}"' not in page.text


def test_other_times_answer_times_that_do_not_suit(client: FlaskClient, town: Town, mailbox: Mailbox) -> None:
    with at(MONDAY):
        one = agreed(town)
        propose(one, town.fund)
        path = link(mailbox, town.startup, "propose")
        assert "/introductions/propose/" in client.get(link(mailbox, town.startup, "choose")).text
        page = client.get(path)
        assert page.text.count("<time ") == 3
        assert "/introductions/choose/" in page.text
        assert client.post(path, data={**TIMES, "day_3": "2026-03-18"}).status_code == 303
        assert {time.side for time in times(town, one)} == {"asked"}
        chosen = times(town, one)[0]
        choose(one, town.fund, chosen)
        page = client.get(path)
        assert "09:30" in page.text
        assert client.post(path, data=TIMES).status_code == 200
        assert [time.public_id for time in times(town, one) if time.chosen_at] == [chosen.public_id]


def test_where_times_ran_out_others_are_proposed_by_the_same_link(
    client: FlaskClient, town: Town, mailbox: Mailbox
) -> None:
    with at(MONDAY):
        one = agreed(town)
        path = link(mailbox, town.fund, "propose")
        propose(one, town.fund)
    with at("2026-03-13", 9, 29):
        assert f'action="{path}"' not in client.get(path).text
    with at("2026-03-13", 9, 30):
        assert f'action="{path}"' in client.get(path).text


def test_a_message_is_answered_once(client: FlaskClient, town: Town, mailbox: Mailbox) -> None:
    with at(MONDAY):
        one = agreed(town)
        write(one, town.fund, "Bạn gửi <b>bản vẽ</b> được không?")
        path = link(mailbox, town.startup, "write")
        page = client.get(path)
        assert "Bạn gửi &lt;b&gt;bản vẽ&lt;/b&gt; được không?" in page.text
        assert talk(town, one)[0].read_at is None, "pages that are opened change nothing"
        long = client.post(path, data={"words": "x" * 4001})
        assert long.status_code == 422
        for words in ("Được, mai tôi gửi.", "Thêm."):
            client.post(path, data={"words": words})
        first, answer = talk(town, one)
        assert (answer.side, answer.user_id, answer.words) == ("asked", town.startup.user.id, "Được, mai tôi gửi.")
        assert first.read_at is not None
        assert mails(current_session())[-1] == ("message", "asking")
        page = client.get(path)
        assert "đã trả lời" in page.text
        assert f'action="{path}"' not in page.text
        write(one, town.fund, "Cảm ơn.")
        newer = link(mailbox, town.startup, "write")
        assert newer != path
        assert f'action="{newer}"' in client.get(newer).text


def test_a_message_that_an_officer_took_down_is_not_shown(client: FlaskClient, town: Town, mailbox: Mailbox) -> None:
    with at(MONDAY):
        one = agreed(town)
        write(one, town.fund, "Lời nặng.")
        path = link(mailbox, town.startup, "write")
        with transaction() as session:
            service_talk.take_down(session, talk(town, one)[0].public_id)
        page = client.get(path)
        assert "Lời nặng" not in page.text
        assert "gỡ" in page.text
        assert client.post(path, data=SAID["write"]).status_code == 200
        assert len(talk(town, one)) == 1


def test_a_link_to_answer_is_about_a_message_of_the_other_side(client: FlaskClient, town: Town) -> None:
    with at(MONDAY):
        one = agreed(town)
        write(one, town.fund)
        (message,) = talk(town, one)
        assert client.get(path_to("write", one, town.fund, message.public_id)).status_code == 410
        assert client.get(path_to("write", one, town.startup, "zzzzzzzz")).status_code == 410


def test_outcomes_are_told_and_waited_for(app: Flask, client: FlaskClient, town: Town, mailbox: Mailbox) -> None:
    with at(MONDAY):
        one = agreed(town)
        confirm(one, town.startup, say(one, town.fund))
        path = link(mailbox, town.fund, "tell")
        offered = [box.get("value") for box in parse(client.get(path).text).all("input") if box.get("type") == "radio"]
        assert offered == ["later", "memorandum", "contract", "investment"]
        before = rows(app)
        assert client.post(path, data={"kind": "later"}).status_code == 303
        assert client.post(path, data={"kind": "memorandum", "amount": "2 tỷ"}).status_code == 422
        assert changed_tables(before, rows(app)) == []
        contract = {"kind": "contract", "amount": "2 tỷ", "currency": "VND", "is_public": "1", "dated": "2026-02-20"}
        assert client.post(path, data=contract).status_code == 303
        told = outcomes(town, one)[-1]
        assert (told.kind, told.side, told.amount, told.is_public) == ("contract", "asking", 2 * 10**9, True)
        again = client.post(path, data=contract)
        assert again.status_code == 422
        assert len(outcomes(town, one)) == 2
        assert "2 tỷ" in client.get(path).text
        assert mails(current_session())[-1] == ("outcome", "asked")
        assert client.post(path, data={"kind": "investment", "currency": "VND"}).status_code == 303
        assert [known.kind for known in outcomes(town, one)] == ["met", "contract", "investment"]


@pytest.mark.parametrize(("act", "said"), [("met", {"decision": "met"}), ("not-met", {"words": "Chưa xếp được lịch."})])
def test_whoever_says_that_they_met_is_led_to_what_came_of_it(
    client: FlaskClient, town: Town, mailbox: Mailbox, act: str, said: dict[str, str]
) -> None:
    with at("2026-03-02"):
        agreed(town)
    with at("2026-03-20"):
        town.watch()
        path = link(mailbox, town.fund, f"met/{act}")
        client.post(path, data=said)
        page = client.get(path)
        ways = [str(one.get("href")) for one in parse(page.text).all("a") if "/tell/" in str(one.get("href"))]
        assert len(ways) == (act == "met")
        assert all(client.get(way).status_code == 200 for way in ways)
        assert client.get(link(mailbox, town.startup, "tell")).status_code == 200, "also without saying so first"
