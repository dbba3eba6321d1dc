"""The operator's acts on accounts: `accounts grant|revoke officer EMAIL`."""

from __future__ import annotations

import click

from ecosystem.accounts.email_address import normalise_email
from ecosystem.accounts.models import User
from ecosystem.accounts.queries import by_email
from ecosystem.accounts.service import set_officer
from ecosystem.kernel.access.acting import act_as
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.access.fields import InputError
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.web.sessions import revoke

_ROLE = click.Choice(["officer"])


@click.group("accounts")
def accounts_cli() -> None:
    """People's accounts."""


@accounts_cli.command("grant")
@click.argument("role", type=_ROLE)
@click.argument("email")
def grant(role: str, email: str) -> None:
    """Give ROLE (officer of the programme) to the account of EMAIL.

    The person is signed out everywhere: sessions of officers are shorter, and start with signing in.
    """
    _set(role, email, is_officer=True)


@accounts_cli.command("revoke")
@click.argument("role", type=_ROLE)
@click.argument("email")
def revoke_role(role: str, email: str) -> None:
    """Take ROLE away from the account of EMAIL, which is signed out everywhere."""
    _set(role, email, is_officer=False)


def _set(role: str, email: str, *, is_officer: bool) -> None:
    with act_as(OPERATOR), transaction():
        user = _account(email)
        changed = set_officer(user, is_officer=is_officer)
        if changed:
            revoke(user.id)
    now = "is" if is_officer else "is not"
    click.echo(f"{user.email} {now} {role} {'from now on' if changed else 'already'}.")


def _account(email: str) -> User:
    try:
        user = by_email(current_session(), normalise_email(email))
    except InputError as error:
        raise click.BadParameter(str(error), param_hint="EMAIL") from error
    if user is None:
        raise click.ClickException(f"There is no account of {email}.")
    return user
