"""An installation that a whole module of tests shares, and what its database holds."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from ecosystem.app import create_app
from ecosystem.kernel.access.acting import set_actor
from ecosystem.kernel.access.actor import VISITOR
from ecosystem.kernel.db.base import Base
from ecosystem.kernel.db.session import db, writing
from tests.apart import Apart
from tests.conftest import database_of, settings_for
from tests.indexes import drop_indexes

NO_EFFECT = frozenset({"web_session", "form_submission", "parked_form", "access_count"})
"""Tables in which a request leaves traces of itself, whatever it does."""

Rows = dict[str, frozenset[str]]
"""Table to its rows as text."""


@contextmanager
def installation(template: str, folder: Path, **more: str) -> Iterator[Flask]:
    """The whole product on a database and an index of its own."""
    with database_of(template, folder) as url:
        app = create_app(
            settings_for(folder, url, **more), TESTING=True, PROPAGATE_EXCEPTIONS=False, LIMITS_ENABLED=False
        )
        app.extensions["search_engine"].rebuild([], list)
        app.wsgi_app = Apart(app.wsgi_app)  # type: ignore[method-assign]  # Flask's documented way to add middleware
        yield app
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
        drop_indexes(app)


@contextmanager
def inside(app: Flask) -> Iterator[None]:
    """Stand in the application's context, as a job does."""
    token = writing.set(False)
    set_actor(VISITOR)
    with app.app_context():
        yield
        db.session.remove()
    writing.reset(token)


def rows(app: Flask, *, besides: Collection[str] = NO_EFFECT) -> Rows:
    """Every row of every table but those, as the database keeps it."""
    found: Rows = {}
    with app.app_context(), db.engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            if table.name not in besides:
                lines = connection.execute(sa.text(f'SELECT * FROM "{table.name}"'))  # noqa: S608 -- our own name
                found[table.name] = frozenset(map(repr, lines))
    return found


def changed_tables(before: Rows, after: Rows) -> list[str]:
    """The tables whose rows differ."""
    return sorted(name for name in before if before[name] != after[name])
