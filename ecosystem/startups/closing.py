"""Rounds whose last day is over leave the filters by themselves, soon after midnight in Hanoi; the startups stay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ecosystem.catalogue.closing import index_ended
from ecosystem.startups.models import Startup

CLOSE_ROUNDS: Final = "startups.close_rounds"


def close_rounds(_payload: Mapping[str, Any]) -> None:
    """The handler: index anew the startups whose round ended lately. Doing it twice is harmless."""
    index_ended(Startup, Startup.round_closes_on)
