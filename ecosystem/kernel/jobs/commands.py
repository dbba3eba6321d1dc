"""The worker and the queue at the command line."""

from __future__ import annotations

import json
import signal
from typing import Any

import click
from flask import current_app
from sqlalchemy import func, select

from ecosystem.kernel import clock
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.jobs.models import Job
from ecosystem.kernel.jobs.worker import Worker


@click.group("jobs")
def jobs_cli() -> None:
    """Work that happens after the answer: mail, the index, the schedule."""


@jobs_cli.command("work")
@click.option("--until-idle", is_flag=True, help="Stop when nothing is due.")
def work(*, until_idle: bool) -> None:
    """Do jobs until interrupted."""
    worker: Worker = current_app.extensions["worker"]
    if until_idle:
        click.echo(f"{worker.run_until_idle()} jobs done")
        return
    signal.signal(signal.SIGTERM, lambda _number, _frame: worker.stop())
    signal.signal(signal.SIGINT, lambda _number, _frame: worker.stop())
    worker.run()


@jobs_cli.command("status")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def status(*, as_json: bool) -> None:
    """The queue by kind, with its oldest job and what failed for good."""
    session = current_session()
    statement = select(
        Job.kind, func.count(Job.id), func.count(Job.failed_at), func.min(Job.run_at), func.max(Job.attempts)
    ).group_by(Job.kind)
    kinds: list[dict[str, Any]] = []
    for kind, count, failed, oldest, attempts in session.execute(statement):
        age = max(0.0, (clock.now() - oldest).total_seconds())
        figures = {"jobs": count, "failed": failed, "oldest_s": round(age, 1), "attempts": attempts}
        kinds.append({"kind": kind, **figures})
    if as_json:
        click.echo(json.dumps(kinds))
        return
    click.echo("the queue is empty" if not kinds else "")
    for row in kinds:
        click.echo("{kind:<24} {jobs:>6} jobs  {failed:>4} failed  oldest {oldest_s:>8} s".format(**row))
