"""What people say who pass over a match, or who ask a person to look at one again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from pydantic import Field, model_validator

from ecosystem.kernel.access.fields import Block, Input, InputError, Label
from ecosystem.kernel.access.messages import N_, Message

LONGEST_WORDS: Final = 600

Reason = Literal["too-early", "thesis", "benefit", "market", "description", "not-now", "other"]

REASONS: Final[Mapping[str, Message]] = {
    "too-early": N_("Too early"),
    "thesis": N_("Outside what we seek"),
    "benefit": N_("The benefit is not clear"),
    "market": N_("The way to market is not clear"),
    "description": N_("The description is not clear"),
    "not-now": N_("Not now"),
    "other": N_("Another reason"),
}
"""The codes of reasons in words, in the order of the form."""


class DismissalInput(Input):
    """Read by the people of the same organisation alone; the other side learns of nothing."""

    reason: Annotated[Reason, Label(N_("Why you pass"), None, "radios")]
    words: Annotated[
        Block,
        Field(max_length=LONGEST_WORDS),
        Label(N_("In your words"), N_("For your organisation only. At most 600 characters."), "textarea"),
    ] = ""

    @model_validator(mode="after")
    def _another_reason_is_said(self) -> DismissalInput:
        if self.reason == "other" and not self.words:
            raise InputError(N_("Please say which reason"), "words")
        return self


class AppealInput(Input):
    """Read by an operator, together with the reasons that the page showed."""

    words: Annotated[
        Block,
        Field(min_length=10, max_length=LONGEST_WORDS),
        Label(
            N_("What should be looked at again"),
            N_("What is wrong or missing, in a sentence or two. At most 600 characters."),
            "textarea",
        ),
    ]


class AnswerInput(Input):
    """What an officer answers to an appeal."""

    answer: Annotated[
        Block,
        Field(min_length=10, max_length=2000),
        Label(N_("Your answer"), N_("The person gets these words by email. At most 2,000 characters."), "textarea"),
    ]
