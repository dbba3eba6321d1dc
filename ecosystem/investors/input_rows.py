"""The rows that stand repeatedly on an investor's page."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ecosystem.kernel.access.fields import Input, Label, Line
from ecosystem.kernel.access.messages import N_


class Partner(Input):
    """Somebody who decides there: a natural person, so the row is for members only."""

    name: Annotated[Line, Field(min_length=1, max_length=120), Label(N_("Name"))]
    role: Annotated[Line, Field(max_length=120), Label(N_("Position"))] = ""
