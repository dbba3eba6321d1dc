"""What people say after the yes: messages, times, outcomes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field, model_validator

from ecosystem.introductions.input import LONGEST, Reason, Telephone
from ecosystem.introductions.models_talk import OutcomeKind
from ecosystem.kernel.access.fields import BLANK_IS_NONE, Block, Input, InputError, Label, Line
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.access.values import OptionalAmount, OptionalDate, RequiredDate

LONGEST_MESSAGE: Final = 4000

ANSWERS: Final[Mapping[str, Message]] = {
    "agree": N_("Agree to meet"),
    "question": N_("Ask first"),
    "decline": N_("Decline"),
}
ONLY_NO: Final = (
    N_("A word with a no"),
    N_(
        "A no for another reason needs it. At most 600 characters. Write no address or telephone number: we mask those "
        "that we recognise."
    ),
)
"""Label and hint of the words with an answer where no question can be asked any more."""
MINUTES: Final[Mapping[str, Message]] = {
    "30": N_("30 minutes"),
    "45": N_("45 minutes"),
    "60": N_("60 minutes"),
    "90": N_("90 minutes"),
}
OUTCOMES: Final[Mapping[str, Message]] = {
    OutcomeKind.MET: N_("We have met"),
    OutcomeKind.MEMORANDUM: N_("We signed a memorandum"),
    OutcomeKind.CONTRACT: N_("We signed a contract"),
    OutcomeKind.INVESTMENT: N_("An investment was made"),
    OutcomeKind.NOT_MET: N_("We have not met"),
}
"""What came of it, in words, in the order of the form."""


class AnswerInput(Input):
    """The answer on the page: one of three, with what belongs to it. The others' fields are ignored."""

    answer: Annotated[Literal["agree", "question", "decline"], Label(N_("How do you answer?"), None, "radios")]
    reason: Annotated[
        Reason | None, BLANK_IS_NONE, Label(N_("Reason, needed if you decline"), None, "select", conditional=True)
    ] = None
    words: Annotated[
        Block,
        Field(max_length=LONGEST),
        Label(
            N_("Your question, or a word with a no"),
            N_(
                "A question needs it, and so does a no for another reason. At most 600 characters. Write no address "
                "or telephone number: those that we recognise are masked until both have agreed."
            ),
            "textarea",
            conditional=True,
        ),
    ] = ""
    telephone: Telephone = ""

    @model_validator(mode="after")
    def _is_complete(self) -> AnswerInput:
        if self.answer == "question" and len(self.words) < 5:
            raise InputError(N_("Please write your question"), "words")
        if self.answer == "decline" and self.reason is None:
            raise InputError(N_("Please choose a reason; it helps them more than a bare no"), "reason")
        if self.answer == "decline" and self.reason == "other" and not self.words:
            raise InputError(N_("Please say which reason"), "words")
        return self


class MessageInput(Input):
    """Read by the people of both organisations."""

    words: Annotated[
        Block,
        Field(min_length=1, max_length=LONGEST_MESSAGE),
        Label(N_("Your message"), N_("They get it by mail, too. At most 4,000 characters."), "textarea"),
    ]


def _clock_time(value: Any) -> Any:
    """Hours as people write them: 9:30, 09h30, 14h, 8 giờ tối, 2 giờ rưỡi chiều, 9:30 am."""
    if not isinstance(value, str):
        return value
    if not value.strip():
        raise InputError(N_("Please fill this in"))
    found = _CLOCK.fullmatch(value.strip().lower())
    hours = _hours(int(found["hours"]), found["part"] or "") if found else None
    minutes = 30 if found and found["half"] else int((found and found["minutes"]) or 0)
    if hours is None or minutes > 59:
        raise InputError(N_("A time looks like 9:30, 14h or 8 pm"))
    return time(hours, minutes)


def _hours(hours: int, part: str) -> int | None:
    """Of a day of 24; None where the part of the day is another one ("21 giờ sáng") or tells no day ("12 giờ tối")."""
    if part in _LATER and hours < 12 and not (part in _NOON and hours >= 10):
        return hours + 12
    if part in _MORNING:
        return hours % 12 if hours <= 12 else None
    if part in _EVENING and hours == 12:
        return None
    return hours if hours <= 23 else None


_MORNING: Final = frozenset({"sáng", "sang", "am", "a.m."})
_NOON: Final = frozenset({"trưa", "trua"})
_EVENING: Final = frozenset({"tối", "toi"})
_LATER: Final = _NOON | _EVENING | {"chiều", "chieu", "pm", "p.m."}
_PARTS: Final = "|".join(re.escape(one) for one in sorted(_MORNING | _LATER))
_CLOCK: Final = re.compile(
    r"(?P<hours>\d{1,2})(?:\s*(?:[:.h]|giờ|gio)\s*(?:(?P<minutes>\d{1,2})\s*(?:phút|phut|ph)?|(?P<half>rưỡi|ruoi))?)?"
    rf"\s*(?P<part>{_PARTS})?"
)


def _day(words: Message) -> Label:
    return Label(words, None, "date")


def _clock(words: Message) -> Label:
    return Label(words, N_("For example 9:30 or 8 pm"))


Clock = Annotated[time, BeforeValidator(_clock_time)]


class TimesInput(Input):
    """Three times of the same length, in Hanoi's time."""

    day_1: Annotated[RequiredDate, _day(N_("Day 1"))]
    time_1: Annotated[Clock, _clock(N_("Time 1 (Hanoi)"))]
    day_2: Annotated[RequiredDate, _day(N_("Day 2"))]
    time_2: Annotated[Clock, _clock(N_("Time 2 (Hanoi)"))]
    day_3: Annotated[RequiredDate, _day(N_("Day 3"))]
    time_3: Annotated[Clock, _clock(N_("Time 3 (Hanoi)"))]
    minutes: Annotated[Literal["30", "45", "60", "90"], Label(N_("How long"), None, "select")] = "45"
    place: Annotated[
        Line,
        Field(max_length=300),
        Label(N_("Where"), N_("An address, or the link of a video call")),
    ] = ""

    @property
    def times(self) -> tuple[tuple[date, time], ...]:
        return (self.day_1, self.time_1), (self.day_2, self.time_2), (self.day_3, self.time_3)

    @model_validator(mode="after")
    def _differ(self) -> TimesInput:
        if len(set(self.times)) < len(self.times):
            raise InputError(N_("Please propose three different times"), "time_3")
        return self


class OutcomeInput(Input):
    """What came of the introduction; the other side confirms it or says that it is not so."""

    kind: Annotated[OutcomeKind, Label(N_("What came of it?"), None, "radios")]
    dated: Annotated[OptionalDate, Label(N_("When"), N_("Leave it empty where you do not know the day"), "date")] = None
    amount: Annotated[
        OptionalAmount,
        Label(
            N_("What it is worth"),
            N_("Of the contract or the investment, for example 2 billion; empty if you would not say"),
            "amount",
        ),
    ] = None
    currency: Annotated[Literal["VND", "USD"], Label(N_("Currency"), None, "select")] = "VND"
    words: Annotated[
        Block,
        Field(max_length=LONGEST),
        Label(
            N_("If you have not met: why"),
            N_("For both organisations only. At most 600 characters."),
            "textarea",
            conditional=True,
        ),
    ] = ""
    is_public: Annotated[
        bool, Label(N_("Everybody may read this, if the other side also lets them"), None, "checkbox")
    ] = False

    @model_validator(mode="after")
    def _fits(self) -> OutcomeInput:
        if self.kind is OutcomeKind.NOT_MET and not self.words:
            raise InputError(N_("Please say in a few words why you did not meet"), "words")
        if self.amount is not None and self.kind not in {OutcomeKind.CONTRACT, OutcomeKind.INVESTMENT}:
            raise InputError(N_("Only a contract or an investment has a value"), "amount")
        return self
