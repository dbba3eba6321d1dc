"""Who may ask, see and answer; default no. Another's introduction is as if there were none.

All people of the two organisations see it, viewers too; owners and editors act. Operators and officers see nothing of
it here, of what is reported only what `reportables.py` shows, and of one that a side gets no mail about
(`queries_undelivered.py`) the names, the state and the dates.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import ColumnElement, false, or_

from ecosystem.introductions.models import Introduction
from ecosystem.introductions.states import Cause, Event, Side, rule_of
from ecosystem.kernel.access.actor import Actor, Role
from ecosystem.kernel.access.language import current_language, written_day
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.clock import HANOI

WINDOW: Final = timedelta(days=30)
LIMIT_UNVERIFIED: Final = 3
LIMIT_VERIFIED: Final = 20
QUIET_AFTER_NO: Final = timedelta(days=90)
_CAUSES: Final = {Side.ASKING: {Cause.ASKING, Cause.EITHER}, Side.ASKED: {Cause.ASKED, Cause.EITHER}}


@dataclass(frozen=True)
class Standing:
    """What stands between an organisation and asking for a meeting, as `queries.standing` found it.

    `open_id`: the public id of the introduction open between the two. `declined_on`: the day of their last no to it.
    `frees_on`: the day on which the oldest of the counted requests counts no longer.
    """

    is_own: bool = False
    is_answered_for: bool = False
    is_blocked: bool = False
    is_stopped: bool = False
    open_id: str = ""
    declined_on: date | None = None
    asked_lately: int = 0
    frees_on: date | None = None
    is_verified: bool = False

    @property
    def limit(self) -> int:
        return LIMIT_VERIFIED if self.is_verified else LIMIT_UNVERIFIED

    @property
    def left(self) -> int:
        return max(0, self.limit - self.asked_lately)


def may_ask_for(actor: Actor, organisation_id: int | None) -> bool:
    """Confirmed people, for an organisation that they may edit."""
    return actor.user_id is not None and actor.is_confirmed and actor.may_edit_for(organisation_id)


def obstacle(standing: Standing, today: date) -> Message | None:
    """Why an introduction cannot be asked for; None where it can."""
    told = (
        (standing.is_own, N_("This is your own organisation's page")),
        (not standing.is_answered_for, N_("Nobody speaks for this page yet, so nobody could answer")),
        (standing.is_blocked, N_("Between your two organisations no introductions are asked for")),
        (standing.is_stopped, N_("An officer ended an introduction between your two organisations")),
        (bool(standing.open_id), N_("Your two organisations have an introduction already")),
    )
    found = next((message for is_so, message in told if is_so), None)
    if found is not None:
        return found
    again_on = standing.declined_on + QUIET_AFTER_NO if standing.declined_on else today
    if today < again_on:
        return N_("They declined; you may ask again from %(day)s on", day=written_day(again_on, current_language()))
    return None if standing.left else _limit_reached(standing, today)


def again_on(declined: Introduction) -> date:
    """From when on the asking side may ask again after a no."""
    return declined.changed_at.astimezone(HANOI).date() + QUIET_AFTER_NO


def _limit_reached(standing: Standing, today: date) -> Message:
    day = written_day(standing.frees_on or today, current_language())
    words: dict[str, object] = {"limit": standing.limit, "day": day}
    if standing.is_verified:
        return N_("Your organisation has asked %(limit)s times in 30 days; the next time from %(day)s on", **words)
    return N_(
        "Your organisation has asked %(limit)s times in 30 days, as many as it may until it is verified; "
        "the next time from %(day)s on",
        **words,
    )


def side_of(actor: Actor, introduction: Introduction) -> Side | None:
    """The side that the actor belongs to, as editor where in both; None for an outsider."""
    sides = [one for one in Side if actor.belongs_to(introduction.organisation_id(one))]
    may_edit = [one for one in sides if actor.may_edit_for(introduction.organisation_id(one))]
    return next(iter(may_edit or sides), None)


def may_edit(actor: Actor, introduction: Introduction) -> bool:
    """Whether the actor may act for its side, in whatever is allowed to that side."""
    side = side_of(actor, introduction)
    return actor.user_id is not None and side is not None and actor.may_edit_for(introduction.organisation_id(side))


def acting_side(actor: Actor, event: Event, introduction: Introduction) -> Side | None:
    """The side for which the actor may cause the event, whatever the state; None for nobody."""
    cause = rule_of(event).by
    if actor.user_id is None or not actor.is_confirmed:
        return None
    sides = (one for one in Side if cause in _CAUSES[one])
    return next((one for one in sides if actor.may_edit_for(introduction.organisation_id(one))), None)


def may_stop(actor: Actor, introduction: Introduction) -> bool:
    """Officers, but for what concerns an organisation of their own, and the operator."""
    return actor.may_decide_on(introduction.asking_id, introduction.asked_id)


def may_block_for(actor: Actor, organisation_id: int) -> bool:
    return actor.user_id is not None and actor.role_in(organisation_id) in {Role.OWNER, Role.EDITOR}


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The introductions that the actor's organisations asked for or were asked for."""
    if actor.user_id is None or not actor.roles:
        return false()
    mine = list(actor.roles)
    return or_(Introduction.asking_id.in_(mine), Introduction.asked_id.in_(mine))
