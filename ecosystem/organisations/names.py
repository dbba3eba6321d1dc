"""Names of organisations, compared."""

from __future__ import annotations

import re
from typing import Final

from ecosystem.search.language.normalise import fold

MAX_LENGTH: Final = 200
_NOT_WORDS: Final = re.compile(r"[\W_]+")


def folded_name(name: str) -> str:
    """The name without marks, case and punctuation: hòa, hoà and HOA are one. It proposes, it never decides."""
    return _NOT_WORDS.sub(" ", fold(name)).strip()[:MAX_LENGTH]
