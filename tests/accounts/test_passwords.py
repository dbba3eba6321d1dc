"""Length and rarity, no rules of composition."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.accounts.passwords import COMMON, normalise_password, problem_with


@pytest.mark.parametrize(
    "password", ["một câu rất dễ nhớ", "correct battery horse stables", "chin con tim bay qua", "tôi thích phở bò tái"]
)
def test_an_easy_sentence_passes(password: str) -> None:
    assert problem_with(password, "Nguyễn Minh Trang", "trang@luaxanh.vn") is None


@pytest.mark.parametrize(
    "password",
    [
        "matkhau123456",
        "Mật khẩu 123456",
        "PasswordPassword",
        "qwertyuiop123",
        "123456789012",
        "aaaaaaaaaaaa",
        "1234 1234 1234",
        "abcdefghijkl",
        "IloveYou@12345",
        "vietnamvodich2026",
        "nhipcauhanoi",
    ],
)
def test_what_everybody_tries_first_does_not(password: str) -> None:
    assert problem_with(password) is not None


def test_short_and_endless_ones_do_not_pass() -> None:
    assert "12" in str(problem_with("câu ngắn"))
    assert problem_with("một câu dài " * 20) is not None


@pytest.mark.parametrize(
    "password", ["trang@luaxanh.vn", "nguyenminhtrang1990", "Nguyễn Minh Trang!", "trang.luaxanh.vn"]
)
def test_the_persons_own_words_do_not_pass(password: str) -> None:
    assert problem_with(password, "Nguyễn Minh Trang", "trang@luaxanh.vn") is not None


def test_a_sentence_with_ones_name_in_it_passes() -> None:
    assert problem_with("minh trang nuôi ba con mèo đen", "Minh Trang", "trang@luaxanh.vn") is None


def test_the_list_is_long_and_all_of_it_could_be_typed() -> None:
    lines = COMMON.read_text(encoding="utf-8").splitlines()
    assert len(lines) >= 500
    assert all(problem_with(line) is not None for line in lines)


@given(st.text(max_size=60))
def test_every_keyboard_gives_the_same_characters(text: str) -> None:
    import unicodedata  # noqa: PLC0415 -- used here alone

    assert normalise_password(unicodedata.normalize("NFD", text)) == normalise_password(text)
    problem_with(text, text, text)
