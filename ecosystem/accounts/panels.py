"""What accounts put on the pages of others: on the desk, that mails do not arrive or were stopped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import render_template

from ecosystem.accounts.models import User
from ecosystem.accounts.security import signed_in_user
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.clock import HANOI
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.web.languages import page_language
from ecosystem.mailing.links import INTRODUCTIONS, SCOPES, Stoppable, unsubscribe_url
from ecosystem.mailing.service import refusal_of, stopped_by_reader


@dataclass(frozen=True)
class StoppedMails:
    """A kind of mails that the person wants none of, since when, and the page that starts them again."""

    scope: str
    kind: Stoppable
    since: date
    url: str


def refused_panel(_actor: Actor, _nothing: object) -> str | None:
    """While the server of the person's address refuses mail for it: since when, and how to mend it."""
    user = signed_in_user()
    refusal = refusal_of(current_session(), user.email) if user is not None else None
    return render_template("accounts/_refused.html", user=user, refusal=refusal) if refusal is not None else None


def stopped_mails(user: User) -> Sequence[StoppedMails]:
    """What the person stopped; one statement."""
    language = page_language()
    return [
        StoppedMails(
            one.scope,
            SCOPES[one.scope],
            one.created_at.astimezone(HANOI).date(),
            unsubscribe_url(user.email, one.scope, language),
        )
        for one in stopped_by_reader(current_session(), user.email)
        if one.scope in SCOPES
    ]


def stopped_panel(_actor: Actor, _nothing: object) -> str | None:
    """While the person gets no mails about introductions, which somebody waits for an answer to."""
    user = signed_in_user()
    stopped = [one for one in stopped_mails(user) if one.scope == INTRODUCTIONS] if user is not None else []
    return render_template("accounts/_stopped.html", stopped=stopped) if stopped else None
