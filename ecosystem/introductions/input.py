"""What people say about introductions: the request, the answers, and after the yes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, model_validator

from ecosystem.kernel.access.fields import Block, Input, InputError, Label, Line
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.organisations.contacts import parse_telephone

LONGEST: Final = 600
"""Characters of both parts of a request together, and of every other text before the yes."""

Reason = Literal[
    "too-early",
    "benefit-unclear",
    "route-unclear",
    "description-unclear",
    "scientific",
    "outside-thesis",
    "timing",
    "other",
]

REASONS: Final[Mapping[str, Message]] = {
    "too-early": N_("Too early"),
    "benefit-unclear": N_("The benefit is not clear"),
    "route-unclear": N_("The way to market is not clear"),
    "description-unclear": N_("The description is not clear"),
    "scientific": N_("Doubts about the science"),
    "outside-thesis": N_("Outside what we seek"),
    "timing": N_("Not now"),
    "other": N_("Another reason"),
}
"""The codes of reasons in words, in the order of the form."""


def _telephone(value: str) -> str:
    return parse_telephone(value) if value else ""


Telephone = Annotated[
    Line,
    Field(max_length=32),
    AfterValidator(_telephone),
    Label(
        N_("Your telephone number"),
        N_("Only if the other side may call you. They see it when both have agreed, not before."),
        "tel",
        autocomplete="tel",
    ),
]


class RequestInput(Input):
    """Read by the people of both organisations; addresses and telephone numbers in it are masked until both agreed."""

    why: Annotated[
        Block,
        Field(min_length=10, max_length=LONGEST),
        Label(
            N_("Why you want to meet them"),
            N_("What on their page made you write? One or two sentences, at least 10 characters."),
            "textarea",
        ),
    ]
    proposal: Annotated[
        Block,
        Field(min_length=10, max_length=LONGEST),
        Label(
            N_("What you propose"),
            N_(
                "For example: 30 minutes online about a trial in June. At least 10 characters; both texts together at "
                "most 600."
            ),
            "textarea",
        ),
    ]
    telephone: Telephone = ""

    @model_validator(mode="after")
    def _is_short(self) -> RequestInput:
        count = len(self.why) + len(self.proposal)
        if count > LONGEST:
            words = N_(
                "Both texts together may have %(limit)s characters; yours have %(count)s", limit=LONGEST, count=count
            )
            raise InputError(words, "proposal")
        return self


class QuestionInput(Input):
    """The one question before an answer."""

    words: Annotated[
        Block,
        Field(min_length=5, max_length=LONGEST),
        Label(
            N_("Your question"),
            N_(
                "One question; they have five working days to answer it. At most 600 characters. Write no address or "
                "telephone number: those that we recognise are masked until both have agreed."
            ),
            "textarea",
        ),
    ]


class ReplyInput(Input):
    """The one answer to it."""

    words: Annotated[
        Block,
        Field(min_length=2, max_length=LONGEST),
        Label(
            N_("Your answer"),
            N_(
                "Then they have five working days once more. At most 600 characters. Write no address or telephone "
                "number: those that we recognise are masked until both have agreed."
            ),
            "textarea",
        ),
    ]


class AgreeInput(Input):
    """What goes with a yes."""

    telephone: Telephone = ""


class DeclineInput(Input):
    """Read by the people of both organisations."""

    reason: Annotated[Reason, Label(N_("Why not"), None, "radios")]
    words: Annotated[
        Block,
        Field(max_length=LONGEST),
        Label(
            N_("A word to them"),
            N_("They read it with the reason; needed for another reason. At most 600 characters."),
            "textarea",
        ),
    ] = ""

    @model_validator(mode="after")
    def _another_reason_is_said(self) -> DeclineInput:
        if self.reason == "other" and not self.words:
            raise InputError(N_("Please say which reason"), "words")
        return self
