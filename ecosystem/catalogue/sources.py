"""What the lists are called that entries, rounds and investments come from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ecosystem.kernel.access.messages import N_, Message

_NAMES: Final[Mapping[str, str | Message]] = {
    "crunchbase-2013": "Crunchbase 2013",
    "introductions": N_("introductions made here, confirmed by both"),
    "list": N_("a list of the operator"),
    "nasa-patents": "NASA Patents",
    "yc-2014": "Y Combinator 2014",
}


def source_name(code: str) -> str | Message:
    """The list's own name; the code itself for one that is not known by name."""
    return _NAMES.get(code, code)
