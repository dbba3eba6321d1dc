"""Asking a person to look again: what is kept, who is written to, the answer by command."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.accounts.models import User
from ecosystem.app import KINDS
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.service import withdraw
from ecosystem.kernel.access.acting import act_as
from ecosystem.kernel.access.actor import OPERATOR, Role
from ecosystem.kernel.access.errors import Forbidden, Invalid, NotFound
from ecosystem.kernel.changes.models import AuditEvent
from ecosystem.kernel.db.transaction import transaction
from ecosystem.matchmaking import service_appeals as service
from ecosystem.matchmaking.input import AppealInput
from ecosystem.matchmaking.models import Appeal, State
from tests.accounts.pages import Mailbox, html_of, text_of
from tests.matchmaking.world import Market, reasons_shown

WORDS = "Chúng tôi gọi vốn từ <b>8 tỷ</b>, không phải 800 triệu."


def run(app: Flask, *arguments: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["matching", "appeals", *arguments])
    return result.exit_code, result.output


def ask(market: Market, other: Entry | None = None, user: User | None = None) -> Appeal:
    actor = market.make.actor(user or market.user)
    content = AppealInput(words=WORDS)
    about = other.public_id if other is not None else ""
    with act_as(actor), transaction() as session:
        return service.appeal(session, actor, KINDS, market.own.public_id, about, content, reasons_shown)


def test_words_and_reasons_are_kept_as_they_were(market: Market, session: Session) -> None:
    made = ask(market, market.startup())
    session.expire_all()
    assert (made.words, made.score, made.state, made.answer) == (WORDS, 1.25, State.OPEN, "")
    assert [(one["words"]["vi"], one["points"]) for one in made.reasons] == [
        ("Cùng lĩnh vực nông nghiệp", 1.5),
        ("Số vốn cần gọi thấp hơn mức đầu tư", -0.25),
    ]
    assert made.reasons[0]["words"]["en"] == "Both in agriculture"


def test_who_may_ask_and_about_what(market: Market, session: Session) -> None:
    viewer, outsider = market.colleague(Role.VIEWER), market.make.user()
    with pytest.raises(Forbidden):
        ask(market, user=viewer)
    with pytest.raises(NotFound):
        ask(market, user=outsider)
    draft = market.make.entry(market.make.organisation(outsider), kind="startup", public=False)
    for other in (draft, market.own):
        with pytest.raises(NotFound):
            ask(market, other)
    made = ask(market, user=market.colleague(Role.EDITOR))
    assert service.load(session, market.actor, made.public_id) is made
    for user in (viewer, outsider):
        with pytest.raises(NotFound):
            service.load(session, market.make.actor(user), made.public_id)
    with pytest.raises(Forbidden):
        service.answer(session, market.actor, made.public_id, "Đúng.")


def test_the_same_is_asked_once_until_it_is_answered(app_context: Flask, market: Market) -> None:
    startup, other = market.startup(), market.startup()
    first = ask(market, startup)
    ask(market, other)
    ask(market)
    for again in (startup, None):
        with pytest.raises(Invalid):
            ask(market, again)
    assert run(app_context, "answer", first.public_id, "Đã sửa.")[0] == 0
    ask(market, startup)


@pytest.mark.parametrize("words", ["", "Ngắn quá", "a" * 601])
def test_words_are_neither_missing_nor_endless(words: str) -> None:
    with pytest.raises(ValidationError):
        AppealInput.model_validate({"words": words})


def test_the_operator_and_the_person_are_written_to(market: Market, mailbox: Mailbox, operator_address: str) -> None:
    startup = market.startup("Lúa Xanh")
    made = ask(market, startup)
    mails = {str(mail["To"]): mail for mail in mailbox.all()}
    assert len(mails) == 2
    told = next(mail for to, mail in mails.items() if operator_address in to)
    confirmed = next(mail for to, mail in mails.items() if market.user.email in to)
    for mail in (told, confirmed):
        assert mail["Content-Language"] == "vi"
        assert WORDS in text_of(mail)
        assert "&lt;b&gt;8 tỷ&lt;/b&gt;" in html_of(mail)
        for part in (text_of(mail), html_of(mail)):
            for words in ("Quỹ Hồ Tây", "Lúa Xanh", "+1,5", "−0,2", "Cùng lĩnh vực nông nghiệp", "+1,3"):
                assert words in part
    assert f"matching appeals answer {made.public_id}" in text_of(told)
    assert f"{market.user.name} ({market.user.email})" in text_of(told)
    assert f"http://nhipcau.example/matches/appeals/{made.public_id}" in text_of(confirmed)


def test_without_an_operators_address_the_person_alone_gets_a_mail(
    english_market: Market, mailbox: Mailbox, app_context: Flask
) -> None:
    made = ask(english_market)
    (mail,) = mailbox.all()
    assert mail["Subject"] == "A person will review your match"
    assert "All matches of this page" in text_of(mail)
    assert made.public_id in run(app_context, "list")[1]


def test_the_answer_comes_by_mail_in_the_persons_language(
    app_context: Flask, english_market: Market, mailbox: Mailbox, session: Session
) -> None:
    startup = english_market.startup("Lúa Xanh")
    made = ask(english_market, startup)
    mailbox.all()
    with transaction():
        withdraw(session, OPERATOR, KINDS.of(startup), startup.public_id)
    status, output = run(app_context, "answer", made.public_id, "You are <right>.")
    assert (status, output.strip()) == (0, f"{english_market.user.email} gets the answer by mail.")
    mail = mailbox.last()
    assert mail["Subject"] == "The answer about your match"
    assert "You are <right>." in text_of(mail)
    assert "You are &lt;right&gt;." in html_of(mail)
    assert f"http://nhipcau.example/en/matches/appeals/{made.public_id}" in text_of(mail)
    for part in (text_of(mail), html_of(mail)):
        assert "Lúa Xanh" not in part
        assert "No longer open" in part
    audited = session.scalars(
        select(AuditEvent).where(AuditEvent.table == "match_appeal").order_by(AuditEvent.id)
    ).all()
    assert [(one.action, one.by_operator, one.values["state"]) for one in audited] == [
        ("insert", False, State.OPEN),
        ("update", True, State.ANSWERED),
    ]
    assert WORDS not in str([one.values for one in audited])


def test_whose_account_is_closed_gets_no_mail(market: Market, mailbox: Mailbox, session: Session) -> None:
    ask(market)
    with transaction():
        market.user.active = False
        session.add(market.user)
    assert mailbox.all() == []


def test_the_list_shows_reasons_the_oldest_first(app_context: Flask, market: Market) -> None:
    first, second = ask(market, market.startup("Một")), ask(market, market.startup("Hai"))
    found = json.loads(run(app_context, "list", "--json")[1])
    assert [(one["id"], one["about"]) for one in found] == [(first.public_id, "Một"), (second.public_id, "Hai")]
    assert found[0]["reasons"][1]["points"] == -0.25
    run(app_context, "answer", first.public_id, "Đúng.")
    assert [one["id"] for one in json.loads(run(app_context, "list", "--json")[1])] == [second.public_id]
    answered = json.loads(run(app_context, "list", "--state", "answered", "--json")[1])
    assert [(one["id"], one["answer"]) for one in answered] == [(first.public_id, "Đúng.")]
    assert len(json.loads(run(app_context, "list", "--state", "all", "--json")[1])) == 2
    assert "\n  -0.25  Số vốn cần gọi thấp hơn" in run(app_context, "list")[1]


def test_what_cannot_be_answered_fails(app_context: Flask, market: Market) -> None:
    made = ask(market)
    for arguments in (("zzzzzzzzzz", "Đúng."), (made.public_id, "  "), (made.public_id, "a" * 2001)):
        assert run(app_context, "answer", *arguments)[0] == 1
    assert run(app_context, "answer", made.public_id, "Đúng.")[0] == 0
    status, output = run(app_context, "answer", made.public_id, "Sai.")
    assert status == 1
    assert "answered already" in output
