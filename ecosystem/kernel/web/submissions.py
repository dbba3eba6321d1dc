"""A form has one effect, however often it is sent: its nonce is claimed in the transaction of the effect.

A nonce also says, signed, for whom the form was shown, so that what is parked when a session has run out finds its
way back to the same person.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from flask import Flask, Response, current_app, make_response, redirect, request
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ecosystem.kernel import clock
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.web.models import FormSubmission

FIELD = "form_nonce"
_NOT_CONTENT = frozenset({FIELD, "csrf_token"})
_KEPT = timedelta(days=2)
_LONGEST_NONCE = 64

View = Callable[..., Any]


def new_nonce(user_id: int | None = None) -> str:
    """A fresh nonce for a form about to be shown to this person (None: nobody known)."""
    body = f"{secrets.token_urlsafe(15)}.{user_id or 0}"
    return f"{body}.{_sign(body)[:16]}"


def person_of(nonce: str) -> int | None:
    """For whom the form with this nonce was shown; None for a visitor, or for a nonce that is not ours."""
    body, _, signature = nonce.rpartition(".")
    if not body or not hmac.compare_digest(_sign(body)[:16].encode(), signature.encode()):
        return None
    return int(body.rpartition(".")[2]) or None


def answered_once(view: View) -> View:
    """Wrap a view: a POST that redirects is answered once; sent again as it was, it gets the same address.

    The whole view runs in one transaction. An answer that is no redirect (an error to mend) frees the nonce; a form
    that was changed since (by going back) counts as a new one.
    """

    @wraps(view)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        nonce = request.form.get(FIELD, "") if request.method == "POST" else ""
        if not nonce or len(nonce) > _LONGEST_NONCE:
            return view(*args, **kwargs)
        with transaction() as session:
            earlier = _claim(session, nonce, _digest())
            if earlier is not None:
                return redirect(earlier, 303)
            response = make_response(view(*args, **kwargs))
            _settle(session, nonce, response)
            return response

    return wrapper


def answer_given(nonce: str) -> str | None:
    """Where the form with this nonce and content led, when it was answered already."""
    known = current_session().get(FormSubmission, nonce) if 0 < len(nonce) <= _LONGEST_NONCE else None
    return known.location or None if known is not None and known.digest == _digest() else None


def _sign(text: str) -> str:
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def _digest() -> str:
    """What this request says, keyed, so that no password can be guessed from it."""
    fields = [pair for pair in request.form.items(multi=True) if pair[0] not in _NOT_CONTENT]
    return _sign(repr((request.path, fields)))


def _claim(session: Session, nonce: str, digest: str) -> str | None:
    """The answer given before, or None after this request has taken the nonce for itself."""
    known = session.get(FormSubmission, nonce, with_for_update=True)
    if known is None:
        try:
            with session.begin_nested():
                session.add(FormSubmission(nonce=nonce, digest=digest, created_at=clock.now()))
        except IntegrityError:
            known = session.get(FormSubmission, nonce, populate_existing=True, with_for_update=True)
    if known is None:
        return None
    if known.digest == digest and known.location:
        return known.location
    known.digest, known.location = digest, ""
    return None


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
    posting = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    for endpoint in posting:
        app.view_functions[endpoint] = answered_once(app.view_functions[endpoint])


def forget_submissions() -> None:
    """Delete old nonces (a scheduled job)."""
    with transaction() as session:
        session.execute(delete(FormSubmission).where(FormSubmission.created_at < clock.now() - _KEPT))
