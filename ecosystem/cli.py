"""Collects the slices' commands."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

import click
from flask import Flask, current_app
from flask_migrate import upgrade

from ecosystem.accounts.commands import accounts_cli
from ecosystem.claims.commands import claims_cli
from ecosystem.deals.commands import import_deals
from ecosystem.demonstration.commands import demo_cli
from ecosystem.demonstration.service import load_into_new_database
from ecosystem.discovery.commands import search_cli
from ecosystem.investors.commands import import_investors
from ecosystem.kernel.access.acting import set_actor
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.jobs.commands import jobs_cli
from ecosystem.matchmaking.commands import matching_cli
from ecosystem.matchmaking.commands_feedback import appeals_cli
from ecosystem.organisations.commands import organisations_cli
from ecosystem.plan.commands import plan_cli
from ecosystem.rates.commands import rates_cli
from ecosystem.search.engine import SearchEngine
from ecosystem.startups.commands import import_startups
from ecosystem.taxonomy.commands import holiday_commands, load_everything, reference
from ecosystem.technologies.commands import import_technologies


@click.group("import")
def import_cli() -> None:
    """Read lists as people have them."""


for command in (import_technologies, import_startups, import_investors, import_deals):
    import_cli.add_command(command)


matching_cli.add_command(appeals_cli)


def prepare() -> None:
    """Migrate, load reference data and, in development, a new database's demonstration data; build the index."""
    set_actor(OPERATOR)
    upgrade()
    with transaction() as session:
        load_everything(session)
    if not current_app.config["IS_PRODUCTION"]:
        load_into_new_database()
    engine: SearchEngine = current_app.extensions["search_engine"]
    if engine.health().state in {"empty", "stale"}:
        current_app.extensions["rebuild"].run()


GROUPS: Final = (
    import_cli,
    demo_cli,
    search_cli,
    matching_cli,
    jobs_cli,
    accounts_cli,
    organisations_cli,
    claims_cli,
    rates_cli,
    plan_cli,
    reference,
    holiday_commands,
)


def register(app: Flask) -> None:
    """Add every group; whatever a command does is done, and audited, in the operator's name."""
    for group in GROUPS:
        if group.name not in app.cli.commands:
            group.callback = _as_operator(group.callback)
        app.cli.add_command(group)
    app.cli.command("prepare")(prepare)


def _as_operator(callback: Callable[..., Any] | None) -> Callable[..., Any]:
    if callback is None or hasattr(callback, "__wrapped__"):
        return callback or (lambda: None)

    @wraps(callback)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        set_actor(OPERATOR)
        return callback(*args, **kwargs)

    return wrapper
