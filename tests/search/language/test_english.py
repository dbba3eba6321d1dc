from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from snowballstemmer import stemmer

from ecosystem.search.language.english import stem
from ecosystem.search.language.normalise import fold, tokens

_ENDINGS = ("", "s", "ies", "ied", "ing", "ings", "ed", "edly", "ly", "li", "tional", "isation", "izer", "fulness")
_MORE = ("ousli", "iveness", "biliti", "ogist", "icate", "ative", "iciti", "ement", "ance", "ible", "ion", "ous", "y")


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789", max_size=8), st.sampled_from(_ENDINGS + _MORE))
@example("sk", "y")
@example("bias", "")
@example("howe", "")
def test_a_stem_is_snowballs_for_every_word(start: str, ending: str) -> None:
    word = start + ending
    assert stem(word) == stemmer("english").stemWord(word)


@given(st.text(max_size=30))
def test_a_stem_is_snowballs_for_whatever_is_a_term(text: str) -> None:
    for word in tokens(fold(text)):
        assert stem(word) == stemmer("english").stemWord(word)
