"""What people write into a pipeline: all of it is read by the people of the same organisation alone."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field, model_validator

from ecosystem.kernel.access.actor import Scope
from ecosystem.kernel.access.fields import BLANK_IS_NONE, Block, Input, InputError, Label, Line
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.access.values import OptionalDate

LONGEST_NOTE: Final = 4000
LONGEST_WORDS: Final = 600


class CardInput(Input):
    """`assignee` is the public id of a member."""

    assignee: Annotated[str | None, BLANK_IS_NONE, Label(N_("Who takes care of it"), None, "select")] = None
    next_step: Annotated[
        Line,
        Field(max_length=300),
        Label(N_("Next step"), N_("For example: ask for the figures of the third quarter")),
    ] = ""
    next_on: Annotated[
        OptionalDate,
        Label(N_("On"), N_("On this day whoever takes care of it gets a mail"), "date"),
    ] = None
    verdict: Annotated[
        Literal["for", "undecided", "against"] | None,
        BLANK_IS_NONE,
        Label(N_("Verdict"), None, "select"),
    ] = None
    verdict_words: Annotated[
        Block,
        Field(max_length=LONGEST_WORDS),
        Label(N_("Why this verdict"), N_("At most 600 characters"), "textarea"),
    ] = ""

    @model_validator(mode="after")
    def _words_belong_to_a_verdict(self) -> CardInput:
        if self.verdict_words and self.verdict is None:
            raise InputError(N_("Please choose the verdict that these words belong to"), "verdict")
        return self


class NoteInput(Input):
    """Private to the organisation."""

    text: Annotated[
        Block,
        Field(min_length=1, max_length=LONGEST_NOTE),
        Label(
            N_("Note"),
            N_("At most 4,000 characters"),
            "textarea",
            scope=Scope.OWN,
        ),
    ]


class StageInput(Input):
    """A stage of the organisation's own."""

    name: Annotated[Line, Field(min_length=1, max_length=60), Label(N_("Name of the stage"))]
    meaning: Annotated[
        Literal["open", "won", "lost"],
        Label(N_("What it means"), N_("Cards in stages that have ended can be hidden"), "select"),
    ] = "open"
