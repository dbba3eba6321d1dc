"""What an investor does beside editing: saying again that a statement still holds. Never commits."""

from __future__ import annotations

from sqlalchemy.orm import Session

from ecosystem.catalogue.kinds import Kind
from ecosystem.catalogue.policy import Action
from ecosystem.catalogue.service import load
from ecosystem.investors.models import Investor
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import Invalid, NotFound
from ecosystem.kernel.access.messages import N_


def confirm_investing(session: Session, actor: Actor, kind: Kind, public_id: str) -> Investor:
    """Whether it invests now was said before and holds today. It is no change of the page: its place in lists stays.

    Raises NotFound, Forbidden, Invalid (nothing was said yet).
    """
    investor = load(session, actor, kind, public_id, Action.EDIT)
    if not isinstance(investor, Investor):
        raise NotFound
    if investor.investing is None:
        raise Invalid({"investing": N_("First say whether you invest now")})
    investor.investing_confirmed_on = clock.today()
    investor.confirmed_at = clock.now()
    return investor
