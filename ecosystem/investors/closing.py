"""What investors said of investing for a time that is over leaves the filters by itself; the investors stay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ecosystem.catalogue.closing import index_ended
from ecosystem.investors.models import Investor

END_STATEMENTS: Final = "investors.end_statements"


def end_statements(_payload: Mapping[str, Any]) -> None:
    """The handler: index anew the investors whose statement ended lately. Doing it twice is harmless."""
    index_ended(Investor, Investor.investing_until)
