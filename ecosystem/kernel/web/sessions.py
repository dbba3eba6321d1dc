"""Sessions on the server: a cookie copied before sign-out is worth nothing after it. No session without a need."""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask, Request, Response, request
from flask import session as flask_session
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy import delete, select
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.datastructures import CallbackDict

from ecosystem.kernel import clock
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.web.models import WebSession

log = logging.getLogger(__name__)

MEMBER_IDLE = timedelta(days=14)
MEMBER_LIFE = timedelta(days=90)
OFFICER_IDLE = timedelta(minutes=30)
OFFICER_LIFE = timedelta(hours=12)
_VISITOR_IDLE = timedelta(hours=12)
_SEEN_EVERY = timedelta(minutes=5)


class ServerSession(CallbackDict[str, Any], SessionMixin):
    """The session of this request. `account_id` and `is_officer` are set at sign-in and kept in the row.

    `fault`: why it could not be read; `init_sessions` raises it where an error page can be made of it.
    """

    def __init__(self, row: WebSession | None) -> None:
        super().__init__(row.data if row else None, self._changed)
        self.row = row
        self.new = row is None
        self.modified = False
        self.accessed = True
        self.rotating = False
        self.account_id: int | None = row.user_id if row else None
        self.is_officer = False
        self.fault: SQLAlchemyError | None = None

    def _changed(self, _this: CallbackDict[str, Any]) -> None:
        self.modified = True

    def rotate(self, account_id: int | None = None, *, is_officer: bool = False) -> None:
        """Give this session a new token (at sign-in and sign-out) and say whose it is."""
        self.rotating = True
        self.modified = True
        self.account_id = account_id
        self.is_officer = is_officer


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class DatabaseSessions(SessionInterface):
    """Flask's session interface over the table of sessions. A visitor who only reads gets no row and no cookie.

    Paths that begin with one of `without` are answered without a session: the database may be away when a page of
    errors asks for its stylesheet.
    """

    def __init__(self, without: tuple[str, ...]) -> None:
        self.without = without

    def open_session(self, app: Flask, request: Request) -> ServerSession:
        if request.path.startswith(self.without):
            return ServerSession(None)
        token = request.cookies.get(self.get_cookie_name(app), "")
        try:
            return ServerSession(self._find(token) if token else None)
        except SQLAlchemyError as error:
            unread = ServerSession(None)
            unread.fault = error
            return unread

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if not isinstance(session, ServerSession) or session.fault is not None:
            return
        name = self.get_cookie_name(app)
        if not session and session.row is None:
            return
        if session.accessed:
            response.vary.add("Cookie")
        if not session:
            response.delete_cookie(name, path="/")
            self._delete(session.row)
            return
        try:
            token = self._store(session)
        except SQLAlchemyError:
            if response.status_code < 500:  # a form whose token nobody remembers, a sign-in that is none
                raise
            log.exception("the session could not be saved")
            return
        if token:
            age = int(_limits(session)[1].total_seconds())
            secure = self.get_cookie_secure(app)
            response.set_cookie(name, token, httponly=True, secure=secure, samesite="Lax", path="/", max_age=age)

    def _find(self, token: str) -> WebSession | None:
        row = current_session().scalar(select(WebSession).where(WebSession.token_hash == _hash(token)))
        if row is None or not _alive(row):
            return None
        return row

    def _delete(self, row: WebSession | None) -> None:
        if row is not None:
            with transaction() as database:
                database.execute(delete(WebSession).where(WebSession.id == row.id))

    def _store(self, session: ServerSession) -> str:
        """Write what changed; the new token when there is one."""
        row = session.row
        if row is not None and not session.modified:
            if clock.now() - row.seen_at < _SEEN_EVERY:
                return ""
            return self._touch(row)
        token = secrets.token_urlsafe(32) if row is None or session.rotating else ""
        with transaction() as database:
            stored = database.get(WebSession, row.id) if row is not None else None
            if stored is None and row is not None and not session.rotating:
                return ""  # revoked while this request ran: it must not come back
            if stored is None:
                token = token or secrets.token_urlsafe(32)
                stored = WebSession()
                database.add(stored)
            self._fill(stored, session, token)
        return token

    def _touch(self, row: WebSession) -> str:
        with transaction() as database:
            stored = database.get(WebSession, row.id)
            if stored is not None:
                stored.seen_at = clock.now()
        return ""

    def _fill(self, stored: WebSession, session: ServerSession, token: str) -> None:
        moment = clock.now()
        if token:
            stored.token_hash = _hash(token)
        if session.new or session.rotating:
            idle, life = _limits(session)
            stored.idle_minutes = int(idle.total_seconds() // 60)
            stored.ends_at = moment + life
            stored.created_at = moment
            stored.user_agent = (request.user_agent.string or "")[:250]
        stored.data = dict(session)
        stored.user_id = session.account_id
        stored.seen_at = moment


def init_sessions(app: Flask, without: tuple[str, ...]) -> None:
    """Keep sessions in the database; a request whose session cannot be read fails as any other without a database."""
    app.session_interface = DatabaseSessions(without)
    app.before_request(_raise_fault)


def _raise_fault() -> None:
    opened = flask_session._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 -- werkzeug's own way to what a proxy stands for
    if isinstance(opened, ServerSession) and opened.fault is not None:
        raise opened.fault


def _limits(session: ServerSession) -> tuple[timedelta, timedelta]:
    if session.account_id is None:
        return _VISITOR_IDLE, _VISITOR_IDLE
    return (OFFICER_IDLE, OFFICER_LIFE) if session.is_officer else (MEMBER_IDLE, MEMBER_LIFE)


def _alive(row: WebSession) -> bool:
    moment = clock.now()
    return moment < row.ends_at and moment < row.seen_at + timedelta(minutes=row.idle_minutes)


def sessions_of(user_id: int) -> list[WebSession]:
    """The person's living sessions, the latest seen first."""
    rows = current_session().scalars(
        select(WebSession).where(WebSession.user_id == user_id).order_by(WebSession.seen_at.desc(), WebSession.id)
    )
    return [row for row in rows if _alive(row)]


def revoke(user_id: int, keep: Callable[[WebSession], bool] = lambda _row: False) -> int:
    """End the person's sessions but those to keep, in the caller's transaction; how many ended."""
    session = current_session()
    ended = [row for row in session.scalars(select(WebSession).where(WebSession.user_id == user_id)) if not keep(row)]
    for row in ended:
        session.delete(row)
    return len(ended)


def forget_ended() -> int:
    """Delete sessions that are over; how many (a scheduled job)."""
    with transaction() as session:
        ended = [row.id for row in session.scalars(select(WebSession)) if not _alive(row)]
        session.execute(delete(WebSession).where(WebSession.id.in_(ended)))
        return len(ended)
