"""What may be reported of an introduction: what either side did in it, and each message.

An officer sees an introduction only once it was reported, words masked as the other side reads them, no conversation
and nobody's address. Ending one is for good: what was ended is not begun again, but while the decision is in force the
two cannot ask each other, and undoing it lets them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session

from ecosystem.introductions import queries, queries_talk, service, service_talk
from ecosystem.introductions.log import told
from ecosystem.introductions.masking import mask
from ecosystem.introductions.models import Introduction
from ecosystem.introductions.models_talk import IntroductionMessage
from ecosystem.introductions.policy import side_of
from ecosystem.introductions.states import OPEN, Side, State
from ecosystem.introductions.words import said
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.reports.models import Action
from ecosystem.reports.queries import is_reported, open_for
from ecosystem.reports.reportable import Happening, Reported
from ecosystem.reports.wording import OBJECT, PAGE, Wording

MESSAGE: Final = "introduction-message"
KINDS: Final = {Side.ASKING: "introduction-request", Side.ASKED: "introduction-answer"}
"""By the side whose doing is reported."""
_LABELS: Final = {Side.ASKING: N_("Request for an introduction"), Side.ASKED: N_("Answer to a request")}
_LABEL: Final = N_("Message in an introduction")
_LONGEST_TITLE: Final = 300
_CAUTION: Final = N_(
    "Officers alone read your report and your name. The other side learns what was decided; since only your two "
    "organisations read this, it can guess who reported."
)

ENDED: Final = replace(
    PAGE,
    chips={
        **PAGE.chips,
        Action.WITHDRAW: (N_("Introduction ended"), "refused"),
        Action.RESTORE: (N_("May ask again"), "agreed"),
    },
    choices={
        **PAGE.choices,
        Action.WITHDRAW: N_(
            "End it for good: nobody writes there any more and addresses are hidden again; the two cannot ask each "
            "other until this is undone"
        ),
    },
    headings={
        **PAGE.headings,
        Action.WITHDRAW: N_("An officer ended an introduction of yours"),
        Action.RESTORE: N_("You may ask each other again"),
    },
    told={
        **PAGE.told,
        Action.WITHDRAW: N_(
            "A programme officer ended the introduction “%(title)s”. Your two organisations cannot ask each other for "
            "now."
        ),
        Action.RESTORE: N_(
            "A programme officer undid the decision on “%(title)s”. The introduction stays ended; your two "
            "organisations may ask each other again."
        ),
    },
    then={
        **PAGE.then,
        Action.WITHDRAW: N_("You may object on the page of the decision. Another officer answers by email."),
    },
    answered={
        **PAGE.answered,
        Action.WITHDRAW: N_("An officer checked “%(title)s”, which you reported, and ended the introduction."),
        Action.RESTORE: N_(
            "An officer undid the decision on “%(title)s”, which you reported. The introduction stays ended; your two "
            "organisations may ask each other again."
        ),
    },
    meanings={
        **PAGE.meanings,
        Action.WITHDRAW: N_(
            "The introduction is ended and is not begun again. Your two organisations cannot ask each other until the "
            "decision is undone."
        ),
        Action.RESTORE: N_("The introduction stays ended. Your two organisations may ask each other again."),
    },
    mending=OBJECT,
    undo=N_("Let the two ask each other again"),
    caution=_CAUTION,
)
HIDDEN: Final = replace(
    PAGE,
    choices={
        **PAGE.choices,
        Action.WITHDRAW: N_("Take it down: only the side that wrote it and officers read it, until it is put back"),
    },
    headings={
        **PAGE.headings,
        Action.WITHDRAW: N_("A message of yours was taken down"),
        Action.RESTORE: N_("Your message is shown again"),
    },
    told={
        **PAGE.told,
        Action.DISMISS: N_(
            "A message of yours in the introduction “%(title)s” was reported. A programme officer checked it and "
            "changed nothing."
        ),
        Action.WITHDRAW: N_(
            "A programme officer took a message of yours in the introduction “%(title)s” down. The other side no "
            "longer reads it on the page; a mail that was sent cannot be called back. The introduction goes on."
        ),
        Action.RESTORE: N_(
            "A programme officer put a message of yours in the introduction “%(title)s” back. The other side reads it "
            "again."
        ),
    },
    then={
        **PAGE.then,
        Action.WITHDRAW: N_("You may object on the page of the decision. Another officer answers by email."),
    },
    answered={
        **PAGE.answered,
        Action.DISMISS: N_(
            "An officer checked the message in the introduction “%(title)s” that you reported. Nothing changes there."
        ),
        Action.WITHDRAW: N_(
            "An officer checked the message in the introduction “%(title)s” that you reported, and took it down. The "
            "introduction goes on."
        ),
        Action.RESTORE: N_(
            "The message in the introduction “%(title)s” that you reported was put back by an officer. "
            "The introduction goes on."
        ),
    },
    meanings={
        **PAGE.meanings,
        Action.WITHDRAW: N_(
            "Only your organisation and officers read the message, until it is put back. The introduction goes on."
        ),
        Action.RESTORE: N_("The other side reads it again."),
    },
    mending=OBJECT,
    caution=_CAUTION,
)


@dataclass(frozen=True)
class Doings:
    """The `Reportable` of what `side` did and wrote until the yes; its public id is the introduction's."""

    side: Side

    @property
    def name(self) -> str:
        return KINDS[self.side]

    @property
    def label(self) -> Message:
        return _LABELS[self.side]

    @property
    def wording(self) -> Wording:
        return ENDED

    def load(self, session: Session, actor: Actor, public_id: str) -> Reported | None:
        found = queries.by_public_id(session, public_id)
        if found is None or not _may_see(session, actor, found, self.name, public_id):
            return None
        about = replace(
            _shared(actor, found, self.side, self.name),
            id=found.id,
            public_id=found.public_id,
            is_open=found.state != State.STOPPED,
            can_be_withdrawn=found.state in OPEN,
        )
        return replace(about, texts=_texts(found, self.side))

    def history(self, session: Session, thing: Reported) -> Sequence[Happening]:
        return _history(session, thing.id)

    def withdraw(self, session: Session, actor: Actor, thing: Reported) -> bool:
        found = queries.by_public_id(session, thing.public_id, lock=True)
        if found is None or found.state not in OPEN:
            return False
        service.stop(session, actor, thing.public_id, _told_the_decision(session, found, self.side))
        return True

    def restore(self, session: Session, actor: Actor, thing: Reported) -> bool:
        return service.let_ask_again(session, actor, thing.public_id)


@dataclass(frozen=True)
class Messages:
    """The `Reportable` of messages: taken down, the other side no longer reads them."""

    name: str = MESSAGE
    label: Message = _LABEL
    wording: Wording = HIDDEN

    def load(self, session: Session, actor: Actor, public_id: str) -> Reported | None:
        message = queries_talk.message(session, public_id)
        about = queries.by_id(session, message.introduction_id) if message is not None else None
        if message is None or about is None or not _may_see(session, actor, about, self.name, public_id):
            return None
        if side_of(actor, about) is not None and not about.is_revealed:
            return None
        return replace(
            _shared(actor, about, Side(message.side), self.name),
            id=about.id,
            public_id=message.public_id,
            is_open=message.taken_down_at is None,
            texts=[(N_("Message"), _words(about, message))],
        )

    def history(self, session: Session, thing: Reported) -> Sequence[Happening]:
        return _history(session, thing.id)

    def withdraw(self, session: Session, _actor: Actor, thing: Reported) -> bool:
        return service_talk.take_down(session, thing.public_id)

    def restore(self, session: Session, _actor: Actor, thing: Reported) -> bool:
        return service_talk.put_back(session, thing.public_id)


REPORTABLES: Final = (Doings(Side.ASKING), Doings(Side.ASKED), Messages())


def _told_the_decision(session: Session, about: Introduction, side: Side) -> set[int]:
    """Who gets the mail of a decision on what `side` did: its own people, and who reported it."""
    reports = open_for(session, KINDS[side], about.public_id)
    own = queries.people(session, about.organisation_id(side))
    return {one.user_id for one in reports if one.user_id is not None} | {one.id for one in own}


def _may_see(session: Session, actor: Actor, about: Introduction, kind: str, thing: str) -> bool:
    """The people of both sides; officers of neither, once the very thing was reported."""
    if side_of(actor, about) is not None:
        return True
    return actor.may_decide_on(about.asking_id, about.asked_id) and is_reported(session, kind, thing)


def _shared(actor: Actor, about: Introduction, side: Side, kind: str) -> Reported:
    """What both kinds have in common; the rest is filled in."""
    owner = about.asking if side is Side.ASKING else about.asked
    return Reported(
        kind=kind,
        id=0,
        public_id="",
        title=f"{about.asking.legal_name} – {about.asked.legal_name}"[:_LONGEST_TITLE],
        language="vi",
        is_open=False,
        organisation_id=owner.id,
        party_id=about.organisation_id(side.other),
        organisation_public_id=owner.public_id,
        organisation_name=owner.legal_name,
        endpoint="introductions.show" if side_of(actor, about) is not None else "",
        values={"introduction": about.public_id},
    )


def _texts(about: Introduction, side: Side) -> list[tuple[Message, str]]:
    """What the side wrote, as both sides read it."""
    texts = said(about)
    by_side = {
        Side.ASKING: (
            (N_("Why they want to meet"), texts["why"].text),
            (N_("What they propose"), texts["proposal"].text),
            (N_("Their answer"), texts["reply"].text),
        ),
        Side.ASKED: (
            (N_("Their question"), texts["question"].text),
            (N_("A word with the no"), texts["decline_words"].text),
        ),
    }
    return [(label, text) for label, text in by_side[side] if text]


def _words(about: Introduction, message: IntroductionMessage) -> str:
    return message.words if about.is_revealed else mask(message.words).text


def _history(session: Session, introduction_id: int) -> Sequence[Happening]:
    about = queries.by_id(session, introduction_id)
    return [Happening(at, words) for at, words in told(session, about)] if about is not None else ()
