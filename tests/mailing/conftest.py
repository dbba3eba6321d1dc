"""What mails are looked at with."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

import config
from tests.accounts.pages import Mailbox


@pytest.fixture
def mailbox(app: Flask, settings: config.Settings) -> Mailbox:
    return Mailbox(app, Path(settings.mail_url))
