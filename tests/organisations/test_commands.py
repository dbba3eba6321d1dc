"""`organisations verify ID --until DATE --by TEXT`."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.kernel import clock
from ecosystem.kernel.changes.models import AuditEvent
from tests.accounts.pages import look_again
from tests.factories import Factory, sign_in


def test_a_check_is_noted_audited_and_shown(app: Flask, client: FlaskClient, make: Factory, session: Session) -> None:
    user = make.user()
    made = make.organisation(user)
    until = clock.today() + timedelta(days=365)
    runner = app.test_cli_runner()
    answer = runner.invoke(
        args=[
            "organisations",
            "verify",
            made.public_id,
            "--until",
            until.strftime("%d/%m/%Y"),
            "--by",
            "Giấy đăng ký hoạt động",
        ]
    )
    assert answer.exit_code == 0, answer.output
    look_again(session)
    check = made.verification_on(clock.today())
    assert check is not None
    assert (check.checked_by, check.valid_until) == ("Giấy đăng ký hoạt động", until)
    assert session.scalars(select(AuditEvent.by_operator).where(AuditEvent.table == "verification")).all() == [True]
    assert "Giấy đăng ký hoạt động" in sign_in(client, user).get(f"/organisations/{made.public_id}").text


def test_what_cannot_be_done_is_said_and_fails(app: Flask, make: Factory) -> None:
    made = make.organisation()
    runner = app.test_cli_runner()
    verify = ["organisations", "verify"]
    assert runner.invoke(args=[*verify, "zzzzzzzzzz", "--until", "2099-01-01", "--by", "x"]).exit_code == 1
    assert runner.invoke(args=[*verify, made.public_id, "--until", "2001-01-01", "--by", "x"]).exit_code == 2
    assert runner.invoke(args=[*verify, made.public_id, "--until", "31/02/2099", "--by", "x"]).exit_code == 2
    assert runner.invoke(args=[*verify, made.public_id, "--by", "x"]).exit_code == 2
    assert runner.invoke(args=[*verify, made.public_id, "--until", "2099-01-01", "--by", " "]).exit_code == 2
    assert runner.invoke(args=[*verify, "--help"]).exit_code == 0
