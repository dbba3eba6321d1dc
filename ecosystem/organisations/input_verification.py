"""What is noted about a check of an organisation."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

from ecosystem.kernel.access.fields import Block, Input, Label, Line
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.access.values import Day

_SEEN: Final = Label(
    N_("What was seen"),
    N_("Which papers or registers, and what they say. The organisation reads it; the public does not."),
    "textarea",
)


class VerificationInput(Input):
    """`checked_by` is public; the rest is read by officers and by the organisation's own people."""

    checked_by: Annotated[
        Line,
        Field(min_length=1, max_length=200),
        Label(
            N_("Who checked, and against what"),
            N_("Everyone reads this. For example: the programme office, against the business register."),
        ),
    ]
    evidence: Annotated[
        Block,
        Field(max_length=1000),
        _SEEN,
    ] = ""
    document_number: Annotated[
        Line,
        Field(max_length=60),
        Label(N_("Number of the document"), N_("Of the certificate or decision, as it stands there.")),
    ] = ""
    valid_until: Annotated[Day, Label(N_("Last day on which the check holds"), widget="date")]


class OfficerVerificationInput(VerificationInput):
    """What an officer notes on the page: there what was seen is always said."""

    evidence: Annotated[Block, Field(min_length=5, max_length=1000), _SEEN]
