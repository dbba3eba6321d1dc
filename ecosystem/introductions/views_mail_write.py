"""Proposing times, answering a message and telling an outcome from the mailbox (see `mailbox`).

What one's own side has done meanwhile is told and not done again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from flask import flash, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from ecosystem.introductions import queries_talk, service_outcomes, service_talk
from ecosystem.introductions.input_talk import MINUTES, OUTCOMES, MessageInput, OutcomeInput, TimesInput
from ecosystem.introductions.links import TalkAct
from ecosystem.introductions.mailbox import LATER, Held, by_link, done, form_of_link, link_ended, reloaded
from ecosystem.introductions.models_talk import IntroductionMessage, IntroductionTime, OutcomeKind
from ecosystem.introductions.page import page_of
from ecosystem.introductions.states import Side
from ecosystem.kernel import clock
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.web.languages import translate
from ecosystem.kernel.web.limits import limited

TOLD: Final = (OutcomeKind.MEMORANDUM, OutcomeKind.CONTRACT, OutcomeKind.INVESTMENT)
"""What the link offers to tell; whether they met has links of its own."""


@limited("60 per hour")
@by_link(TalkAct.PROPOSE)
def propose_from_mail(held: Held) -> Response:
    """Three times for the other side to choose from; afterwards that they wait for its choice, or the chosen one."""
    found = held.introduction
    known = queries_talk.times(current_session(), found) if found.is_talking else ()
    if not found.is_talking or _is_proposed(known, held.side):
        chosen = next((one for one in known if one.chosen_at), None)
        return done(found, time=chosen, is_about_time=chosen is not None, is_about_proposal=True)
    form = form_of_link(TimesInput)
    if held.sent(form, lambda session, said: _propose(session, held, said)):
        return held.again()
    form.fields["minutes"].options = [(code, translate(words)) for code, words in MINUTES.items()]
    theirs = [one for one in known if one.side != held.side.value]
    return held.page("introductions/mail_propose.html", form, times=theirs, choose_url=held.url(TalkAct.CHOOSE))


@limited("120 per hour")
@by_link(TalkAct.WRITE)
def write_from_mail(held: Held) -> Response:
    """One message of the other side and the answer to it; afterwards that it is answered."""
    found = held.introduction
    talk = queries_talk.messages(current_session(), found)
    message = next((one for one in talk if one.public_id == held.about), None)
    if message is None or message.side == held.side.value:
        return link_ended()
    if not found.is_talking or message.taken_down_at is not None or _is_answered(talk, message):
        return done(found, message=message, is_about_message=True)
    form = form_of_link(MessageInput)
    if held.sent(form, lambda session, said: _write(session, held, message, said)):
        return held.again()
    return held.page("introductions/mail_write.html", form, words=message.words)


@limited("60 per hour")
@by_link(TalkAct.TELL)
def tell_from_mail(held: Held) -> Response:
    """What came of it, as often as something does, and what was told so far."""
    found, actor = held.introduction, held.actor
    if not found.is_revealed:
        return done(found)
    if request.form.get("kind") == LATER:
        flash(translate(N_("Nothing was noted. The link in the mail keeps working.")), "info")
        return held.again()
    form = form_of_link(OutcomeInput)
    if held.sent(form, lambda session, said: service_outcomes.say(session, actor, found.public_id, said)):
        flash(translate(N_("Noted. You see here what the other side has still to confirm.")), "good")
        return held.again()
    later = (LATER, translate(N_("Nothing yet; I will say later")))
    form.fields["kind"].options = [later, *((code, translate(OUTCOMES[code])) for code in TOLD)]
    form.fields["currency"].options = [("VND", "VND"), ("USD", "USD")]
    page = page_of(current_session(), actor, reloaded(found), held.side)
    return held.page("introductions/mail_tell.html", form, page=page)


def _is_proposed(known: Sequence[IntroductionTime], side: Side) -> bool:
    """Whether one of these was chosen, or `side` proposed them and the other may still choose."""
    is_chosen = any(one.chosen_at for one in known)
    return is_chosen or any(one.side == side.value and one.starts_at > clock.now() for one in known)


def _propose(session: Session, held: Held, said: TimesInput) -> None:
    """Propose, unless somebody did or chose since the page was opened: the page then says so."""
    actor, public_id = held.actor, held.introduction.public_id
    locked, side, _ = service_talk.talking(session, actor, public_id)
    if not _is_proposed(queries_talk.times(session, locked), side):
        service_talk.propose_times(session, actor, public_id, said)


def _is_answered(talk: Sequence[IntroductionMessage], message: IntroductionMessage) -> bool:
    """Whether the side that got `message` has written since."""
    place = (message.created_at, message.id)
    return any(one.side != message.side and (one.created_at, one.id) > place for one in talk)


def _write(session: Session, held: Held, message: IntroductionMessage, said: MessageInput) -> None:
    """Answer, unless somebody of the same side did since the page was opened."""
    actor, public_id = held.actor, held.introduction.public_id
    locked, _side, _ = service_talk.talking(session, actor, public_id)
    if not _is_answered(queries_talk.messages(session, locked), message):
        service_talk.write(session, actor, public_id, said)
