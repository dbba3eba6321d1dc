"""Writing exchange rates. Never commits."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import Forbidden, Invalid
from ecosystem.kernel.access.messages import N_
from ecosystem.rates.models import ExchangeRate


def set_rate(
    session: Session, actor: Actor, currency: str, vnd: Decimal, day: date, *, is_demo: bool = False
) -> ExchangeRate:
    """Enter what one unit of `currency` is worth on `day`, at most 4 decimal places; a second one corrects the first.

    `is_demo`: the rate is invented, and counts only while no other was entered.

    Raises Forbidden for anybody but an operator, Invalid for a day to come or a rate that cannot be.
    """
    if not actor.is_operator:
        raise Forbidden
    if day > clock.today():
        raise Invalid({"day": N_("This day is still to come")})
    if not 0 < vnd < 10**12 or vnd != vnd.quantize(Decimal("0.0001")):
        raise Invalid({"vnd": N_("A rate is a number above 0 with at most four decimal places")})
    known = session.scalar(select(ExchangeRate).where(ExchangeRate.currency == currency, ExchangeRate.day == day))
    if known is None:
        known = ExchangeRate(currency=currency, day=day, vnd=vnd, is_demo=is_demo, entered_at=clock.now())
        session.add(known)
    elif (known.vnd, known.is_demo) != (vnd, is_demo):
        known.vnd, known.entered_at, known.is_demo = vnd, clock.now(), is_demo
    session.flush()
    return known
