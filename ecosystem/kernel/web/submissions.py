"""A form has one effect, however often it is sent: its nonce is claimed in the transaction of the effect."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from flask import Flask, Response, make_response, redirect, request
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ecosystem.kernel import clock
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.web.models import FormSubmission

FIELD = "form_nonce"
_KEPT = timedelta(days=2)
_LONGEST_NONCE = 64

View = Callable[..., Any]


def new_nonce() -> str:
    """A fresh nonce for a form about to be shown."""
    return secrets.token_urlsafe(18)


def answered_once(view: View) -> View:
    """Wrap a view: a POST that redirects is answered once; a second one with the same nonce gets the same address.

    The whole view runs in one transaction. An answer that is no redirect (an error to mend) frees the nonce.
    """

    @wraps(view)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        nonce = request.form.get(FIELD, "") if request.method == "POST" else ""
        if not nonce or len(nonce) > _LONGEST_NONCE:
            return view(*args, **kwargs)
        with transaction() as session:
            earlier = _claim(session, nonce)
            if earlier is not None:
                return redirect(earlier, 303)
            response = make_response(view(*args, **kwargs))
            _settle(session, nonce, response)
            return response

    return wrapper


def answer_given(nonce: str) -> str | None:
    """Where the form with this nonce led, when it was answered already."""
    known = current_session().get(FormSubmission, nonce) if 0 < len(nonce) <= _LONGEST_NONCE else None
    return known.location or None if known is not None else None


def _claim(session: Session, nonce: str) -> str | None:
    """The answer given before, or None after this request has taken the nonce for itself."""
    known = session.get(FormSubmission, nonce)
    if known is None:
        try:
            with session.begin_nested():
                session.add(FormSubmission(nonce=nonce, created_at=clock.now()))
        except IntegrityError:
            known = session.get(FormSubmission, nonce, populate_existing=True)
    return known.location if known is not None and known.location else None


def _settle(session: Session, nonce: str, response: Response) -> None:
    submission = session.get(FormSubmission, nonce)
    if submission is None:
        return
    if response.status_code in {301, 302, 303}:
        submission.location = response.headers["Location"]
    else:
        session.delete(submission)


def init_submissions(app: Flask) -> None:
    """Guard every view that takes a POST; called after all routes are known."""
    app.jinja_env.globals["nonce"] = new_nonce
    posting = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    for endpoint in posting:
        app.view_functions[endpoint] = answered_once(app.view_functions[endpoint])


def forget_submissions() -> None:
    """Delete old nonces (a scheduled job)."""
    with transaction() as session:
        session.execute(delete(FormSubmission).where(FormSubmission.created_at < clock.now() - _KEPT))
