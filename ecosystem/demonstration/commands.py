"""Operators' commands: `demo load`, `demo remove`."""

from __future__ import annotations

import json
from collections.abc import Mapping

import click

from ecosystem.demonstration.service import load, load_into_new_database, remove
from ecosystem.kernel.access.acting import act_as
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.taxonomy.queries import vocabularies


@click.group("demo")
def demo_cli() -> None:
    """Invented institutes, technologies, startups, investors, deals; marked as demonstration data where shown."""


@demo_cli.command("load")
@click.option(
    "--new-database",
    is_flag=True,
    help="Only into a database that holds no entries and from which the data was never removed.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def load_demo(*, new_database: bool, as_json: bool) -> None:
    """Load the demonstration data; a second load changes nothing."""
    if not vocabularies(current_session()).terms("sector"):
        raise click.ClickException("There is no reference data yet: `reference load` comes first.")
    with act_as(OPERATOR):
        if new_database:
            report = load_into_new_database()
        else:
            with transaction() as session:
                report = load(session)
    if report is None and not as_json:
        click.echo("This is no new database: nothing was loaded.")
        return
    _print(report.as_dict() if report else {"new": 0, "changed": 0, "unchanged": 0}, as_json=as_json)


@demo_cli.command("remove")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def remove_demo(*, as_json: bool) -> None:
    """Remove the demonstration data and nothing else; it stays removed until `demo load`."""
    with act_as(OPERATOR), transaction() as session:
        report = remove(session)
    _print(report.as_dict(), as_json=as_json)


def _print(figures: Mapping[str, int], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(figures, sort_keys=True))
    else:
        click.echo("\n".join(f"{name.replace('_', ' ')}: {number}" for name, number in figures.items()))
