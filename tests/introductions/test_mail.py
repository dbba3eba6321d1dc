"""The mails: to whom, in which language, with which headers and links; answering from the mailbox."""

from __future__ import annotations

import re
from email.message import EmailMessage

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from ecosystem.introductions import service_blocks
from ecosystem.introductions.models import Introduction
from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.jobs.models import Job
from ecosystem.organisations.models import Membership
from tests.accounts.pages import Mailbox, html_of, text_of
from tests.factories import Factory
from tests.installation import changed_tables, rows
from tests.introductions.world import Town, at, reasons_shown
from tests.markup import parse

MONDAY = "2026-03-02"
REACHES = "Gọi 0912 345 678, lan@rieng.example, zalo.me/luaxanh"


def links(mail: EmailMessage) -> dict[str, str]:
    """The paths of the links that answer, by what they do."""
    found = re.findall(r"http://nhipcau\.example((?:/en)?/introductions/answer/(\w+)/\S+)", text_of(mail))
    return {act: path for path, act in found}


def as_found(client: FlaskClient, path: str) -> TestResponse:
    """Open the page and send its form just as it stands there, as some mail scanners do."""
    page = parse(client.get(path).text)
    form = next(one for one in page.all("form") if re.search("/introductions/(answer|met)/", one.get("action")))
    fields = {one.get("name"): one.get("value") for one in form.all("input") if one.get("type") == "hidden"}
    return client.post(form.get("action"), data={**fields, "words": "", "telephone": ""})


def test_the_request_reaches_every_editor_in_their_own_language(town: Town, mailbox: Mailbox) -> None:
    english = town.startup.colleague(Role.EDITOR, language="en")
    town.ask(why=REACHES + ", xin cảm ơn.", telephone="0987 654 321")
    vietnamese_mail, english_mail = mailbox.all()
    assert vietnamese_mail["To"].addresses[0].addr_spec == town.startup.user.email
    assert vietnamese_mail["To"].addresses[0].display_name == town.startup.user.name
    assert english_mail["To"].addresses[0].addr_spec == english.email
    assert str(english_mail["Subject"]) == "Quỹ Đồng Hành would like to meet Lúa Xanh"
    assert str(vietnamese_mail["Subject"]) != str(english_mail["Subject"])
    assert (vietnamese_mail["Content-Language"], english_mail["Content-Language"]) == ("vi", "en")
    for mail in (vietnamese_mail, english_mail):
        whole = " ".join(str(mail[name]) for name in ("From", "To", "Subject")) + text_of(mail) + html_of(mail)
        for secret in ("0912", "0987", "rieng.example", "zalo", town.fund.user.email, town.fund.user.name):
            assert secret not in whole, secret
        assert "•••" in text_of(mail)
    assert "masked until both have agreed" in text_of(english_mail)
    assert "Nobody reads answers to this mail" in text_of(english_mail)
    assert list(links(english_mail)) == ["agree", "question", "decline"]
    assert all(path.startswith("/en/") for path in links(english_mail).values())


def test_the_answers_are_the_buttons_and_the_asking_sides_page_is_linked(make: Factory, mailbox: Mailbox) -> None:
    town = Town.of(make, language="en")
    one = town.ask()
    mail = mailbox.last()
    page = parse(html_of(mail))
    buttons = [link.text for link in page.all("a") if link.get("class") == "button"]
    assert buttons == ["Agree to meet", "Ask first", "Decline"]
    linked = {link.get("href"): link.text for link in page.all("a")}
    assert linked[f"http://nhipcau.example/en/introductions/{one.public_id}"] == "Look at the request"
    theirs = f"http://nhipcau.example/en/investors/{town.fund.entry.address}"
    assert linked[theirs] == town.fund.entry.title
    assert theirs in text_of(mail)


def test_headers_of_a_mail_that_can_be_stopped(town: Town, mailbox: Mailbox) -> None:
    town.ask()
    mail = mailbox.last()
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    url = mail["List-Unsubscribe"].strip("<>")
    assert url.startswith("http://nhipcau.example/mail/stop/")
    assert url in text_of(mail)
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Reply-To"] is None
    assert mail["From"].addresses[0].addr_spec.startswith("khong-tra-loi@")
    assert mail.is_multipart()


def test_an_answer_from_the_mailbox(app: Flask, town: Town, mailbox: Mailbox) -> None:
    one = town.ask()
    path = links(mailbox.last())["agree"]
    client = app.test_client()
    before = rows(app)
    page = client.get(path)
    assert page.status_code == 200
    assert "checked" not in page.text
    assert town.fund.user.email not in page.text
    assert changed_tables(before, rows(app)) == []
    assert client.post(path, data={"decision": "agree", "telephone": ""}).status_code == 303
    assert town.look(one).state == "agreed"
    assert town.look(one).answerer_id == town.startup.user.id
    again = client.get(path)
    assert again.status_code == 200
    assert f'action="{path}"' not in again.text
    assert client.post(path, data={"decision": "agree", "telephone": ""}).status_code == 200
    subjects = [str(mail["Subject"]) for mail in mailbox.all()]
    assert len(subjects) == 3


@pytest.mark.parametrize("act", ["agree", "question", "decline"])
def test_a_scanner_that_sends_every_form_as_found_answers_nothing(
    app: Flask, town: Town, mailbox: Mailbox, act: str
) -> None:
    one = town.ask()
    path = links(mailbox.last())[act]
    client = app.test_client()
    for _ in range(3):
        answer = as_found(client, path)
        assert answer.status_code == 422
        assert "data-error-summary" in answer.text
    found = town.look(one)
    assert (found.state, found.version) == ("asked", one.version)
    assert len(mailbox.all()) == 1
    if act == "agree":
        first = client.post(path, data={"decision": "later", "telephone": ""})
        assert first.status_code == 303
        assert town.look(one).state == "asked", "the first box changes nothing"


def test_the_other_links(app: Flask, town: Town, mailbox: Mailbox) -> None:
    one, client = town.ask(), app.test_client()
    asked = links(mailbox.last())
    assert client.post(asked["question"], data={"words": "Ở đâu vậy?"}).status_code == 303
    reply = links(mailbox.last())
    assert list(reply) == ["reply"]
    assert mailbox.last()["To"].addresses[0].addr_spec == town.fund.user.email
    assert as_found(client, reply["reply"]).status_code == 422
    assert client.post(reply["reply"], data={"words": "Ở Hà Nội."}).status_code == 303
    assert town.look(one).state == "replied"
    decide = links(mailbox.last())
    assert "Ở Hà Nội" not in text_of(mailbox.last()).partition("-- ")[2]
    assert list(decide) == ["agree", "decline"]
    assert client.get(asked["question"]).status_code == 200, "kindly: one question only"
    assert client.post(asked["question"], data={"words": "Còn gì nữa?"}).status_code == 200
    assert client.post(decide["decline"], data={"reason": "other", "words": ""}).status_code == 422
    assert client.post(decide["decline"], data={"reason": "too-early", "words": ""}).status_code == 303
    assert town.look(one).state == "declined"
    assert "has been told, with the reason" in client.get("/en" + decide["decline"]).text


def test_a_link_is_one_persons_for_one_act_and_one_introduction(app: Flask, town: Town, mailbox: Mailbox) -> None:
    editor = town.startup.colleague(Role.EDITOR)
    town.ask()
    client, path = app.test_client(), links(mailbox.last())["agree"]
    assert client.get(path.replace("/agree/", "/decline/")).status_code == 410
    assert client.get(path.replace("/agree/", "/reply/")).status_code == 410
    assert client.get(path.replace("/agree/", "/nothing/")).status_code == 410
    assert client.get(path[:-2] + "xx").status_code == 410
    with transaction() as session:
        for one in session.query(Membership).filter_by(user_id=editor.id):
            one.role = Role.VIEWER.value
    assert client.get(path).status_code == 410
    assert client.post(path, data={"decision": "agree", "telephone": ""}).status_code == 410


def test_links_end(app: Flask, town: Town, mailbox: Mailbox) -> None:
    with at(MONDAY):
        one = town.ask()
        path = links(mailbox.last())["agree"]
        broken = app.test_client().get("/en" + path[:-2]).text
    assert "The address is not whole" in broken
    assert one.public_id not in broken
    with at("2026-03-10"):
        assert app.test_client().post(path, data={"decision": "agree", "telephone": ""}).status_code == 200
    with at("2026-05-01"):
        ended = app.test_client().get("/en" + path)
        assert ended.status_code == 410
        assert "this one is older" in ended.text
        assert f'href="/en/introductions/{one.public_id}"' in ended.text
        assert town.fund.organisation.legal_name not in ended.text


def test_the_yes_brings_the_contact_to_both_and_the_telephone_of_who_gave_it(town: Town, mailbox: Mailbox) -> None:
    one = town.ask(telephone="0912 345 678", why="Thư về lan@rieng.example nhé, xin cảm ơn.")
    town.agree(one)
    to_fund, to_startup = mailbox.all()[-2:]
    assert to_fund["To"].addresses[0].addr_spec == town.fund.user.email
    assert town.startup.user.email in text_of(to_fund)
    assert town.startup.user.name in html_of(to_fund)
    assert town.fund.user.email in text_of(to_startup)
    assert "0912 345 678" in text_of(to_startup)
    assert not re.search(r"Telephone|Điện thoại", text_of(to_fund))


def test_a_no_and_silence_offer_who_else_fits(town: Town, make: Factory, mailbox: Mailbox) -> None:
    for party in (town.fund, town.startup):
        assert party.entry.is_public
    for number in range(4):
        town.party(f"Khởi nghiệp {number}")
    one = town.ask(reasons_of=reasons_shown)
    town.decline(one, words="Gọi lại sau: 0912345678")
    mail = mailbox.last()
    assert mail["To"].addresses[0].addr_spec == town.fund.user.email
    assert "0912345678" not in text_of(mail)
    assert f"/matches/{town.fund.entry.public_id}" in text_of(mail)


def test_what_is_no_longer_so_is_not_sent(town: Town, mailbox: Mailbox) -> None:
    one = town.ask()
    town.withdraw(one)
    assert ["rút" in str(mail["Subject"]) or "withdrawn" in str(mail["Subject"]) for mail in mailbox.all()] == [True]


def test_a_job_done_twice_has_one_message_id(town: Town, mailbox: Mailbox, session: Session, app: Flask) -> None:
    town.ask()
    session.rollback()
    payload = session.query(Job).filter_by(kind="mail.send").one().payload
    handler = app.extensions["worker"].handlers["mail.send"]
    handler(payload)
    handler(payload)
    assert len({mail["Message-ID"] for mail in mailbox.all()}) == 1


def test_who_left_or_stopped_the_mails_gets_none(app: Flask, town: Town, mailbox: Mailbox) -> None:
    one: Introduction = town.ask()
    url = mailbox.last()["List-Unsubscribe"].strip("<>").removeprefix("http://nhipcau.example")
    assert app.test_client().post(url, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    town.withdraw(one)
    assert len(mailbox.all()) == 1


def test_who_has_left_before_a_mail_is_sent_gets_none(town: Town, mailbox: Mailbox) -> None:
    editor = town.startup.colleague(Role.EDITOR)
    town.ask()
    with transaction() as session:
        session.delete(session.query(Membership).filter_by(user_id=editor.id).one())
    assert [mail["To"].addresses[0].addr_spec for mail in mailbox.all()] == [town.startup.user.email]


def test_a_mail_that_was_overtaken_is_not_sent(town: Town, mailbox: Mailbox) -> None:
    """Of request, question, answer and withdrawal in a row only the last one is still so."""
    one = town.ask()
    town.question(one)
    town.reply(one)
    town.withdraw(one)
    assert [mail["Message-ID"].partition("-")[0] for mail in mailbox.all()] == ["<introduction_withdrawn"]


@pytest.mark.parametrize("is_blocked", [False, True])
def test_a_silent_close_offers_only_what_is_allowed(
    make: Factory, mailbox: Mailbox, app: Flask, is_blocked: bool
) -> None:
    town = Town.of(make, language="en")
    with at(MONDAY):
        one = town.ask()
        if is_blocked:
            with transaction() as session:
                service_blocks.block(session, town.startup.actor, one.public_id)
    with at("2026-03-20"):
        town.watch()
        said = {mail["To"].addresses[0].addr_spec: (text_of(mail), html_of(mail)) for mail in mailbox.all()}
    for text in said[town.fund.user.email]:
        assert "did not" in text
        assert ("You may ask them again at any time" in text) is not is_blocked
    for text in said[town.startup.user.email]:
        assert ("You can still write to them" in text) is not is_blocked
