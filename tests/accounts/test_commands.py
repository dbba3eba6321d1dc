"""`accounts grant|revoke officer EMAIL`: audited, with exit codes that scripts can rely on."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.accounts.models import User
from ecosystem.kernel.changes.models import AuditEvent
from tests.accounts.pages import look_again
from tests.factories import Factory, sign_in


def test_granting_and_taking_away(app: Flask, make: Factory, session: Session) -> None:
    user = make.user(email="can.bo@thu.example")
    client = sign_in(app.test_client(), user)
    runner = app.test_cli_runner()
    first = runner.invoke(args=["accounts", "grant", "officer", " Can.Bo@thu.example"])
    assert (first.exit_code, first.output.strip()) == (0, "can.bo@thu.example is officer from now on.")
    look_again(session)
    assert officers(session) == [user.email]
    assert client.get("/desk").status_code == 303, "shorter sessions begin with signing in"
    assert "already" in runner.invoke(args=["accounts", "grant", "officer", user.email]).output
    assert runner.invoke(args=["accounts", "revoke", "officer", user.email]).exit_code == 0
    look_again(session)
    assert officers(session) == []
    acts = session.scalars(select(AuditEvent).where(AuditEvent.entity == "user", AuditEvent.by_operator)).all()
    assert [act.values.get("is_officer") for act in acts] == [True, False]


def officers(session: Session) -> list[str]:
    return list(session.scalars(select(User.email).where(User.is_officer)))


def test_what_cannot_be_done_is_said_and_fails(app: Flask, make: Factory) -> None:
    runner = app.test_cli_runner()
    assert runner.invoke(args=["accounts", "grant", "officer", "la@thu.example"]).exit_code == 1
    assert runner.invoke(args=["accounts", "grant", "officer", "không phải email"]).exit_code == 2
    assert runner.invoke(args=["accounts", "grant", "king", "la@thu.example"]).exit_code == 2
    for args in (["accounts", "--help"], ["accounts", "grant", "--help"], ["accounts", "revoke", "--help"]):
        assert runner.invoke(args=args).exit_code == 0
