"""What every test stands on: a real database, a real index, a real application; chosen by the environment.

Which database and which engine: see `tests/installation.py`. `TEST_BROWSER=1` adds the part in a browser,
`SHARED_DATA` the tests on real data.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING

import flask_migrate
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings
from sqlalchemy.orm import Session

import config
from ecosystem.app import create_app
from ecosystem.kernel.access.acting import set_actor
from ecosystem.kernel.access.actor import VISITOR
from ecosystem.kernel.db.session import db, writing
from ecosystem.kernel.db.transaction import transaction
from ecosystem.taxonomy.commands import load_everything
from tests.factories import Factory
from tests.installation import POSTGRESQL, Installed, administer, database_url, installed_in, settings_for

if TYPE_CHECKING:
    from ecosystem.kernel.jobs.worker import Worker

collect_ignore = [
    *([] if os.environ.get("TEST_BROWSER") else ["browser"]),
    *([] if os.environ.get("SHARED_DATA") else ["shared_data"]),
]

# A busy machine is no fault: speed is measured in benchmarks.
hypothesis_settings.register_profile("product", deadline=None, max_examples=50)
hypothesis_settings.load_profile("product")


@pytest.fixture(scope="session")
def template_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A migrated database with the reference data, which each test gets a copy of."""
    folder = tmp_path_factory.mktemp("template")
    name = f"template_{uuid.uuid4().hex[:10]}"
    url = database_url(name) if POSTGRESQL else f"sqlite:///{folder / 'template.sqlite3'}"
    if POSTGRESQL:
        administer(f"CREATE DATABASE {name}")
    app = create_app(settings_for(folder, url))
    with app.app_context():
        flask_migrate.upgrade()
        with transaction() as session:
            load_everything(session)
        db.session.remove()
        db.engine.dispose()
    yield name if POSTGRESQL else str(folder / "template.sqlite3")
    if POSTGRESQL:
        administer(f"DROP DATABASE {name}")


@pytest.fixture(scope="session")
def installed(template_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    """The whole product, put together once: doing so takes longer than most tests."""
    with installed_in(tmp_path_factory.mktemp("installed"), template_database) as made:
        yield made


@pytest.fixture
def settings(installed: Installed) -> config.Settings:
    """The settings of the product, whose database, index and folders are as new."""
    installed.renew()
    return installed.settings


@pytest.fixture
def app(installed: Installed, settings: config.Settings) -> Iterator[Flask]:
    """The whole product on its own database and index, without a context."""
    before = dict(installed.app.config)
    yield installed.app
    assert installed.app.config == before, "the next test would run with another configuration"


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
