"""The questions of a period: rounds that startups raised in it, and whom they found who was new to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ecosystem.matching.profiles import Deal, Market, StartupProfile


@dataclass(frozen=True)
class Query:
    """A startup as it asked on `day`. `found` are the investors new to it who could have been ranked.

    `is_warm`: it had investors before the period began.
    """

    startup: StartupProfile
    day: date
    found: frozenset[str]
    is_warm: bool


def queries(market: Market, start: date, end: date) -> list[Query]:
    """One for each startup that raises in [start, end): its first round with a code, in the order of days.

    Those that found nobody who had been active before `start` are among them: whoever ranks startups ranks them too.
    """
    profiles = {one.id: one for one in market.startups}
    active = {one.investor for one in market.deals if one.day < start}
    owners: defaultdict[str, set[str]] = defaultdict(set)
    rounds: defaultdict[str, list[Deal]] = defaultdict(list)
    for deal in market.deals:
        if deal.day < start:
            owners[deal.startup].add(deal.investor)
        elif deal.day < end and deal.stage:
            rounds[deal.startup].append(deal)
    found = []
    for startup, deals in rounds.items():
        if startup in profiles:
            first = min(deals, key=lambda one: (one.day, one.round))
            parts = [one for one in deals if one.round == first.round]
            truth = frozenset({one.investor for one in parts} & active - owners.get(startup, set()))
            asked = replace(profiles[startup], stage=first.stage, amount=first.amount)
            found.append(Query(asked, first.day, truth, startup in owners))
    return sorted(found, key=lambda one: (one.day, one.startup.id))


def wanted(asked: Sequence[Query]) -> dict[str, list[int]]:
    """For each investor the positions of the queries in which it was found."""
    positions: defaultdict[str, list[int]] = defaultdict(list)
    for position, query in enumerate(asked):
        for investor in query.found:
            positions[investor].append(position)
    return dict(sorted(positions.items()))
