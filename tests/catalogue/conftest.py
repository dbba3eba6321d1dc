from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from ecosystem.accounts.models import User
from tests.factories import Factory, sign_in


@pytest.fixture
def owner(make: Factory) -> User:
    """A person with an organisation to publish for."""
    user = make.user()
    make.organisation(user)
    return user


@pytest.fixture
def signed_in(client: FlaskClient, owner: User) -> FlaskClient:
    return sign_in(client, owner)
