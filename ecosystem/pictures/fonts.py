"""Be Vietnam Pro, whole, in two weights; and text made of nothing but what the font can draw."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

from PIL.ImageFont import FreeTypeFont, Layout, truetype

Weight = Literal["400Regular", "600SemiBold"]

FOLDER: Final = Path(__file__).parents[2] / "static" / "vendor" / "be-vietnam-pro"
_ABSENT: Final = "\U0010fffe"
"""No character at all: drawn as the font's box for what it lacks."""
_WRITTEN: Final = {"→": "-", "←": "-", "⇒": "-", "×": "x", "−": "-", "‑": "-", "≤": "<=", "≥": ">=", "′": "'", "″": '"'}


@lru_cache(maxsize=64)
def face(weight: Weight, size: int) -> FreeTypeFont:
    """The font at `size` pixels. Raises OSError when the front-end files are not installed."""
    return truetype(FOLDER / f"BeVietnamPro_{weight}.ttf", size)


def drawable(text: str) -> str:
    """`text` in NFC with what the font lacks written in another way (β as beta, → as -) or left out; never a box."""
    characters = unicodedata.normalize("NFC", text)
    return " ".join("".join(_written(one) for one in characters).split())


@lru_cache(maxsize=4096)
def _written(character: str) -> str:
    if character.isspace() or _has(character):
        return character
    name = unicodedata.name(character, "")
    if name.startswith("GREEK "):
        return _spelled(name)
    for other in (_WRITTEN.get(character, ""), unicodedata.normalize("NFKC", character)):
        if other and all(_has(one) for one in other):
            return other
    return ""


def _spelled(name: str) -> str:
    """A Greek letter by its name, as formulas are read: "GREEK SMALL LETTER BETA" is beta."""
    last = name.partition(" LETTER ")[2].split(" ")[0].lower()
    return last.capitalize() if " CAPITAL " in name else last


def _has(character: str) -> bool:
    return _outline(character) != _outline(_ABSENT)


def _outline(character: str) -> tuple[tuple[int, int], bytes]:
    mask = _probe().getmask(character)
    return mask.size, bytes(mask)


@lru_cache(maxsize=1)
def _probe() -> FreeTypeFont:
    """Looks each character up as it is; the other layout may make several of one."""
    return truetype(FOLDER / "BeVietnamPro_400Regular.ttf", 16, layout_engine=Layout.BASIC)
