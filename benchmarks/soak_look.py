"""The look after a kill: what is stored against what was acknowledged, and the index against the database."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from benchmarks.installation import Installation, inside
from benchmarks.soak_editor import Editor, Values
from benchmarks.soak_import import SoakList
from benchmarks.soak_tally import Found
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.indexing.verify import verify, waiting
from ecosystem.kernel.jobs.models import Job
from ecosystem.technologies.models import Technology


def look(made: Installation, app: Flask, editors: Sequence[Editor], listed: SoakList) -> Found:
    """Drain with a new worker, then compare.

    A job that a killed worker held comes again when its lease ends, after five minutes: they pass here at once.
    """
    with inside(app), transaction() as session:
        session.execute(update(Job).where(Job.lease_until.is_not(None)).values(lease_until=Job.created_at))
    made.command("jobs", "work", "--until-idle")
    with inside(app):
        found = listed.compare(current_session())
        for editor in editors:
            found.add(_compare(current_session(), editor))
        found.add(_index(app))
    return found


def _compare(session: Session, editor: Editor) -> Found:
    stored = _stored(session, editor)
    pending = editor.pending
    found = Found()
    for public_id, known in editor.known.items():
        could_be = {**known, **pending.changes} if pending and pending.public_id == public_id else known
        if stored.get(public_id) not in (known, could_be):
            found.lost += 1
            found.remarks.append(f"{public_id}: {known} was acknowledged, {stored.get(public_id)} is stored")
    for public_id in stored.keys() - editor.known.keys():
        if pending is None or pending.public_id or stored[public_id] != pending.changes:
            found.doubled += 1
            found.remarks.append(f"{public_id}: {stored[public_id]} was never acknowledged nor on its way")
    if len(stored.keys() - editor.known.keys()) > 1:
        found.doubled += 1
        found.remarks.append(f"{editor.name}: one new entry was sent, several are stored")
    return found


def _stored(session: Session, editor: Editor) -> dict[str, Values]:
    """What the database says of the editor's entries, as `Editor.known` has it."""
    statement = select(Technology).where(Technology.owner_id == editor.person.organisation_id)
    return {
        one.public_id: {
            "title": one.title,
            "summary": one.summary,
            "trl": str(one.trl or ""),
            "transfers": " ".join(one.transfers),
            "state": one.state,
        }
        for one in session.scalars(statement.execution_options(populate_existing=True))
    }


def _index(app: Flask) -> Found:
    """`search verify`, what still waits, and jobs that failed for good."""
    differences = verify(app.extensions["search_engine"], app.extensions["documents"])
    session = current_session()
    left, _ = waiting(session)
    failed = session.scalar(select(func.count(Job.id)).where(Job.attempts > 1, Job.last_error != "")) or 0
    found = Found(differing=differences.count + left + failed)
    if differences.count:
        found.remarks.append(f"the index differs: {differences}")
    if left or failed:
        found.remarks.append(f"{left} changes wait after the drain, {failed} jobs failed")
    return found
