"""The sources of deals whose licence asks to be named beside what is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_ATTRIBUTIONS: Final = {
    "crunchbase-2013": "Crunchbase 2013 Snapshot © 2013, fully attributed to Crunchbase, CC BY 4.0; re-joined",
}


def attributions(sources: Iterable[str]) -> list[str]:
    """What must stand below the deals of these sources, in the words that their licences ask for."""
    return [_ATTRIBUTIONS[source] for source in sources if source in _ATTRIBUTIONS]
