"""Answering on the page of an introduction: to the request, to the question, to several requests at once."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session

from ecosystem.introductions import queries, service
from ecosystem.introductions.input import REASONS, AgreeInput, DeclineInput, QuestionInput, ReplyInput
from ecosystem.introductions.input_talk import AnswerInput
from ecosystem.introductions.models import Introduction
from ecosystem.introductions.policy import QUIET_AFTER_NO, acting_side
from ecosystem.introductions.states import Event
from ecosystem.introductions.views import on_page, shown, titled
from ecosystem.kernel import clock
from ecosystem.kernel.access.errors import Forbidden, NotFound
from ecosystem.kernel.access.language import written_weekday
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.web.actors import current_actor, sign_in_required
from ecosystem.kernel.web.answers import carried_out, sent_form
from ecosystem.kernel.web.forms import posted_form, typed_form
from ecosystem.kernel.web.languages import page_language, translate
from ecosystem.kernel.web.limits import limited

_DONE = {
    "agree": N_("You have agreed to meet. Both sides have each other's name and email now."),
    "question": N_("Your question is sent. They have until 24:00 on %(day)s to answer it."),
    "decline": N_("You have declined; they have been told, with the reason."),
}
_REPLIED = N_("Your answer is sent. They have until 24:00 on %(day)s to decide.")


@limited("60 per hour")
@sign_in_required
def answer(introduction: str) -> Any:
    """Agree, ask first or decline. Raises NotFound, Forbidden."""
    form = sent_form(AnswerInput)
    _require(introduction, Event.AGREE)
    if carried_out(form, partial(_decide, introduction)) and form.data is not None:
        return on_page(introduction, _with_day(_DONE[form.data.answer], introduction))
    return shown(introduction, answer=form), 422 if request.method == "POST" else 200


def _decide(introduction: str, session: Session, said: AnswerInput) -> None:
    actor = current_actor()
    if said.answer == "agree":
        service.agree(session, actor, introduction, AgreeInput(telephone=said.telephone))
    elif said.answer == "question":
        service.question(session, actor, introduction, QuestionInput(words=said.words))
    else:
        no = DeclineInput.model_validate({"reason": said.reason, "words": said.words})
        service.decline(session, actor, introduction, no)


@limited("60 per hour")
@sign_in_required
def reply(introduction: str) -> Any:
    """Answer the question. Raises NotFound, Forbidden."""
    form = sent_form(ReplyInput)
    _require(introduction, Event.REPLY)
    if carried_out(form, lambda session, data: service.reply(session, current_actor(), introduction, data)):
        return on_page(introduction, _with_day(_REPLIED, introduction))
    return shown(introduction, reply=form), 422 if request.method == "POST" else 200


@limited("30 per hour")
@sign_in_required
def decline_several() -> Any:
    """Decline several requests with the same words; each asking side gets a mail of its own."""
    chosen = _chosen(request.values.getlist("introduction"))
    is_sent = request.method == "POST"
    form = posted_form(DeclineInput, request.form) if is_sent else typed_form(DeclineInput, request.args)
    if form.data is not None and chosen:
        with transaction() as session:
            ids = [one.public_id for one in chosen]
            done, left = service.decline_many(session, current_actor(), ids, form.data)
        _tell(len(done), len(left))
        return redirect(url_for("introductions.index"), 303)
    form.fields["reason"].options = [(code, translate(words)) for code, words in REASONS.items()]
    again_on = clock.today() + QUIET_AFTER_NO
    page = render_template("introductions/decline.html", chosen=chosen, form=form, titled=titled, again_on=again_on)
    return page, 422 if is_sent else 200


def _chosen(public_ids: list[str]) -> list[Introduction]:
    """Those of them that the actor may decline. Raises NotFound where there is another's among them."""
    actor, session = current_actor(), current_session()
    found = [queries.find(session, actor, one) for one in dict.fromkeys(public_ids)]
    if any(one is None or acting_side(actor, Event.DECLINE, one) is None for one in found):
        raise NotFound
    return [one for one in found if one is not None and one.is_waiting]


def _tell(done: int, left: int) -> None:
    if done:
        flash(translate(N_("Declined: %(number)s. Each has been told, with the reason.", number=done)), "info")
    if left:
        flash(translate(N_("Answered, withdrawn or closed already: %(number)s", number=left)), "wait")


def _with_day(words: Message, introduction: str) -> Message:
    """The same with the last day for the next answer."""
    found = service.load(current_session(), current_actor(), introduction)
    return Message(words.id, {"day": written_weekday(found.answer_by, page_language())})


def _require(introduction: str, event: Event) -> None:
    """Raises NotFound for another's introduction, Forbidden for who may not cause the event."""
    actor = current_actor()
    if acting_side(actor, event, service.load(current_session(), actor, introduction)) is None:
        raise Forbidden
