from __future__ import annotations

import json

from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ecosystem.kernel.changes.models import AuditEvent
from ecosystem.kernel.db.transaction import transaction
from ecosystem.taxonomy.models import ReferenceStamp, Term


def run(app: Flask, *arguments: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["demo", *arguments])
    return result.exit_code, result.output


def test_load_remove_and_the_new_database(app_context: Flask, session: Session) -> None:
    assert run(app_context, "load", "--new-database", "--json") == (0, '{"changed": 0, "new": 249, "unchanged": 0}\n')
    assert run(app_context, "load") == (0, "new: 0\nchanged: 0\nunchanged: 249\n")
    status, output = run(app_context, "remove", "--json")
    assert (status, json.loads(output)) == (
        0,
        {"entries": 185, "deals": 63, "rates": 1, "organisations": 105, "organisations_kept": 0},
    )
    assert run(app_context, "load", "--new-database") == (0, "This is no new database: nothing was loaded.\n")
    assert json.loads(run(app_context, "load", "--new-database", "--json")[1]) == {
        "new": 0,
        "changed": 0,
        "unchanged": 0,
    }
    assert {event.by_operator for event in session.scalars(select(AuditEvent))} == {True}


def test_without_reference_data_it_says_what_comes_first(app_context: Flask) -> None:
    with transaction() as session:
        session.execute(delete(Term))
        session.execute(delete(ReferenceStamp))
    status, output = run(app_context, "load")
    assert status == 1
    assert "reference load" in output
