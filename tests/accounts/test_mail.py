"""Mails are wholly in the recipient's language, safe in their headers, and complete."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from ecosystem.accounts.mail import PREPARERS
from ecosystem.accounts.service import request_email_change, request_reset, set_password
from ecosystem.app import ROOT
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.mail.request import request_mail
from tests.accounts.pages import Mailbox, html_of, send, text_of
from tests.factories import Factory

VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")


def test_every_mail_has_both_templates_and_a_preparer() -> None:
    folder = Path(ROOT) / "templates" / "email"
    for name in PREPARERS:
        assert (folder / f"{name}.txt").exists()
        assert (folder / f"{name}.html").exists()


@pytest.mark.parametrize("template", sorted(PREPARERS))
@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_mail_is_in_the_recipients_language(make: Factory, mailbox: Mailbox, template: str, language: str) -> None:
    """L08: whatever the language of the page or the worker."""
    user = make.user(language=language, confirmed=template not in {"confirm_email", "already_registered"})
    with transaction():
        params = {"user": user.public_id, "email": "moi@thu.example", "to": "cu@thu.example"}
        request_mail(template, params, event=f"test-{template}")
    mail = mailbox.last()
    assert mail["Content-Language"] == language
    for text in (str(mail["Subject"]), text_of(mail), html_of(mail)):
        assert text.strip()
        words = text.replace("Nhịp Cầu", "").replace(user.name, "")
        assert bool(VIETNAMESE.search(words)) is (language == "vi")
    links = re.findall(r"http://nhipcau\.example(/\S*)", text_of(mail))
    assert all(link.startswith("/en/") is (language == "en") for link in links)
    assert f'lang="{language}"' in html_of(mail)


def test_a_person_of_english_gets_english_from_a_vietnamese_page(
    client: FlaskClient, make: Factory, mailbox: Mailbox
) -> None:
    user = make.user(language="en")
    send(client, "/recover", email=user.email)
    assert mailbox.last()["Subject"] == "Set a new password"


def test_a_wild_name_is_safe_in_the_headers(make: Factory, mailbox: Mailbox) -> None:
    """E05."""
    user = make.user()
    name = 'Công ty "Đồng Tâm", Trần & Lê <Hà Nội>\r\nBcc: x@thu.example'
    with transaction() as session:
        user.name = name
        request_reset(session, user.email)
    mail = mailbox.last()
    assert mail["Bcc"] is None
    (to,) = mail["To"].addresses
    assert to.display_name == " ".join(name.split())
    assert to.addr_spec == user.email
    raw = mail.as_bytes()
    assert max(len(line) for line in raw.splitlines()) <= 998
    raw.split(b"\r\n\r\n")[0].decode("ascii")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "&lt;Hà Nội&gt;" in html_of(mail)


def test_nothing_secret_stands_in_a_subject_and_no_token_waits_in_the_queue(make: Factory, mailbox: Mailbox) -> None:
    from sqlalchemy import select  # noqa: PLC0415 -- used here alone

    from ecosystem.kernel.jobs.models import Job  # noqa: PLC0415 -- used here alone

    user = make.user()
    with transaction() as session:
        request_reset(session, user.email)
        payload = str(session.scalars(select(Job.payload)).all())
    assert "/reset/" not in payload
    assert user.public_id not in str(mailbox.last()["Subject"])


def test_a_mail_that_lost_its_reason_is_not_sent(make: Factory, mailbox: Mailbox) -> None:
    user = make.user(confirmed=True)
    with transaction():
        request_mail("confirm_email", {"user": user.public_id}, event="late")
        request_mail("confirm_email", {"user": "zzzzzzzzzz"}, event="nobody")
    assert mailbox.all() == []


def test_a_new_password_stops_a_change_of_address(client: FlaskClient, make: Factory, mailbox: Mailbox) -> None:
    user = make.user()
    with transaction() as session:
        request_email_change(session, user, "ke-gian@thu.example")
    link = re.search(r"http://nhipcau\.example(/account/email/\S+)", text_of(mailbox.all()[0]))
    assert link
    named = user.fs_uniquifier
    with transaction():
        set_password(user, "$argon2id$another")
    assert user.fs_uniquifier != named, "sessions that are left name nobody any more"
    assert client.post(link.group(1)).status_code == 410
