"""Learns weights from the installation's own deals. Never commits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from ecosystem.kernel import clock
from ecosystem.matching.profiles import Market
from ecosystem.matchmaking.models_weights import MatchingWeights

if TYPE_CHECKING:
    from ecosystem.matching.learning import Learnt


def keep(session: Session, market: Market, learnt: Learnt) -> MatchingWeights:
    """Saves a training; its weights come into use if they are better than the former, which otherwise stay."""
    data: dict[str, Any] = {
        "startups": len(market.startups),
        "investors": len(market.investors),
        "deals": len(market.deals),
        "rounds": learnt.learnt_from,
        "compared_from": learnt.start.isoformat(),
        "compared_to": learnt.end.isoformat(),
    }
    made = MatchingWeights(
        trained_at=clock.now(),
        is_used=learnt.is_better,
        weights=dict(learnt.weights),
        data=data,
        figures={"new": learnt.new, "former": learnt.former},
    )
    session.add(made)
    return made
