from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.kernel.tabular.formulas import with_apostrophe, without_apostrophe

CELLS = st.one_of(st.text(max_size=12), st.text(st.sampled_from("'=+-@\t\r1a ()."), max_size=8))


@given(CELLS)
def test_what_goes_out_comes_in_again_unchanged(cell: str) -> None:
    assert without_apostrophe(with_apostrophe(cell)) == cell


@given(CELLS)
def test_nothing_goes_out_that_a_program_runs(cell: str) -> None:
    out = with_apostrophe(cell)
    assert not out.startswith(("=", "@", "\t", "\r"))
    assert not out.startswith(("+", "-")) or not any(letter.isalpha() for letter in out)


@pytest.mark.parametrize("cell", ["-5", "-12.5", "+84 900 000 011", "+8", "-40 %", "Tên - khác", "a=b", ""])
def test_figures_telephone_numbers_and_texts_stay_as_they_are(cell: str) -> None:
    assert with_apostrophe(cell) == cell


@pytest.mark.parametrize("cell", ["=1+1", "@SUM Studio", "-40 Độ", "\tThụt", "=cmd|' /C calc'!A0", "+lên"])
def test_what_looks_like_a_formula_is_text(cell: str) -> None:
    assert with_apostrophe(cell) == f"'{cell}"
