"""Who makes an investor's page public: an organisation by anyone who may edit for it, a natural person alone."""

from __future__ import annotations

from ecosystem.catalogue.models import Entry
from ecosystem.investors.models import Investor

ANGEL = "angel"
"""The one kind of investor that is a natural person."""


def is_natural_person(entry: Entry) -> bool:
    """Whether the page is a person's: by what it says, or because an individual owns it."""
    is_angel = isinstance(entry, Investor) and entry.investor_kind == ANGEL
    return is_angel or (entry.owner is not None and entry.owner.kind == "individual")
