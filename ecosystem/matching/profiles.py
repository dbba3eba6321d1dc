"""What matching knows of startups and investors, and the deals between them. Nothing of persons ever stands here.

Amounts are in one currency throughout. "" and None mean unknown, which is never counted against anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import Final

STAGES: Final = ("seed", "a", "b", "c+", "unattributed", "debt", "private_equity", "grant", "other")
"""Of a round."""
CONSECUTIVE_STAGES: Final = STAGES[:4]
"""Those that follow each other."""
REACH: Final = 1 / 3
"""By what part of itself an amount that is asked can be planned anew; with more it would be another plan."""


Stated = tuple[float | None, float | None, str]
"""Both ends of an amount as they were stated, and their currency: for sentences, never for scores."""


@dataclass(frozen=True, slots=True)
class StartupProfile:
    """What a startup says of itself and of what it asks for.

    `stage` is one of `STAGES`; `founded` a year; the amount asked is `amount`, or lies between it and `amount_to`.
    `minimum_ticket` is the least that one investor may put in. `words` are those of its texts, for technologies alone:
    see `TechnologyProfile`.
    For sentences, never for scores: `stated` is the amount where it was stated in another currency, `round` the round
    as it was stated, of which `stage` is the kind.
    """

    id: str
    sectors: tuple[str, ...] = ()
    country: str = ""
    region: str = ""
    city: str = ""
    founded: int | None = None
    stage: str = ""
    amount: float | None = None
    amount_to: float | None = None
    minimum_ticket: float | None = None
    instruments: tuple[str, ...] = ()
    is_raising: bool = True
    words: tuple[str, ...] = ()
    stated: Stated | None = None
    round: str = ""

    @property
    def typical_amount(self) -> float | None:
        """The middle of what is asked, on the scale of ratios; None where unknown."""
        if self.amount and self.amount_to:
            return sqrt(self.amount) * sqrt(self.amount_to)
        return self.amount or self.amount_to or None

    @property
    def largest_amount(self) -> float | None:
        """The upper end of what is asked."""
        return self.amount_to or self.amount or None


@dataclass(frozen=True, slots=True)
class Thesis:
    """What an investor says it looks for, on `day`. An empty tuple says nothing; a cheque is for one startup.

    For sentences, never for scores: `stated` is the cheque where it was stated in another currency, `rounds` what
    was named as rounds and does not follow from how far a company is, in the words of `StartupProfile.round`.
    """

    day: date
    sectors: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    cheque_min: float | None = None
    cheque_max: float | None = None
    instruments: tuple[str, ...] = ()
    excluded_sectors: tuple[str, ...] = ()
    stated: Stated | None = None
    rounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InvestorProfile:
    """`kind` is "fund" for a fund, else another word or ""; `country` is where it says it is at home.

    `is_investing` is None where it has not said.
    """

    id: str
    kind: str = ""
    country: str = ""
    thesis: Thesis | None = None
    is_investing: bool | None = None


@dataclass(frozen=True, slots=True)
class Deal:
    """An investor's part in a round. `amount` is of the whole round, `stage` one of `STAGES` or ""."""

    startup: str
    investor: str
    day: date
    round: str = ""
    stage: str = ""
    amount: float | None = None


@dataclass(frozen=True, slots=True)
class Market:
    """All that is known. `least_amount` is the smallest that is told apart: six decades are, from there upwards."""

    startups: Sequence[StartupProfile]
    investors: Sequence[InvestorProfile]
    deals: Sequence[Deal]
    least_amount: float = 1e3
