"""Writing exchange rates. Never commits."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import Forbidden, Invalid
from ecosystem.kernel.access.messages import N_
from ecosystem.rates.models import ExchangeRate
from ecosystem.rates.queries import rates

_LEAST_USUAL: Final = 10_000
"""A US dollar and a euro have been worth more than this for thirty years."""


def set_rate(
    session: Session,
    actor: Actor,
    currency: str,
    vnd: Decimal,
    day: date,
    *,
    is_demo: bool = False,
    is_confirmed: bool = False,
) -> ExchangeRate:
    """Enter what one unit of `currency` is worth on `day`, at most 4 decimal places; a second one corrects the first.

    `is_demo`: the rate is invented, and counts only while no other was entered. `is_confirmed`: it is meant, however
    far it lies from the one that counts now.

    Raises Forbidden for anybody but an operator, Invalid for a day to come or a rate that cannot be, or that is
    unlikely and not confirmed: less than half or more than twice the one that counts, or a first one that low.
    """
    if not actor.is_operator:
        raise Forbidden
    if day > clock.today():
        raise Invalid({"day": N_("This day is still to come")})
    if not 0 < vnd < 10**12 or vnd != vnd.quantize(Decimal("0.0001")):
        raise Invalid({"vnd": N_("A rate is a number above 0 with at most four decimal places")})
    if not is_confirmed:
        _refuse_unlikely(session, currency, vnd)
    known = session.scalar(select(ExchangeRate).where(ExchangeRate.currency == currency, ExchangeRate.day == day))
    if known is None:
        known = ExchangeRate(currency=currency, day=day, vnd=vnd, is_demo=is_demo, entered_at=clock.now())
        session.add(known)
    elif (known.vnd, known.is_demo) != (vnd, is_demo):
        known.vnd, known.entered_at, known.is_demo = vnd, clock.now(), is_demo
    session.flush()
    return known


def _refuse_unlikely(session: Session, currency: str, vnd: Decimal) -> None:
    last = rates(session).get(currency)
    if last is None and vnd < _LEAST_USUAL:
        raise Invalid({"vnd": N_("One %(currency)s is worth tens of thousands of VND", currency=currency)})
    if last is not None and not last.vnd / 2 <= vnd <= last.vnd * 2:
        words = N_(
            "This is less than half or more than twice the rate of %(day)s, %(vnd)s",
            day=last.day.isoformat(),
            vnd=f"{last.vnd.normalize():f}",
        )
        raise Invalid({"vnd": words})
