"""One address is one account, however it is typed (A01)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.accounts.email_address import normalise_email
from ecosystem.kernel.access.fields import InputError

SPELLINGS = ["Lan.Test@Thu.example", "lan.test@thu.example", " LAN.TEST@thu.example ", "lan.test＠thu.example"]


@pytest.mark.parametrize(
    "typed", [*SPELLINGS, "lan.test@thu.example\u200b", "ｌａｎ.test@thu.example", "lan.test @thu.example"]
)
def test_every_spelling_is_the_same_address(typed: str) -> None:
    assert normalise_email(typed) == "lan.test@thu.example"


def test_what_is_normal_stays() -> None:
    assert (
        normalise_email(normalise_email("Lan@Hà-Nội.vn"))
        == normalise_email("lan@hà-nội.vn")
        == "lan@xn--h-ni-0na4517b.vn"
    )


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "fill this in"),
        ("trang@luaxanh", "full domain"),
        ("trang@", "full domain"),
        ("trang", "looks like"),
        ("@luaxanh.vn", "looks like"),
        ("a@b@luaxanh.vn", "looks like"),
        ("trâng@luaxanh.vn", "looks like"),
        ("trang@lua xanh..vn", "looks like"),
    ],
)
def test_what_is_no_address_is_said_in_words(typed: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        normalise_email(typed)


def test_a_very_long_address_is_refused() -> None:
    with pytest.raises(InputError):
        normalise_email("a" * 60 + "@" + "b" * 60 + ".c" * 80 + ".vn")


@given(st.text(max_size=40), st.sampled_from(["", "@thu.example", "@x"]))
def test_nothing_breaks_it_and_twice_is_once(start: str, end: str) -> None:
    try:
        once = normalise_email(start + end)
    except InputError:
        return
    assert normalise_email(once) == once
    assert once.isascii()
    assert once == once.lower()
