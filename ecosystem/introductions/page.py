"""What the page of an introduction shows to one side: steps, words, reasons, what may be done, and the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from sqlalchemy.orm import Session

from ecosystem.introductions import queries_talk, queries_undelivered
from ecosystem.introductions.candidates import Candidate, next_candidates
from ecosystem.introductions.deadlines import Deadline, deadlines
from ecosystem.introductions.figures import Reliability, reliability
from ecosystem.introductions.input import REASONS, ReplyInput
from ecosystem.introductions.input_talk import ANSWERS, MINUTES, ONLY_NO, AnswerInput, MessageInput, TimesInput
from ecosystem.introductions.masking import Masked, mask
from ecosystem.introductions.models import Introduction
from ecosystem.introductions.models_talk import (
    IntroductionMessage,
    IntroductionOutcome,
    IntroductionTime,
    first_meeting,
)
from ecosystem.introductions.outcome_words import money, readers
from ecosystem.introductions.policy import again_on, may_edit
from ecosystem.introductions.queries_figures import quarter_of
from ecosystem.introductions.reportables import KINDS
from ecosystem.introductions.states import OPEN, REVEALED, Event, Side, State, after
from ecosystem.introductions.words import Contact, contact_of, said
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.web.forms import Form, blank_form
from ecosystem.kernel.web.languages import page_language, translate
from ecosystem.matchmaking.points import Bar, Scale, signed, tenths
from ecosystem.organisations.models import Organisation
from ecosystem.reports.models import Action, Decision
from ecosystem.reports.queries import about as decisions_about


class Group(StrEnum):
    """The parts of the list, in their order."""

    MINE = "mine"
    THEIRS = "theirs"
    TALKING = "talking"
    CLOSED = "closed"


_ENDED_UNANSWERED: Final = frozenset({State.EXPIRED, State.UNANSWERED, State.WITHDRAWN})
STEPS: Final = (N_("Request"), N_("Answer"), N_("Talk"), N_("Meeting"), N_("Result"))


@dataclass(frozen=True)
class ReasonRow:
    """A kept reason in the language of the page, as `matchmaking/_match.html` draws it."""

    words: str
    tenths: int
    text: str
    bar: Bar


@dataclass(frozen=True)
class IntroductionPage:
    """`side` is the reader's."""

    session: Session
    actor: Actor
    about: Introduction
    side: Side

    @property
    def state(self) -> State:
        return State(self.about.state)

    @property
    def own(self) -> Organisation:
        return self.about.asking if self.side is Side.ASKING else self.about.asked

    @property
    def other(self) -> Organisation:
        return self.about.asked if self.side is Side.ASKING else self.about.asking

    @property
    def may_edit(self) -> bool:
        return may_edit(self.actor, self.about)

    @property
    def may_act(self) -> bool:
        """The same with a confirmed address, without which nobody answers."""
        return self.may_edit and self.actor.is_confirmed

    @property
    def is_over(self) -> bool:
        """Whether the last day is past and the clock has still to close it."""
        return self.about.is_over_on(clock.today())

    @cached_property
    def due(self) -> Deadline | None:
        """By when somebody has to answer; None where nobody has to."""
        return deadlines(self.session, [self.about]).get(self.about.id)

    @property
    def is_mine(self) -> bool:
        """Whether the reader's side has to answer."""
        return self.about.waits_for is self.side and not self.is_over

    @property
    def answers(self) -> Sequence[str]:
        """What the reader's side may answer to the request now."""
        if self.side is not Side.ASKED or self.is_over or not self.may_act:
            return ()
        return tuple(name for name in ANSWERS if after(self.state, Event(name)) is not None)

    @property
    def may_reply(self) -> bool:
        return self.side is Side.ASKING and self.state is State.QUESTIONED and not self.is_over and self.may_act

    @property
    def may_withdraw(self) -> bool:
        return self.side is Side.ASKING and self.about.is_waiting and not self.is_over and self.may_act

    @property
    def may_talk(self) -> bool:
        return self.about.is_talking and self.may_act

    @cached_property
    def texts(self) -> Mapping[str, Masked]:
        return said(self.about)

    @property
    def contact(self) -> Contact | None:
        """The other side's person; None before both agreed."""
        return contact_of(self.about, self.side.other)

    @property
    def own_contact(self) -> Contact | None:
        return contact_of(self.about, self.side)

    @cached_property
    def other_unreached_since(self) -> datetime | None:
        """Since when no mail reaches the other side, while that matters; None where one does."""
        if self.state not in OPEN:
            return None
        return queries_undelivered.unreached_since(self.session, [self.other.id]).get(self.other.id)

    @cached_property
    def other_stopped_mails(self) -> bool:
        """Whether nobody of the other side gets mails about introductions, while that matters."""
        if self.state not in OPEN or self.other_unreached_since is not None:
            return False
        return self.other.id in queries_undelivered.without_mails(self.session, [self.other.id])

    @cached_property
    def reliability(self) -> Reliability | None:
        """How the other side answers, where that may be told."""
        return reliability(self.session, self.about.organisation_id(self.side.other))

    @property
    def again_on(self) -> date:
        """After a no: from when on the asking side may ask again."""
        return again_on(self.about)

    @cached_property
    def reasons(self) -> Sequence[ReasonRow]:
        """What speaks for and against the two, as it was told to this side when the request was made."""
        kept = self.about.reasons.get(self.side.value)
        return reason_rows(kept["lines"]) if kept else ()

    @property
    def reasons_heading(self) -> Message:
        """Whether the two fit, by the sign of the sum."""
        if not any(one.tenths > 0 for one in self.reasons):
            return N_("What spoke against it, as it stood then")
        if sum(one.tenths for one in self.reasons) > 0:
            return N_("Why you two fit, as it stood then")
        return N_("What spoke for and against it, as it stood then")

    @cached_property
    def candidates(self) -> Sequence[Candidate]:
        """Who else fits, after a no or a silence, for the side that asked."""
        if self.side is not Side.ASKING or self.state not in {State.DECLINED, State.EXPIRED}:
            return ()
        return next_candidates(self.session, self.actor, self.about.own_entry, self.about.entry.kind)

    @cached_property
    def messages(self) -> Sequence[IntroductionMessage]:
        return queries_talk.messages(self.session, self.about) if self.about.is_revealed else ()

    @property
    def unread(self) -> int:
        """How many messages nobody of the reader's side has read."""
        return sum(
            1 for one in self.messages if one.side != self.side.value and one.read_at is None and not one.taken_down_at
        )

    @cached_property
    def times(self) -> Sequence[IntroductionTime]:
        return queries_talk.times(self.session, self.about) if self.about.was_agreed else ()

    @property
    def chosen_time(self) -> IntroductionTime | None:
        return next((one for one in self.times if one.chosen_at is not None), None)

    @cached_property
    def outcomes(self) -> Sequence[IntroductionOutcome]:
        return queries_talk.outcomes(self.session, self.about) if self.about.was_agreed else ()

    def words(self, outcome: IntroductionOutcome) -> str:
        """What was said with an outcome, masked again where an officer ended the introduction."""
        return outcome.words if self.about.is_revealed else mask(outcome.words).text

    def money(self, outcome: IntroductionOutcome) -> str:
        return money(outcome.amount, outcome.currency)

    def readers(self, outcome: IntroductionOutcome) -> Message:
        """Who may read the outcome."""
        return readers(outcome, self.side)

    @property
    def to_confirm(self) -> int:
        """How many outcomes of the other side wait for a word of the reader's."""
        if not self.about.is_revealed:
            return 0
        return sum(one.is_waiting and one.side != self.side.value for one in self.outcomes)

    @cached_property
    def ended_by(self) -> Decision | None:
        """The decision by which an officer ended it."""
        if self.state is not State.STOPPED:
            return None
        found = (one for kind in KINDS.values() for one in decisions_about(self.session, kind, self.about.public_id))
        return next((one for one in found if one.action == Action.WITHDRAW), None)

    @property
    def met_in(self) -> tuple[int, int] | None:
        """Year and quarter in which the public figures count it as a meeting."""
        met = first_meeting(self.outcomes)
        return quarter_of(met.confirmed_at) if met is not None and met.confirmed_at is not None else None

    @property
    def steps(self) -> tuple[Sequence[str], int]:
        """The words of the five steps, and the current one, from 0: the last, where nothing goes on."""
        place = 2 if self.about.was_agreed else 0 if self.state in _ENDED_UNANSWERED else 1
        if self.chosen_time is not None:
            place = 3
        if self.state in {State.MET, State.CLOSED} or any(one.confirmed_at for one in self.outcomes):
            place = 4
        return [translate(step) for step in STEPS], place

    @property
    def ended_steps(self) -> Sequence[Mapping[str, str]] | None:
        """After a no, a silence or a withdrawal what each step was; None where there is a current one."""
        if self.state is not State.DECLINED and self.state not in _ENDED_UNANSWERED:
            return None
        return [{"state": "done" if place <= self.steps[1] else "todo"} for place in range(len(STEPS))]

    @property
    def is_dashed(self) -> bool:
        """Whether nothing of the bridge stands any more."""
        return not self.about.is_waiting and self.state not in REVEALED

    def forms(self, sent: Mapping[str, Form[Any]]) -> dict[str, Form[Any]]:
        """The forms of the page by name: those that were sent, the others empty."""
        models = {"answer": AnswerInput, "reply": ReplyInput, "message": MessageInput, "times": TimesInput}
        made = {f"{name}_form": sent.get(name) or blank_form(model) for name, model in models.items()}
        fields = made["answer_form"].fields
        fields["answer"].options = [(name, translate(ANSWERS[name])) for name in self.answers]
        if "question" not in self.answers:
            fields["words"].label, fields["words"].hint = (translate(words) for words in ONLY_NO)
        fields["reason"].options = [(code, translate(words)) for code, words in REASONS.items()]
        made["times_form"].fields["minutes"].options = [(code, translate(words)) for code, words in MINUTES.items()]
        return made


def page_of(session: Session, actor: Actor, about: Introduction, side: Side) -> IntroductionPage:
    return IntroductionPage(session, actor, about, side)


def grouped(about: Introduction, side: Side) -> Group:
    """Where it stands in the list of `side`."""
    if about.is_waiting and not about.is_over_on(clock.today()):
        return Group.MINE if about.waits_for is side else Group.THEIRS
    return Group.TALKING if about.is_talking else Group.CLOSED


def reason_rows(lines: Sequence[Mapping[str, Any]]) -> Sequence[ReasonRow]:
    """Kept reasons in their order, those that round to nothing left out."""
    language = page_language()
    told = [(str(one["words"].get(language, "")), tenths(float(one["points"]))) for one in lines]
    scale = Scale.of(points for _, points in told)
    return [ReasonRow(words, points, signed(points, language), scale.bar(points)) for words, points in told if points]
