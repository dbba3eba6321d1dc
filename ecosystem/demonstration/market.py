"""Loading and removing invented deals, and the rate that compares amounts until an operator enters a real one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from ecosystem.deals.importing import DealImporter
from ecosystem.deals.models import Investment, Round
from ecosystem.demonstration.entries import SOURCE, LoadReport
from ecosystem.demonstration.records import RateRecord, read_deals, read_rates
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.rates.models import ExchangeRate
from ecosystem.rates.service import set_rate


def load_deals(session: Session, context: Mapping[str, Any], folder: Path, report: LoadReport) -> None:
    """Bring the deals in line with the file; their startups and investors have been flushed. See `DealImporter`."""
    importer = DealImporter(session, OPERATOR, SOURCE)
    for record in read_deals(context, folder):
        effect, _notes = importer.write(record.content, record.key, is_demo=True)
        report.count(effect)
    importer.settle()


def load_rates(session: Session, today: date, folder: Path, report: LoadReport) -> None:
    """A rate of a currency for which an operator entered a real one is left out."""
    for record in read_rates(today, folder):
        report.count(_rate(session, record))


def remove_deals(session: Session) -> int:
    """Delete the deals, and the rounds without any; returns the number of deals."""
    investments = session.scalars(select(Investment).where(Investment.source == SOURCE, Investment.is_demo)).all()
    for investment in investments:
        session.delete(investment)
    session.flush()
    for one in session.scalars(select(Round).where(Round.source == SOURCE, Round.is_demo)):
        session.delete(one)
    session.flush()
    return len(investments)


def remove_rates(session: Session) -> int:
    """Delete what no operator entered; returns the number."""
    rates = session.scalars(select(ExchangeRate).where(ExchangeRate.is_demo)).all()
    for rate in rates:
        session.delete(rate)
    session.flush()
    return len(rates)


def _rate(session: Session, record: RateRecord) -> str:
    of_currency = ExchangeRate.currency == record.currency
    known = session.scalar(select(ExchangeRate).where(of_currency, ExchangeRate.is_demo))
    if known is None:
        if session.scalar(select(exists().where(of_currency))):
            return "unchanged"
        set_rate(session, OPERATOR, record.currency, record.vnd, record.day, is_demo=True)
        return "new"
    if known.vnd == record.vnd:
        return "unchanged"
    known.vnd = record.vnd
    return "changed"
