"""The mails about belonging: in the recipient's language, safe, true when they leave, and without others' addresses."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.accounts.models import User
from ecosystem.app import ROOT
from ecosystem.kernel import clock
from ecosystem.kernel.access.acting import act_as
from ecosystem.kernel.access.actor import OPERATOR, Role
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.jobs.models import Job
from ecosystem.organisations import service, service_invitations, service_people
from ecosystem.organisations.input_invitation import InvitationInput
from ecosystem.organisations.input_verification import VerificationInput
from ecosystem.organisations.mail import PREPARERS
from ecosystem.organisations.models import Organisation
from tests.accounts.pages import Mailbox, html_of, text_of
from tests.factories import Factory
from tests.organisations.people import invitation_of, join

LAN = "lan@thu.example"
VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")


def invite(make: Factory, owner: User, own: Organisation, language: str = "vi") -> None:
    with transaction() as session:
        typed = InvitationInput(email=LAN, role="editor")
        service_invitations.invite(session, make.actor(owner), own.public_id, typed, language)


def invited(make: Factory, language: str) -> None:
    owner = make.user()
    make.user(email=LAN, language=language)
    invite(make, owner, make.organisation(owner, "ACME"), "vi" if language == "en" else "en")


def accepted(make: Factory, language: str) -> None:
    owner = make.user(language=language)
    own = make.organisation(owner, "ACME")
    invite(make, owner, own)
    drop_waiting()
    joined = make.user(email="other@thu.example")
    with transaction() as session:
        joined.name = "Lan Tran"
        public_id = invitation_of(session, LAN).public_id
    with transaction() as session:
        service_invitations.accept(session, make.actor(joined), public_id, under_other_address=True)


def changed(make: Factory, language: str) -> None:
    owner = make.user()
    own = make.organisation(owner, "ACME")
    member = join(make, own, Role.VIEWER, make.user(language=language))
    with transaction() as session:
        service_people.change_role(session, make.actor(owner), own.public_id, member.public_id, Role.EDITOR)


def ended(make: Factory, language: str) -> None:
    owner = make.user()
    own = make.organisation(owner, "ACME")
    member = join(make, own, Role.VIEWER, make.user(language=language))
    with transaction() as session:
        service_people.remove(session, make.actor(owner), own.public_id, member.public_id)


def verified(make: Factory, language: str) -> None:
    verify(make.organisation(make.user(language=language), "ACME"))


def verify(own: Organisation) -> None:
    until = clock.today() + timedelta(days=90)
    content = VerificationInput(checked_by="Register 12/4", evidence="Register 12, page 4.", valid_until=until)
    with act_as(OPERATOR), transaction() as session:
        service.verify(session, OPERATOR, own.public_id, content)


def drop_waiting() -> None:
    with transaction() as session:
        for job in session.scalars(select(Job)):
            session.delete(job)


def succeeded(make: Factory, language: str) -> None:
    owner = make.user()
    own = make.organisation(owner, "ACME")
    member = join(make, own, Role.EDITOR, make.user(language=language))
    with transaction() as session:
        service_people.leave(session, make.actor(owner), own.public_id, member.public_id)


CAUSES: list[Callable[[Factory, str], None]] = [invited, accepted, changed, ended, succeeded, verified]


def test_every_mail_has_both_templates() -> None:
    for name in PREPARERS:
        for kind in ("txt", "html"):
            assert (Path(ROOT) / "templates" / "email" / f"{name}.{kind}").exists()


@pytest.mark.parametrize("cause", CAUSES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_is_wholly_in_the_recipients_language(
    make: Factory, session: Session, mailbox: Mailbox, cause: Callable[[Factory, str], None], language: str
) -> None:
    """L08."""
    cause(make, language)
    names = [name for (name,) in session.execute(select(User.name))]
    mail = mailbox.last()
    assert mail["Content-Language"] == language
    assert f'lang="{language}"' in html_of(mail)
    for text in (str(mail["Subject"]), text_of(mail), re.sub("<style.*?</style>", "", html_of(mail))):
        assert text.strip()
        for name in ("Nhịp Cầu", *names):
            text = text.replace(name, "")  # noqa: PLW2901 -- names are in their own language
        assert bool(VIETNAMESE.search(text)) is (language == "vi"), text
        assert "%(" not in text
    links = re.findall(r"http://nhipcau\.example(/\S*)", text_of(mail))
    assert all(link.startswith("/en/") is (language == "en") for link in links if link != "/")


def test_a_successor_learns_that_the_last_owner_left(make: Factory, mailbox: Mailbox) -> None:
    succeeded(make, "en")
    mail = mailbox.last()
    for text in (text_of(mail), html_of(mail)):
        assert "The last owner of ACME has left" in text
        assert "its only owner" in text
        assert "has changed your role" not in text
    changed(make, "en")
    assert "The last owner" not in text_of(mailbox.last())


def test_who_writes_for_an_organisation_is_told_of_its_check(make: Factory, mailbox: Mailbox) -> None:
    owner = make.user()
    own = make.organisation(owner)
    editor = join(make, own, Role.EDITOR)
    join(make, own, Role.VIEWER)
    verify(own)
    mails = mailbox.all()
    assert {mail["To"].addresses[0].addr_spec for mail in mails} == {owner.email, editor.email}
    assert len({mail["Message-ID"] for mail in mails}) == 2
    for mail in mails:
        assert "Register 12, page 4." in text_of(mail)
        assert f"/organisations/{own.public_id}" in html_of(mail)


def test_an_address_without_an_account_gets_the_inviters_language(make: Factory, mailbox: Mailbox) -> None:
    owner = make.user(language="vi")
    invite(make, owner, make.organisation(owner), "en")
    assert mailbox.last()["Content-Language"] == "en"


def test_an_invitation_names_nobodys_address_but_its_own(make: Factory, mailbox: Mailbox) -> None:
    owner = make.user()
    own = make.organisation(owner)
    with transaction():
        own.email, own.telephone = "vien@thu.example", "024 3826 1234"
    colleague = join(make, own, Role.OWNER)
    invite(make, owner, own)
    mail = mailbox.last()
    for said in (text_of(mail), html_of(mail), str(mail)):
        for secret in (owner.email, colleague.email, "vien@thu.example", "3826 1234"):
            assert secret not in said


def test_wild_names_are_safe(make: Factory, mailbox: Mailbox) -> None:
    """E05."""
    name = 'Công ty "Đồng Tâm", Trần & Lê <Hà Nội>'
    owner = make.user()
    with transaction():
        owner.name = "Lê Văn\r\nBcc: x@thu.example\r\n\r\n<script>"
    invite(make, owner, make.organisation(owner, name))
    mail = mailbox.last()
    assert mail["Bcc"] is None
    assert name in str(mail["Subject"])
    raw = mail.as_bytes()
    assert max(len(line) for line in raw.splitlines()) <= 998
    raw.split(b"\r\n\r\n")[0].decode("ascii")
    assert "<script>" not in html_of(mail)
    assert "&lt;Hà Nội&gt;" in html_of(mail)


def test_links_come_from_the_settings_and_no_token_waits_in_the_queue(
    make: Factory, session: Session, mailbox: Mailbox
) -> None:
    """X01."""
    owner = make.user()
    invite(make, owner, make.organisation(owner))
    session.rollback()
    payloads = str(session.scalars(select(Job.payload)).all())
    assert "/invitations/" not in payloads
    assert LAN not in payloads
    mail = mailbox.last()
    link = mailbox.link("/invitations/").rpartition("/")[2]
    assert link not in str(mail["Subject"])


def test_a_mail_that_lost_its_reason_is_not_sent(make: Factory, session: Session, mailbox: Mailbox) -> None:
    owner = make.user()
    own = make.organisation(owner)
    invite(make, owner, own)
    member = join(make, own)
    with transaction() as one:
        public_id = invitation_of(session, LAN).public_id
        service_invitations.withdraw(one, make.actor(owner), own.public_id, public_id)
        service_people.change_role(one, make.actor(owner), own.public_id, member.public_id, Role.EDITOR)
        service_people.change_role(one, make.actor(owner), own.public_id, member.public_id, Role.VIEWER)
    assert [text_of(mail).count("người xem") > 0 for mail in mailbox.all()] == [True]
