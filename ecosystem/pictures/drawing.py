"""Drawing a card: brand and kind above, title with owner and facts in the middle, the bridge below."""

from __future__ import annotations

import io
from typing import Final

from PIL import Image, ImageDraw

from ecosystem.pictures.bridge import BAND, BAND_2, LAMP, ON_BAND, ON_BAND_2, foot, mark
from ecosystem.pictures.card import HEIGHT, WIDTH, Card
from ecosystem.pictures.fonts import drawable, face
from ecosystem.pictures.lines import fit

_SIDE: Final = 72
_INNER: Final = WIDTH - 2 * _SIDE
_HEAD: Final = 84
"""Where the middle of the line with the brand stands."""
_FIRST, _LAST = 122, 490
"""Between these stand title, owner and facts."""
_FOOT: Final = 122
_SIZES: Final = ((76, 2), (64, 2), (54, 3), (46, 4))
"""The title's size in pixels and its most lines, tried in this order."""
_OPEN: Final = 1.26
"""A line's height by its size: marks stack on Vietnamese capitals."""
_SMALL: Final = 30
_JOINT: Final = " · "
_BAR: Final = (9, 4, 30)
"""Width, gap and greatest height of the nine bars."""


def draw(card: Card) -> bytes:
    """The card as a PNG of 1200 × 630 pixels."""
    image = Image.new("RGB", (WIDTH, HEIGHT), BAND)
    image.paste(foot(WIDTH), (0, HEIGHT - _FOOT))
    pen = ImageDraw.Draw(image)
    _head(image, pen, card)
    _middle(pen, card)
    file = io.BytesIO()
    image.quantize(64, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(file, "PNG")
    return file.getvalue()


def _head(image: Image.Image, pen: ImageDraw.ImageDraw, card: Card) -> None:
    drawn = mark(1.7)
    image.paste(drawn, (_SIDE, _HEAD - drawn.height // 2 - 3))
    brand = face("600SemiBold", 34)
    pen.text((_SIDE + drawn.width + 16, _HEAD), drawable(card.brand), ON_BAND, brand, "lm")
    kind = face("400Regular", 28)
    room = _INNER - drawn.width - 16 - brand.getlength(card.brand) - 40
    lines, _ = fit(drawable(card.kind), kind, room, 1)
    pen.text((WIDTH - _SIDE, _HEAD), "".join(lines), ON_BAND_2, kind, "rm")


def _middle(pen: ImageDraw.ImageDraw, card: Card) -> None:
    title = drawable(card.title) or drawable(card.name)
    size, lines = _title(title)
    owner, _ = fit(drawable(card.owner), face("400Regular", _SMALL), _INNER, 1)
    has_facts = bool(card.level or card.facts)
    step = size * _OPEN
    height = step * len(lines) + (20 + _SMALL * 1.4 if owner else 0) + (20 + _SMALL * 1.4 if has_facts else 0)
    y = _FIRST + max(0, (_LAST - _FIRST - height) / 2)
    for line in lines:
        pen.text((_SIDE - size / 24, y + step / 2), line, ON_BAND, face("600SemiBold", size), "lm")
        y += step
    for line in owner:
        pen.text((_SIDE, y + 20 + _SMALL * 0.7), line, ON_BAND_2, face("400Regular", _SMALL), "lm")
        y += 20 + _SMALL * 1.4
    if has_facts:
        _facts(pen, card, y + 20 + _SMALL * 0.7)


def _title(text: str) -> tuple[int, list[str]]:
    """The largest size at which all of it fits; else the smallest, with its end left out."""
    size, lines = 0, list[str]()
    for size, most in _SIZES:
        lines, is_whole = fit(text, face("600SemiBold", size), _INNER, most)
        if is_whole:
            break
    return size, lines


def _facts(pen: ImageDraw.ImageDraw, card: Card, middle: float) -> None:
    x = float(_SIDE)
    words = [drawable(fact) for fact in card.facts]
    if card.level:
        x = _bars(pen, card.level, x, middle) + 16
        words.insert(0, f"TRL {card.level}")
    font = face("600SemiBold", _SMALL)
    words = [word for word in words if word]
    while len(words) > 2 and font.getlength(_JOINT.join(words)) > WIDTH - _SIDE - x:
        words.pop(-2)  # the money stands at the end, and half of it says nothing
    lines, _ = fit(_JOINT.join(words), font, WIDTH - _SIDE - x, 1)
    pen.text((x, middle), "".join(lines), ON_BAND, font, "lm")


def _bars(pen: ImageDraw.ImageDraw, level: int, x: float, middle: float) -> float:
    """Nine rising bars, a lamp over the level reached; where they end."""
    width, gap, greatest = _BAR
    bottom = middle + greatest / 2
    for number in range(1, 10):
        height = 4 + (greatest - 4) * number / 9
        filled = ON_BAND if number <= level else _dim()
        pen.rectangle((x, bottom - height, x + width - 1, bottom), filled)
        if number == level:
            pen.ellipse((x, bottom - height - 14, x + width - 1, bottom - height - 14 + width - 1), LAMP)
        x += width + gap
    return x - gap


def _dim() -> tuple[int, int, int]:
    red, green, blue = ((front + 2 * back) // 3 for front, back in zip(BAND_2, BAND, strict=True))
    return red, green, blue
