"""What a page needs of the served market for one entry: whom it can be matched with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry
from ecosystem.matchmaking import queries
from ecosystem.matchmaking.pairings import InvestorsForStartup, Pairing, StartupsForInvestor
from ecosystem.matchmaking.served import Served
from ecosystem.startups.models import Startup


@dataclass(frozen=True)
class Lacking:
    """Why an entry has no matches yet: it is "draft", or says too little ("thesis", "ask")."""

    what: str


def pairings_of(session: Session, served: Served, own: Entry) -> Mapping[str, Pairing] | Lacking:
    """By the kind of the others, the usual one first."""
    if not own.is_public:
        return Lacking("draft")
    if isinstance(own, Startup):
        return {"investor": InvestorsForStartup(served, queries.startup_profile(session, own))}
    if own.kind == "investor":
        if not served.knows_investor(own.public_id):
            return Lacking("thesis")
        return {"startup": StartupsForInvestor(served, own.public_id)}
    return Lacking("draft")
