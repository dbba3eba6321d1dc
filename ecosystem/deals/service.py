"""Writing deals; never commits. What is written is a source's: found again by its id there, and written over by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from ecosystem.deals import queries
from ecosystem.deals.facts import InvestmentFacts, Origin, RoundFacts
from ecosystem.deals.models import Investment, Round
from ecosystem.deals.policy import may_record
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import Forbidden

Facts = TypeVar("Facts", RoundFacts, InvestmentFacts)


class Said(NamedTuple, Generic[Facts]):
    """What a source says, where it says so, and the digest of it."""

    origin: Origin
    facts: Facts
    digest: str


def add_rounds(session: Session, actor: Actor, source: str, new: Sequence[Said[RoundFacts]]) -> Mapping[str, int]:
    """New rounds of one source, and their ids by its own. Raises Forbidden.

    Nothing listens to deals (see `models`), so they go in by one plain statement.
    """
    _require(actor)
    rows = [{**one.facts._asdict(), "digest": one.digest, **_origin(one.origin)} for one in new]
    session.connection().execute(insert(Round), rows)
    keys = [one.origin.external_id for one in new]
    found = session.execute(
        select(Round.external_id, Round.id).where(Round.source == source, Round.external_id.in_(keys))
    )
    return dict(found.all())


def change_round(session: Session, actor: Actor, round_id: int, facts: RoundFacts, digest: str) -> None:
    """What the source says of a round now. Raises Forbidden."""
    _require(actor)
    stored = session.get_one(Round, round_id)
    for name, value in facts._asdict().items():
        setattr(stored, name, value)
    stored.digest, stored.recorded_at = digest, clock.now()


def add_investments(session: Session, actor: Actor, new: Sequence[tuple[int, Said[InvestmentFacts]]]) -> None:
    """New investments, each with the id of its round. Raises Forbidden."""
    _require(actor)
    rows = [{**_columns(round_id, one.facts), "digest": one.digest, **_origin(one.origin)} for round_id, one in new]
    session.connection().execute(insert(Investment), rows)


def change_investment(session: Session, actor: Actor, round_id: int, said: Said[InvestmentFacts]) -> None:
    """What the source says now of the investment that it knows by this id. Raises Forbidden."""
    _require(actor)
    stored = queries.investment(session, said.origin.source, said.origin.external_id)
    for name, value in _columns(round_id, said.facts).items():
        setattr(stored, name, value)
    stored.digest, stored.recorded_at = said.digest, clock.now()


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


def _columns(round_id: int, facts: InvestmentFacts) -> dict[str, Any]:
    columns = facts._asdict()
    del columns["round_key"]
    return {**columns, "round_id": round_id}
