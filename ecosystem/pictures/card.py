"""What a picture for sharing says, in one language, and the version by which it is known."""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple, dataclass
from typing import Final

WIDTH: Final = 1200
HEIGHT: Final = 630
DRAWING: Final = 2
"""Raised when the same texts are drawn in another way."""


@dataclass(frozen=True)
class Card:
    """Only texts that everybody may read. `kind` stands opposite the brand, `level` is a TRL from 1 to 9.

    `facts` come after the level, in the order of a result's meta line. `name` is drawn in place of a title of which
    the font has nothing.
    """

    brand: str
    title: str
    name: str = ""
    kind: str = ""
    owner: str = ""
    level: int | None = None
    facts: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """Twelve hexadecimal digits: others whenever the picture would be another."""
        said = json.dumps([DRAWING, *astuple(self)], ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()[:12]
