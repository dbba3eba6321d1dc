"""The picture itself, read back."""

from __future__ import annotations

import io
from dataclasses import fields, replace
from typing import Any

import pytest
from PIL import Image

from ecosystem.pictures.bridge import BAND
from ecosystem.pictures.card import Card
from ecosystem.pictures.drawing import draw

CARD = Card("Nhịp Cầu", "Bể lọc kỵ khí", "Công nghệ", "Công nghệ", "Viện Nước", 7, ("1,8–2,6 tỷ đồng",))
OTHER: dict[str, Any] = {
    "brand": "Khác",
    "title": "Bể lọc hiếu khí",
    "kind": "Viện",
    "owner": "Viện Đất",
    "level": 6,
    "facts": ("2 tỷ đồng",),
}
LONG = "QUY TRÌNH CÔNG NGHỆ SẢN XUẤT CHẾ PHẨM VI SINH ĐA CHỨC NĂNG Ẵ Ỗ Ữ " * 5


def image(card: Card) -> Image.Image:
    return Image.open(io.BytesIO(draw(card))).convert("RGB")


@pytest.mark.parametrize(
    "card",
    [CARD, Card("", ""), replace(CARD, title=LONG, owner=LONG, kind=LONG, facts=(LONG,)), replace(CARD, level=9)],
)
def test_it_has_its_size_and_free_sides(card: Card) -> None:
    drawn = image(card)
    assert drawn.size == (1200, 630)
    upper = drawn.crop((0, 0, 1200, 500))
    for box in ((0, 0, 60, 500), (1140, 0, 1200, 500), (0, 0, 1200, 50)):
        assert upper.crop(box).getcolors() == [((box[2] - box[0]) * (box[3] - box[1]), near(upper))]


def near(drawn: Image.Image) -> tuple[int, int, int]:
    """The band's colour as the palette keeps it."""
    found = drawn.getpixel((2, 2))
    assert isinstance(found, tuple)
    assert max(abs(a - b) for a, b in zip(found, BAND, strict=True)) <= 4
    red, green, blue = found[:3]
    return int(red), int(green), int(blue)


@pytest.mark.parametrize("name", OTHER)
def test_every_text_is_seen_and_is_in_the_version(name: str) -> None:
    other = replace(CARD, **{name: OTHER[name]})
    assert draw(other) != draw(CARD)
    assert other.version != CARD.version


def test_the_same_texts_are_the_same_picture() -> None:
    assert draw(CARD) == draw(replace(CARD))
    assert CARD.version == replace(CARD).version
    assert {field.name for field in fields(Card)} == {*OTHER, "name"}


def test_what_the_font_lacks_leaves_no_trace() -> None:
    assert draw(replace(CARD, title="🚀 Bể lọc kỵ khí 🇻🇳", owner="Viện Nước 水")) == draw(CARD)


def test_a_title_without_a_letter_of_the_font_gives_way_to_the_kind() -> None:
    assert draw(replace(CARD, title="日本語")) == draw(replace(CARD, title="Công nghệ"))


def test_the_amount_at_the_end_of_the_facts_is_never_cut() -> None:
    amount = "VND 4–25 billion a deal"
    stages = ("Growth, with customers in several provinces",) * 3
    assert draw(replace(CARD, level=None, facts=("Fund", *stages, amount))) == draw(
        replace(CARD, level=None, facts=("Fund", amount))
    )
