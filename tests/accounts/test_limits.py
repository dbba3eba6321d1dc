"""One client may send a form only so often; the page says when to try again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

import config
from ecosystem.app import create_app
from ecosystem.kernel.db.session import db
from ecosystem.kernel.web.limits import client_address
from tests.accounts.pages import send


@pytest.fixture
def limited_app(settings: config.Settings) -> Iterator[Flask]:
    app = create_app(settings, TESTING=True, PROPAGATE_EXCEPTIONS=False)
    yield app
    with app.app_context():
        db.engine.dispose()


def test_a_limit_by_client(limited_app: Flask) -> None:
    client = limited_app.test_client()
    statuses = [send(client, "/recover", email=f"nguoi{number}@thu.example").status_code for number in range(31)]
    assert statuses == [303] * 30 + [429]
    answer = send(client, "/recover", email="them@thu.example")
    assert int(answer.headers["Retry-After"]) > 0
    assert client.get("/recover").status_code == 200, "reading is not limited"
    other = limited_app.test_client()
    other.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    assert send(other, "/recover", email="them@thu.example").status_code == 303


@pytest.mark.parametrize(
    ("address", "client"),
    [("192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("", "unknown"), ("unix:", "unix:")],
)
def test_who_asks(limited_app: Flask, address: str, client: str) -> None:
    """One IPv6 customer has a whole /64: another address of it is no other client."""
    with limited_app.test_request_context(environ_base={"REMOTE_ADDR": address}):
        assert client_address() == client
