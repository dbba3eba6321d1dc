"""What was known on a day: who had invested in what, as arrays. Nothing dated on the day or later enters.

Everything is put in the order of ids first, so that no result depends on the order in which facts came in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from ecosystem.matching import attributes
from ecosystem.matching.profiles import Deal, InvestorProfile, Market, StartupProfile

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

DAYS_A_YEAR: Final = 365.25
SLOW_HALF_LIFE: Final = 2.0
"""Years after which a past deal says half as much of what an investor does now."""


@dataclass(frozen=True)
class Edges:
    """The first investment of each investor in each startup; one element each.

    `startup` are positions in `History.startups`, `investor` in `History.investors`; `day` ordinals, `age` years
    before the day of the history, `weight` what age leaves of it. `owned` and `busiest` are buckets of how many
    investors the startup had before and how busy the busiest was. `log` is the log10 amount of the round, nan unknown.
    """

    startup: Ints
    investor: Ints
    day: Ints
    age: Floats
    weight: Floats
    year: Ints
    stage: Ints
    log: Floats
    owned: Ints
    busiest: Ints
    round: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.startup)


@dataclass(frozen=True)
class History:
    """`investors` are those with a deal before `day` or with a thesis; `last_deal` counts follow-ons too, in years.

    `owners[id]` are the positions of the investors that a startup had on that day.
    """

    day: date
    least_amount: float
    startups: Sequence[StartupProfile]
    investors: Sequence[InvestorProfile]
    edges: Edges
    last_deal: Floats
    owners: dict[str, Ints]
    positions: dict[str, int]

    @classmethod
    def before(cls, market: Market, day: date) -> History:
        """What `market` knew when `day` began. Deals with investors or startups that have no profile are left out."""
        startups = sorted(market.startups, key=lambda one: one.id)
        startup_at = {one.id: place for place, one in enumerate(startups)}
        known = {one.id for one in market.investors}
        deals = [one for one in market.deals if one.day < day and one.startup in startup_at and one.investor in known]
        active = {one.investor for one in deals}
        chosen = [one for one in market.investors if one.id in active or _had_thesis(one, day)]
        investors = sorted(chosen, key=lambda one: one.id)
        investor_at = {one.id: place for place, one in enumerate(investors)}
        edges = _edges(_first(deals), startup_at, investor_at, day, market.least_amount)
        return cls(
            day=day,
            least_amount=market.least_amount,
            startups=startups,
            investors=investors,
            edges=edges,
            last_deal=_last_deals(deals, investor_at, day),
            owners=_owners(edges, startups),
            positions=investor_at,
        )

    def decayed_count(self, half_life: float) -> Floats:
        """For each investor its deals, each counted by what a half-life (years) leaves of it."""
        weights = 0.5 ** (self.edges.age / half_life)
        return np.bincount(self.edges.investor, weights, minlength=len(self.investors)).astype(float)

    def by_investor(self, weights: Floats) -> sp.csr_array:
        """Investors × edges, so that `@` sums over the deals of each investor."""
        shape = (len(self.investors), len(self.edges))
        return sp.csr_array((weights, (self.edges.investor, np.arange(len(self.edges)))), shape=shape)


def _had_thesis(investor: InvestorProfile, day: date) -> bool:
    return investor.thesis is not None and investor.thesis.day <= day


def _first(deals: Iterable[Deal]) -> list[Deal]:
    """The first deal of each pair, in the order of days."""
    ordered = sorted(deals, key=lambda one: (one.day, one.startup, one.investor, one.round, one.stage, one.amount or 0))
    first: dict[tuple[str, str], Deal] = {}
    for one in ordered:
        first.setdefault((one.startup, one.investor), one)
    return list(first.values())


def _edges(
    deals: Sequence[Deal], startup_at: dict[str, int], investor_at: dict[str, int], day: date, least: float
) -> Edges:
    days = np.array([one.day.toordinal() for one in deals], dtype=np.int64)
    age = (day.toordinal() - days) / DAYS_A_YEAR
    owned, busiest = _company_kept(deals)
    return Edges(
        startup=np.array([startup_at[one.startup] for one in deals], dtype=np.int64),
        investor=np.array([investor_at[one.investor] for one in deals], dtype=np.int64),
        day=days,
        age=age,
        weight=0.5 ** (age / SLOW_HALF_LIFE),
        year=np.array([one.day.year for one in deals], dtype=np.int64),
        stage=np.array([attributes.stage_code(one.stage) for one in deals], dtype=np.int64),
        log=np.array([attributes.log_amount(one.amount, least) for one in deals], dtype=float),
        owned=owned,
        busiest=busiest,
        round=tuple(one.round for one in deals),
    )


def _company_kept(deals: Sequence[Deal]) -> tuple[Ints, Ints]:
    """For each deal the buckets of how many investors its startup had before that day, and of the busiest of them."""
    counts: defaultdict[str, int] = defaultdict(int)
    owners: defaultdict[str, list[str]] = defaultdict(list)
    owned, busiest = [], []
    position = 0
    while position < len(deals):
        today = _same_day(deals, position)
        for one in today:
            before = owners[one.startup]
            owned.append(attributes.owned_code(len(before)))
            busiest.append(attributes.busiest_code(max((counts[other] for other in before), default=None)))
        for one in today:
            owners[one.startup].append(one.investor)
            counts[one.investor] += 1
        position += len(today)
    return np.array(owned, dtype=np.int64), np.array(busiest, dtype=np.int64)


def _same_day(deals: Sequence[Deal], start: int) -> Sequence[Deal]:
    end = start
    while end < len(deals) and deals[end].day == deals[start].day:
        end += 1
    return deals[start:end]


def _last_deals(deals: Iterable[Deal], investor_at: dict[str, int], day: date) -> Floats:
    last = np.full(len(investor_at), np.nan)
    for one in deals:
        age = (day.toordinal() - one.day.toordinal()) / DAYS_A_YEAR
        place = investor_at[one.investor]
        last[place] = np.fmin(last[place], age)
    return last


def _owners(edges: Edges, startups: Sequence[StartupProfile]) -> dict[str, Ints]:
    order = np.argsort(edges.startup, kind="stable")
    places, starts = np.unique(edges.startup[order], return_index=True)
    groups = np.split(edges.investor[order], starts[1:]) if len(places) else []
    return {startups[place].id: np.sort(group) for place, group in zip(places, groups, strict=True)}
