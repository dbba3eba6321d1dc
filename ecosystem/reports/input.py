"""What people say who report, what officers say who decide, and what those say who object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from pydantic import Field, model_validator

from ecosystem.accounts.input import Email
from ecosystem.kernel.access.fields import Block, Input, InputError, Label
from ecosystem.kernel.access.messages import N_, Message

LONGEST_REPORT: Final = 1000
LONGEST_WORDS: Final = 2000

Reason = Literal["false", "fee", "spam", "impersonation", "personal-data", "other"]

REASONS: Final[Mapping[str, Message]] = {
    "false": N_("What it says is not true"),
    "fee": N_("A fee is asked for contact or an introduction"),
    "spam": N_("Advertising, or the same thing again and again"),
    "impersonation": N_("It pretends to be somebody else"),
    "personal-data": N_("It shows a person's data without their consent"),
    "other": N_("Something else"),
}
"""The codes of reasons in words, in the order of the form."""


class ReportInput(Input):
    """Read by officers alone."""

    reason: Annotated[Reason, Label(N_("What is wrong"), None, "radios")]
    words: Annotated[
        Block,
        Field(max_length=LONGEST_REPORT),
        Label(
            N_("In your words"),
            N_("What exactly, and how it can be checked. At most 1,000 characters."),
            "textarea",
        ),
    ] = ""

    @model_validator(mode="after")
    def _something_else_is_said(self) -> ReportInput:
        if self.reason == "other" and not self.words:
            raise InputError(N_("Please say what is wrong"), "words")
        return self


class VisitorReportInput(ReportInput):
    """Of somebody without an account: the report counts once the address is confirmed."""

    email: Annotated[
        Email,
        Label(
            N_("Your email"),
            N_("We send a link to it; the report counts once you have opened the link and confirmed."),
            "email",
            autocomplete="email",
        ),
    ]


_WORDS: Final = (
    N_("Your words to both sides"),
    N_(
        "What was checked and why you decide so. The owner and who reported read these words exactly as you write "
        "them: name nobody who reported, and give nobody’s address or telephone number."
    ),
)


class DecisionInput(Input):
    """What an officer does with a reported thing."""

    action: Annotated[Literal["dismiss", "withdraw", "suspend"], Label(N_("What you decide"), None, "radios")]
    words: Annotated[Block, Field(min_length=10, max_length=LONGEST_WORDS), Label(*_WORDS, "textarea")]


class RestoreInput(Input):
    """Undoing a decision."""

    words: Annotated[Block, Field(min_length=10, max_length=LONGEST_WORDS), Label(*_WORDS, "textarea")]


class ObjectionInput(Input):
    """Read by officers, and by the people of the organisation."""

    words: Annotated[
        Block,
        Field(min_length=10, max_length=LONGEST_WORDS),
        Label(
            N_("What you mended, or why you object"),
            N_("Say what changed, or what is not right about the decision. At most 2,000 characters."),
            "textarea",
        ),
    ]


class AnswerInput(Input):
    """An officer's answer to an objection."""

    verdict: Annotated[Literal["restored", "stays"], Label(N_("What you decide"), None, "radios")]
    words: Annotated[
        Block,
        Field(min_length=10, max_length=LONGEST_WORDS),
        Label(
            N_("Your answer"),
            N_("The organisation gets these words; if you undo the decision, who reported gets them too."),
            "textarea",
        ),
    ]
