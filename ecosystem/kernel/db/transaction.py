"""The only place that commits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from ecosystem.kernel.db.session import db, writing

_OPEN = "transaction_open"
_AFTER = "transaction_after_commit"


def current_session() -> Session:
    """The session of this request, job or command."""
    session: Session = db.session()
    return session


@contextmanager
def transaction() -> Iterator[Session]:
    """One unit of work: commits at the end, rolls back when an exception leaves it.

    Inside another one it is a part of it: what fails inside leaves nothing of itself, and only the outermost commits.
    On SQLite it begins immediate; what was only read before it is read anew.
    """
    session = current_session()
    if session.info.get(_OPEN):
        with session.begin_nested():
            yield session
        return
    if not writing.get():
        session.rollback()
    token = writing.set(True)
    session.info[_OPEN] = True
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        session.info.pop(_AFTER, None)
        raise
    finally:
        session.info[_OPEN] = False
        writing.reset(token)
    for callback in session.info.pop(_AFTER, []):
        callback()


def after_commit(callback: Callable[[], None]) -> None:
    """Run `callback` once the outermost transaction has committed; never when it rolls back."""
    current_session().info.setdefault(_AFTER, []).append(callback)
