"""What was typed outlives the session: it is parked under a key and shown again after signing in."""

from __future__ import annotations

import secrets
from datetime import timedelta

from flask import flash, request
from sqlalchemy import delete
from werkzeug.datastructures import MultiDict

from ecosystem.kernel import clock
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.web.languages import translate
from ecosystem.kernel.web.models import ParkedForm
from ecosystem.kernel.web.submissions import FIELD, person_of

PARAMETER = "restore"
_KEPT = timedelta(days=1)
_NEVER_KEPT = frozenset({"csrf_token", FIELD, "password", "new_password", "current_password", "_add", "_remove"})
_MOST_CHARACTERS = 400_000


def park() -> str | None:
    """Keep the form of this request for whom it was shown; its key, or None when there is nothing worth keeping."""
    fields = [[name, value] for name, value in request.form.items(multi=True) if name not in _NEVER_KEPT]
    if not any(value.strip() for _, value in fields) or sum(len(v) for _, v in fields) > _MOST_CHARACTERS:
        return None
    key = secrets.token_urlsafe(24)
    with transaction() as session:
        person = person_of(request.form.get(FIELD, ""))
        session.add(ParkedForm(key=key, path=request.path, fields=fields, user_id=person, created_at=clock.now()))
    return key


def parked_form(user_id: int | None) -> MultiDict[str, str] | None:
    """What was parked for this page under the key in the address, for the same person."""
    key = request.args.get(PARAMETER, "")
    row = current_session().get(ParkedForm, key) if key else None
    if row is None or row.path != request.path or clock.now() - row.created_at > _KEPT:
        return None
    if row.user_id is not None and row.user_id != user_id:
        return None
    flash(translate(N_("This is what you had typed. It is not saved yet: look it over and send it again.")), "wait")
    return MultiDict([(name, value) for name, value in row.fields])


def forget_parked() -> None:
    """Delete what nobody came back for (a scheduled job)."""
    with transaction() as session:
        session.execute(delete(ParkedForm).where(ParkedForm.created_at < clock.now() - _KEPT))
