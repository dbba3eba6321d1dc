"""What reports are made of."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

import config
from tests.accounts.pages import Mailbox
from tests.factories import Factory
from tests.reports.world import Case


@pytest.fixture
def case(make: Factory) -> Case:
    return Case.new(make)


@pytest.fixture
def mailbox(app: Flask, settings: config.Settings) -> Mailbox:
    return Mailbox(app, Path(settings.mail_url))
