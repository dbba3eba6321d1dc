"""What introductions are made of."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest
from flask import Flask

import config
from tests.accounts.pages import Mailbox
from tests.factories import Factory
from tests.introductions.world import Party, Town

ASK: Final[dict[str, Any]] = {"raising": "now", "round": "seed", "amount_sought": 8 * 10**9, "sectors": ["crops"]}


@pytest.fixture
def town(make: Factory) -> Town:
    return Town.of(make)


@pytest.fixture
def mailbox(app: Flask, settings: config.Settings) -> Mailbox:
    return Mailbox(app, Path(settings.mail_url))


@pytest.fixture
def market(make: Factory) -> tuple[Party, list[Party]]:
    """A startup and three funds in its sector, all alike."""
    founder = make.user()
    company = make.organisation(founder, "Lúa Xanh", kind="company")
    startup = Party(make, founder, company, make.entry(company, "Lúa Xanh", kind="startup", **ASK))
    funds = []
    for number in range(3):
        user = make.user()
        fund = make.organisation(user, f"Quỹ {number}", kind="fund")
        entry = make.entry(fund, f"Quỹ Trồng Lúa {number}", kind="investor", sectors=["crops"])
        funds.append(Party(make, user, fund, entry))
    return startup, funds
