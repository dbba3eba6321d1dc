"""What holds for any text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.engines.tantivy.engine import TantivyEngine
from ecosystem.search.engine import Operation
from ecosystem.search.language.normalise import normalise
from ecosystem.search.language.understanding import Interpreter
from ecosystem.search.request import SearchRequest
from ecosystem.search.schema import Schema, SearchDocument, TextField
from tests.search.language.reading import interpreter, language

WORDS = [
    *("máy", "sấy", "công", "nghệ", "xử", "lý", "nước", "thải", "hòa", "khỏe", "thủy", "quý", "nghiên", "cứu"),
    *("may", "say", "cong", "nghe", "xu", "ly", "nuoc", "thai", "ddieenj", "nuwowcs", "quangr", "solar", "dryer"),
    *("wastewater", "robot", "desalinaton", "mya", "nghiêng", "R&D", "268/2025/NĐ-CP", "50m3", "CO₂", "khôngcó"),
    *('"nước thải"', "-lúa"),
]
TYPED = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
MOVED = {"hòa": "hoà", "khỏe": "khoẻ", "thủy": "thuỷ"}
SCHEMA = Schema.of([TextField("title", 4.0), TextField("summary")])


@st.composite
def _ways(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and the same in another mix of Unicode forms, places of the tone, case and invisible characters."""
    text = draw(TYPED)
    written = []
    for word in text.split(" "):
        moved = MOVED.get(word, word) if draw(st.booleans()) else word
        other = unicodedata.normalize("NFD", moved) if draw(st.booleans()) else moved
        cased = draw(st.sampled_from([other, other.capitalize(), other.title()]))
        at = draw(st.integers(1, len(cased)))
        written.append(cased[:at] + draw(st.sampled_from(["", "\u200b", "\u00ad"])) + cased[at:])
    return text, " ".join(written)


@given(_ways())
def test_ways_to_write_a_text_ask_for_the_same(ways: tuple[str, str]) -> None:
    text, other = (interpreter().read(one) for one in ways)
    assert text.query == other.query
    assert normalise(text.text) == normalise(other.text)
    assert text.meanings == other.meanings


@given(st.text(max_size=200) | TYPED, st.booleans())
def test_no_text_is_an_error(text: str, exact: bool) -> None:
    understood = interpreter().read(text, exact=exact)
    assert (understood.query is None) == (not normalise(text))


SYLLABLES = ("máy", "sấy", "nước", "thải", "solar", "dryer", "may", "nuoc", "sáy", "dryers", "thaỉ", "nứơc")
TEXTS = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=4).map(" ".join)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> TantivyEngine:
    return TantivyEngine(tmp_path_factory.mktemp("index"), SCHEMA, language().analyser)


def _document(key: str, spoken: str, title: str, summary: str) -> Operation:
    return Operation(key, 1, SearchDocument(key, "technology", {spoken: {"title": title, "summary": summary}}))


def _reading(documents: list[tuple[str, str]]) -> Interpreter:
    return interpreter(*documents)


@given(st.lists(TEXTS, min_size=1, max_size=5), TEXTS)
@settings(deadline=None, max_examples=40)
def test_what_holds_all_words_as_typed_is_never_below_a_guess(
    engine: TantivyEngine, others: list[str], text: str
) -> None:
    """Correction, restoration, synonyms and the other language add below it, however loud they are."""
    spoken = "vi" if any(ord(letter) > 127 for letter in text) else "en"
    loud = [_document(f"loud{number}", "vi", one, f"{one} " * 20) for number, one in enumerate(others)]
    exact = _document("exact", spoken, "một", f"{'dài ' * 60}{text}")
    engine.rebuild([*loud, exact], list)
    query = _reading([("vi", one) for one in others] + [(spoken, text)]).read(text).query
    ids = [hit.id for hit in engine.search(SearchRequest(query)).hits]
    above = ids[: ids.index("exact")]
    words = set(normalise(text).split())
    held = {f"loud{number}": set(normalise(one).split()) for number, one in enumerate(others)}
    assert all(words <= held[one] or not any(ord(letter) > 127 for letter in text) for one in above)
