from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.investors.geographies import covered
from ecosystem.taxonomy.reference_files import read_terms

CODES = [term.code for term in read_terms() if term.vocabulary == "geography"]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (["hanoi"], {"hanoi"}),
        (["vietnam"], {"vietnam", "vietnam-north", "vietnam-central", "vietnam-south", "hanoi"}),
        (["europe", "north-america"], {"europe", "north-america"}),
        (["worldwide"], set(CODES)),
        ([], set()),
        (["somewhere"], {"somewhere"}),
    ],
)
def test_the_wider_one_includes_what_lies_in_it(chosen: list[str], found: set[str]) -> None:
    assert set(covered(chosen)) == found


@given(st.lists(st.sampled_from(CODES)))
def test_each_stands_once_and_looking_again_finds_no_more(chosen: list[str]) -> None:
    found = covered(chosen)
    assert len(found) == len(set(found))
    assert set(covered(found)) == set(found) >= set(chosen)
    assert set(found) <= set(CODES)
