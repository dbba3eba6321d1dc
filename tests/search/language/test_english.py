from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.search.language.english import stem
from ecosystem.search.language.normalise import fold, tokens


@pytest.mark.parametrize(
    "forms",
    ["filter filters filtered filtering", "battery batteries", "purify purifies purified purifying", "bias", "sky"],
)
def test_the_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("words", ["university universal-ly", "news new", "nang nghe", "may mang"])
def test_other_words_stay_apart(words: str) -> None:
    first, second = words.replace("-", "").split()
    assert stem(first) != stem(second)


@given(st.text(max_size=30))
def test_whatever_is_a_term_has_a_stem_that_begins_as_it_does(text: str) -> None:
    for word in tokens(fold(text)):
        assert stem(word)[:1] == word[:1]


def test_threads_do_not_disturb_one_another() -> None:
    words = [f"{start}{ending}" for start in ("filter", "purif", "connect") for ending in ("s", "ing", "ed", "ies")]
    alone = [stem(word) for word in words]
    with ThreadPoolExecutor(8) as pool:
        assert all(found == alone for found in pool.map(lambda _: [stem(word) for word in words], range(200)))
