"""What accounts put on the pages of others: on the desk, that mails do not arrive."""

from __future__ import annotations

from flask import render_template

from ecosystem.accounts.security import signed_in_user
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.db.transaction import current_session
from ecosystem.mailing.service import refusal_of


def refused_panel(_actor: Actor, _nothing: object) -> str | None:
    """While the server of the person's address refuses mail for it: since when, and how to mend it."""
    user = signed_in_user()
    refusal = refusal_of(current_session(), user.email) if user is not None else None
    return render_template("accounts/_refused.html", user=user, refusal=refusal) if refusal is not None else None
