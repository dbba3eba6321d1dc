"""Choosing a time, its calendar file and answering an outcome from the mailbox, as `views_mail` has it: the signed link
says who, what, of which.

Opening a page changes nothing; neither does its form as it is found, nor the first of its choices.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Final, Literal

from flask import flash, make_response, redirect, render_template, request, url_for
from pydantic import Field
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from ecosystem.introductions import queries_talk, service_outcomes, service_talk
from ecosystem.introductions.input_talk import OUTCOMES
from ecosystem.introductions.links import TalkAct, read_talk, talk_url
from ecosystem.introductions.models import Introduction
from ecosystem.introductions.models_talk import IntroductionOutcome, IntroductionTime
from ecosystem.introductions.outcome_words import money, readers
from ecosystem.introductions.policy import may_edit, side_of
from ecosystem.introductions.states import Side
from ecosystem.introductions.states_words import STATES
from ecosystem.introductions.views_mail import holder, link_ended, reloaded
from ecosystem.introductions.views_talk import calendar_answer
from ecosystem.kernel.access.acting import set_actor
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import Invalid, NotFound
from ecosystem.kernel.access.fields import Input, Label, Line
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.clock import HANOI
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.web.answers import carried_out
from ecosystem.kernel.web.forms import Form, blank_form, posted_form
from ecosystem.kernel.web.languages import page_language, translate
from ecosystem.kernel.web.limits import limited
from ecosystem.kernel.web.signed_links import BadLink
from ecosystem.kernel.web.written import weekday_text
from ecosystem.organisations.actors import actor_of

LATER: Final = "later"
"""The first of the choices changes nothing: it is what a program that ticks a box would tick."""
DECISIONS: Final = {LATER: N_("Not yet, I tell it later"), "confirm": N_("It is so"), "deny": N_("It is not so")}


class MailedTimeInput(Input):
    """`time`: the public id of a proposed one, or `LATER`."""

    time: Annotated[Line, Field(min_length=1), Label(N_("Which time suits you?"), None, "radios")]


class MailedOutcomeInput(Input):
    decision: Annotated[Literal["later", "confirm", "deny"], Label(N_("Is it so?"), None, "radios")]
    is_public: Annotated[bool, Label(N_("Everybody may read this"), None, "checkbox")] = False


@limited("60 per hour")
def choose_from_mail(token: str) -> Response:
    """The times that are proposed now, to choose from; afterwards the chosen one."""
    try:
        actor, found, side, _ = link_holder(TalkAct.CHOOSE, token)
    except (BadLink, NotFound) as why:
        return link_ended(why)
    known = queries_talk.times(current_session(), found) if found.is_talking else ()
    if not known or known[0].side == side.value or any(one.chosen_at for one in known):
        chosen = next((one for one in known if one.chosen_at), None)
        shown = {"introduction": found, "states": STATES, "time": chosen, "is_about_time": True}
        return make_response(render_template("introductions/mail_done.html", **shown))
    form = form_of_link(MailedTimeInput)

    if sent_by_link(form, actor, lambda session, said: _choose(session, actor, found, said)):
        if form.data is not None and form.data.time == LATER:
            flash(translate(N_("Nothing was chosen. The link in the mail keeps working.")), "info")
        return again("introductions.choose_from_mail", token)
    found = reloaded(found)
    later = (LATER, translate(N_("None yet, I choose later")))
    form.fields["time"].options = [later, *((one.public_id, _when(one)) for one in known)]
    shown = {"time": known[0], "propose_url": _propose_url(token)}
    return page_of_link("introductions/mail_time.html", found, side, form, token=token, **shown)


@limited("60 per hour")
def answer_outcome_from_mail(token: str) -> Response:
    """One outcome that the other side told, to confirm or deny; afterwards the way to the outcomes."""
    try:
        actor, found, side, outcome_id = link_holder(TalkAct.OUTCOME, token)
    except (BadLink, NotFound) as why:
        return link_ended(why)
    said = next((one for one in queries_talk.outcomes(current_session(), found) if one.public_id == outcome_id), None)
    if said is None or said.side == side.value:
        return link_ended()
    if not (found.is_revealed and said.is_waiting):
        shown = {"introduction": found, "states": STATES, "outcome": said, "is_about_outcome": True}
        return make_response(render_template("introductions/mail_done.html", **shown))
    form = form_of_link(MailedOutcomeInput)
    if sent_by_link(form, actor, lambda session, given: _answer(session, actor, found, said, given)):
        if form.data is not None and form.data.decision == LATER:
            flash(translate(N_("Nothing was noted. The link in the mail keeps working.")), "info")
        return again("introductions.answer_outcome_from_mail", token)
    found = reloaded(found)
    form.fields["decision"].options = [(code, translate(words)) for code, words in DECISIONS.items()]
    shown = {"outcome": said, "kind": OUTCOMES[said.kind], "readers": readers(said, side)}
    value = money(said.amount, said.currency)
    return page_of_link("introductions/mail_outcome.html", found, side, form, token=token, value=value, **shown)


@limited("120 per hour")
def calendar_from_mail(token: str) -> Response:
    """The calendar file of a chosen time that still stands."""
    try:
        _actor, found, side, time_id = link_holder(TalkAct.CALENDAR, token)
    except (BadLink, NotFound) as why:
        return link_ended(why)
    known = queries_talk.times(current_session(), found) if found.is_revealed else ()
    chosen = next((one for one in known if one.public_id == time_id), None)
    return calendar_answer(found, chosen, side) if chosen is not None else link_ended()


def link_holder(act: TalkAct, token: str) -> tuple[Actor, Introduction, Side, str]:
    """Who holds the link, of which introduction and side, and the id of what it is about.

    Raises BadLink, NotFound (no longer an editor of a side).
    """
    introduction, person, about = read_talk(act, token)
    user, found = holder(introduction, person)
    actor = actor_of(user)
    side = side_of(actor, found)
    if side is None or not (may_edit(actor, found) and actor.is_confirmed):
        raise NotFound
    return actor, found, side, about


def form_of_link(model: type[Input]) -> Form[Any]:
    return posted_form(model, request.form) if request.method == "POST" else blank_form(model)


def sent_by_link(form: Form[Any], actor: Actor, write: Callable[[Session, Any], object]) -> bool:
    if form.data is not None:
        set_actor(actor)
    return carried_out(form, write)


def _propose_url(token: str) -> str:
    introduction, person, _ = read_talk(TalkAct.CHOOSE, token)
    return talk_url(TalkAct.PROPOSE, introduction, person, "", page_language())


def _choose(session: Session, actor: Actor, found: Introduction, said: MailedTimeInput) -> None:
    if said.time == LATER:
        return
    try:
        service_talk.choose_time(session, actor, found.public_id, said.time)
    except NotFound as gone:
        raise Invalid({"time": N_("This time is no longer proposed; choose one of these")}) from gone


def _answer(
    session: Session, actor: Actor, found: Introduction, said: IntroductionOutcome, given: MailedOutcomeInput
) -> None:
    if given.decision == "confirm":
        is_public = said.is_public and given.is_public
        service_outcomes.confirm(session, actor, found.public_id, said.public_id, is_public=is_public)
    elif given.decision == "deny":
        service_outcomes.deny(session, actor, found.public_id, said.public_id)


def _when(time: IntroductionTime) -> str:
    moment = time.starts_at.astimezone(HANOI)
    return f"{moment:%H:%M}, {weekday_text(moment)}"


def again(endpoint: str, token: str) -> Response:
    return make_response(redirect(url_for(endpoint, token=token), 303))


def page_of_link(template: str, found: Introduction, side: Side, form: Form[Any], **shown: Any) -> Response:
    other = found.asked if side is Side.ASKING else found.asking
    body = render_template(template, other=other.legal_name, form=form, **shown)
    return make_response(body, 422 if request.method == "POST" else 200)
