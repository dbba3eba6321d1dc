"""What a source says of a round and of an investment, comparable and ready to be written."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a deal comes from: its source, and its own id there ("" for none)."""

    source: str
    external_id: str = ""
    is_demo: bool = False


class RoundFacts(NamedTuple):
    """The columns of a round by their names; see `models.Round`."""

    startup_id: int
    code: str
    source_code: str
    dated: str | None
    amount: int | None
    currency: str | None


class InvestmentFacts(NamedTuple):
    """The columns of an investment by their names; `round_key` is the round's own id in the source."""

    round_key: str
    investor_id: int | None
    investor_name: str
    investor_kind: str
    amount: int | None
    currency: str | None
    is_lead: bool | None


def digest_of(facts: RoundFacts | InvestmentFacts) -> str:
    """32 characters that change with anything that is said."""
    return blake2b(repr(tuple(facts)).encode(), digest_size=16).hexdigest()


def differing(one: RoundFacts, other: RoundFacts) -> list[str]:
    """The names of what the two say differently."""
    return [name for name in RoundFacts._fields if getattr(one, name) != getattr(other, name)]
