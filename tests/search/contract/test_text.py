from __future__ import annotations

import unicodedata
from dataclasses import replace

from ecosystem.search.engine import SearchEngine
from ecosystem.search.request import SearchRequest
from ecosystem.search.schema import SearchDocument
from tests.search.contract.documents import asking, document, fill, ids
from tests.search.language.reading import interpreter


def test_marks_that_were_typed_come_first(engine: SearchEngine) -> None:
    """Case S01."""
    names = {"duong": "Đường Sạch", "xuan": "Dương Xuân", "dai": "Đương Đại", "sinh": "Dưỡng Sinh"}
    fill(engine, *(document(key, name) for key, name in names.items()))
    assert ids(engine, "đường")[0] == "duong"
    assert ids(engine, "Dương")[0] == "xuan"
    assert set(ids(engine, "duong")) == set(names)
    assert set(ids(engine, "đường")) == set(names)


def test_words_as_typed_beat_any_number_of_words_without_marks(engine: SearchEngine) -> None:
    exact = document(
        "exact", "Máy đo", summary="Sản phẩm của một nhà máy ở xa, nói đến đường ở cuối một đoạn rất dài. " * 20
    )
    loud = document("loud", "Duong duong duong", summary="duong " * 50)
    bilingual = document("english", "Duong duong", language="en", summary="duong " * 50)
    fill(engine, loud, bilingual, exact)
    assert ids(engine, "đường")[0] == "exact"


def test_tone_places_and_unicode_forms_are_one_word(engine: SearchEngine) -> None:
    """Case L04."""
    fill(engine, document("a", "Vườn ươm Hòa Thụy"), document("b", "Vườn ươm Hoà Thuỵ"), document("c", "Vườn Hoa Thúy"))
    old, new = "Vườn ươm Hòa Thụy", "Vườn ươm Hoà Thuỵ"
    spellings = [old, new, unicodedata.normalize("NFD", old), unicodedata.normalize("NFD", new), old.upper()]
    answers = [engine.search(SearchRequest(asking(text))) for text in spellings]
    assert [hit.id for hit in answers[0].hits][:2] == ["a", "b"]
    assert all(answer == answers[0] for answer in answers)


def test_documents_in_decomposed_form_are_found(engine: SearchEngine) -> None:
    fill(engine, document("a", unicodedata.normalize("NFD", "Xử lý nước thải")), document("b", "Xu ly nuoc thai"))
    assert ids(engine, "xử lý nước thải") == ["a", "b"]


def test_what_is_invisible_in_a_document_hides_nothing(engine: SearchEngine) -> None:
    fill(engine, document("a", "Ph\u00adần m\u200bềm\u00a0mở"))
    assert ids(engine, "phần mềm") == ["a"]


def test_english_words_are_found_in_their_other_forms(engine: SearchEngine) -> None:
    fill(
        engine,
        document("exact", "Filter for brackish water", language="en"),
        document("other", "Filtering brackish waters", language="en"),
        document("none", "Solar cells", language="en"),
    )
    assert ids(engine, "filter water") == ["exact", "other"]


def test_neighbouring_words_rank_above_scattered_ones(engine: SearchEngine) -> None:
    near = document("near", "Giải pháp", summary="Công nghệ lọc của nhà máy")
    far = document("far", "Giải pháp", summary="Công ty lọc nghệ nhà máy của")
    fill(engine, far, near)
    assert ids(engine, "công nghệ")[0] == "near"
    assert ids(engine, "cong nghe")[0] == "near"


def test_a_word_in_a_weightier_field_ranks_above(engine: SearchEngine) -> None:
    fill(engine, document("b", "Cảm biến", summary="Máy bơm"), document("a", "Máy bơm", summary="Cảm biến"))
    assert ids(engine, "cảm biến") == ["b", "a"]
    assert ids(engine, "bơm") == ["a", "b"]


def test_both_words_of_two_must_match(engine: SearchEngine) -> None:
    fill(engine, document("both", "Lọc nước"), document("one", "Lọc khí"), document("across", "Lọc", summary="nước"))
    assert set(ids(engine, "lọc nước")) == {"both", "across"}


def test_both_languages_of_a_document_are_searched(engine: SearchEngine) -> None:
    fill(engine, document("vi", "Lọc nước"), document("en", "Water filter", language="en"))
    assert ids(engine, "water") == ["en"]
    assert ids(engine, "nước") == ["vi"]


SHOWING_NOTHING = ["", "  ", "\u200b\u00ad", "\x00", "\u202e", "\ud800"]


def test_a_text_that_shows_nothing_asks_for_everything(engine: SearchEngine) -> None:
    fill(engine, document("a", "Lọc nước"), document("b", "Lọc khí"))
    for text in SHOWING_NOTHING:
        assert ids(engine, text) == ["a", "b"], repr(text)


WITHOUT_WORDS = ["?!", "*", '("', "___", "🙂"]


def test_a_text_without_words_finds_nothing(engine: SearchEngine) -> None:
    fill(engine, document("a", "Lọc nước"))
    for text in WITHOUT_WORDS:
        assert engine.search(SearchRequest(asking(text))).total.value == 0, repr(text)


HOSTILE = [
    '("a:*[<script>',
    "title:nước OR sector:*",
    "-nước +lọc \\ /x/ ~2 ^9 {a TO b}",
    "nước " * 2_000,
    " ".join(f"từ{number}" for number in range(2_500)),
    "n" * 10_000,
    "nước\x00lọc",
    "nước \ud800\udfff lọc",
    "\u202enước\u202c \u2066lọc\u2069",
    "a_b t_title_vi_folded:x",
    "İstanbul ß ﬁ ½ ٣ 水処理",
]


def test_hostile_texts_get_an_answer(engine: SearchEngine) -> None:
    fill(engine, document("a", "Lọc nước"))
    for text in HOSTILE:
        found = engine.search(SearchRequest(asking(text)))
        assert len(found.hits) == found.total.value <= 1, repr(text[:80])


def test_direction_marks_do_not_hide_the_words(engine: SearchEngine) -> None:
    fill(engine, document("a", "Lọc nước"))
    assert ids(engine, "\u202enước\u202c \u2066lọc\u2069") == ["a"]
    assert ids(engine, "l\ud800ọc") == ["a"]


def test_a_text_in_both_languages_counts_in_one(engine: SearchEngine) -> None:
    """The nearer title goes first, though the other says it in English too."""
    titled = document("titled", "Gạch lát sân")
    texts = {"vi": {"title": "Gạch lát lối đi trong vườn nhà phố cổ"}, "en": {"title": "Paver"}}
    fill(engine, titled, SearchDocument("both", "technology", texts), *_others(5))
    reading = interpreter(("vi", "Gạch lát sân"), ("en", "Paver"))
    query = reading.read("gạch lát").query
    assert query is not None
    found = engine.search(SearchRequest(replace(query, tiers=())))
    assert [hit.id for hit in found.hits] == ["titled", "both"]


def _others(count: int) -> list[SearchDocument]:
    """Others of both languages, so that no word of either is everywhere."""
    texts = {"vi": {"title": "Cây và cỏ"}, "en": {"title": "Trees and grass"}}
    return [SearchDocument(f"other{number}", "technology", texts) for number in range(count)]
