from __future__ import annotations

import pytest

from ecosystem.accounts.models import User
from tests.factories import Factory


@pytest.fixture
def owner(make: Factory) -> User:
    """A person with an organisation to publish for."""
    user = make.user()
    make.organisation(user)
    return user
