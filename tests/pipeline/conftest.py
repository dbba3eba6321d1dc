"""A fund, as most tests need one."""

from __future__ import annotations

import pytest

from tests.factories import Factory
from tests.pipeline.world import Fund, fund_of


@pytest.fixture
def fund(make: Factory) -> Fund:
    return fund_of(make)
