"""The tax code: check digit, branches, words for what is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.kernel.access.fields import InputError
from ecosystem.organisations.tax_code import parse_tax_code

WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


@pytest.mark.parametrize("typed", ["0100047516", " 0100 047 516 ", "0100.047.516", "０１０００４７５１６"])
def test_one_code_in_many_spellings(typed: str) -> None:
    assert parse_tax_code(typed) == "0100047516"


@pytest.mark.parametrize("typed", ["0100047516-001", "0100047516001", "0100047516 001"])
def test_a_branch_is_written_with_a_dash(typed: str) -> None:
    assert parse_tax_code(typed) == "0100047516-001"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("0100047517", "tenth digit"),
        ("0100047517-001", "tenth digit"),
        ("010004751", "this one has 9"),
        ("01000475160", "this one has 11"),
        ("MST 0100047516", "digits only"),
        ("0100047516-000", "check it against your papers"),
        ("", "digits only"),
    ],
)
def test_what_is_wrong_is_said(typed: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        parse_tax_code(typed)


@given(st.lists(st.integers(0, 9), min_size=9, max_size=9).filter(lambda digits: any(digits[2:])))
def test_exactly_one_tenth_digit_fits_or_none(digits: list[int]) -> None:
    """The published rule: 10 less the remainder by 11 of the weighted sum; 10 is never issued."""
    expected = 10 - sum(weight * digit for weight, digit in zip(WEIGHTS, digits, strict=True)) % 11
    start = "".join(map(str, digits))
    fitting = [last for last in range(10) if _fits(f"{start}{last}")]
    assert fitting == ([expected] if expected < 10 else [])


def _fits(code: str) -> bool:
    try:
        return parse_tax_code(code) == code
    except InputError:
        return False
