"""What cannot fit, whatever the score says: stated limits of one side that the other breaks. Unknown breaks nothing."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from ecosystem.matching.profiles import InvestorProfile, StartupProfile, Thesis

KINDS: Final = (
    "not_raising",
    "not_investing",
    "ask_below_cheque",
    "ticket_above_cheque",
    "sector_excluded",
    "place_outside",
    "instrument_differs",
)
"""Each may be relaxed by whoever looks."""


@dataclass(frozen=True)
class Obstacle:
    """`kind` is one of `KINDS`; `gap` an amount that is lacking; `codes` the sectors or places it is about."""

    kind: str
    gap: float | None = None
    codes: tuple[str, ...] = ()


def obstacles(
    startup: StartupProfile, investor: InvestorProfile, relaxed: AbstractSet[str] = frozenset()
) -> list[Obstacle]:
    """All that stands between the two, without what was relaxed; empty where they fit."""
    return [one for one in _all(startup, investor) if one.kind not in relaxed]


def _all(startup: StartupProfile, investor: InvestorProfile) -> Iterator[Obstacle]:
    if not startup.is_raising:
        yield Obstacle("not_raising")
    if investor.is_investing is False:
        yield Obstacle("not_investing")
    if (thesis := investor.thesis) is not None:
        yield from _amounts(startup, thesis)
        yield from _codes(startup, thesis)


def _amounts(startup: StartupProfile, thesis: Thesis) -> Iterator[Obstacle]:
    asked, ticket = startup.largest_amount, startup.minimum_ticket
    if asked and thesis.cheque_min and asked < thesis.cheque_min:
        yield Obstacle("ask_below_cheque", gap=thesis.cheque_min - asked)
    if ticket and thesis.cheque_max and ticket > thesis.cheque_max:
        yield Obstacle("ticket_above_cheque", gap=ticket - thesis.cheque_max)


def _codes(startup: StartupProfile, thesis: Thesis) -> Iterator[Obstacle]:
    excluded = set(thesis.excluded_sectors)
    if found := tuple(code for code in startup.sectors if code in excluded):
        yield Obstacle("sector_excluded", codes=found)
    if (place := _place_outside(startup, thesis)) is not None:
        yield Obstacle("place_outside", codes=(place,))
    if startup.instruments and thesis.instruments and not set(startup.instruments) & set(thesis.instruments):
        yield Obstacle("instrument_differs", codes=startup.instruments)


def _place_outside(startup: StartupProfile, thesis: Thesis) -> str | None:
    """The startup's country, or its region within it, where the thesis means neither that nor the city."""
    if startup.country and thesis.countries and startup.country not in thesis.countries:
        return startup.country
    if not startup.region or not (thesis.regions or thesis.cities):
        return None
    return None if startup.region in thesis.regions or startup.city in thesis.cities else startup.region
