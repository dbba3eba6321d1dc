"""The rows that stand repeatedly on an institute's page."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ecosystem.kernel.access.fields import BLANK_IS_NONE, Input, Label, Line
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.access.values import OptionalDate

Short = Annotated[Line, Field(max_length=200)]
Headcount = Annotated[int | None, Field(ge=0, le=1_000_000), BLANK_IS_NONE]


class Group(Input):
    """A research group or laboratory inside; `staff` in people."""

    name: Annotated[Short, Field(min_length=1), Label(N_("Group"))]
    focus: Annotated[Short, Label(N_("What it works on"))] = ""
    staff: Annotated[Headcount, Label(N_("Staff"), None, "number")] = None


class Accreditation(Input):
    """`number` and `issuer` are free text, as on the certificate."""

    name: Annotated[Short, Field(min_length=1), Label(N_("Accreditation"), N_("For example: ISO/IEC 17025:2017"))]
    number: Annotated[Line, Field(max_length=80), Label(N_("Number"))] = ""
    issuer: Annotated[Short, Label(N_("Issued by"))] = ""
    expires_on: Annotated[OptionalDate, Label(N_("Expires on"), None, "date")] = None
