"""Writing deals; never commits. What is written is a source's: found again by its id there, and written over by it."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from ecosystem.deals import queries
from ecosystem.deals.facts import InvestmentFacts, Origin, RoundFacts
from ecosystem.deals.models import Investment, Round
from ecosystem.deals.policy import may_record
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import Forbidden


def add_round(session: Session, actor: Actor, origin: Origin, facts: RoundFacts, digest: str) -> Round:
    """A new round; it has its id after the next flush. Raises Forbidden."""
    _require(actor)
    made = Round(**facts._asdict(), digest=digest, **_origin(origin))
    session.add(made)
    return made


def change_round(session: Session, actor: Actor, round_id: int, facts: RoundFacts, digest: str) -> None:
    """What the source says of a round now. Raises Forbidden."""
    _require(actor)
    stored = session.get_one(Round, round_id)
    for name, value in facts._asdict().items():
        setattr(stored, name, value)
    stored.digest, stored.recorded_at = digest, clock.now()


def add_investment(
    session: Session, actor: Actor, origin: Origin, parent: Round | int, facts: InvestmentFacts, digest: str
) -> None:
    """A new investment in the round, given by itself or by its id. Raises Forbidden."""
    _require(actor)
    session.add(Investment(**_columns(parent, facts), digest=digest, **_origin(origin)))


def change_investment(
    session: Session, actor: Actor, origin: Origin, parent: Round | int, facts: InvestmentFacts, digest: str
) -> None:
    """What the source says now of the investment that it knows by this id. Raises Forbidden."""
    _require(actor)
    stored = queries.investment(session, origin.source, origin.external_id)
    for name, value in _columns(parent, facts).items():
        setattr(stored, name, value)
    stored.digest, stored.recorded_at = digest, clock.now()


def _require(actor: Actor) -> None:
    if not may_record(actor):
        raise Forbidden


def _origin(origin: Origin) -> dict[str, Any]:
    return {
        "source": origin.source,
        "external_id": origin.external_id,
        "is_demo": origin.is_demo,
        "recorded_at": clock.now(),
    }


def _columns(parent: Round | int, facts: InvestmentFacts) -> dict[str, Any]:
    columns = facts._asdict()
    del columns["round_key"]
    return {**columns, **({"round": parent} if isinstance(parent, Round) else {"round_id": parent})}
