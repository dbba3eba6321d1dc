"""Browsers by the names that their owners know."""

from __future__ import annotations

import pytest

from ecosystem.accounts.user_agents import device_name


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "Safari · iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge · Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) coc_coc_browser/130.0 Chrome/124.0 Safari/537.36", "Cốc Cốc · Windows"),
        ("Werkzeug/3.1", ""),
        ("", ""),
    ],
)
def test_a_browser_is_named(sent: str, shown: str) -> None:
    assert device_name(sent) == shown
