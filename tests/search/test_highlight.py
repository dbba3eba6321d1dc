from __future__ import annotations

import re
import unicodedata
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from ecosystem.search.highlight import Highlighter

TEXTS = st.text(st.sampled_from("aáăđĐnoươ nước<>&\"' \u0300\u0323\u200b\n_/máy"), max_size=120) | st.text(max_size=80)
TERMS = st.lists(st.sampled_from(["nước", "nuoc", "máy", "a", "đ", "<b>", "&amp;", "mark", "?!", ""]), max_size=4)

PHRASES = st.lists(st.sampled_from(["máy nước", "nước máy", "máy nước máy", "nước", "a n"]), max_size=3)


def _plain(html: str) -> str:
    return unescape(re.sub(r"</?mark>", "", html))


def test_the_original_spelling_stays() -> None:
    text = "Xử lý NƯỚC thải: " + unicodedata.normalize("NFD", "nước") + " n\u00adước"
    assert _plain(Highlighter(["nước"]).highlight(text)) == text
    assert Highlighter(["nước"]).highlight(text).count("<mark>") == 2
    assert "<mark>NƯỚC</mark>" in Highlighter(["nước"]).highlight(text)


def test_text_is_escaped_and_only_marks_are_added() -> None:
    assert (
        Highlighter("máy <script>").highlight('<b>"Máy"</b> & bơm')
        == "&lt;b&gt;&quot;<mark>Máy</mark>&quot;&lt;/b&gt; &amp; bơm"
    )


def test_typed_marks_come_first() -> None:
    text = "đường, dương, Duong"
    assert Highlighter("đường").highlight(text) == "<mark>đường</mark>, dương, Duong"
    assert Highlighter("duong").highlight(text) == "<mark>đường</mark>, <mark>dương</mark>, <mark>Duong</mark>"
    assert Highlighter("đường").highlight("dương Duong") == "<mark>dương Duong</mark>"


def test_tone_places_are_one() -> None:
    assert Highlighter("hòa").highlight("Hoà và Hòa") == "<mark>Hoà</mark> và <mark>Hòa</mark>"


def test_neighbours_become_one_mark() -> None:
    assert (
        Highlighter("công nghệ").highlight("Công  nghệ, nghệ công") == "<mark>Công  nghệ</mark>, <mark>nghệ công</mark>"
    )


def test_english_forms_are_marked() -> None:
    assert Highlighter("filtered").highlight("Filters, filtering") == "<mark>Filters</mark>, <mark>filtering</mark>"


def test_terms_may_be_the_query_or_its_words() -> None:
    assert Highlighter("máy nước").highlight("Máy bơm nước") == Highlighter(["máy", "nước"]).highlight("Máy bơm nước")


def test_a_snippet_shows_most_of_the_terms() -> None:
    text = "Mở đầu nói về máy. " + "Không có gì ở đây. " * 30 + "Máy bơm nước mặt trời. " + "Cũng không. " * 30
    made = Highlighter("bơm nước máy").snippet(text, length=80)
    assert "<mark>Máy bơm nước</mark>" in made
    assert made.startswith("… ")
    assert made.endswith(" …")
    assert len(_plain(made)) <= 80 + 4


def test_a_snippet_without_a_match_is_the_beginning() -> None:
    text = "Một hai ba bốn năm " * 30
    assert Highlighter("nước").snippet(text, length=30) == "Một hai ba bốn năm Một hai ba …"
    assert Highlighter("nước").snippet("Ngắn\n thôi") == "Ngắn thôi"
    assert Highlighter("nước").snippet("") == ""


@given(TEXTS, TERMS, PHRASES)
def test_highlighting_changes_nothing_but_marks(text: str, terms: list[str], phrases: list[str]) -> None:
    made = Highlighter(terms, phrases=phrases).highlight(text)
    assert _plain(made) == text
    assert not re.search(r"<(?!/?mark>)", made)
    assert made.count("<mark>") == made.count("</mark>")


@given(TEXTS.map(lambda text: text * 6), TERMS, st.integers(20, 100))
def test_a_snippet_is_a_part_of_the_text(text: str, terms: list[str], length: int) -> None:
    made = _plain(Highlighter(terms).snippet(text, length)).removeprefix("… ").removesuffix(" …")
    assert made.strip() in " ".join(text.split())


def test_other_marks_are_marked_only_where_they_may() -> None:
    assert Highlighter("bùn", kin=False).highlight("Làng bún") == "Làng bún"
    assert Highlighter("bùn", kin=False).highlight("Bùn và bún") == "<mark>Bùn</mark> và bún"
    assert Highlighter("bun", kin=False).highlight("Bùn, bún") == "<mark>Bùn</mark>, <mark>bún</mark>"
    assert (
        Highlighter("máy filter", kin=False).highlight("Filtering, filtér, may")
        == "<mark>Filtering</mark>, filtér, may"
    )


def test_phrases_are_marked_as_wholes() -> None:
    meanings = Highlighter((), phrases=["học máy", "internet of things", "rice noodle"])
    assert meanings.highlight("Máy in cho trường học; học máy") == "Máy in cho trường học; <mark>học máy</mark>"
    assert meanings.highlight("Things of the Internet") == "<mark>Things</mark> of the <mark>Internet</mark>"
    assert meanings.highlight("A lot of rice") == "A lot of rice"
    overlapping = Highlighter((), phrases=["máy bay", "máy bay không người lái", "bay không"])
    assert overlapping.highlight("Máy bay không người lái") == "<mark>Máy bay không người lái</mark>"
    assert meanings.snippet("of " * 200 + "noodles of rice").endswith("<mark>noodles</mark> of <mark>rice</mark>")
