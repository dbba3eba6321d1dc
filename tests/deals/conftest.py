"""The market that deals are made in."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.deals.world import Market
from tests.factories import Factory


@pytest.fixture
def market(make: Factory, session: Session) -> Market:
    return Market(make, session)
