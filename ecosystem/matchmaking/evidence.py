"""The deals behind a match: the investor's latest, with what each has in common with the startup."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import Final

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.matching.profiles import STAGES, StartupProfile
from ecosystem.matchmaking.sentences_values import STAGES as STAGE_WORDS
from ecosystem.matchmaking.served import Served

LATEST: Final = 20
"""So many of the last deals are looked at."""
SHOWN: Final = 10


@dataclass(frozen=True)
class DealSeen:
    """`startup` is its title; `stage` None where unknown; `amount` of the round, "" where unknown; `alike` in what."""

    startup: str
    public_id: str
    year: int
    stage: Message | None
    amount: str
    alike: Sequence[Message]


@dataclass(frozen=True)
class Evidence:
    """The deals with most in common first; `alike` of the last `deals` have something in common."""

    rows: Sequence[DealSeen]
    alike: int
    deals: int


@dataclass(frozen=True)
class Latest:
    """A first investment: the startup's public id, `stage` "" and `amount` of the round, in VND, None where unknown."""

    startup: str
    day: date
    stage: str
    amount: float | None


def evidence_of(
    served: Served,
    startup: StartupProfile,
    investor: str,
    titles: Mapping[str, str],
    money: Callable[[float | None, float | None], str],
) -> Evidence | None:
    """None without deals. Startups that the viewer may not see (not in `titles`) are counted, not named."""
    found = [(one, _alike(served, startup, one)) for one in latest(served, investor)]
    if not found:
        return None
    found.sort(key=lambda one: -len(one[1]))
    rows = [
        DealSeen(
            startup=titles[one.startup],
            public_id=one.startup,
            year=one.day.year,
            stage=STAGE_WORDS[one.stage] if one.stage else None,
            amount=money(one.amount, one.amount),
            alike=alike,
        )
        for one, alike in found
        if one.startup in titles
    ]
    return Evidence(rows[:SHOWN], sum(bool(alike) for _, alike in found), len(found))


def latest(served: Served, investor: str, count: int = LATEST) -> list[Latest]:
    """The investor's last deals, the latest first."""
    history = served.matcher.model.history
    edges, position = history.edges, history.positions.get(investor)
    own = [int(one) for one in (edges.investor == position).nonzero()[0]] if position is not None else []
    own.sort(key=lambda one: (-int(edges.day[one]), one))
    return [
        Latest(
            history.startups[int(edges.startup[one])].id,
            date.fromordinal(int(edges.day[one])),
            _stage(int(edges.stage[one])),
            _amount(float(edges.log[one])),
        )
        for one in own[:count]
    ]


def _stage(code: int) -> str:
    return STAGES[code] if code >= 0 else ""


def _amount(log: float) -> float | None:
    return None if isnan(log) else 10**log


def _alike(served: Served, startup: StartupProfile, deal: Latest) -> list[Message]:
    """By what the sentences count as alike."""
    from ecosystem.matching.attributes import are_alike_amounts  # noqa: PLC0415 -- numpy: see `served`

    past, least = served.startups.get(deal.startup), served.matcher.model.history.least_amount
    found = []
    if past is not None and set(past.sectors) & set(startup.sectors):
        found.append(N_("sector"))
    if deal.stage and deal.stage == startup.stage:
        found.append(N_("round"))
    if are_alike_amounts(deal.amount, startup.typical_amount, least):
        found.append(N_("amount of the round"))
    if past is not None and past.country and past.country == startup.country:
        found.append(N_("country"))
    return found
