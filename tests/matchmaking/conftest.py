"""What matches are made of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

import config
from tests.accounts.pages import Mailbox
from tests.factories import Factory
from tests.matchmaking.pages import World
from tests.matchmaking.world import Market, reasons_shown


@pytest.fixture
def market(make: Factory) -> Market:
    return Market.of(make)


@pytest.fixture
def english_market(make: Factory) -> Market:
    """The same, of a person who reads English."""
    return Market.of(make, language="en")


@pytest.fixture
def mailbox(app: Flask, settings: config.Settings) -> Mailbox:
    return Mailbox(app, Path(settings.mail_url))


@pytest.fixture
def with_reasons(app: Flask) -> Iterator[None]:
    """A page that shows matches has registered whose reasons they have."""
    before = app.extensions["reasons_of"]
    app.extensions["reasons_of"] = reasons_shown
    yield
    app.extensions["reasons_of"] = before


@pytest.fixture
def operator_address(app: Flask) -> Iterator[str]:
    """The operator has said where to write to."""
    before = app.config["OPERATOR_EMAIL"]
    app.config["OPERATOR_EMAIL"] = "van.hanh@thu.example"
    yield "van.hanh@thu.example"
    app.config["OPERATOR_EMAIL"] = before


@pytest.fixture
def world(make: Factory, client: FlaskClient) -> World:
    return World.of(make, client)
