"""After the yes: messages, times and their calendar files, outcomes."""

from __future__ import annotations

from typing import Any

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ecosystem.introductions import queries_talk, service, service_outcomes, service_talk
from ecosystem.introductions.calendar_files import calendar_file
from ecosystem.introductions.input_talk import OUTCOMES, MessageInput, OutcomeInput, TimesInput
from ecosystem.introductions.meetings import meeting_of
from ecosystem.introductions.models import Introduction
from ecosystem.introductions.models_talk import IntroductionTime
from ecosystem.introductions.page import page_of
from ecosystem.introductions.policy import may_edit, side_of
from ecosystem.introductions.states import Side
from ecosystem.introductions.views import on_page, shown
from ecosystem.kernel.access.errors import Forbidden, Invalid, NotFound
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.web.actors import current_actor, sign_in_required
from ecosystem.kernel.web.answers import carried_out, sent_form
from ecosystem.kernel.web.languages import translate
from ecosystem.kernel.web.limits import limited

_SHOWN = N_("Everybody may read it now.")
_SHOWN_BY_ONE = N_("Noted. Everybody may read it once the other side lets them, too.")


@limited("120 per hour")
@sign_in_required
def message(introduction: str) -> Any:
    """Write to the other side. Raises NotFound, Forbidden."""
    _editable(introduction)
    form = sent_form(MessageInput)
    if carried_out(form, lambda session, data: service_talk.write(session, current_actor(), introduction, data)):
        return on_page(introduction, N_("Sent; they get it by mail, too."), "trao-doi")
    return shown(introduction, message=form), 422 if request.method == "POST" else 200


@sign_in_required
def read(introduction: str) -> Response:
    """What the other side wrote is read; pages that are only opened change nothing."""
    with transaction() as session:
        service_talk.mark_read(session, current_actor(), introduction)
    return redirect(f"{url_for('introductions.show', introduction=introduction)}#trao-doi", 303)


@limited("60 per hour")
@sign_in_required
def times(introduction: str) -> Any:
    """Propose three times. Raises NotFound, Forbidden."""
    _editable(introduction)
    actor, form = current_actor(), sent_form(TimesInput)
    if carried_out(form, lambda session, data: service_talk.propose_times(session, actor, introduction, data)):
        return on_page(introduction, N_("Three times are proposed; they choose one."), "thoi-gian")
    return shown(introduction, times=form), 422 if request.method == "POST" else 200


@sign_in_required
def choose(introduction: str, time: str) -> Response:
    """Take one of the proposed times."""
    try:
        with transaction() as session:
            service_talk.choose_time(session, current_actor(), introduction, time)
        flash(translate(N_("The time is fixed; both have been told.")), "good")
    except Invalid as invalid:
        flash(translate(invalid.message), "wait")
    return redirect(f"{url_for('introductions.show', introduction=introduction)}#thoi-gian", 303)


@sign_in_required
def calendar(introduction: str, time: str) -> Response:
    """A proposed or chosen time as a calendar file. Raises NotFound."""
    actor, session = current_actor(), current_session()
    found = service.load(session, actor, introduction)
    known = queries_talk.times(session, found) if found.is_revealed else ()
    chosen = next((one for one in known if one.public_id == time), None)
    if chosen is None:
        raise NotFound
    return calendar_answer(found, chosen, side_of(actor, found) or Side.ASKED)


def calendar_answer(found: Introduction, chosen: IntroductionTime, side: Side) -> Response:
    """The calendar file of a time, as `side` reads it."""
    answer = make_response(calendar_file(meeting_of(found, chosen, side)))
    answer.headers["Content-Type"] = "text/calendar; charset=utf-8; method=PUBLISH"
    answer.headers["Content-Disposition"] = f'attachment; filename="nhip-cau-{chosen.public_id}.ics"'
    return answer


@limited("60 per hour")
@sign_in_required
def outcome(introduction: str) -> Any:
    """What came of it: said, and to be confirmed. Raises NotFound, Forbidden."""
    found = _editable(introduction)
    form = sent_form(OutcomeInput)
    if carried_out(form, lambda session, data: service_outcomes.say(session, current_actor(), introduction, data)):
        flash(translate(N_("Noted. The other side has been asked to confirm it.")), "good")
        return redirect(url_for("introductions.outcome", introduction=introduction), 303)
    form.fields["kind"].options = [(code, translate(words)) for code, words in OUTCOMES.items()]
    form.fields["currency"].options = [("VND", "VND"), ("USD", "USD")]
    actor, session = current_actor(), current_session()
    page = page_of(session, actor, found, side_of(actor, found) or Side.ASKED)
    body = render_template("introductions/outcome.html", page=page, introduction=found, form=form)
    return body, 422 if request.method == "POST" else 200


@sign_in_required
def confirm(introduction: str, outcome: str) -> Response:
    """Say that what the other side told is so."""
    is_public = "is_public" in request.form
    try:
        with transaction() as session:
            service_outcomes.confirm(session, current_actor(), introduction, outcome, is_public=is_public)
        flash(translate(N_("Confirmed by both sides.")), "good")
    except Invalid as invalid:
        flash(translate(invalid.message), "wait")
    return redirect(url_for("introductions.outcome", introduction=introduction), 303)


@sign_in_required
def show_outcome(introduction: str, outcome: str) -> Response:
    """Let everybody read what both have confirmed."""
    try:
        with transaction() as session:
            said = service_outcomes.show(session, current_actor(), introduction, outcome)
            words = _SHOWN if said.is_shown else _SHOWN_BY_ONE
        flash(translate(words), "good")
    except Invalid as invalid:
        flash(translate(invalid.message), "wait")
    return redirect(url_for("introductions.outcome", introduction=introduction), 303)


@sign_in_required
def deny(introduction: str, outcome: str) -> Response:
    """Say that what the other side told is not so."""
    try:
        with transaction() as session:
            service_outcomes.deny(session, current_actor(), introduction, outcome)
        flash(translate(N_("Noted: it is not so, and counts nowhere.")), "info")
    except Invalid as invalid:
        flash(translate(invalid.message), "wait")
    return redirect(url_for("introductions.outcome", introduction=introduction), 303)


def _editable(introduction: str) -> Introduction:
    """Raises NotFound for another's, Forbidden for viewers."""
    actor = current_actor()
    found = service.load(current_session(), actor, introduction)
    if not may_edit(actor, found):
        raise Forbidden
    return found
