"""Gathers the market out of the database: public startups and investors, and the deals between them."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.catalogue.queries import is_listed
from ecosystem.deals.models import Investment, Round
from ecosystem.investors import match_profile as of_investors
from ecosystem.investors.models import Investor
from ecosystem.kernel import clock
from ecosystem.kernel.access.partial_dates import first_day
from ecosystem.matching.profiles import Deal, InvestorProfile, Market, StartupProfile
from ecosystem.organisations.models import Organisation
from ecosystem.rates.queries import rates
from ecosystem.rates.rates import Rates
from ecosystem.startups import match_profile as of_startups
from ecosystem.startups.models import Startup
from ecosystem.taxonomy.queries import vocabularies
from ecosystem.taxonomy.vocabularies import Vocabularies

LEAST_VND: Final = 1e7
"""Amounts from ten million đồng to ten thousand billion are told apart."""
_STAGES: Final = of_startups.STAGE_OF_COMPANY | of_startups.STAGE_OF_ROUND
_STAGE_IN_SOURCE: Final = {"angel": "seed"}
"""Words of sources that are no code of ours but surely mean a stage."""


def gather(session: Session) -> Market:
    """All that is public, by public ids, amounts in VND by the latest rates; five statements, whatever the number.

    Natural persons whose page is not published are not in it, and so neither are their deals.
    """
    money, terms, day = rates(session), vocabularies(session), clock.today()
    startups = _startups(session, money, day)
    investors = _investors(session, money, terms, day)
    deals = _deals(session, money, {key: one.id for key, one in (startups | investors).items()})
    return Market(list(startups.values()), list(investors.values()), deals, LEAST_VND)


def startup_profile(session: Session, entry: Startup) -> StartupProfile:
    """Of one startup, a draft too."""
    row = session.execute(_STARTUPS.where(Startup.id == entry.id)).one()
    return of_startups.profile(row, rates(session).in_vnd, clock.today())


def investor_profile(session: Session, entry: Investor) -> InvestorProfile:
    """Of one investor, a draft too."""
    row = session.execute(_INVESTORS.where(Investor.id == entry.id)).one()
    below = _Below(vocabularies(session))
    return of_investors.profile(row, rates(session).in_vnd, below, _STAGES, clock.today())


_STARTUPS: Final = (
    select(*of_startups.COLUMNS).select_from(Startup).outerjoin(Organisation, Organisation.id == Startup.owner_id)
)
_INVESTORS: Final = select(*of_investors.COLUMNS).select_from(Investor)


def _startups(session: Session, money: Rates, day: date) -> dict[int, StartupProfile]:
    """By the key of the entry."""
    found = session.execute(_STARTUPS.where(is_listed()))
    return {row.id: of_startups.profile(row, money.in_vnd, day) for row in found}


def _investors(session: Session, money: Rates, terms: Vocabularies, day: date) -> dict[int, InvestorProfile]:
    below = _Below(terms)
    found = session.execute(_INVESTORS.where(is_listed()))
    return {row.id: of_investors.profile(row, money.in_vnd, below, _STAGES, day) for row in found}


def _deals(session: Session, money: Rates, ids: Mapping[int, str]) -> list[Deal]:
    """Those with a date, between entries of `ids` (key to public id)."""
    in_vnd, last_day = cache(money.in_vnd), cache(_last_day)  # a few thousand amounts and days stand in many deals
    statement = select(
        Investment.investor_id,
        Round.id,
        Round.startup_id,
        Round.dated,
        Round.code,
        Round.source_code,
        Round.amount,
        Round.currency,
    ).join(Round, Round.id == Investment.round_id)
    return [
        Deal(
            startup=ids[row.startup_id],
            investor=ids[row.investor_id],
            day=last_day(row.dated),
            round=str(row.id),
            stage=of_startups.STAGE_OF_ROUND.get(row.code) or _STAGE_IN_SOURCE.get(row.source_code, ""),
            amount=in_vnd(row.amount, row.currency or ""),
        )
        for row in session.execute(statement)
        if row.dated and row.investor_id in ids and row.startup_id in ids
    ]


def _last_day(known: str) -> date:
    """The last day that a date may mean: what is told of a month was known when it was over."""
    first = first_day(known)
    month = first.month if len(known) > len("2019") else 12
    if len(known) > len("2019-03"):
        return first
    return date(first.year, month, calendar.monthrange(first.year, month)[1])


class _Below:
    """Sectors with all below them: an investor that names the upper level means every one of it."""

    def __init__(self, terms: Vocabularies) -> None:
        self._terms = terms
        self._known: dict[str, tuple[str, ...]] = {}

    def __call__(self, codes: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one for code in codes for one in self._whole(code)))

    def _whole(self, code: str) -> tuple[str, ...]:
        if code not in self._known:
            self._known[code] = (code, *(term.code for term in self._terms.children("sector", code)))
        return self._known[code]
