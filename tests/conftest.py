"""What every test stands on: a real database, a real index, a real application; chosen by the environment.

`TEST_DATABASE_URL` (a PostgreSQL address whose role may create databases) instead of SQLite, `TEST_SEARCH_URL` (an
Elasticsearch) instead of the embedded engine, `TEST_BROWSER=1` for the part in a browser, `SHARED_DATA` for real data.
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import flask_migrate
import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings
from jinja2 import FileSystemBytecodeCache
from sqlalchemy.orm import Session

import config
from ecosystem.app import create_app
from ecosystem.kernel.access.acting import set_actor
from ecosystem.kernel.access.actor import VISITOR
from ecosystem.kernel.db.session import db, writing
from ecosystem.kernel.db.transaction import transaction
from ecosystem.taxonomy.service import load_reference
from tests.apart import Apart
from tests.factories import Factory
from tests.indexes import drop_indexes

if TYPE_CHECKING:
    from ecosystem.kernel.jobs.worker import Worker

collect_ignore = [
    *([] if os.environ.get("TEST_BROWSER") else ["browser"]),
    *([] if os.environ.get("SHARED_DATA") else ["shared_data"]),
]

# A busy machine is no fault: speed is measured in benchmarks.
hypothesis_settings.register_profile("product", deadline=None, max_examples=50)
hypothesis_settings.load_profile("product")

POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "")
SEARCH = os.environ.get("TEST_SEARCH_URL", "")


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


def _admin(statement: str) -> None:
    engine = sa.create_engine(POSTGRESQL, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(statement))
    engine.dispose()


def _on(database: str) -> str:
    return sa.make_url(POSTGRESQL).set(database=database).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def template_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A migrated database with the reference data, which each test gets a copy of."""
    folder = tmp_path_factory.mktemp("template")
    name = f"template_{uuid.uuid4().hex[:10]}"
    url = _on(name) if POSTGRESQL else f"sqlite:///{folder / 'template.sqlite3'}"
    if POSTGRESQL:
        _admin(f"CREATE DATABASE {name}")
    app = create_app(settings_for(folder, url))
    with app.app_context():
        flask_migrate.upgrade()
        with transaction() as session:
            load_reference(session)
        db.session.remove()
        db.engine.dispose()
    yield name if POSTGRESQL else str(folder / "template.sqlite3")
    if POSTGRESQL:
        _admin(f"DROP DATABASE {name}")


@contextmanager
def database_of(template: str, folder: Path) -> Iterator[str]:
    if not POSTGRESQL:
        shutil.copy(template, folder / "test.sqlite3")
        yield f"sqlite:///{folder / 'test.sqlite3'}"
        return
    name = f"test_{uuid.uuid4().hex[:10]}"
    _admin(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield _on(name)
    finally:
        _admin(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def settings(template_database: str, tmp_path: Path) -> Iterator[config.Settings]:
    with database_of(template_database, tmp_path) as url:
        yield settings_for(tmp_path, url)


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Compiled templates, so that not every test's application compiles them again."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(settings: config.Settings, templates: FileSystemBytecodeCache) -> Iterator[Flask]:
    """The whole product on its own database and index, without a context."""
    made = create_app(settings, TESTING=True, PROPAGATE_EXCEPTIONS=False, LIMITS_ENABLED=False)
    made.jinja_env.bytecode_cache = templates
    made.extensions["search_engine"].rebuild([], list)
    made.wsgi_app = Apart(made.wsgi_app)  # type: ignore[method-assign]  # Flask's documented way to add middleware
    yield made
    with made.app_context():
        db.session.remove()
        db.engine.dispose()
    drop_indexes(made)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without JavaScript that belongs to nobody."""
    return app.test_client()


@pytest.fixture
def app_context(app: Flask) -> Iterator[Flask]:
    """Inside the application's context, as a job or a command is."""
    token = writing.set(False)
    set_actor(VISITOR)
    with app.app_context():
        yield app
        db.session.remove()
    writing.reset(token)


@pytest.fixture
def session(app_context: Flask) -> Session:
    """The session of the application's context."""
    made: Session = db.session()
    return made


@pytest.fixture
def worker(app_context: Flask) -> Worker:
    """The worker; `worker.run_until_idle()` does what is due."""
    made: Worker = app_context.extensions["worker"]
    return made


@pytest.fixture
def make(app_context: Flask) -> Factory:
    """Makes people, organisations and entries."""
    return Factory()
