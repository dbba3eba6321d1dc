"""Proposing times, answering a message and telling an outcome from the mailbox, as `views_mail` has it: the signed link
says who, what, of which.

Opening a page changes nothing; neither does its form as it is found, nor the first of its choices. What one's own side
has done meanwhile is told and not done again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from flask import flash, make_response, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from ecosystem.introductions import queries_talk, service_outcomes, service_talk
from ecosystem.introductions.input_talk import MINUTES, OUTCOMES, MessageInput, OutcomeInput, TimesInput
from ecosystem.introductions.links import TalkAct, read_talk, talk_url
from ecosystem.introductions.models import Introduction
from ecosystem.introductions.models_talk import IntroductionMessage, IntroductionTime, OutcomeKind
from ecosystem.introductions.page import page_of
from ecosystem.introductions.states import Side
from ecosystem.introductions.states_words import STATES
from ecosystem.introductions.views_mail import link_ended, reloaded
from ecosystem.introductions.views_mail_talk import (
    LATER,
    again,
    form_of_link,
    link_holder,
    page_of_link,
    sent_by_link,
)
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import NotFound
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.web.languages import page_language, translate
from ecosystem.kernel.web.limits import limited
from ecosystem.kernel.web.signed_links import BadLink

TOLD: Final = (OutcomeKind.MEMORANDUM, OutcomeKind.CONTRACT, OutcomeKind.INVESTMENT)
"""What the link offers to tell; whether they met has links of its own."""


@limited("60 per hour")
def propose_from_mail(token: str) -> Response:
    """Three times for the other side to choose from; afterwards that they wait for its choice, or the chosen one."""
    try:
        actor, found, side, _ = link_holder(TalkAct.PROPOSE, token)
    except (BadLink, NotFound) as why:
        return link_ended(why)
    known = queries_talk.times(current_session(), found) if found.is_talking else ()
    if not found.is_talking or _is_proposed(known, side):
        chosen = next((one for one in known if one.chosen_at), None)
        return _done(found, time=chosen, is_about_time=chosen is not None, is_about_proposal=True)
    form = form_of_link(TimesInput)
    if sent_by_link(form, actor, lambda session, said: _propose(session, actor, found, said)):
        return again("introductions.propose_from_mail", token)
    found = reloaded(found)
    form.fields["minutes"].options = [(code, translate(words)) for code, words in MINUTES.items()]
    shown = {"times": [one for one in known if one.side != side.value], "choose_url": _choose_url(token)}
    return page_of_link("introductions/mail_propose.html", found, side, form, token=token, **shown)


@limited("120 per hour")
def write_from_mail(token: str) -> Response:
    """One message of the other side and the answer to it; afterwards that it is answered."""
    try:
        actor, found, side, message_id = link_holder(TalkAct.WRITE, token)
    except (BadLink, NotFound) as why:
        return link_ended(why)
    talk = queries_talk.messages(current_session(), found)
    message = next((one for one in talk if one.public_id == message_id), None)
    if message is None or message.side == side.value:
        return link_ended()
    if not found.is_talking or message.taken_down_at is not None or _is_answered(talk, message):
        return _done(found, message=message, is_about_message=True)
    form = form_of_link(MessageInput)
    if sent_by_link(form, actor, lambda session, said: _write(session, actor, found, message, said)):
        return again("introductions.write_from_mail", token)
    found = reloaded(found)
    return page_of_link("introductions/mail_write.html", found, side, form, token=token, words=message.words)


@limited("60 per hour")
def tell_from_mail(token: str) -> Response:
    """What came of it, as often as something does, and what was told so far."""
    try:
        actor, found, side, _ = link_holder(TalkAct.TELL, token)
    except (BadLink, NotFound) as why:
        return link_ended(why)
    if not found.is_revealed:
        return _done(found)
    if request.form.get("kind") == LATER:
        flash(translate(N_("Nothing was noted. The link in the mail keeps working.")), "info")
        return again("introductions.tell_from_mail", token)
    form = form_of_link(OutcomeInput)
    if sent_by_link(form, actor, lambda session, said: service_outcomes.say(session, actor, found.public_id, said)):
        flash(translate(N_("Noted. You see here what the other side has still to confirm.")), "good")
        return again("introductions.tell_from_mail", token)
    found = reloaded(found)
    later = (LATER, translate(N_("Nothing yet, I tell it later")))
    form.fields["kind"].options = [later, *((code, translate(OUTCOMES[code])) for code in TOLD)]
    form.fields["currency"].options = [("VND", "VND"), ("USD", "USD")]
    page = page_of(current_session(), actor, found, side)
    return page_of_link("introductions/mail_tell.html", found, side, form, token=token, page=page)


def _is_proposed(known: Sequence[IntroductionTime], side: Side) -> bool:
    """Whether one of these was chosen, or `side` proposed them and the other may still choose."""
    is_chosen = any(one.chosen_at for one in known)
    return is_chosen or any(one.side == side.value and one.starts_at > clock.now() for one in known)


def _propose(session: Session, actor: Actor, found: Introduction, said: TimesInput) -> None:
    """Propose, unless somebody did or chose since the page was opened: the page then says so."""
    locked, side, _ = service_talk.talking(session, actor, found.public_id)
    if not _is_proposed(queries_talk.times(session, locked), side):
        service_talk.propose_times(session, actor, found.public_id, said)


def _is_answered(talk: Sequence[IntroductionMessage], message: IntroductionMessage) -> bool:
    """Whether the side that got `message` has written since."""
    place = (message.created_at, message.id)
    return any(one.side != message.side and (one.created_at, one.id) > place for one in talk)


def _write(
    session: Session, actor: Actor, found: Introduction, message: IntroductionMessage, said: MessageInput
) -> None:
    """Answer, unless somebody of the same side did since the page was opened."""
    locked, _side, _ = service_talk.talking(session, actor, found.public_id)
    if not _is_answered(queries_talk.messages(session, locked), message):
        service_talk.write(session, actor, found.public_id, said)


def _choose_url(token: str) -> str:
    introduction, person, _ = read_talk(TalkAct.PROPOSE, token)
    return talk_url(TalkAct.CHOOSE, introduction, person, "", page_language())


def _done(found: Introduction, **shown: Any) -> Response:
    """What became of the introduction, or of what `shown` says that it is about."""
    return make_response(render_template("introductions/mail_done.html", introduction=found, states=STATES, **shown))
