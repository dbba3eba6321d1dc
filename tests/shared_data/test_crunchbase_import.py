"""The whole Crunchbase 2013 snapshot: 17,499 startups, 13,558 investors, 64,778 deals, imported twice and indexed."""

from __future__ import annotations

import csv
import gzip
import json
import os
from collections.abc import Mapping
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry, State
from ecosystem.catalogue.models_import import ImportedValues
from ecosystem.deals.models import Investment, Round
from ecosystem.kernel.changes.models import AuditEvent, OutboxRow
from ecosystem.kernel.indexing.verify import verify
from ecosystem.kernel.jobs.worker import Worker

FOLDER = Path(os.environ["SHARED_DATA"]) / "crunchbase-2013"
LISTS = {"startups": "startups", "investors": "investors", "deals": "investments"}
"""Kind to file; deals find the others by their ids."""


def rows_of(kind: str) -> list[dict[str, str]]:
    with gzip.open(FOLDER / f"{LISTS[kind]}.csv.gz", "rt", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def run(app: Flask, kind: str) -> dict[str, int]:
    """The counts that are not 0."""
    arguments = ["import", kind, str(FOLDER / f"{LISTS[kind]}.csv.gz"), "--mapping", f"crunchbase-2013-{LISTS[kind]}"]
    result = app.test_cli_runner().invoke(args=[*arguments, "--json"])
    assert result.exit_code == 3, result.output
    counts: Mapping[str, int] = json.loads(result.stdout)
    return {name: count for name, count in counts.items() if count}


def stored(session: Session) -> list[int]:
    models = (Entry, ImportedValues, Round, Investment, AuditEvent, OutboxRow)
    return [session.scalar(select(func.count()).select_from(model)) or 0 for model in models]


def test_every_row_is_accounted_for_and_a_second_run_changes_nothing(app: Flask, session: Session) -> None:
    startups = {row["startup_id"] for row in rows_of("startups") if row["name"].strip()}
    investors = {row["investor_id"] for row in rows_of("investors") if row["name"].strip()}
    deals = rows_of("deals")
    known = [one for one in deals if one["startup_id"] in startups and one["investor_id"] in investors]
    expected = {
        "startups": {"read": 17_499, "accepted": 17_496, "noted": 2, "rejected": 1},
        "investors": {"read": 13_558, "accepted": 13_415, "noted": 1, "rejected": 142},
        "deals": {"read": 64_778, "accepted": len(known), "rejected": 64_778 - len(known)},
    }
    for kind, counts in expected.items():
        went_in = counts["read"] - counts["rejected"]
        assert run(app, kind) == {**counts, "new": went_in}, kind
    entries = len(startups) + len(investors)
    assert entries == 17_498 + 13_416
    before = stored(session)
    assert before[:2] == [entries, entries]
    assert before[2:4] == [len({one["round_id"] for one in known}), len(known)]
    assert before[4:] == [entries, entries], "an audit and an outbox row for each entry"
    for kind, counts in expected.items():
        went_in = counts["read"] - counts["rejected"]
        assert run(app, kind) == {**counts, "unchanged": went_in}, kind
    assert stored(session) == before

    worker: Worker = app.extensions["worker"]
    worker.run_until_idle()
    assert stored(session)[-1] == 0
    found = verify(app.extensions["search_engine"], app.extensions["documents"])
    public = session.scalar(select(func.count()).where(Entry.state == State.PUBLIC))
    assert (found.count, found.compared) == (0, public)
