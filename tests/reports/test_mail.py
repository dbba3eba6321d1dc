"""Both sides are told, in their language, plain and HTML; the owner never learns who reported."""

from __future__ import annotations

import re
from email.message import EmailMessage

import pytest
from flask import Flask

from ecosystem.kernel.access.actor import Role
from ecosystem.kernel.db.transaction import transaction
from ecosystem.reports import service
from ecosystem.reports.mail import PREPARERS
from tests.accounts.pages import Mailbox
from tests.reports.world import SAID, WHY, Case


def parts(mail: EmailMessage) -> tuple[str, str]:
    """The plain text and the HTML."""
    texts = {part.get_content_type(): part.get_content() for part in mail.iter_parts()}
    return texts["text/plain"], texts["text/html"]


def by_recipient(mails: list[EmailMessage]) -> dict[str, list[EmailMessage]]:
    found: dict[str, list[EmailMessage]] = {}
    for mail in mails:
        found.setdefault(mail["To"].addresses[0].addr_spec, []).append(mail)
    return found


@pytest.mark.parametrize(
    ("action", "to_reporter", "to_owner"),
    [
        ("dismiss", "Nothing changes there", "không thay đổi gì"),
        ("withdraw", "took it down", "đã gỡ"),
        ("suspend", "suspended the organisation", "tạm ngừng"),
    ],
)
def test_both_sides_are_told_with_the_officers_words(
    case: Case, mailbox: Mailbox, action: str, to_reporter: str, to_owner: str
) -> None:
    editor, viewer = case.member(Role.EDITOR), case.member(Role.VIEWER)
    case.decide(case.report(), action)
    sent = by_recipient(mailbox.all())
    assert set(sent) == {case.reporter.email, case.owner.email, editor.email}
    assert viewer.email not in sent
    receipt, answer = sent[case.reporter.email]
    assert "We have your report" in str(receipt["Subject"])
    for text in parts(answer):
        assert to_reporter in text
        assert WHY in text
    for mail in (*sent[case.owner.email], *sent[editor.email]):
        for text in parts(mail):
            assert to_owner in text
            assert WHY in text
            assert "/reports/decisions/" in text


def test_whose_page_it_is_never_learns_who_reported(case: Case, mailbox: Mailbox) -> None:
    case.visitor_and_open("nguoi.bao@thu.example")
    made = case.decide(case.report(), seen=2)
    case.answer(case.object_to(made), "stays", by=case.make.user(officer=True))
    case.restore(made)
    secrets = (case.reporter.name, case.reporter.email, case.reporter.public_id, "nguoi.bao", SAID["words"])
    sent = by_recipient(mailbox.all())
    assert len(sent[case.owner.email]) == 3
    for mail in sent[case.owner.email]:
        whole = "".join([str(mail.items()), *parts(mail)])
        assert not [one for one in secrets if one in whole]


def test_a_visitor_confirms_by_a_link_and_gets_the_answer(case: Case, mailbox: Mailbox) -> None:
    made = case.visitor_report()
    mailbox.all()
    with transaction() as session:
        service.confirm(session, made.public_id)
    case.decide(made)
    confirm, receipt, answer = by_recipient(mailbox.all())["khach@thu.example"]
    assert not re.search(r"/reports/confirm/", "".join(parts(receipt)))
    for mail in (confirm, receipt, answer):
        assert SAID["words"] not in "".join(parts(mail))
    assert "/reports/" not in "".join(parts(answer))


def test_an_unconfirmed_report_gets_a_link_and_nothing_else(case: Case, mailbox: Mailbox) -> None:
    case.visitor_report()
    (mail,) = mailbox.all()
    text, html = parts(mail)
    found = re.search(r"http://nhipcau\.example(/reports/confirm/\S+)", text)
    assert found
    assert found.group(1) in html


def test_no_address_gets_more_than_a_few_links(case: Case, mailbox: Mailbox) -> None:
    for _ in range(6):
        case.visitor_report()
    assert len(mailbox.all()) <= 3


def test_putting_back_is_told_to_both(case: Case, mailbox: Mailbox) -> None:
    case.restore(case.decide(case.report()))
    sent = by_recipient(mailbox.all())
    assert "was put back" in parts(sent[case.reporter.email][-1])[0]
    assert "hiện trở lại" in str(sent[case.owner.email][-1]["Subject"])


def test_an_answer_to_an_objection_reaches_who_objected(case: Case, mailbox: Mailbox) -> None:
    editor = case.member(Role.EDITOR)
    case.answer(case.object_to(case.decide(case.report()), by=editor), "stays", by=case.make.user(officer=True))
    sent = by_recipient(mailbox.all())
    assert len(sent[editor.email]) == 2
    assert "Đã xem lại trang này." in parts(sent[editor.email][-1])[1]
    assert len(sent[case.owner.email]) == 1


def test_every_mail_has_both_templates(app_context: Flask) -> None:
    for name in PREPARERS:
        for ending in ("txt", "html"):
            assert app_context.jinja_env.get_template(f"email/{name}.{ending}").name
