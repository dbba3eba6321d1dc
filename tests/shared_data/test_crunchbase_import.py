"""The beginning of the Crunchbase 2013 snapshot, imported twice and indexed; `benchmarks.imports` takes the whole."""

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

ROWS = {"startups": 2_500, "investors": 2_500, "deals": 4_000}


def beginning_of(kind: str, folder: Path) -> list[dict[str, str]]:
    """The rows that are taken, which lie in `folder` as a list of their own."""
    with gzip.open(FOLDER / f"{LISTS[kind]}.csv.gz", "rt", encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))[: ROWS[kind]]
    with gzip.open(folder / f"{kind}.csv.gz", "wt", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return rows


def run(app: Flask, kind: str, folder: Path) -> dict[str, int]:
    """The counts that are not 0."""
    mapping = f"crunchbase-2013-{LISTS[kind]}"
    arguments = ["import", kind, str(folder / f"{kind}.csv.gz"), "--mapping", mapping, "--json"]
    result = app.test_cli_runner().invoke(args=arguments)
    assert result.exit_code in {0, 3}, result.output
    counts: Mapping[str, int] = json.loads(result.stdout)
    return {name: count for name, count in counts.items() if count}


def stored(session: Session) -> list[int]:
    models = (Entry, ImportedValues, Round, Investment, AuditEvent, OutboxRow)
    return [session.scalar(select(func.count()).select_from(model)) or 0 for model in models]


def test_every_row_is_accounted_for_and_a_second_run_changes_nothing(
    app: Flask, session: Session, tmp_path: Path
) -> None:
    startups = {row["startup_id"] for row in beginning_of("startups", tmp_path) if row["name"].strip()}
    investors = {row["investor_id"] for row in beginning_of("investors", tmp_path) if row["name"].strip()}
    deals = beginning_of("deals", tmp_path)
    known = [one for one in deals if one["startup_id"] in startups and one["investor_id"] in investors]
    went_in = {"startups": len(startups), "investors": len(investors), "deals": len(known)}
    assert 0 < went_in["investors"] < ROWS["investors"]
    assert 0 < went_in["deals"] < ROWS["deals"]
    for kind, new in went_in.items():
        counts = run(app, kind, tmp_path)
        assert counts.pop("accepted") + counts.pop("noted", 0) == new, kind
        assert counts.pop("rejected", 0) == ROWS[kind] - new, kind
        assert counts == {"read": ROWS[kind], "new": new}, kind
    before = stored(session)
    entries = went_in["startups"] + went_in["investors"]
    assert before[:2] == [entries, entries]
    assert before[2:4] == [len({one["round_id"] for one in known}), len(known)]
    assert before[4:] == [entries, entries], "an audit and an outbox row for each entry"
    for kind, unchanged in went_in.items():
        assert run(app, kind, tmp_path)["unchanged"] == unchanged, kind
    assert stored(session) == before

    worker: Worker = app.extensions["worker"]
    worker.run_until_idle()
    assert stored(session)[-1] == 0
    found = verify(app.extensions["search_engine"], app.extensions["documents"])
    public = session.scalar(select(func.count()).where(Entry.state == State.PUBLIC))
    assert (found.count, found.compared) == (0, public)
