"""Operators' commands: `reference load`, `holidays list|add|remove`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime

import click
from flask import current_app
from sqlalchemy.orm import Session

from ecosystem.kernel.access.text import clean
from ecosystem.kernel.clock import today
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.taxonomy.queries import holidays
from ecosystem.taxonomy.service import load_reference, remove_holiday, set_holiday

_DAY = click.DateTime(["%Y-%m-%d"])

Loader = Callable[[Session], Mapping[str, int]]
"""Loads what a higher slice keeps in data/reference; its figures are numbers of created, updated and unchanged."""


def load_everything(session: Session) -> dict[str, int]:
    """Terms and holidays, then what the slices above keep beside them; the figures of all."""
    figures = load_reference(session).as_dict()
    loaders: tuple[Loader, ...] = current_app.extensions["reference_loaders"]
    for loader in loaders:
        more = loader(session)
        figures |= more
        figures["changes"] += sum(number for name, number in more.items() if not name.endswith("_unchanged"))
    return figures


@click.group("reference")
def reference() -> None:
    """Reference data: sectors, fields, places, countries, holidays, the plan and its tasks."""


@reference.command("load")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def load(*, as_json: bool) -> None:
    """Bring the tables in line with data/reference; a second load changes nothing."""
    with transaction() as session:
        report = load_everything(session)
    if as_json:
        click.echo(json.dumps(report, sort_keys=True))
    else:
        click.echo("\n".join(f"{name.replace('_', ' ')}: {number}" for name, number in report.items()))


@click.group("holidays")
def holiday_commands() -> None:
    """Public holidays, which move deadlines that count in working days."""


@holiday_commands.command("list")
@click.option("--year", type=int, help="A year; the current one otherwise.")
@click.option("--json", "as_json", is_flag=True, help="Print the days as JSON.")
def list_days(year: int | None, *, as_json: bool) -> None:
    """Show the days off of a year."""
    chosen = year or today().year
    rows = [row for row in holidays(current_session(), date(chosen, 1, 1), date(chosen, 12, 31)) if row.is_day_off]
    if as_json:
        days = [{"day": str(r.day), "vi": r.name_vi, "en": r.name_en, "source": r.source} for r in rows]
        click.echo(json.dumps(days, ensure_ascii=False))
        return
    for row in rows:
        click.echo(f"{row.day}  {row.name_vi} · {row.name_en} ({row.source})")


@holiday_commands.command("add")
@click.argument("day", type=_DAY)
@click.argument("name_vi")
@click.argument("name_en")
def add(day: datetime, name_vi: str, name_en: str) -> None:
    """Declare a day off (YYYY-MM-DD), with its name in both languages."""
    names = [clean(name, multiline=False)[:120] for name in (name_vi, name_en)]
    if not all(names):
        raise click.UsageError("Both names are needed.")
    with transaction() as session:
        set_holiday(session, day.date(), *names)
    click.echo(f"{day.date()} is a day off.")


@holiday_commands.command("remove")
@click.argument("day", type=_DAY)
def remove(day: datetime) -> None:
    """Declare that a day (YYYY-MM-DD) is no holiday; loading the reference data does not bring it back."""
    with transaction() as session:
        removed = remove_holiday(session, day.date())
    if not removed:
        raise click.ClickException(f"{day.date()} was no holiday.")
    click.echo(f"{day.date()} is no holiday.")
