"""What the lists are called that entries, rounds and investments come from, and what their licences ask to be said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from ecosystem.kernel.access.messages import N_, Message

_NAMES: Final[Mapping[str, str | Message]] = {
    "crunchbase-2013": "Crunchbase 2013",
    "introductions": N_("introductions made here, confirmed by both"),
    "list": N_("a list of the operator"),
    "nasa-patents": "NASA Patents",
    "yc-2014": "Y Combinator 2014",
}
_ATTRIBUTIONS: Final[Mapping[str, str]] = {
    "crunchbase-2013": "Crunchbase 2013 Snapshot © 2013, fully attributed to Crunchbase, CC BY 4.0; re-joined",
    "yc-2014": "Y Combinator startups as of 2014 by Alice Corona (ali-ce/datasets), CC BY-SA 4.0",
}


def source_name(code: str) -> str | Message:
    """The list's own name; the code itself for one that is not known by name."""
    return _NAMES.get(code, code)


def attributions(sources: Iterable[str | None]) -> list[str]:
    """What must stand beside what is shown out of these sources, in the words that their licences ask for."""
    return [words for source in sources if (words := _ATTRIBUTIONS.get(source or ""))]
