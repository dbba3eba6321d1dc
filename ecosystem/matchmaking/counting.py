"""How many fit each of one's own entries: for the desk and the list of one's pages with matches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import current_app
from sqlalchemy.orm import Session

from ecosystem.catalogue.links import kinds
from ecosystem.catalogue.models import Entry
from ecosystem.kernel.access.actor import Actor
from ecosystem.matchmaking import queries_pages, service
from ecosystem.matchmaking.market import Lacking, pairings_of
from ecosystem.matchmaking.served import Served
from ecosystem.matchmaking.wishes import Wishes


def fitting(session: Session, actor: Actor, served: Served, own: Sequence[Entry]) -> Mapping[str, int | None]:
    """By public id, among the usual kind of others, as its list has them; None: it has no matches yet."""
    owners = {one.owner_id or 0 for one in own}
    passed, owned = service.staying_away(session, actor, kinds(), own), queries_pages.owned(session, owners)
    asked = current_app.extensions["asked_of"](session, owners)
    counts: dict[str, int | None] = {}
    for one in own:
        pairings = pairings_of(None, served, one)
        if isinstance(pairings, Lacking):
            counts[one.public_id] = None
            continue
        pairing = next(iter(pairings.values()))
        found = pairing.find(Wishes(), passed[one.public_id] | owned[one.owner_id or 0] | asked[one.owner_id or 0], {})
        counts[one.public_id] = found.fit(pairing.base)
    return counts
