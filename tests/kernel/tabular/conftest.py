from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from ecosystem.kernel.db.session import db

from .things import THINGS


@pytest.fixture
def things(app_context: Flask) -> Iterator[Flask]:
    """The application's context, with the table of a slice that tests alone have."""
    THINGS.metadata.create_all(db.engine)
    yield app_context
    db.session.rollback()
    THINGS.metadata.drop_all(db.engine)
