"""The mails about introductions, made when they are sent: to whom, in which words, with which links.

They go to the active owners and editors of a side whose address is confirmed, while what they say is still so. Nobody's
name, address or telephone number stands in them before both agreed, and words are masked until then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ecosystem.accounts.models import User
from ecosystem.catalogue.links import kinds
from ecosystem.catalogue.models import Entry
from ecosystem.introductions import queries
from ecosystem.introductions.candidates import Candidate, may_be_asked, next_candidates
from ecosystem.introductions.input import REASONS
from ecosystem.introductions.links import MailAct, MetAct, TalkAct, act_url, met_url, talk_url
from ecosystem.introductions.models import Happening, Introduction
from ecosystem.introductions.policy import again_on
from ecosystem.introductions.reportables import KINDS
from ecosystem.introductions.service_outcomes import was_told
from ecosystem.introductions.states import REVEALED, WAITING, Side, State
from ecosystem.introductions.words import Contact, contact_of, said
from ecosystem.kernel.access.language import writing_in
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.mail.request import Prepare, Recipient
from ecosystem.kernel.web.languages import external_url
from ecosystem.mailing.links import INTRODUCTIONS, unsubscribe_url
from ecosystem.organisations.actors import actor_of
from ecosystem.reports.models import Action
from ecosystem.reports.queries import about as decisions_about

ACTS: Final[Mapping[MailAct, Message]] = {
    MailAct.AGREE: N_("Agree to meet"),
    MailAct.QUESTION: N_("Ask first"),
    MailAct.DECLINE: N_("Decline"),
    MailAct.REPLY: N_("Answer the question"),
}
"""What the links are called."""
MET_ACTS: Final[Mapping[MetAct, Message]] = {
    MetAct.MET: N_("Yes, we have met"),
    MetAct.NOT_MET: N_("No, we have not met"),
}
PROPOSE: Final = N_("Propose three times")
TELL: Final = N_("Tell what came of it")
_ACTS_IN: Final[Mapping[State, Sequence[MailAct]]] = {
    State.ASKED: (MailAct.AGREE, MailAct.QUESTION, MailAct.DECLINE),
    State.QUESTIONED: (MailAct.REPLY,),
    State.REPLIED: (MailAct.AGREE, MailAct.DECLINE),
}
"""What the side that has to answer may do from its mailbox."""


@dataclass(frozen=True)
class Letter:
    """What a mail is about: what happened, to which introduction, and the person of a side who reads it.

    `about_id`: the public id of the message, time or outcome that it tells of.
    """

    noted: Happening
    about: Introduction
    side: Side
    user: User
    about_id: str = ""

    @property
    def language(self) -> str:
        return self.user.language

    @property
    def own(self) -> str:
        return self.about.asking.legal_name if self.side is Side.ASKING else self.about.asked.legal_name

    @property
    def other(self) -> str:
        return self.about.asked.legal_name if self.side is Side.ASKING else self.about.asking.legal_name

    def title(self, entry: Entry | None) -> str:
        """The entry's title in the reader's language, where it has one."""
        if entry is None:
            return ""
        translation = entry.translation(self.language)
        return str(translation.texts.get("title") or entry.title) if translation else entry.title


More = Callable[[Letter], Mapping[str, Any] | None]
"""What else a template needs; None where the mail is no longer to be sent."""


def nothing(_letter: Letter) -> Mapping[str, Any]:
    return {}


def mail(states: frozenset[State], more: More = nothing) -> Prepare:
    """A preparer for mails that are sent only while the introduction is in one of `states`."""

    def prepare(params: Mapping[str, Any]) -> tuple[Recipient, Mapping[str, Any]] | None:
        letter = _letter(params)
        if letter is None or State(letter.about.state) not in states:
            return None
        found = more(letter)
        if found is None:
            return None
        stop = unsubscribe_url(letter.user.email, INTRODUCTIONS, letter.language)
        recipient = Recipient(letter.user.email, letter.user.name, letter.language, INTRODUCTIONS, stop)
        return recipient, {**_shared(letter), **found}

    return prepare


def _letter(params: Mapping[str, Any]) -> Letter | None:
    """None where the person does not speak for the side any more."""
    session = current_session()
    found = queries.happening(session, str(params["happening"]))
    if found is None:
        return None
    side = Side(str(params["side"]))
    people = queries.people(session, found[1].organisation_id(side))
    user = next((one for one in people if one.public_id == str(params["user"])), None)
    about_id = str(params.get("about", ""))
    return Letter(found[0], found[1], side, user, about_id) if user is not None else None


def _shared(letter: Letter) -> dict[str, Any]:
    about = letter.about
    texts = said(about)
    return {
        "own": letter.own,
        "other": letter.other,
        "title": letter.title(about.entry),
        "page_url": external_url("introductions.show", language=letter.language, introduction=about.public_id),
        "answer_by": about.answer_by,
        "is_asked": letter.side is Side.ASKED,
        "why": texts["why"].text,
        "proposal": texts["proposal"].text,
        "question": texts["question"].text,
        "answer_words": texts["reply"].text,
        "masked": {name: bool(one.count) for name, one in texts.items()},
    }


def _to_answer(letter: Letter) -> Mapping[str, Any]:
    about = letter.about
    acts = _ACTS_IN.get(State(about.state), ()) if about.waits_for is letter.side else ()
    urls = (act_url(act, about.public_id, letter.user.public_id, letter.language) for act in acts)
    return {"links": [(ACTS[act], url) for act, url in zip(acts, urls, strict=True)]}


def _asked(letter: Letter) -> Mapping[str, Any]:
    """With the page that the asking side asks for, while it is public."""
    page = letter.about.own_entry
    shown = page is not None and page.is_public
    url = _page_of(page, letter.language) if page is not None and shown else ""
    return {**_to_answer(letter), "own_page_title": letter.title(page) if shown else "", "own_page_url": url}


def _whether_met(letter: Letter) -> Mapping[str, Any] | None:
    """None where the reader's side has told it meanwhile."""
    if was_told(current_session(), letter.about, letter.side):
        return None
    urls = (met_url(act, letter.about.public_id, letter.user.public_id, letter.language) for act in MET_ACTS)
    links = [(MET_ACTS[act], url) for act, url in zip(MET_ACTS, urls, strict=True)]
    return {"links": [*links, (TELL, _talk_url(letter, TalkAct.TELL))]}


def _agreed(letter: Letter) -> Mapping[str, Any]:
    contact: Contact | None = contact_of(letter.about, letter.side.other)
    links = [(PROPOSE, _talk_url(letter, TalkAct.PROPOSE))]
    return {"contact": contact, "own_contact": contact_of(letter.about, letter.side), "links": links}


def _talk_url(letter: Letter, act: TalkAct) -> str:
    return talk_url(act, letter.about.public_id, letter.user.public_id, "", letter.language)


def _declined(letter: Letter) -> Mapping[str, Any]:
    words = said(letter.about)["decline_words"]
    return {
        "reason_words": REASONS[letter.about.decline_reason],
        "words": words.text,
        "again_on": again_on(letter.about),
        **_next(letter),
    }


def _expired(letter: Letter) -> Mapping[str, Any]:
    silent = Side.ASKING if letter.about.state == State.UNANSWERED else Side.ASKED
    return {"is_own_silence": silent is letter.side, "may_ask": _may_ask(letter), **_next(letter)}


def _may_ask(letter: Letter) -> bool:
    """Whether this side may ask the other one for an introduction now."""
    about = letter.about
    own_id, other = (about.asking_id, about.entry) if letter.side is Side.ASKING else (about.asked_id, about.own_entry)
    return other is not None and may_be_asked(current_session(), actor_of(letter.user), own_id, other)


def _stopped(letter: Letter) -> Mapping[str, Any]:
    """The words of the officer who decided on what the other side did."""
    decided = decisions_about(current_session(), KINDS[letter.side.other], letter.about.public_id)
    words = next((one.words for one in decided if one.action == Action.WITHDRAW), "")
    return {"words": words}


def _next(letter: Letter) -> Mapping[str, Any]:
    """The next three matches of one's own page, and where all of them stand."""
    about, session = letter.about, current_session()
    own, other = (about.own_entry, about.entry) if letter.side is Side.ASKING else (about.entry, about.own_entry)
    if own is None or other is None:
        return {"candidates": [], "matches_url": ""}
    with writing_in(letter.language):
        found = next_candidates(session, actor_of(letter.user), own, other.kind)
    candidates = [_offered(one, own, letter.language) for one in found]
    matches = external_url("matches.matches", language=letter.language, public_id=own.public_id)
    return {"candidates": candidates, "matches_url": matches}


def _page_of(entry: Entry, language: str) -> str:
    """The absolute address of a public page."""
    return external_url(f"{kinds().of(entry).endpoint}.show", language=language, slug=entry.address)


def _offered(one: Candidate, own: Entry, language: str) -> dict[str, Any]:
    """A candidate as the mail writes it; `ask_url` is "" where it may not be asked."""
    page = _page_of(one.entry, language)
    whom = {"slug": one.entry.public_id, "for": own.public_id}
    return {
        "title": one.title.title,
        "url": page,
        "band": one.band.words,
        "reason": one.reason,
        "is_demo": one.entry.is_demo,
        "ask_url": external_url("introductions.new", language=language, **whom) if one.may_be_asked else "",
    }


PREPARERS: Final[Mapping[str, Prepare]] = {
    "introduction_asked": mail(frozenset({State.ASKED}), _asked),
    "introduction_questioned": mail(frozenset({State.QUESTIONED}), _to_answer),
    "introduction_replied": mail(frozenset({State.REPLIED}), _to_answer),
    "introduction_due": mail(WAITING, _to_answer),
    "introduction_agreed": mail(REVEALED, _agreed),
    "introduction_declined": mail(frozenset({State.DECLINED}), _declined),
    "introduction_withdrawn": mail(frozenset({State.WITHDRAWN})),
    "introduction_expired": mail(frozenset({State.EXPIRED, State.UNANSWERED}), _expired),
    "introduction_whether_met": mail(frozenset({State.AGREED}), _whether_met),
    "introduction_closed": mail(frozenset({State.CLOSED})),
    "introduction_stopped": mail(frozenset({State.STOPPED}), _stopped),
}
"""By the name of the template under templates/email/."""
