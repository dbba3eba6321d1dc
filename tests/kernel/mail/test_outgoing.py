from __future__ import annotations

import email
import email.policy
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from ecosystem.kernel import clock
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.jobs.worker import Worker
from ecosystem.kernel.mail.models import SuppressedAddress
from ecosystem.kernel.mail.outgoing import SEND_MAIL, SendMail, request_mail
from ecosystem.kernel.mail.request import Recipient
from ecosystem.kernel.mail.transports import FolderTransport

HOSTILE = 'Công ty "Đồng Tâm", Trần & Lê <Hà Nội>\r\nBcc: x@thu.example'


def mails(folder: Path) -> list[EmailMessage]:
    files = sorted(folder.glob("*.eml"))
    return [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files]


def sender(folder: Path, language: str, name: str = HOSTILE) -> Worker:
    def prepare(params: Mapping[str, Any]) -> tuple[Recipient, Mapping[str, Any]]:
        return Recipient("lan@thu.example", name, language), {
            "url": "http://nhipcau.example/x",
            "email": "lan@thu.example",
        }

    handler = SendMail(
        FolderTransport(folder), {"password_changed": prepare}, "khong-tra-loi@nhipcau.example", "Nhịp Cầu"
    )
    return Worker({SEND_MAIL: handler})


def ask(event: str) -> None:
    with transaction():
        request_mail("password_changed", {}, event=event)


def test_vietnamese_in_headers_arrives_and_a_line_break_adds_no_header(session: Session, tmp_path: Path) -> None:
    """Case E05."""
    ask("e05")
    sender(tmp_path / "out", "vi").run_until_idle()
    (message,) = mails(tmp_path / "out")
    raw = next((tmp_path / "out").glob("*.eml")).read_bytes()
    assert all(len(line) <= 998 for line in raw.splitlines())
    head = raw.partition(b"\r\n\r\n")[0]
    assert head.isascii()
    assert message["Bcc"] is None
    assert message["To"].addresses[0].display_name == 'Công ty "Đồng Tâm", Trần & Lê <Hà Nội> Bcc: x@thu.example'
    assert message["From"].addresses[0].addr_spec == "khong-tra-loi@nhipcau.example"
    assert message["From"].addresses[0].display_name == "Nhịp Cầu"
    assert message["Auto-Submitted"] == "auto-generated"
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().strip()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_whole_mail_is_in_the_recipients_language(session: Session, tmp_path: Path, language: str) -> None:
    """Case L08: no request is there when the job runs."""
    ask(f"l08-{language}")
    sender(tmp_path / "out", language, "Lan").run_until_idle()
    (message,) = mails(tmp_path / "out")
    assert message["Content-Language"] == language
    html = message.get_body(("html",))
    assert html is not None
    assert f'lang="{language}"' in html.get_content()
    is_vietnamese = "mật khẩu" in (str(message["Subject"]) + html.get_content()).lower()
    assert is_vietnamese == (language == "vi")


def test_an_event_is_mailed_once(session: Session, tmp_path: Path) -> None:
    ask("same")
    ask("same")
    sender(tmp_path / "out", "vi").run_until_idle()
    assert len(mails(tmp_path / "out")) == 1


def test_a_suppressed_address_gets_nothing(session: Session, tmp_path: Path) -> None:
    with transaction():
        session.add(SuppressedAddress(address="lan@thu.example", scope="all", reason="bounced", created_at=clock.now()))
    ask("suppressed")
    sender(tmp_path / "out", "vi").run_until_idle()
    assert mails(tmp_path / "out") == []
