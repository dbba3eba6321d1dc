"""The operator's acts on exchange rates: `rates set USD RATE --date DATE`, `rates list`."""

from __future__ import annotations

import json
from datetime import datetime

import click

from ecosystem.kernel import clock
from ecosystem.kernel.access.acting import act_as
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.access.errors import Invalid
from ecosystem.kernel.access.numbers import AmbiguousNumberError, NotANumberError, read_number
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.rates.queries import all_rates
from ecosystem.rates.service import set_rate

_DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])


@click.group("rates")
def rates_cli() -> None:
    """Exchange rates, by which amounts in other currencies are compared with amounts in VND."""


@rates_cli.command("set")
@click.argument("currency", type=click.Choice(["USD", "EUR"]))
@click.argument("rate", metavar="RATE")
@click.option("--date", "day", type=_DAY, help="The day of the rate; today otherwise.")
@click.option("--confirm", is_flag=True, help="The rate is meant, however far it lies from the last one.")
def set_(currency: str, rate: str, day: datetime | None, *, confirm: bool) -> None:
    """Enter that one unit of CURRENCY is worth RATE in VND, such as 26000 or 26000.5. The latest day's rate counts.

    A rate of less than half or more than twice the last one is refused unless it is confirmed.
    """
    try:
        vnd = read_number(rate)
    except AmbiguousNumberError:
        raise click.UsageError(
            f"{rate} may be a thousand times more or less; write it without a sign that groups, like 26000 or 26000.5"
        ) from None
    except NotANumberError:
        raise click.UsageError(f"{rate} is not a number; write it like 26000 or 26000.5") from None
    chosen = day.date() if day else clock.today()
    try:
        with act_as(OPERATOR), transaction() as session:
            set_rate(session, OPERATOR, currency, vnd, chosen, is_confirmed=confirm)
    except Invalid as error:
        words = "; ".join(str(message) for message in error.errors.values())
        hint = "" if confirm else "; write it like 26000 or 26000.5, and add --confirm if it is right"
        raise click.UsageError(words + hint) from error
    click.echo(f"1 {currency} = {vnd} VND on {chosen.isoformat()}; amounts in {currency} are compared anew.")


@rates_cli.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print the rates as JSON.")
def list_(*, as_json: bool) -> None:
    """Show every rate that was entered, the latest first."""
    rows = [
        {"currency": one.currency, "vnd": f"{one.vnd.normalize():f}", "day": str(one.day), "is_demo": one.is_demo}
        for one in all_rates(current_session())
    ]
    if as_json:
        click.echo(json.dumps(rows))
        return
    for row in rows:
        click.echo(
            f"1 {row['currency']} = {row['vnd']} VND on {row['day']}{' (demonstration)' if row['is_demo'] else ''}"
        )
