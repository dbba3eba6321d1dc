"""Introductions on the pages of others: the button, how an organisation answers, the desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from flask import g, render_template
from sqlalchemy import or_

from ecosystem.catalogue.links import kinds
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.texts import texts_in
from ecosystem.introductions import queries, queries_talk
from ecosystem.introductions.deadlines import deadlines
from ecosystem.introductions.figures import reliability
from ecosystem.introductions.models import Introduction
from ecosystem.introductions.models_talk import IntroductionMessage
from ecosystem.introductions.page import Group, grouped
from ecosystem.introductions.policy import may_ask_for, obstacle, side_of
from ecosystem.introductions.reportables import KINDS as KINDS_OF_REPORT
from ecosystem.introductions.reportables import MESSAGE
from ecosystem.introductions.states import OPEN, Side, State
from ecosystem.introductions.states_words import STATES
from ecosystem.introductions.views_request import own_organisation, standing_of
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.language import written_day
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.web.languages import page_language
from ecosystem.kernel.web.panels import Panel

KINDS: Final = ("technology", "startup", "investor", "institute")
_ON_DESK: Final = 5
_LOOKED_AT: Final = 100
"""Open introductions, those that have to be answered first."""


def ask_button(actor: Actor, entry: Entry) -> str | None:
    """On an entry's page: the button, or the reason why it may not be pressed; nothing for its own people.

    Where nobody can answer, those who might ask are told so, and others read nothing of it.
    """
    if not _is_of_others(actor, entry):
        return None
    own = own_organisation(actor) if actor.user_id is not None else None
    if own is None:
        needs = "sign-in" if actor.user_id is None else "organisation"
        return (
            render_template("introductions/_button.html", entry=entry, needs=needs) if _is_answered_for(entry) else None
        )
    standing = standing_of(actor, own, entry)
    why_not = obstacle(standing, clock.today()) if standing else None
    return render_template("introductions/_button.html", entry=entry, needs="", why_not=why_not, standing=standing)


def dock_button(actor: Actor, entry: Entry) -> str | None:
    """The same at the foot of phones, where it may be pressed."""
    if not _is_of_others(actor, entry):
        return None
    own = own_organisation(actor) if actor.user_id is not None else None
    standing = standing_of(actor, own, entry)
    if not _is_answered_for(entry) or (standing is not None and obstacle(standing, clock.today()) is not None):
        return None
    return render_template("introductions/_dock_button.html", entry=entry)


def _is_of_others(actor: Actor, entry: Entry) -> bool:
    """Whether it is a public page of an organisation that the actor does not belong to."""
    return entry.is_public and entry.owner_id is not None and not actor.belongs_to(entry.owner_id)


def _is_answered_for(entry: Entry) -> bool:
    """Whether somebody can answer; asked once for each owner on a page."""
    if entry.owner_id is None:
        return False
    if entry.owner_id not in _answered_for():
        look_up_answered_for(entry)
    return _answered_for()[entry.owner_id]


def look_up_answered_for(*entries: Entry) -> None:
    """Ask for the owners of all these entries at once; one statement."""
    owners = {one.owner_id for one in entries if one.owner_id is not None}
    found = queries.answered_for(current_session(), owners)
    _answered_for().update({one: one in found for one in owners})


def _answered_for() -> dict[int, bool]:
    """By organisation what is known on this page of whether somebody can answer."""
    known: dict[int, bool] = g.setdefault("introductions_answered_for", {})
    return known


def prepare_match_buttons(actor: Actor, entries: Sequence[Entry]) -> None:
    """One statement a page, not one a card."""
    if may_ask_for(actor, actor.organisation_id):
        look_up_answered_for(*entries)


def match_button(actor: Actor, entry: Entry) -> str | None:
    """On a match that somebody can answer for: the way to the form, which says why where it may not be sent."""
    if actor.user_id is None or not may_ask_for(actor, actor.organisation_id) or not _is_answered_for(entry):
        return None
    title = texts_in(entry, kinds().of(entry), page_language(), ("title",)).values["title"]
    return render_template("introductions/_match_button.html", entry=entry, title=title)


def report_link(actor: Actor, about: Introduction) -> str | None:
    """On the page of an introduction: report what the other side did in it."""
    side = side_of(actor, about)
    if side is None or about.state == State.STOPPED:
        return None
    other = about.asked if side is Side.ASKING else about.asking
    kind = KINDS_OF_REPORT[side.other]
    return render_template("reports/_link.html", kind=kind, public_id=about.public_id, title=other.legal_name)


def report_message_link(actor: Actor, message: IntroductionMessage) -> str | None:
    """Beside a message of the other side; the introduction is loaded already."""
    about = current_session().get(Introduction, message.introduction_id)
    side = side_of(actor, about) if about is not None else None
    if side is None or message.side == side.value or message.taken_down_at is not None:
        return None
    day = written_day(message.created_at.astimezone(clock.HANOI).date(), page_language())
    title = f"{message.user.name}, {day}"
    return render_template("reports/_link.html", kind=MESSAGE, public_id=message.public_id, title=title)


def reliability_panel(_actor: Actor, entry: Entry) -> str | None:
    """How the owner of the page answers those who ask, from five answers on."""
    found = reliability(current_session(), entry.owner_id) if entry.owner_id is not None and entry.is_public else None
    return render_template("introductions/_reliability.html", found=found) if found is not None else None


def desk_panel(actor: Actor, _nothing: object) -> str | None:
    """On the desk: what waits for the person's answer or confirmation, and what was written and not read."""
    if actor.user_id is None or not actor.roles:
        return None
    session = current_session()
    is_open = Introduction.state.in_([one.value for one in OPEN])
    found = queries.of_actor(session, actor, or_(is_open, queries_talk.has_outcome_to_confirm()), limit=_LOOKED_AT)
    sides = [(one, side) for one in found if (side := side_of(actor, one))]
    counts, told = queries_talk.unread_counts(session, found), queries_talk.counts_to_confirm(session, found)
    mine = [(one, side) for one, side in sides if grouped(one, side) is Group.MINE]
    unread = [(one, side, count) for one, side in sides if (count := counts.get((one.id, side.other.value), 0))]
    to_confirm = [(one, side, count) for one, side in sides if (count := told.get((one.id, side.other.value), 0))]
    if not (mine or unread or to_confirm):
        return None
    return render_template(
        "introductions/_desk.html",
        rows=mine[:_ON_DESK],
        due=deadlines(session, [one for one, _ in mine[:_ON_DESK]]),
        total=len(mine),
        to_confirm=to_confirm[:_ON_DESK],
        unread=unread[:_ON_DESK],
        states=STATES,
    )


def number_waiting(actor: Actor) -> int:
    """How many introductions wait for the actor's side; for the menus of a page, which ask once."""
    if actor.user_id is None or not actor.roles:
        return 0
    if "introductions_waiting" not in g:
        g.introductions_waiting = queries.number_waiting(current_session(), actor)
    return int(g.introductions_waiting)


PANELS: Final = (
    *(Panel(f"{kind}.actions", 5, ask_button) for kind in KINDS),
    *(Panel(f"{kind}.dock", 5, dock_button) for kind in KINDS),
    *(Panel(f"{kind}.aside", 8, reliability_panel) for kind in KINDS),
    Panel("match.actions", 5, match_button, prepare_match_buttons),
    Panel("introduction.actions", 90, report_link),
    Panel("introduction.message", 90, report_message_link),
    Panel("desk.main", 5, desk_panel),
)
