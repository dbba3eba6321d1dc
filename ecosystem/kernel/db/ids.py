"""Ids that may be seen outside."""

from __future__ import annotations

import re
import secrets
from typing import Final

_ALPHABET: Final = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH: Final = 10
"""31**10 is about 8e14: too many to guess or to enumerate, short enough for an address."""
_PLACES: Final = tuple(len(_ALPHABET) ** place for place in range(LENGTH))
_SHAPE: Final = re.compile(f"[{_ALPHABET}]{{{LENGTH}}}$")


def new_public_id() -> str:
    """A random id without letters and digits that look alike."""
    number = secrets.randbelow(len(_ALPHABET) ** LENGTH)
    return "".join(_ALPHABET[number // place % len(_ALPHABET)] for place in _PLACES)


def public_id_of(slug: str) -> str | None:
    """The public id at the end of an address such as `he-loc-sinh-hoc-k3m9x2p7qa`."""
    match = _SHAPE.search(slug)
    return match.group(0) if match else None
