"""What introductions are made of."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

import config
from tests.accounts.pages import Mailbox
from tests.factories import Factory
from tests.introductions.world import Town


@pytest.fixture
def town(make: Factory) -> Town:
    return Town.of(make)


@pytest.fixture
def mailbox(app: Flask, settings: config.Settings) -> Mailbox:
    return Mailbox(app, Path(settings.mail_url))
