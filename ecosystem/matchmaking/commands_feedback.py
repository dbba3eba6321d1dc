"""The operator's answers to appeals: `matching appeals list|answer`."""

from __future__ import annotations

import json
from typing import Any

import click

from ecosystem.kernel.access.acting import act_as
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.access.errors import Invalid, NotFound
from ecosystem.kernel.access.language import DEFAULT
from ecosystem.kernel.clock import HANOI
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.matchmaking import queries_feedback as queries
from ecosystem.matchmaking import service_appeals as service
from ecosystem.matchmaking.models import Appeal, State

_ANY = "all"


@click.group("appeals")
def appeals_cli() -> None:
    """People who ask a person to look at a match again."""


@appeals_cli.command("list")
@click.option(
    "--state",
    type=click.Choice([*(one.value for one in State), _ANY]),
    default=State.OPEN.value,
    help="Which appeals; by default open.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the appeals as JSON.")
def list_(state: str, *, as_json: bool) -> None:
    """Show appeals with the reasons as they were, the oldest first."""
    rows = [_row(one) for one in queries.appeals_in(current_session(), None if state == _ANY else State(state))]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        click.echo("\n".join(f"{name}: {_said(value)}" for name, value in row.items() if value) + "\n")
    click.echo(f"appeals ({state}): {len(rows)}", err=True)


@appeals_cli.command("answer")
@click.argument("public_id", metavar="ID")
@click.argument("text")
def answer(public_id: str, text: str) -> None:
    """Answer the appeal with ID; the person gets TEXT by mail."""
    try:
        with act_as(OPERATOR), transaction() as session:
            made = service.answer(session, OPERATOR, public_id, text)
    except NotFound as error:
        raise click.ClickException(f"There is no appeal {public_id}.") from error
    except Invalid as error:
        raise click.ClickException(str(error.message)) from error
    click.echo(f"{made.user.email} gets the answer by mail.")


def _row(appeal: Appeal) -> dict[str, Any]:
    return {
        "id": appeal.public_id,
        "state": appeal.state,
        "since": appeal.created_at.astimezone(HANOI).strftime("%Y-%m-%d %H:%M"),
        "matches of": appeal.own_entry.title,
        "entry": appeal.own_entry.public_id,
        "about": appeal.other_entry.title if appeal.other_entry else "",
        "other entry": appeal.other_entry.public_id if appeal.other_entry else "",
        "organisation": appeal.organisation.legal_name,
        "person": appeal.user.name,
        "email": appeal.user.email,
        "words": appeal.words,
        "score": appeal.score,
        "reasons": appeal.reasons,
        "answer": appeal.answer,
    }


def _said(value: Any) -> str:
    """A value on its line; reasons one below the other, with their points."""
    if not isinstance(value, list):
        return str(value)
    return "".join(f"\n  {one['points']:+.2f}  {one['words'].get(DEFAULT, '')}" for one in value)
