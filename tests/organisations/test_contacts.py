"""Telephones and websites as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.kernel.access.fields import InputError
from ecosystem.organisations.contacts import parse_telephone, parse_website


@pytest.mark.parametrize(
    "typed",
    ["024 3826 1234", "+84 24 3826 1234", "(024) 3826-1234", "0912.345.678", "1900 1234", "024 3826 1234 máy lẻ 12"],
)
def test_a_number_stays_as_it_was_written(typed: str) -> None:
    assert parse_telephone(typed) == typed


@pytest.mark.parametrize("typed", ["123", "hỏi chị Lan", "0912 345 678 hoặc chị Lan", "+", "1" * 30])
def test_what_cannot_be_dialled_is_refused(typed: str) -> None:
    with pytest.raises(InputError):
        parse_telephone(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("luaxanh.vn", "https://luaxanh.vn"),
        ("http://luaxanh.vn/gioi-thieu?a=1", "http://luaxanh.vn/gioi-thieu?a=1"),
        ("https://viện-nước.vn", "https://viện-nước.vn"),
    ],
)
def test_a_website(typed: str, kept: str) -> None:
    assert parse_website(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "javascript://luaxanh.vn/%0aalert(1)",
        "ftp://luaxanh.vn",
        "luaxanh",
        "https://a@luaxanh.vn",
        "https://luaxanh.vn/a b",
        "http://[::1]/",
        "https://",
        "//xau.example",
        "https://luaxanh.vn:99999",
    ],
)
def test_what_is_none(typed: str) -> None:
    with pytest.raises(InputError):
        parse_website(typed)


@given(st.text(max_size=50))
def test_only_web_addresses_pass(text: str) -> None:
    try:
        kept = parse_website(text)
    except InputError:
        return
    assert kept.lower().startswith(("http://", "https://"))
    assert not any(character.isspace() for character in kept)
