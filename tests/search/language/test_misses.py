from __future__ import annotations

from ecosystem.search.language.glossary import Entry, Glossary
from ecosystem.search.language.lexicon import Lexicon
from ecosystem.search.language.lexicon_builder import LexiconBuilder
from ecosystem.search.language.misses import uncovered

GLOSSARY = Glossary([Entry(("màng", "lọc"), (("membrane", "filter"), ("ultrafilter",)))])


def known() -> Lexicon:
    builder = LexiconBuilder()
    builder.add("vi", "màng lọc nước")
    builder.add_known("gợi ý")
    return Lexicon(builder.build())


def test_what_the_index_the_lists_and_the_glossary_know_is_covered() -> None:
    assert uncovered("màng lọc nuoc goi ý membrane filters ultrafilter", known(), GLOSSARY) == []


def test_the_rest_is_told_once_each_as_it_is_normalised() -> None:
    assert uncovered("XYZZYX lọc xyzzyx, Hoá 12345 co2", known(), GLOSSARY) == ["xyzzyx", "hoá"]
    assert uncovered("hòa", known(), GLOSSARY) == ["hoà"]


def test_a_part_of_a_rendering_alone_is_not_covered_by_it() -> None:
    assert uncovered("membrane", known(), GLOSSARY) == ["membrane"]


def test_no_text_raises() -> None:
    for text in ("", "?!", "\ud800", "x" * 10_000, "nước " * 5_000):
        assert len(uncovered(text, known(), GLOSSARY)) <= 1
