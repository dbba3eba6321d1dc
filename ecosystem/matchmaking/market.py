"""What a page needs of the served market for one entry: whom it can be matched with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry
from ecosystem.matchmaking import queries
from ecosystem.matchmaking.pairings import InvestorsForStartup, Pairing, StartupsForInvestor
from ecosystem.matchmaking.pairings_technologies import StartupsForTechnologies, TechnologiesForStartup
from ecosystem.matchmaking.served import Served
from ecosystem.startups.models import Startup


@dataclass(frozen=True)
class Lacking:
    """Why an entry has no matches yet: it is "draft", says too little ("thesis"), or offers nothing ("offers")."""

    what: str


def pairings_of(session: Session | None, served: Served, own: Entry) -> Mapping[str, Pairing] | Lacking:
    """By the kind of the others, the usual one first; a startup as it is now, or (no session) as it was served."""
    if not own.is_public:
        return Lacking("draft")
    if own.kind == "startup":
        return _of_startup(session, served, own)
    if own.kind != "investor":
        return _of_technologies(served, own)
    if not served.knows_investor(own.public_id):
        return Lacking("thesis")
    return {"startup": StartupsForInvestor(served, own.public_id)}


def _of_startup(session: Session | None, served: Served, own: Entry) -> Mapping[str, Pairing] | Lacking:
    profile = served.startups.get(own.public_id)
    if session is not None and isinstance(own, Startup):
        profile = queries.startup_profile(session, own)
    if profile is None:
        return Lacking("draft")
    words = next((one.words for one in served.offers.startups if one.id == profile.id), ())
    return {
        "investor": InvestorsForStartup(served, profile),
        "technology": TechnologiesForStartup(served, replace(profile, words=words)),
    }


def _of_technologies(served: Served, own: Entry) -> Mapping[str, Pairing] | Lacking:
    """Of one offer, or of all that the institute's organisation offers."""
    every, owners = served.offers.technologies, served.offers.owners
    if own.kind == "technology":
        found = [every[own.public_id]] if own.public_id in every else []
    else:
        found = [one for public_id, one in every.items() if owners[public_id] == own.owner_id]
    if not found:
        return Lacking("offers")
    return {"startup": StartupsForTechnologies(served, found)}
