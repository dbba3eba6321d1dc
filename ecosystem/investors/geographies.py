"""Which geographies lie in which: an investor for all of Vietnam invests in Hanoi too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

_INSIDE: Final[Mapping[str, tuple[str, ...]]] = {
    "vietnam-north": ("hanoi",),
    "vietnam": ("vietnam-north", "vietnam-central", "vietnam-south"),
    "southeast-asia": ("vietnam",),
    "asia": ("southeast-asia",),
    "worldwide": ("asia", "europe", "north-america"),
}
"""Codes of the vocabulary `geography`: from one to those that lie right in it."""


def covered(codes: Iterable[str]) -> tuple[str, ...]:
    """The codes and all that lie in them, each once, the given ones first. A code that nothing lies in is itself."""
    found = list(dict.fromkeys(codes))
    for code in found:
        found += [inner for inner in _INSIDE.get(code, ()) if inner not in found]
    return tuple(found)
