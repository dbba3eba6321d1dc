"""What claims are made of."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

import config
from tests.accounts.pages import Mailbox
from tests.claims.world import Registry
from tests.factories import Factory


@pytest.fixture
def registry(make: Factory) -> Registry:
    return Registry(make)


@pytest.fixture
def mailbox(app: Flask, settings: config.Settings) -> Mailbox:
    return Mailbox(app, Path(settings.mail_url))
