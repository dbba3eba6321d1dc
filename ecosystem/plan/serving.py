"""What of the catalogue serves each task of a plan: entries that their owners tagged with it, as search finds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy.orm import Session

from ecosystem.catalogue import queries
from ecosystem.catalogue.kinds import Kinds
from ecosystem.catalogue.models import Entry
from ecosystem.kernel.access.actor import Actor
from ecosystem.search.engine import EngineUnavailable, SearchEngine
from ecosystem.search.request import AnyOf, SearchRequest, Sort

FEW: Final = 3
_LATEST: Final = Sort("updated", "descending")


def latest_by_task(
    engine: SearchEngine, session: Session, actor: Actor, kinds: Kinds, codes: Sequence[str]
) -> Mapping[str, Sequence[Entry]]:
    """Task to its entries that were changed last, at most three each; nothing while the engine is away."""
    try:
        found = {code: _latest(engine, code) for code in codes}
    except EngineUnavailable:
        return {}
    wanted = list(dict.fromkeys(public_id for ids in found.values() for public_id in ids))
    entries = {entry.public_id: entry for entry in queries.in_order(session, actor, kinds, wanted)}
    return {code: [entries[one] for one in ids if one in entries] for code, ids in found.items()}


def _latest(engine: SearchEngine, code: str) -> Sequence[str]:
    request = SearchRequest(filters=(AnyOf("task", (code,)),), sort=_LATEST, limit=FEW)
    return [hit.id for hit in engine.search(request).hits]
