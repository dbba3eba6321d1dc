"""An interpreter with the product's word lists, over a few texts."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ecosystem.discovery.language import Language
from ecosystem.search.language.lexicon import Lexicon
from ecosystem.search.language.lexicon_builder import LexiconBuilder
from ecosystem.search.language.understanding import Interpreter

TEXTS = (
    ("vi", "Máy sấy vải thiều bằng bơm nhiệt"),
    ("vi", "Công nghệ xử lý nước thải làng nghề"),
    ("vi", "Viện Nghiên cứu Năng lượng mặt trời"),
    ("vi", "Trí tuệ nhân tạo cho y tế, đường dây nóng"),
    ("en", "Wastewater treatment system for villages"),
    ("en", "Solar dryer and desalination unit"),
    ("en", "Robot for inventory with RFID"),
)


@cache
def language() -> Language:
    return Language.read(Path(__file__).parents[3] / "data" / "language")


@cache
def interpreter(*more: tuple[str, str]) -> Interpreter:
    builder = LexiconBuilder()
    for spoken, text in (*TEXTS, *more):
        builder.add(spoken, text)
    for text in language().known():
        builder.add_known(text)
    return Interpreter(Lexicon(builder.build()), language().synonyms, language().glossary)
