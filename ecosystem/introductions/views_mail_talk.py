"""Choosing a time, its calendar file and answering an outcome from the mailbox (see `mailbox`)."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from flask import flash
from pydantic import Field
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from ecosystem.introductions import queries_talk, service_outcomes, service_talk
from ecosystem.introductions.input_talk import OUTCOMES
from ecosystem.introductions.links import TalkAct
from ecosystem.introductions.mailbox import LATER, Held, by_link, done, form_of_link, link_ended
from ecosystem.introductions.models_talk import IntroductionOutcome, IntroductionTime
from ecosystem.introductions.outcome_words import money, readers
from ecosystem.introductions.views_talk import calendar_answer
from ecosystem.kernel.access.errors import Invalid, NotFound
from ecosystem.kernel.access.fields import Input, Label, Line
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.clock import HANOI
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.web.languages import translate
from ecosystem.kernel.web.limits import limited
from ecosystem.kernel.web.written import weekday_text

DECISIONS: Final = {LATER: N_("I will say later"), "confirm": N_("It is so"), "deny": N_("It is not so")}


class MailedTimeInput(Input):
    """`time`: the public id of a proposed one, or `LATER`."""

    time: Annotated[Line, Field(min_length=1), Label(N_("Which time suits you?"), None, "radios")]


class MailedOutcomeInput(Input):
    decision: Annotated[Literal["later", "confirm", "deny"], Label(N_("Is it so?"), None, "radios")]
    is_public: Annotated[bool, Label(N_("Everybody may read this"), None, "checkbox")] = False


@limited("60 per hour")
@by_link(TalkAct.CHOOSE)
def choose_from_mail(held: Held) -> Response:
    """The times that are proposed now, to choose from; afterwards the chosen one."""
    found = held.introduction
    known = queries_talk.times(current_session(), found) if found.is_talking else ()
    if not known or known[0].side == held.side.value or any(one.chosen_at for one in known):
        return done(found, time=next((one for one in known if one.chosen_at), None), is_about_time=True)
    form = form_of_link(MailedTimeInput)
    if held.sent(form, lambda session, said: _choose(session, held, said)):
        if form.data is not None and form.data.time == LATER:
            flash(translate(N_("Nothing was chosen. The link in the mail keeps working.")), "info")
        return held.again()
    later = (LATER, translate(N_("None yet; I will choose later")))
    form.fields["time"].options = [later, *((one.public_id, _when(one)) for one in known)]
    return held.page("introductions/mail_time.html", form, time=known[0], propose_url=held.url(TalkAct.PROPOSE))


@limited("60 per hour")
@by_link(TalkAct.OUTCOME)
def answer_outcome_from_mail(held: Held) -> Response:
    """One outcome that the other side told, to confirm or deny; afterwards the way to the outcomes."""
    found = held.introduction
    said = next((one for one in queries_talk.outcomes(current_session(), found) if one.public_id == held.about), None)
    if said is None or said.side == held.side.value:
        return link_ended()
    if not (found.is_revealed and said.is_waiting):
        return done(found, outcome=said, is_about_outcome=True)
    form = form_of_link(MailedOutcomeInput)
    if held.sent(form, lambda session, given: _answer(session, held, said, given)):
        if form.data is not None and form.data.decision == LATER:
            flash(translate(N_("Nothing was noted. The link in the mail keeps working.")), "info")
        return held.again()
    form.fields["decision"].options = [(code, translate(words)) for code, words in DECISIONS.items()]
    shown = {"outcome": said, "kind": OUTCOMES[said.kind], "readers": readers(said, held.side)}
    return held.page("introductions/mail_outcome.html", form, value=money(said.amount, said.currency), **shown)


@limited("120 per hour")
@by_link(TalkAct.CALENDAR)
def calendar_from_mail(held: Held) -> Response:
    """The calendar file of a chosen time that still stands."""
    found = held.introduction
    known = queries_talk.times(current_session(), found) if found.is_revealed else ()
    chosen = next((one for one in known if one.public_id == held.about), None)
    return calendar_answer(found, chosen, held.side) if chosen is not None else link_ended()


def _choose(session: Session, held: Held, said: MailedTimeInput) -> None:
    if said.time == LATER:
        return
    try:
        service_talk.choose_time(session, held.actor, held.introduction.public_id, said.time)
    except NotFound as gone:
        raise Invalid({"time": N_("This time is no longer proposed; choose one of these")}) from gone


def _answer(session: Session, held: Held, said: IntroductionOutcome, given: MailedOutcomeInput) -> None:
    about = (held.introduction.public_id, said.public_id)
    if given.decision == "confirm":
        is_public = said.is_public and given.is_public
        service_outcomes.confirm(session, held.actor, *about, is_public=is_public)
    elif given.decision == "deny":
        service_outcomes.deny(session, held.actor, *about)


def _when(time: IntroductionTime) -> str:
    moment = time.starts_at.astimezone(HANOI)
    return f"{moment:%H:%M}, {weekday_text(moment)}"
