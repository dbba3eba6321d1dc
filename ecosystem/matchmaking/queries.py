"""Interim: replaced by the gathering of the matching engineer."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.queries import is_listed
from ecosystem.deals.models import Investment, Round
from ecosystem.investors.models import Investor
from ecosystem.kernel import clock
from ecosystem.matching.profiles import Deal, InvestorProfile, Market, StartupProfile, Thesis
from ecosystem.rates.queries import rates
from ecosystem.startups.models import Startup

_STAGES = {"pre-seed": "seed", "seed": "seed", "series-a": "a", "series-b": "b", "series-c": "c+", "later": "c+", "debt": "debt", "grant": "grant"}


def gather(session: Session) -> Market:
    money = rates(session)

    def vnd(amount: int | None, currency: str) -> float | None:
        got = money.in_vnd(amount, currency)
        return None if got is None else float(got)

    ids: dict[int, str] = {}
    startups, investors, deals = [], [], []
    for one in session.scalars(select(Startup).where(is_listed())):
        ids[one.id] = one.public_id
        is_open = one.is_raising_on(clock.today())
        startups.append(
            StartupProfile(
                one.public_id,
                sectors=tuple(one.sectors),
                country=one.country or "VN",
                founded=int(one.founded_on[:4]) if one.founded_on else None,
                stage=_STAGES.get(one.round or "", ""),
                amount=vnd(one.amount_sought, one.currency),
                amount_to=vnd(one.amount_sought_to, one.currency),
                minimum_ticket=vnd(one.minimum_ticket, one.currency),
                instruments=tuple(one.instruments),
                is_raising=is_open,
            )
        )
    for who in session.scalars(select(Investor).where(is_listed())):
        ids[who.id] = who.public_id
        thesis = None
        if who.sectors or who.cheque_min or who.cheque_max or who.rounds or who.geographies:
            countries = ("VN",) if who.geographies and all(g.startswith(("vietnam", "hanoi")) for g in who.geographies) else ()
            thesis = Thesis(
                day=who.updated_at.date(),
                sectors=tuple(who.sectors),
                stages=tuple(dict.fromkeys(_STAGES[r] for r in who.rounds if r in _STAGES)),
                countries=countries,
                cheque_min=vnd(who.cheque_min, who.currency),
                cheque_max=vnd(who.cheque_max, who.currency),
                instruments=tuple(who.instruments),
                excluded_sectors=tuple(who.excluded_sectors),
            )
        investors.append(
            InvestorProfile(
                who.public_id,
                kind=who.investor_kind or "",
                country=who.country or "",
                thesis=thesis,
                is_investing=None if who.investing is None else who.investing != "paused",
            )
        )
    rows = select(Investment.investor_id, Round).join(Round, Round.id == Investment.round_id)
    for investor_id, found in session.execute(rows):
        if investor_id in ids and found.startup_id in ids and found.dated:
            day = date.fromisoformat((found.dated + "-01-01")[:10] if len(found.dated) == 4 else (found.dated + "-01")[:10])
            deals.append(
                Deal(ids[found.startup_id], ids[investor_id], day, str(found.id), _STAGES.get(found.code, ""), vnd(found.amount, found.currency or "VND"))
            )
    return Market(startups, investors, deals, least_amount=2e7)
