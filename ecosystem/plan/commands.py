"""Operators' commands: `plan load`, `plan list`, `plan remove`."""

from __future__ import annotations

from pathlib import Path

import click

from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.plan.files import PlanFileError, read_plan
from ecosystem.plan.models import Source
from ecosystem.plan.queries import all_plans
from ecosystem.plan.service import put_plan, remove_plan
from ecosystem.taxonomy.queries import vocabularies


@click.group("plan")
def plan_cli() -> None:
    """The city's plans: one comes with the product, others from files."""


@plan_cli.command("load")
@click.argument("file", type=click.Path(path_type=Path))
def load(file: Path) -> None:
    """Add a plan from a TOML file, or bring the one with its key in line with it."""
    try:
        with transaction() as session:
            given = read_plan(file, vocabularies(session).has)
            outcome = put_plan(session, given, Source.OPERATOR)
    except PlanFileError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{outcome}: {given.key}  {given.number} ({given.year}), {len(given.task)} tasks")


@plan_cli.command("list")
def list_plans() -> None:
    """Show all plans, the latest year first."""
    for plan in all_plans(current_session()):
        click.echo(f"{plan.key}  {plan.number} ({plan.year})  {plan.title_vi} ({plan.source})")


@plan_cli.command("remove")
@click.argument("key")
def remove(key: str) -> None:
    """Remove a plan that was loaded from a file; the one of the reference data stays."""
    with transaction() as session:
        removed = remove_plan(session, key)
    if not removed:
        raise click.ClickException(f"There is no plan {key} that was loaded from a file.")
    click.echo(f"{key} is removed.")
