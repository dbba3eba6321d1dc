"""Reading exchange rates."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecosystem.rates.models import ExchangeRate
from ecosystem.rates.rates import Rate, Rates


def rates(session: Session) -> Rates:
    """The rate of the latest day of each currency; one statement."""
    latest = select(ExchangeRate.currency, func.max(ExchangeRate.day).label("day")).group_by(ExchangeRate.currency)
    newest = latest.subquery()
    statement = select(ExchangeRate.currency, ExchangeRate.vnd, ExchangeRate.day).join(
        newest, (ExchangeRate.currency == newest.c.currency) & (ExchangeRate.day == newest.c.day)
    )
    return Rates({currency: Rate(currency, vnd, day) for currency, vnd, day in session.execute(statement)})


def all_rates(session: Session) -> Sequence[ExchangeRate]:
    """Every rate ever entered, the latest day first."""
    return session.scalars(select(ExchangeRate).order_by(ExchangeRate.currency, ExchangeRate.day.desc())).all()
