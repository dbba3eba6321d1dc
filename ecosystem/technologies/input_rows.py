"""The rows that stand repeatedly in a technology offer."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field, model_validator

from ecosystem.kernel.access.fields import BLANK_IS_NONE, Input, InputError, Label, Line
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.access.values import DECIMAL_COMMA, OptionalAddress, OptionalDate, code_of

Short = Annotated[Line, Field(max_length=200)]
Year = Annotated[int | None, Field(ge=1900, le=2100), BLANK_IS_NONE]
Number = Annotated[Decimal | None, Field(max_digits=18, decimal_places=6), DECIMAL_COMMA]

_IPC = re.compile(r"([A-Ha-h]\d{2}[A-Za-z])(?:\s*(\d{1,4})\s*/\s*(\d{2,6}))?")


def ipc_symbol(text: str) -> str:
    """A class of the International Patent Classification in its usual spelling: "C02F 3/28" or "C02F"."""
    match = _IPC.fullmatch(text)
    if match is None:
        raise InputError(N_("An IPC class looks like C02F 3/28"))
    subclass, group, subgroup = match.groups()
    return f"{subclass.upper()} {group}/{subgroup}" if group else subclass.upper()


def require_order(first: date | None, last: date | None, field: str) -> None:
    """Raises InputError at `field` when the last day lies before the first."""
    if first is not None and last is not None and last < first:
        raise InputError(N_("This day lies before the one it began on"), field)


class ComparisonRow(Input):
    criterion: Annotated[Short, Field(min_length=1), Label(N_("Criterion"))]
    ours: Annotated[Short, Label(N_("This technology"))] = ""
    alternative: Annotated[Short, Label(N_("The alternative"))] = ""


class RightInput(Input):
    """`number` is free text: numbers differ by office and year; it is never refused for its shape."""

    kind: Annotated[str, code_of("ip"), Label(N_("Kind of right"), None, "select", vocabulary="ip")]
    number: Annotated[Line, Field(max_length=80), Label(N_("Number"))] = ""
    office: Annotated[Line, Field(max_length=120), Label(N_("Office"), N_("For example: Cục Sở hữu trí tuệ"))] = ""
    status: Annotated[
        Annotated[str | None, code_of("right_status")],
        BLANK_IS_NONE,
        Label(N_("State"), None, "select", vocabulary="right_status"),
    ] = None
    territory: Annotated[Line, Field(max_length=120), Label(N_("Territory"))] = ""
    filed_on: Annotated[OptionalDate, Label(N_("Filed on"), None, "date")] = None
    expires_on: Annotated[OptionalDate, Label(N_("Expires on"), None, "date")] = None

    @model_validator(mode="after")
    def _dates_fit(self) -> RightInput:
        require_order(self.filed_on, self.expires_on, "expires_on")
        return self


class OwnerShare(Input):
    """`share` in percent, 0 to 100, two decimal places."""

    name: Annotated[Short, Field(min_length=1), Label(N_("Owner"))]
    share: Annotated[
        Annotated[Decimal | None, Field(ge=0, le=100, max_digits=5, decimal_places=2)],
        DECIMAL_COMMA,
        Label(N_("Share, percent"), None, "number"),
    ] = None


class Parameter(Input):
    """A measured value, or a range when `value_to` is given, in `unit`."""

    name: Annotated[Short, Field(min_length=1), Label(N_("Parameter"))]
    value: Annotated[Number, Label(N_("Value"), None, "number")] = None
    value_to: Annotated[Number, Label(N_("Up to"), None, "number")] = None
    unit: Annotated[Line, Field(max_length=40), Label(N_("Unit"), N_("m³/day, mg/L"))] = ""
    condition: Annotated[Short, Label(N_("Under which conditions"))] = ""

    @model_validator(mode="after")
    def _values_fit(self) -> Parameter:
        if self.value is not None and self.value_to is not None and self.value_to < self.value:
            raise InputError(N_("This is less than where the range begins"), "value_to")
        return self


class Site(Input):
    name: Annotated[Short, Field(min_length=1), Label(N_("Site"))]
    place: Annotated[Short, Label(N_("Place"))] = ""
    year: Annotated[Year, Label(N_("Since"), None, "number")] = None
    note: Annotated[Short, Label(N_("Remark"))] = ""


class Certificate(Input):
    name: Annotated[Short, Field(min_length=1), Label(N_("Certificate"))]
    number: Annotated[Line, Field(max_length=80), Label(N_("Number"))] = ""
    issuer: Annotated[Short, Label(N_("Issued by"))] = ""
    issued_on: Annotated[OptionalDate, Label(N_("Issued on"), None, "date")] = None
    expires_on: Annotated[OptionalDate, Label(N_("Expires on"), None, "date")] = None

    @model_validator(mode="after")
    def _dates_fit(self) -> Certificate:
        require_order(self.issued_on, self.expires_on, "expires_on")
        return self


class Publication(Input):
    title: Annotated[Annotated[Line, Field(min_length=1, max_length=300)], Label(N_("Title of the publication"))]
    year: Annotated[Year, Label(N_("Year"), None, "number")] = None
    url: Annotated[OptionalAddress, Label(N_("Link"), None, "url")] = None
