"""Who else fits: what is offered after a no or a silence. Never who was passed over, asked already or said no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.queries import Titled, titles_in_order
from ecosystem.introductions import queries
from ecosystem.kernel.access.actor import VISITOR
from ecosystem.matchmaking import queries_pages
from ecosystem.matchmaking.market import Lacking, pairings_of
from ecosystem.matchmaking.served import served_market
from ecosystem.matchmaking.wishes import Wishes

NEXT: Final = 3


def next_candidates(session: Session, own: Entry | None, kind: str, count: int = NEXT) -> Sequence[Titled]:
    """The first matches of the entry among the others of `kind`; none where it has no matches."""
    served = served_market() if own is not None and own.is_public and own.owner_id is not None else None
    if served is None or own is None or own.owner_id is None:
        return []
    pairings = pairings_of(session, served, own)
    if isinstance(pairings, Lacking) or kind not in pairings:
        return []
    passed = queries_pages.passed_over(session, [own])[own.public_id]
    asked = queries.entries_asked(session, [own.owner_id])[own.owner_id]
    hidden = queries_pages.left_out(session, own, []) | passed | asked
    found = pairings[kind].find(Wishes(kind=kind), hidden, queries_pages.shown(session, kind))
    return titles_in_order(session, VISITOR, [one.id for one in found.fitting[:count]])
