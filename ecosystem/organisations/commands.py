"""The operator's acts on organisations: `organisations verify ID --until DATE --by TEXT`."""

from __future__ import annotations

from datetime import date, datetime

import click
from pydantic import ValidationError

from ecosystem.kernel.access.acting import act_as
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.access.errors import Invalid, NotFound
from ecosystem.kernel.db.transaction import transaction
from ecosystem.kernel.web.input_errors import errors_by_field
from ecosystem.organisations import service
from ecosystem.organisations.input_verification import VerificationInput

_DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])


@click.group("organisations")
def organisations_cli() -> None:
    """Organisations."""


@organisations_cli.command("verify")
@click.argument("public_id", metavar="ID")
@click.option("--until", type=_DAY, required=True, metavar="DATE", help="The last day on which the check holds.")
@click.option("--by", "checked_by", required=True, metavar="TEXT", help="Who checked what, as the badge says it.")
@click.option("--seen", "evidence", default="", metavar="TEXT", help="What was seen; not public.")
@click.option("--number", "document_number", default="", metavar="TEXT", help="The number of the document; not public.")
def verify(public_id: str, until: datetime, **said: str) -> None:
    """Note that the organisation with this ID (the end of its address) was checked; shown as a badge until DATE."""
    day: date = until.date()
    try:
        content = VerificationInput(valid_until=day, **said)
        with act_as(OPERATOR), transaction() as session:
            check = service.verify(session, OPERATOR, public_id, content)
            name = check.organisation.legal_name
    except NotFound as error:
        raise click.ClickException(f"There is no organisation {public_id}.") from error
    except Invalid as error:
        raise click.UsageError(str(error.message)) from error
    except ValidationError as error:
        raise click.UsageError("; ".join(str(one) for one in errors_by_field(error).values())) from error
    click.echo(f"{name} is verified until {day.isoformat()}.")
