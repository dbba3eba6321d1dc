"""Reading exchange rates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from ecosystem.rates.models import ExchangeRate
from ecosystem.rates.rates import Rate, Rates


def rates(session: Session) -> Rates:
    """The rate of the latest day of each currency; an invented one only where no other was entered. One statement."""
    found = session.execute(_latest())
    return Rates({currency: Rate(currency, vnd, day, is_demo) for currency, vnd, day, is_demo in found})


@cache
def _latest() -> Select[str, Decimal, date, bool]:
    """Made once: it takes longer than to run the statement. Entered ones stand last."""
    key = (ExchangeRate.currency, ExchangeRate.is_demo)
    newest = select(*key, func.max(ExchangeRate.day).label("day")).group_by(*key).subquery()
    statement = select(ExchangeRate.currency, ExchangeRate.vnd, ExchangeRate.day, ExchangeRate.is_demo).join(
        newest,
        (ExchangeRate.currency == newest.c.currency)
        & (ExchangeRate.is_demo == newest.c.is_demo)
        & (ExchangeRate.day == newest.c.day),
    )
    return statement.order_by(ExchangeRate.is_demo.desc())


def all_rates(session: Session) -> Sequence[ExchangeRate]:
    """Every rate ever entered, the latest day first."""
    return session.scalars(select(ExchangeRate).order_by(ExchangeRate.currency, ExchangeRate.day.desc())).all()
