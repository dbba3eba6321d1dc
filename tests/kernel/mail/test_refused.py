"""Case E07: what a server refuses for good is sent nowhere any more, until it takes a mail that was asked for."""

from __future__ import annotations

import smtplib
from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.kernel import clock
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.mail.models import SuppressedAddress
from ecosystem.kernel.mail.outgoing import SendMail
from ecosystem.kernel.mail.request import Prepare, Recipient
from ecosystem.kernel.mail.transports import SmtpTransport, is_about_address
from tests.kernel.mail.smtp_server import SmtpServer, smtp_server

UNKNOWN = "550 5.1.1 <lan@thu.example>: user unknown"


def send(server: SmtpServer, name: str = "Lan", *, is_asked_for: bool = False) -> None:
    def prepare(_params: Mapping[str, Any]) -> tuple[Recipient, Mapping[str, Any]]:
        recipient = Recipient(f"{name}@thu.example", "", "vi", is_asked_for=is_asked_for)
        return recipient, {"url": "http://nhipcau.example/x"}

    preparers: dict[str, Prepare] = {"password_changed": prepare}
    handler = SendMail(SmtpTransport(server.url), preparers, "khong-tra-loi@nhipcau.example", "Nhịp Cầu")
    handler({"template": "password_changed", "params": {}, "event": "e07"})


def suppressed(session: Session) -> dict[str, str]:
    session.rollback()
    return {one.address: one.reason for one in session.scalars(select(SuppressedAddress)).all()}


@pytest.mark.parametrize(
    ("answer", "is_so"),
    [
        ("550 5.1.1 user unknown", True),
        ("550 5.1.10 recipient not found", True),
        ("550 5.2.1 mailbox disabled", True),
        ("550 5.4.1 Recipient address rejected: Access denied", True),
        ("550 no such user here", True),
        ("553 mailbox name not allowed", True),
        ("450 4.2.1 try again later", False),
        ("451 greylisted", False),
        ("452 4.2.2 mailbox full", False),
        ("552 5.2.2 mailbox full", False),
        ("550 5.7.1 blocked by policy", False),
        ("554 5.7.1 relay access denied", False),
        ("554 transaction failed", False),
        ("550 5.1.8 bad sender's system address", False),
        ("421 closing", False),
    ],
)
def test_what_is_said_of_the_address(session: Session, answer: str, *, is_so: bool) -> None:
    assert is_about_address(int(answer[:3]), answer[4:]) is is_so
    with smtp_server(Lan=answer) as server:
        if is_so:
            send(server)
        else:
            with pytest.raises((smtplib.SMTPRecipientsRefused, smtplib.SMTPServerDisconnected)):
                send(server)
        assert server.taken == []
    assert suppressed(session) == ({"lan@thu.example": answer} if is_so else {})


def test_nothing_more_is_sent_there(session: Session) -> None:
    with smtp_server(Lan=UNKNOWN) as server:
        send(server)
        server.answers.clear()
        send(server)
        assert server.taken == []
        send(server, "Minh")
        assert server.taken == ["Minh@thu.example"], "others are written to"
    assert suppressed(session) == {"lan@thu.example": UNKNOWN}


def test_what_is_asked_for_is_tried_and_when_taken_all_goes_there_again(session: Session) -> None:
    with smtp_server(Lan=UNKNOWN) as server:
        send(server)
        server.answers["Lan@thu.example"] = "550 5.2.1 disabled"
        send(server, is_asked_for=True)
        assert suppressed(session) == {"lan@thu.example": "550 5.2.1 disabled"}, "the latest answer stands there"
        server.answers.clear()
        send(server, is_asked_for=True)
        assert suppressed(session) == {}
        send(server)
        assert server.taken == ["Lan@thu.example"] * 2


def test_mails_that_were_stopped_stay_so_whatever_the_server_takes(session: Session) -> None:
    with transaction():
        stopped = {"address": "lan@thu.example", "scope": "requests", "reason": "unsubscribed"}
        session.add(SuppressedAddress(**stopped, created_at=clock.now()))
    with smtp_server() as server:
        send(server, is_asked_for=True)
    assert suppressed(session) == {"lan@thu.example": "unsubscribed"}


def test_a_long_answer_is_cut_and_has_no_second_line(session: Session) -> None:
    with smtp_server(Lan="550-5.1.1 " + "x" * 300 + "\r\n550 5.1.1 y") as server:
        send(server)
    (reason,) = suppressed(session).values()
    assert len(reason) == 120
    assert "\n" not in reason
