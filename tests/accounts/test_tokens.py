"""Links are for one purpose, end in time, and end with what they were for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.accounts.models import User
from ecosystem.accounts.tokens import LIFE, BadToken, Purpose, Tokens
from ecosystem.kernel import clock

TOKENS = Tokens("secret of the tests")


def person() -> User:
    return User(public_id="k3m9x2p7qa", email="lan@thu.example", password="$argon2id$old")


@pytest.mark.parametrize("purpose", Purpose)
def test_a_link_holds_for_its_purpose_and_its_time(purpose: Purpose) -> None:
    token = TOKENS.make(person(), purpose)
    with clock.travel(LIFE[purpose] - timedelta(minutes=1)):
        assert TOKENS.read(token, purpose).holds_for(person(), purpose)
    with clock.travel(LIFE[purpose] + timedelta(minutes=1)), pytest.raises(BadToken) as ended:
        TOKENS.read(token, purpose)
    assert ended.value.expired


@pytest.mark.parametrize("purpose", Purpose)
def test_a_link_holds_for_no_other_purpose(purpose: Purpose) -> None:
    token = TOKENS.make(person(), purpose)
    for other in set(Purpose) - {purpose}:
        with pytest.raises(BadToken):
            TOKENS.read(token, other)


def test_a_new_password_ends_the_links_that_could_set_one() -> None:
    before, after = person(), person()
    after.password = "$argon2id$new"
    for purpose, holds in [(Purpose.RESET, False), (Purpose.CHANGE_EMAIL, False), (Purpose.CONFIRM, True)]:
        claim = TOKENS.read(TOKENS.make(before, purpose), purpose)
        assert claim.holds_for(after, purpose) is holds


@pytest.mark.parametrize("purpose", Purpose)
def test_a_new_address_ends_the_links_sent_to_the_old_one(purpose: Purpose) -> None:
    moved = person()
    moved.email = "lan@khac.example"
    assert not TOKENS.read(TOKENS.make(person(), purpose), purpose).holds_for(moved, purpose)


def test_a_link_is_its_owners_alone() -> None:
    other = person()
    other.public_id = "zzzzzzzzzz"
    assert not TOKENS.read(TOKENS.make(person(), Purpose.RESET), Purpose.RESET).holds_for(other, Purpose.RESET)


@given(st.text(max_size=80))
def test_no_made_up_token_is_read(token: str) -> None:
    for purpose in Purpose:
        with pytest.raises(BadToken):
            TOKENS.read(token, purpose)


def test_another_installations_token_is_none_of_ours() -> None:
    with pytest.raises(BadToken):
        TOKENS.read(Tokens("another secret").make(person(), Purpose.RESET), Purpose.RESET)
