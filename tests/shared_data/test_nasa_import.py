"""1,393 real technologies, imported twice."""

from __future__ import annotations

import json
import os
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry, State
from ecosystem.kernel.changes.models import AuditEvent, OutboxRow
from ecosystem.organisations.models import Organisation
from ecosystem.technologies.models import Right

FILE = Path(os.environ["SHARED_DATA"]) / "nasa-patents" / "patents.csv"
ROWS = 1393
CENTRES = 11


def run(app: Flask) -> dict[str, int]:
    arguments = ["import", "technologies", str(FILE), "--mapping", "nasa-patents", "--json"]
    result = app.test_cli_runner().invoke(args=arguments)
    assert result.exit_code == 0, result.output
    counts: dict[str, int] = json.loads(result.stdout)
    return counts


def rows(session: Session) -> list[int]:
    models = (Entry, Right, Organisation, AuditEvent, OutboxRow)
    return [session.scalar(select(func.count()).select_from(model)) or 0 for model in models]


def test_every_row_goes_in_once_and_the_second_run_changes_nothing(app_context: Flask, session: Session) -> None:
    first = run(app_context)
    assert (first["read"], first["rejected"], first["skipped"], first["new"]) == (ROWS, 0, 0, ROWS)
    before = rows(session)
    assert before[:3] == [ROWS, ROWS, CENTRES]
    second = run(app_context)
    assert (second["unchanged"], second["new"], second["changed"]) == (ROWS, 0, 0)
    assert rows(session) == before
    assert session.scalars(select(Entry.state).distinct()).all() == [State.PUBLIC]
    assert session.scalar(select(func.count()).where(Entry.owner_id.is_(None))) == 0
