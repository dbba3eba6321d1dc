"""The mails after the yes: a message, proposed times, the chosen time, an outcome to confirm or confirmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ecosystem.introductions import queries_talk
from ecosystem.introductions.calendar_files import calendar_file
from ecosystem.introductions.input_talk import OUTCOMES
from ecosystem.introductions.links import TalkAct, talk_url
from ecosystem.introductions.mail import TELL, Letter, mail
from ecosystem.introductions.meetings import meeting_of
from ecosystem.introductions.models_talk import IntroductionOutcome
from ecosystem.introductions.outcome_words import money, readers
from ecosystem.introductions.states import REVEALED, TALKING
from ecosystem.kernel.access.language import writing_in
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.clock import HANOI
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.mail.request import Prepare
from ecosystem.kernel.web.languages import external_url

_CHOOSE: Final = N_("Choose a time")
_PROPOSE: Final = N_("Propose other times")
_WRITE: Final = N_("Answer this message")
_ANSWER: Final = N_("Confirm it, or say that it is not so")


def _message(letter: Letter) -> Mapping[str, Any] | None:
    found = queries_talk.message(current_session(), letter.about_id)
    if found is None or found.taken_down_at is not None:
        return None
    return {"message": found.words, "links": [(_WRITE, _url(letter, TalkAct.WRITE, found.public_id))]}


def _times(letter: Letter) -> Mapping[str, Any] | None:
    """None where newer times, or a choice, have come since."""
    known = queries_talk.times(current_session(), letter.about)
    if not known or any(one.chosen_at for one in known) or known[0].side == letter.side.value:
        return None
    times = [one.starts_at.astimezone(HANOI) for one in known]
    links = [(_CHOOSE, _url(letter, TalkAct.CHOOSE, "")), (_PROPOSE, _url(letter, TalkAct.PROPOSE, ""))]
    return {"times": times, "minutes": known[0].minutes, "place": known[0].place, "links": links}


def _time(letter: Letter) -> Mapping[str, Any] | None:
    known = queries_talk.times(current_session(), letter.about)
    chosen = next((one for one in known if one.public_id == letter.about_id and one.chosen_at), None)
    if chosen is None:
        return None
    with writing_in(letter.language):
        calendar = calendar_file(meeting_of(letter.about, chosen, letter.side))
    return {
        "times": [chosen.starts_at.astimezone(HANOI)],
        "minutes": chosen.minutes,
        "place": chosen.place,
        "calendar_url": _url(letter, TalkAct.CALENDAR, chosen.public_id),
        "calendar": calendar,
    }


def _outcome(letter: Letter) -> Mapping[str, Any] | None:
    said = queries_talk.outcome(current_session(), letter.about_id)
    if said is None:
        return None
    url = external_url("introductions.outcome", language=letter.language, introduction=letter.about.public_id)
    answer = "confirmed" if said.confirmed_at else "denied" if said.denied_at else ""
    return {
        "outcome": OUTCOMES[said.kind],
        "answer": answer,
        "words": said.words,
        "dated": said.dated,
        "value": _value(said, letter.language),
        "readers": readers(said, letter.side),
        "page_url": url,
        "links": _links(letter, said, answer),
    }


def _links(letter: Letter, said: IntroductionOutcome, answer: str) -> Sequence[tuple[Message, str]]:
    """What may be done about an outcome: answer it, or, where it was confirmed, tell what more came of it."""
    if not answer:
        return [(_ANSWER, _url(letter, TalkAct.OUTCOME, said.public_id))]
    return [(TELL, _url(letter, TalkAct.TELL, ""))] if answer == "confirmed" else []


def _url(letter: Letter, act: TalkAct, about: str) -> str:
    return talk_url(act, letter.about.public_id, letter.user.public_id, about, letter.language)


def _value(said: IntroductionOutcome, language: str) -> str:
    with writing_in(language):
        return money(said.amount, said.currency)


PREPARERS: Final[Mapping[str, Prepare]] = {
    "introduction_message": mail(TALKING, _message),
    "introduction_times": mail(TALKING, _times),
    "introduction_time": mail(TALKING, _time),
    "introduction_outcome": mail(REVEALED, _outcome),
}
"""By the name of the template under templates/email/."""
