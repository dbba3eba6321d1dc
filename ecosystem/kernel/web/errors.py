"""From exceptions to pages: what happened, what to do, and a reference for the operator."""

from __future__ import annotations

import logging
import secrets

from flask import Flask, Response, g, make_response, redirect, render_template, request
from flask_wtf.csrf import CSRFError
from jinja2 import TemplateNotFound
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from werkzeug.exceptions import HTTPException, InternalServerError

from ecosystem.kernel.access.errors import Forbidden, NotFound
from ecosystem.kernel.db.session import db
from ecosystem.kernel.web.parking import PARAMETER, park
from ecosystem.kernel.web.submissions import FIELD, answer_given

log = logging.getLogger(__name__)

RETRY_AFTER = "5"


def init_errors(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(NotFound, lambda _error: error_page(404))
    app.register_error_handler(Forbidden, lambda _error: error_page(403))
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(OperationalError, _database_error)
    app.register_error_handler(PoolTimeoutError, _database_error)
    app.register_error_handler(InternalServerError, _server_error)


def error_page(code: int, reference: str = "", retry_after: int | None = None) -> Response:
    """The page of an error, with its status; `retry_after` in seconds."""
    said = {"reference": reference, "retry_after": retry_after}
    try:
        body = render_template(f"errors/{code}.html", **said)
    except TemplateNotFound:
        body = render_template("errors/400.html" if code < 500 else "errors/500.html", **said)
    return make_response(body, code)


def is_database_away(error: BaseException | None) -> bool:
    """Whether the database does not answer, as opposed to refusing a statement."""
    if isinstance(error, PoolTimeoutError | OperationalError):
        return True
    return isinstance(error, DBAPIError) and error.connection_invalidated


def _http_error(error: HTTPException) -> Response:
    response = error.get_response()
    if error.code is None or error.code < 400:
        return make_response(response)
    page = error_page(error.code)
    for name in ("Allow", "Retry-After"):
        if name in response.headers:
            page.headers[name] = response.headers[name]
    return page


def _csrf_error(_error: CSRFError) -> Response:
    """The token is gone with its session: nothing that was typed may go with it.

    A second click on a button that changed the session (signing in or out) gets the first one's answer.
    """
    answer = answer_given(request.form.get(FIELD, ""))
    if answer is not None:
        return make_response(redirect(answer, 303))
    key = park()
    back = f"{request.script_root}{request.path}" + (f"?{PARAMETER}={key}" if key else "")
    return make_response(render_template("errors/resend.html", back=back, kept=key is not None), 400)


def _database_error(error: Exception) -> Response:
    reference = secrets.token_hex(4)
    log.error("the database is away (%s): %s", reference, error)
    try:
        db.session.rollback()
    except Exception:
        log.exception("the session could not be rolled back")
    g.database_is_away = True
    page = error_page(503, reference)
    page.headers["Retry-After"] = RETRY_AFTER
    return page


def _server_error(error: InternalServerError) -> Response:
    original = error.original_exception
    if original is not None and is_database_away(original):
        return _database_error(original if isinstance(original, Exception) else error)
    reference = secrets.token_hex(4)
    log.error("an error nobody expected (%s) at %s", reference, request.path, exc_info=original)
    return error_page(500, reference)
