"""After signing in a person stays on this site (X02)."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.accounts.next_address import own_path

HERE = "http://nhipcau.example/login"


@pytest.mark.parametrize("address", ["/desk", "/technologies/a-b?page=2&q=n%C6%B0%E1%BB%9Bc", "/en/desk"])
def test_own_pages_are_kept(address: str) -> None:
    assert own_path(address, "") == address


def test_english_pages_stay_english() -> None:
    assert own_path("/desk", "/en") == "/en/desk"
    assert own_path("/en/desk?x=1", "/en") == "/en/desk?x=1"


@pytest.mark.parametrize(
    "address",
    [
        "",
        None,
        "desk",
        "//xau.example",
        "///xau.example",
        "/\\xau.example",
        "https://xau.example",
        "javascript:alert(1)",
        "/\t/xau.example",
        "/desk\r\nX: 1",
        " /desk",
        "/" + "a" * 3000,
    ],
)
def test_everything_else_is_not(address: str | None) -> None:
    assert own_path(address, "") is None


@given(st.text(max_size=40).map(lambda text: "/" + text) | st.text(max_size=40), st.sampled_from(["", "/en"]))
def test_no_address_leads_away(address: str, root: str) -> None:
    found = own_path(address, root)
    if found is not None:
        assert urlsplit(urljoin(HERE, found)).netloc == "nhipcau.example"
