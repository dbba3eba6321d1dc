"""The deals behind a match: the investor's latest, with what each has in common with the startup."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.matching.profiles import STAGES, StartupProfile
from ecosystem.matchmaking.sentences_deals import STAGES as STAGE_WORDS
from ecosystem.matchmaking.served import Served

LATEST: Final = 20
"""So many of the last deals are looked at."""
SHOWN: Final = 10


@dataclass(frozen=True)
class DealSeen:
    """`startup` is its title; `stage` None where unknown; `alike` what it has in common."""

    startup: str
    public_id: str
    year: int
    stage: Message | None
    alike: Sequence[Message]


@dataclass(frozen=True)
class Evidence:
    """The deals with most in common first; `alike` of the last `deals` have something in common."""

    rows: Sequence[DealSeen]
    alike: int
    deals: int


def evidence_of(served: Served, startup: StartupProfile, investor: str, titles: Mapping[str, str]) -> Evidence | None:
    """None without deals. Startups that the viewer may not see (not in `titles`) are counted, not named."""
    found = [(one, day, stage, _alike(served, startup, one, stage)) for one, day, stage in latest(served, investor)]
    if not found:
        return None
    found.sort(key=lambda one: -len(one[3]))
    rows = [
        DealSeen(titles[one], one, day.year, STAGE_WORDS[stage] if stage else None, alike)
        for one, day, stage, alike in found
        if one in titles
    ]
    return Evidence(rows[:SHOWN], sum(bool(alike) for *_, alike in found), len(found))


def latest(served: Served, investor: str, count: int = LATEST) -> list[tuple[str, date, str]]:
    """(startup, day, stage or "") of the investor's last deals, the latest first; first investments only."""
    history = served.matcher.model.history
    edges, position = history.edges, history.positions.get(investor)
    own = [int(one) for one in (edges.investor == position).nonzero()[0]] if position is not None else []
    own.sort(key=lambda one: (-int(edges.day[one]), one))
    return [
        (
            history.startups[int(edges.startup[one])].id,
            date.fromordinal(int(edges.day[one])),
            _stage(int(edges.stage[one])),
        )
        for one in own[:count]
    ]


def _stage(code: int) -> str:
    return STAGES[code] if code >= 0 else ""


def _alike(served: Served, startup: StartupProfile, other: str, stage: str) -> list[Message]:
    past = served.startups.get(other)
    found = []
    if past is not None and set(past.sectors) & set(startup.sectors):
        found.append(N_("sector"))
    if stage and stage == startup.stage:
        found.append(N_("round"))
    if past is not None and past.country and past.country == startup.country:
        found.append(N_("country"))
    return found
