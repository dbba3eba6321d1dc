"""`claims list|accept|refuse`, and the mails that go out with a decision."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry
from ecosystem.claims.models import Claim, State
from ecosystem.kernel.changes.models import AuditEvent
from ecosystem.kernel.jobs.models import Job
from tests.accounts.pages import Mailbox, html_of, text_of
from tests.claims.world import SAID, Registry


def run(app: Flask, *arguments: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["claims", *arguments])
    return result.exit_code, result.output


def test_the_list_shows_what_was_said_the_oldest_first(app_context: Flask, registry: Registry) -> None:
    entry = registry.entry(title="Lúa Xanh")
    first, second = (registry.claim(entry, registry.claimant(name)) for name in ("Công ty Một", "Công ty Hai"))
    status, output = run(app_context, "list", "--json")
    found = json.loads(output)
    assert status == 0
    assert [one["id"] for one in found] == [first.public_id, second.public_id]
    assert {name: found[0][name] for name in SAID} == SAID
    assert (found[0]["page"], found[0]["organisation"]) == ("Lúa Xanh", "Công ty Một")
    run(app_context, "refuse", first.public_id, "--reason", "Không khớp.")
    assert [one["id"] for one in json.loads(run(app_context, "list", "--json")[1])] == [second.public_id]
    assert [one["id"] for one in json.loads(run(app_context, "list", "--state", "refused", "--json")[1])] == [
        first.public_id
    ]
    assert len(json.loads(run(app_context, "list", "--state", "all", "--json")[1])) == 2
    assert "Công ty Hai" in run(app_context, "list")[1]


def test_accepting_gives_the_page_and_is_audited(app_context: Flask, registry: Registry, session: Session) -> None:
    entry, claimant = registry.entry(), registry.claimant("Công ty Lúa Xanh")
    claim = registry.claim(entry, claimant)
    status, output = run(app_context, "accept", claim.public_id)
    assert status == 0
    assert "Công ty Lúa Xanh represents “Lúa Xanh”" in output
    session.rollback()
    session.expire_all()
    assert session.get_one(Entry, entry.id).owner_id == claimant.organisation.id
    audited = session.scalars(select(AuditEvent).where(AuditEvent.table == "entry_claim").order_by(AuditEvent.id)).all()
    assert [(one.action, one.by_operator, one.values["state"]) for one in audited] == [
        ("insert", False, State.WAITING),
        ("update", True, State.ACCEPTED),
    ]
    kept = json.dumps([one.values for one in audited], ensure_ascii=False)
    assert not [words for words in SAID.values() if words in kept]


@pytest.mark.parametrize(
    "arguments", [("accept", "zzzzzzzzzz"), ("refuse", "zzzzzzzzzz", "--reason", "Không"), ("refuse", "zzzzzzzzzz")]
)
def test_a_command_that_cannot_be_done_fails(app_context: Flask, arguments: tuple[str, ...]) -> None:
    assert run(app_context, *arguments)[0] != 0


def test_a_second_decision_fails(app_context: Flask, registry: Registry) -> None:
    claim = registry.claim(registry.entry(), registry.claimant())
    assert run(app_context, "accept", claim.public_id)[0] == 0
    for arguments in (("accept", claim.public_id), ("refuse", claim.public_id, "--reason", "Nhầm")):
        status, output = run(app_context, *arguments)
        assert status == 1
        assert "decided or withdrawn already" in output


def test_all_who_claimed_get_their_answer_once_in_their_language(
    app_context: Flask, registry: Registry, mailbox: Mailbox, session: Session
) -> None:
    entry = registry.entry(title="Lúa Xanh")
    winner, loser = registry.claimant(language="en"), registry.claimant(language="en")
    accepted, refused = registry.claim(entry, winner), registry.claim(entry, loser)
    run(app_context, "accept", accepted.public_id)
    waiting = str(session.scalars(select(Job.payload)).all())
    assert SAID["evidence"] not in waiting
    mails = {str(mail["To"]): mail for mail in mailbox.all()}
    assert len(mails) == 2
    won, lost = (next(mail for to, mail in mails.items() if one.user.email in to) for one in (winner, loser))
    assert won["Subject"] == "Your claim was accepted"
    assert f"http://nhipcau.example/en/technologies/{entry.public_id}/edit" in text_of(won)
    assert lost["Subject"] == "Your claim was not accepted"
    assert "was given to another organisation" in text_of(lost)
    assert f"http://nhipcau.example/en/claims/{refused.public_id}" in text_of(lost)
    for mail in (won, lost):
        assert "“Lúa Xanh”" in text_of(mail)
        assert "Lúa Xanh" in html_of(mail)


def test_the_reason_of_a_refusal_stands_in_the_mail_and_is_text(
    app_context: Flask, registry: Registry, mailbox: Mailbox
) -> None:
    claim = registry.claim(registry.entry(), registry.claimant(language="vi"))
    run(app_context, "refuse", claim.public_id, "--reason", "Trang <b>web</b> không nêu tên bạn.")
    mail = mailbox.last()
    assert "Trang <b>web</b> không nêu tên bạn." in text_of(mail)
    assert "Trang &lt;b&gt;web&lt;/b&gt; không nêu tên bạn." in html_of(mail)
    assert f"http://nhipcau.example/claims/{claim.public_id}" in text_of(mail)
    assert mail["Content-Language"] == "vi"


def test_a_claim_that_became_another_thing_meanwhile_sends_nothing(
    app_context: Flask, registry: Registry, mailbox: Mailbox, session: Session
) -> None:
    claimant = registry.claimant()
    claim = registry.claim(registry.entry(), claimant)
    run(app_context, "refuse", claim.public_id, "--reason", "Không khớp.")
    session.rollback()
    claimant.user.active = False
    session.add(claimant.user)
    session.commit()
    assert mailbox.all() == []
    assert session.scalars(select(Claim.state)).one() == State.REFUSED
