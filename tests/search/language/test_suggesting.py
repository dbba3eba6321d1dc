"""How titles may be begun, and what a beginning may mean."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ecosystem.search.language.lexicon import Lexicon
from ecosystem.search.language.lexicon_builder import LexiconBuilder, empty
from ecosystem.search.language.names import Names
from ecosystem.search.language.normalise import fold, tokens
from ecosystem.search.language.starts import MOST_WORDS, starts
from ecosystem.search.language.suggesting import Beginning, is_begun, read_beginnings, suggesting
from ecosystem.search.text_query import NOTHING

NAMES = (
    "Viện Công nghệ Sinh học Hồng Hà",
    "Sở Khoa học và Công nghệ Lâm Hải",
    "Đặc sản Đắk Lắk",
    "Dây chuyền lắp ráp 4.0",
    "Rice dryer using solar heat",
)
titles = st.lists(
    st.sampled_from([word for name in NAMES for word in name.split()]), min_size=1, max_size=MOST_WORDS // 2
)
SPELLINGS: tuple[Callable[[str], str], ...] = (str, fold, str.upper, lambda text: unicodedata.normalize("NFD", text))


def lexicon(*texts: str) -> Lexicon:
    builder = LexiconBuilder()
    for text in texts:
        builder.add("vi", text)
    return Lexicon(builder.build())


def matching(typed: str, *names: str, known: Lexicon | None = None) -> list[str]:
    found = Names([name] for name in names).matching(suggesting(read_beginnings(typed, known or empty())))
    return [names[place] for place in found]


def test_a_title_is_indexed_by_the_ways_to_begin_it() -> None:
    assert starts("Đo pH") == [
        *("d", "do", "p", "ph", "đ", "đo"),
        *("^d", "^do", "^do_", "^do_p", "^do_ph", "^đ", "^đo", "^đo_", "^đo_p", "^đo_ph"),
        *("=dp", "#"),
    ]
    assert starts("") == starts("?!") == []


def test_long_titles_have_no_more_terms_than_there_is_room_for() -> None:
    assert len(starts("nghiêng " * 500)) < 70
    assert len(starts(" ".join(f"từ{number}ngữ" for number in range(500)))) < 250
    assert max(map(len, starts("n" * 5_000))) == 25


@given(titles, st.data())
def test_every_beginning_of_every_part_of_a_title_finds_it(words: list[str], data: st.DataObject) -> None:
    """With marks or without, composed or not, in whatever case."""
    title = " ".join(words)
    start = data.draw(st.integers(0, len(words) - 1))
    part = " ".join(words[start:])
    typed = part[: data.draw(st.integers(1, len(part)))]
    written = data.draw(st.sampled_from(SPELLINGS))
    assume(tokens(typed))
    assert matching(written(typed), title) == [title]
    assert is_begun(title, read_beginnings(written(typed), empty()))


@given(titles)
def test_initials_from_the_first_word_on_find_a_title(words: list[str]) -> None:
    title = " ".join(words)
    letters = "".join(word[0] for word in tokens(title)[:8])
    assume(len(letters) > 1)
    assert matching(letters.upper(), title) == [title]


@given(st.text())
def test_no_text_raises(text: str) -> None:
    matching(text, text, *NAMES)
    assert is_begun(text, read_beginnings(text, empty()))


def test_no_word_asks_for_nothing() -> None:
    assert suggesting([]).matches == NOTHING
    assert matching("?!", *NAMES) == []


def test_telex_is_decoded_word_by_word_and_what_was_typed_stays() -> None:
    assert read_beginnings("vieenj tax ngh", empty()) == [
        Beginning("vieenj", "viện", is_sure=True),
        Beginning("tax", "tã"),
        Beginning("ngh"),
    ]


@pytest.mark.parametrize(("typed", "found"), [("low", ["Low carbon"]), ("lowj", ["Nước lợ", "Low carbon", "Lò đốt"])])
def test_a_word_of_the_index_is_hardly_telex(typed: str, found: list[str]) -> None:
    names = ("Nước lợ", "Low carbon", "Lò đốt")
    assert matching(typed, *names, known=lexicon("low")) == found


def test_later_names_are_begun_word_by_word_in_whatever_order() -> None:
    assert matching("lắk đ", *NAMES) == ["Đặc sản Đắk Lắk"]
    assert matching("học công", *NAMES) == list(NAMES[:2])
    assert not is_begun(NAMES[0], read_beginnings("học máy", empty()))


def test_a_thing_of_two_names_is_found_by_either_but_not_by_half_of_each() -> None:
    things = [("Nước thải", "Wastewater"), ("Trồng trọt", "Crops")]

    def places(typed: str) -> list[int]:
        return Names(things).matching(suggesting(read_beginnings(typed, empty())))

    assert (places("nuoc"), places("wast"), places("cro"), places("zz")) == ([0], [0], [1], [])
