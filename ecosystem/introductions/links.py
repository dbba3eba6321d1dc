"""The links in mails by which a person answers without signing in: one act, one introduction, one person each."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Final

from ecosystem.kernel.web.languages import external_url
from ecosystem.kernel.web.signed_links import SignedLinks


class MailAct(StrEnum):
    """What a link is for; its page does nothing else."""

    AGREE = "agree"
    QUESTION = "question"
    DECLINE = "decline"
    REPLY = "reply"


class MetAct(StrEnum):
    """The two answers to the question whether they met; each link is for one of them."""

    MET = "met"
    NOT_MET = "not-met"


class TalkAct(StrEnum):
    """What a link is for after the yes. `OUTCOME`: to say whether it is so; `TELL`: to say what came of it; `CALENDAR`:
    a file.
    """

    PROPOSE = "propose"
    CHOOSE = "choose"
    WRITE = "write"
    TELL = "tell"
    OUTCOME = "outcome"
    CALENDAR = "calendar"


_LIFE: Final = timedelta(days=45)
"""Longer than any deadline: the state of the introduction ends a link, and its page then says what became of it."""


_ENDPOINTS: Final = {
    TalkAct.PROPOSE: "introductions.propose_from_mail",
    TalkAct.CHOOSE: "introductions.choose_from_mail",
    TalkAct.WRITE: "introductions.write_from_mail",
    TalkAct.TELL: "introductions.tell_from_mail",
    TalkAct.OUTCOME: "introductions.answer_outcome_from_mail",
    TalkAct.CALENDAR: "introductions.calendar_from_mail",
}


def act_url(act: MailAct, introduction: str, user: str, language: str) -> str:
    """The absolute address, by public ids."""
    token = _links(act).make(introduction, user)
    return external_url("introductions.answer", language=language, act=act.value, token=token)


def read_act(act: MailAct | MetAct, token: str) -> tuple[str, str]:
    """The public ids of introduction and person. Raises BadLink."""
    introduction, user = _links(act).read(token, 2)
    return introduction, user


def met_url(act: MetAct, introduction: str, user: str, language: str) -> str:
    """As `act_url`."""
    token = _links(act).make(introduction, user)
    return external_url("introductions.whether_met", language=language, act=act.value, token=token)


def talk_url(act: TalkAct, introduction: str, user: str, about: str, language: str) -> str:
    """As `act_url`; `about`: the public id of the message, outcome or time, "" for all that there is of them."""
    return external_url(_ENDPOINTS[act], language=language, token=_links(act).make(introduction, user, about))


def read_talk(act: TalkAct, token: str) -> tuple[str, str, str]:
    """The public ids of introduction and person, and of what it is about. Raises BadLink."""
    introduction, user, about = _links(act).read(token, 3)
    return introduction, user, about


def _links(act: MailAct | MetAct | TalkAct) -> SignedLinks:
    return SignedLinks(f"introductions.{act}", _LIFE)
