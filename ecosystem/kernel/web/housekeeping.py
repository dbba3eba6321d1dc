"""What the web layer forgets by itself: ended sessions, old nonces, parked forms nobody came back for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ecosystem.kernel.web.parking import forget_parked
from ecosystem.kernel.web.sessions import forget_ended
from ecosystem.kernel.web.submissions import forget_submissions

TIDY: Final = "web.tidy"


def tidy(_payload: Mapping[str, Any]) -> None:
    """The handler of the scheduled job."""
    forget_ended()
    forget_submissions()
    forget_parked()
