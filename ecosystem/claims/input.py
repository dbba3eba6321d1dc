"""What a person says who claims an entry."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ecosystem.kernel.access.fields import Block, Input, Label, Line
from ecosystem.kernel.access.messages import N_


class ClaimInput(Input):
    """All three are read by an officer, and by those who may act for the same organisation."""

    position: Annotated[
        Line,
        Field(min_length=2, max_length=120),
        Label(
            N_("Your position there"),
            N_("For example: director, head of technology transfer"),
            autocomplete="organization-title",
        ),
    ]
    reason: Annotated[
        Block,
        Field(min_length=10, max_length=1000),
        Label(
            N_("Why you may speak for it"),
            N_("One or two sentences. At most 1,000 characters."),
            "textarea",
        ),
    ]
    evidence: Annotated[
        Block,
        Field(min_length=5, max_length=2000),
        Label(
            N_("How this can be checked"),
            N_("A web address that names you or your organisation, the number of a certificate, a telephone exchange…"),
            "textarea",
        ),
    ]


class RefusalInput(Input):
    """Why an officer says no: the claimant gets these words."""

    reason: Annotated[
        Block,
        Field(min_length=10, max_length=1000),
        Label(N_("Why not"), N_("The claimant gets these words by email. At most 1,000 characters."), "textarea"),
    ]
