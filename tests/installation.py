"""A throw-away installation: its settings, its database, the product on it; and what its database holds.

`TEST_DATABASE_URL` (a PostgreSQL address whose role may create databases) takes the place of SQLite, `TEST_SEARCH_URL`
(an Elasticsearch) that of the embedded engine.
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask

import config
from ecosystem.app import create_app
from ecosystem.kernel.access.acting import set_actor
from ecosystem.kernel.access.actor import VISITOR
from ecosystem.kernel.db.base import Base
from ecosystem.kernel.db.session import db, writing
from tests.apart import Apart
from tests.indexes import drop_indexes

POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "")
SEARCH = os.environ.get("TEST_SEARCH_URL", "")
FOR_TESTS: Mapping[str, Any] = {
    "TESTING": True,
    "PROPAGATE_EXCEPTIONS": False,
    "LIMITS_ENABLED": False,
    "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
        "argon2__memory_cost": 8,
        "argon2__time_cost": 1,
        "argon2__parallelism": 1,
    },
}
"""Flask settings: errors become pages, one client may ask as often as it likes, passwords are hashed cheaply."""
NO_EFFECT = frozenset({"web_session", "form_submission", "parked_form", "access_count", "match_shown"})
"""Tables in which a request leaves traces of itself, whatever it does."""

Rows = dict[str, frozenset[str]]
"""Table to its rows as text."""


def settings_for(folder: Path, database_url: str, **more: str) -> config.Settings:
    """Settings of a throw-away installation."""
    environ = {
        "DATABASE_URL": database_url,
        "SEARCH_URL": SEARCH or f"embedded:{folder / 'search'}",
        "SEARCH_PREFIX": f"test-{uuid.uuid4().hex[:10]}",
        "MAIL_URL": str(folder / "mail"),
        "FILES_URL": str(folder / "files"),
        "SECRET_KEY": "a secret of the tests, of no worth to anyone",
        "BASE_URL": "http://nhipcau.example",
        **more,
    }
    return config.load(environ, folder)


def administer(statement: str) -> None:
    """Run a statement on the PostgreSQL server itself."""
    engine = sa.create_engine(POSTGRESQL, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(statement))
    engine.dispose()


def database_url(database: str) -> str:
    """The address of a database of that server."""
    return sa.make_url(POSTGRESQL).set(database=database).render_as_string(hide_password=False)


@contextmanager
def database_of(template: str, folder: Path) -> Iterator[str]:
    """The address of a copy of the template, gone afterwards."""
    name = f"test_{uuid.uuid4().hex[:10]}"
    url = database_url(name) if POSTGRESQL else f"sqlite:///{folder / 'test.sqlite3'}"
    copy_database(template, url)
    yield url
    if POSTGRESQL:
        administer(f"DROP DATABASE {name} WITH (FORCE)")


def copy_database(template: str, url: str) -> None:
    """Put a copy of the template in the place of that database, which nobody may use meanwhile."""
    database = sa.make_url(url).database or ""
    if POSTGRESQL:
        administer(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
        administer(f"CREATE DATABASE {database} TEMPLATE {template}")
        return
    for end in ("", "-wal", "-shm"):
        Path(database + end).unlink(missing_ok=True)
    shutil.copy(template, database)


@contextmanager
def product(settings: config.Settings) -> Iterator[Flask]:
    """The whole product with an empty index, without a context; connections and indexes are gone afterwards."""
    app = create_app(settings, **FOR_TESTS)
    app.extensions["search_engine"].rebuild([], list)
    app.extensions["in_background"] = lambda task: task()  # what a page notes afterwards is there when it answered
    app.extensions["query_log"].write = lambda _flush: None  # a test that means it flushes by itself
    app.wsgi_app = Apart(app.wsgi_app)  # type: ignore[method-assign]  # Flask's documented way to add middleware
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    drop_indexes(app)


@dataclass(frozen=True)
class Installed:
    """The product, and the template that its database is a copy of."""

    app: Flask
    settings: config.Settings
    template: str

    def renew(self) -> None:
        """As if it had just been installed."""
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()
        copy_database(self.template, self.settings.database_url)
        self.app.extensions["search_engine"].rebuild([], list)
        self.app.extensions["query_log"].forget()
        self.app.extensions["used_labels"].forget()
        self.app.extensions["served_market"].forget()
        for folder in (self.settings.mail_url, self.settings.files_url):
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def installed_in(folder: Path, template: str, **more: str) -> Iterator[Installed]:
    """The product on a database and an index of its own."""
    with database_of(template, folder) as url:
        settings = settings_for(folder, url, **more)
        with product(settings) as app:
            yield Installed(app, settings, template)


@contextmanager
def installation(template: str, folder: Path, **more: str) -> Iterator[Flask]:
    """The same, for a whole module of tests."""
    with installed_in(folder, template, **more) as made:
        yield made.app


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
