"""Words typed without marks: taken as typed with them where these are sure, and as any of them where they are not."""

from __future__ import annotations

import pytest

from ecosystem.search.language.understanding import Understood
from ecosystem.search.text_query import Node, Term
from tests.search.language.reading import interpreter

SESSIONS = tuple(("vi", f"Buổi họp {number}, quả bưởi, bảo quản") for number in range(9))


def terms(node: Node) -> set[tuple[str, str]]:
    if isinstance(node, Term):
        return {(node.form, node.text)}
    return {term for part in node.parts for term in terms(part)}


def asked(understood: Understood) -> set[tuple[str, str]]:
    assert understood.query is not None
    return {term for node in (understood.query.matches, *understood.query.scores) for term in terms(node)}


@pytest.mark.parametrize(
    ("plain", "marked"),
    [
        ("xu ly nuoc thai", "xử lý nước thải"),
        ("tri tue nhan tao", "trí tuệ nhân tạo"),
        ("may say vai thieu", "máy sấy vải thiều"),
        ("nang luong mat troi", "năng lượng mặt trời"),
    ],
)
def test_sure_marks_ask_for_what_typed_ones_ask_for(plain: str, marked: str) -> None:
    assert interpreter().read(plain).query == interpreter().read(marked).query


@pytest.mark.parametrize("text", ["bao quan buoi", "BAO QUAN BUOI", "buoi"])
def test_unsure_marks_are_not_told_as_sure(text: str) -> None:
    understood = interpreter(*SESSIONS).read(text)
    assert understood.text.lower().endswith("buoi")
    assert {one.lower().split()[-1] for one in understood.suggestions} == {"buổi", "bưởi"}
    assert {("folded", "buoi"), ("syllables", "buổi"), ("syllables", "bưởi")} <= asked(understood)


def test_an_unsure_word_is_no_other_name_by_itself() -> None:
    """`ma` may be `mã` or `mạ`, and is not M&A."""
    texts = [("vi", f"Mã số {number}, lớp mạ, nhưng mà") for number in range(9)]
    understood = interpreter(*texts).read("bun thai xi ma")
    assert not understood.has("expanded")


def test_words_that_texts_have_without_marks_stand_first() -> None:
    """A company may call itself so."""
    texts = [("vi", f"Gốm sứ {number}") for number in range(9)]
    understood = interpreter(*texts, ("en", "Gom Su Studio")).read("gom su")
    assert understood.text == "gốm sứ"
    assert understood.query is not None
    assert {("syllables", "gom"), ("syllables", "su")} <= terms(understood.query.tiers[0])


@pytest.mark.parametrize(
    ("typed", "meant"), [("nuớc thaỉ", "nước thải"), ("nuớc thải", "nước thải"), ("xử lý nuớc", "xử lý nước")]
)
def test_what_is_no_syllable_is_not_taken_for_right(typed: str, meant: str) -> None:
    assert interpreter().read(typed).text == meant


@pytest.mark.parametrize("text", ["thuở", "huơ", "quớt"])
def test_rare_syllables_are_right(text: str) -> None:
    assert interpreter().read(text).text == text
