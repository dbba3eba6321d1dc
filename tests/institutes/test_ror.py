from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ecosystem.institutes.ror import PREFIX, check_digits, ror_address
from ecosystem.kernel.access.fields import InputError

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
numbers = st.text(ALPHABET, min_size=6, max_size=6).map(lambda six: "0" + six)


@pytest.mark.parametrize("known", ["04wxnsj81", "02twcfp32", "01an7q238", "05dxps055", "042nb2s44"])
def test_identifiers_of_the_registry_pass(known: str) -> None:
    assert ror_address(known) == PREFIX + known


@pytest.mark.parametrize(
    "typed",
    ["https://ror.org/02mhbdp94", "ror.org/02mhbdp94", "http://www.ror.org/02MHBDP94/", "02mhbdp94", "o2mhbdp94"],
)
def test_one_form_is_kept_however_it_is_typed(typed: str) -> None:
    assert ror_address(typed) == "https://ror.org/02mhbdp94"


@pytest.mark.parametrize(
    "wrong", ["", "02mhbdp", "12mhbdp94", "02mhbdpuu", "https://example.org/02mhbdp94", "02mhbdp9४"]
)
def test_another_shape_is_refused(wrong: str) -> None:
    with pytest.raises(InputError, match="looks like"):
        ror_address(wrong)


@given(numbers)
def test_what_the_check_digits_are_made_for_passes(number: str) -> None:
    assert ror_address(number + check_digits(number)) == PREFIX + number + check_digits(number)


@given(numbers, st.integers(1, 6), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_found(number: str, place: int, other: str) -> None:
    assume(number[place] != other)
    mistyped = number[:place] + other + number[place + 1 :]
    with pytest.raises(InputError, match="check digits"):
        ror_address(mistyped + check_digits(number))


@given(numbers, st.integers(1, 5))
def test_two_characters_in_the_wrong_order_are_always_found(number: str, place: int) -> None:
    assume(number[place] != number[place + 1])
    mistyped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    with pytest.raises(InputError, match="check digits"):
        ror_address(mistyped + check_digits(number))
