"""The operator's acts on claims: `claims list|accept|refuse`."""

from __future__ import annotations

import json
from collections.abc import Callable

import click
from sqlalchemy.orm import Session

from ecosystem.claims import queries, service
from ecosystem.claims.models import Claim, State
from ecosystem.kernel.access.acting import act_as
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.access.errors import Invalid, NotFound
from ecosystem.kernel.clock import HANOI
from ecosystem.kernel.db.transaction import current_session, transaction

_ANY = "all"


@click.group("claims")
def claims_cli() -> None:
    """Claims of pages that nobody represents."""


@claims_cli.command("list")
@click.option(
    "--state",
    type=click.Choice([*(one.value for one in State), _ANY]),
    default=State.WAITING.value,
    help="Which claims; by default waiting.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the claims as JSON.")
def list_(state: str, *, as_json: bool) -> None:
    """Show claims with all that was said, the oldest first."""
    rows = [_row(one) for one in queries.in_state(current_session(), None if state == _ANY else State(state))]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        click.echo("\n".join(f"{name}: {value}" for name, value in row.items() if value) + "\n")
    click.echo(f"claims ({state}): {len(rows)}", err=True)


@claims_cli.command("accept")
@click.argument("public_id", metavar="ID")
def accept(public_id: str) -> None:
    """Give the page to the organisation that claims it with ID. Other claims of it are refused; all get a mail."""
    made = _decide(public_id, lambda session: service.accept(session, OPERATOR, public_id))
    click.echo(f"{made.organisation.legal_name} represents “{made.entry.title}” from now on.")


@claims_cli.command("refuse")
@click.argument("public_id", metavar="ID")
@click.option("--reason", required=True, metavar="TEXT", help="Why, in the words that the claimant gets.")
def refuse(public_id: str, reason: str) -> None:
    """Refuse the claim with ID; the claimant gets the reason by mail."""
    made = _decide(public_id, lambda session: service.refuse(session, OPERATOR, public_id, reason))
    click.echo(f"The claim of “{made.entry.title}” by {made.organisation.legal_name} is refused.")


def _decide(public_id: str, act: Callable[[Session], Claim]) -> Claim:
    try:
        with act_as(OPERATOR), transaction() as session:
            return act(session)
    except NotFound as error:
        raise click.ClickException(f"There is no claim {public_id}.") from error
    except Invalid as error:
        raise click.ClickException(str(error.message)) from error


def _row(claim: Claim) -> dict[str, str]:
    return {
        "id": claim.public_id,
        "state": claim.state,
        "since": claim.created_at.astimezone(HANOI).strftime("%Y-%m-%d %H:%M"),
        "page": claim.entry.title,
        "kind": claim.entry.kind,
        "entry": claim.entry.public_id,
        "organisation": claim.organisation.legal_name,
        "tax code": claim.organisation.tax_code or "",
        "person": claim.user.name,
        "email": claim.user.email,
        "position": claim.position,
        "reason": claim.reason,
        "evidence": claim.evidence,
        "answer": claim.answer,
    }
