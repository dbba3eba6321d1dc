"""The rows that stand repeatedly on a startup's page."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from ecosystem.kernel import clock
from ecosystem.kernel.access.fields import BLANK_IS_NONE, Input, InputError, Label, Line
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.access.partial_dates import Month, PartialDate
from ecosystem.kernel.access.values import (
    DECIMAL_COMMA,
    CurrencyCode,
    LargeAmount,
    OptionalAddress,
    OptionalAmount,
    code_of,
)
from ecosystem.startups.figures import FigureValue

Short = Annotated[Line, Field(max_length=200)]


def not_to_come(known: str | None) -> str | None:
    """A date as exactly as it is known, begun already. Raises InputError."""
    if known is not None and known > clock.today().isoformat():
        raise InputError(N_("This day is still to come"))
    return known


def above_zero(amount: int | None) -> int | None:
    """An amount that is known, or nothing: nobody seeks 0. Raises InputError."""
    if amount == 0:
        raise InputError(N_("More than 0; leave it empty when it is not known"))
    return amount


def stated(amount: int | None) -> int:
    """An amount that must be known; 0 is one. Raises InputError."""
    if amount is None:
        raise InputError(N_("Please fill this in"))
    return amount


def _begun(year: int) -> int:
    if year > clock.today().year:
        raise InputError(N_("This year has not come yet"))
    return year


def _currency(value: Any) -> Any:
    return value or "VND"


Currency = Annotated[
    CurrencyCode,
    BeforeValidator(_currency),
    Label(N_("Currency"), N_("Empty: VND"), "select", vocabulary="currency"),
]
PositiveAmount = Annotated[OptionalAmount, AfterValidator(above_zero)]
PositiveLarge = Annotated[LargeAmount, AfterValidator(above_zero)]


class Figure(Input):
    """How far the startup was in one month: `value` of `metric`, in `unit`; 0 and less are figures too."""

    metric: Annotated[
        Short,
        Field(min_length=1),
        Label(N_("What is counted"), N_("For example: revenue, paying customers. Empty: as in the row above")),
    ]
    month: Annotated[Month, AfterValidator(not_to_come), Label(N_("Month"), N_("For example 03/2026"))]
    value: Annotated[FigureValue, Label(N_("Figure"), N_("For example 1.284 or 96,5"), "number")]
    unit: Annotated[Line, Field(max_length=40), Label(N_("Unit"), N_("For example: million VND, people, %"))] = ""


def as_above(rows: Any) -> Any:
    """A form's figures, where a row that does not say what it counts counts what the one above it does."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return rows
    filled: list[dict[str, Any]] = []
    for row in rows:
        above = filled[-1] if filled and not _said(row, "metric") else {}
        filled.append(
            {**row, **{name: above.get(name, "") for name in ("metric", "unit") if above and not _said(row, name)}}
        )
    return filled


def _said(row: Mapping[str, Any], name: str) -> str:
    return str(row.get(name) or "").strip()


class Revenue(Input):
    """Of a calendar year; 0 is a revenue that is known."""

    year: Annotated[Annotated[int, Field(ge=1990, le=2100), AfterValidator(_begun)], Label(N_("Year"), None, "number")]
    amount: Annotated[OptionalAmount, AfterValidator(stated), Label(N_("Revenue"), N_("For example 1.8 billion"))]
    currency: Currency = Field(default="", validate_default=True)


class Member(Input):
    """Somebody of the team. Names are shown, and are in no search."""

    name: Annotated[Line, Field(min_length=1, max_length=120), Label(N_("Name"))]
    role: Annotated[Short, Label(N_("Position and experience"))] = ""
    link: Annotated[OptionalAddress, Label(N_("Link"), None, "url")] = None


class Use(Input):
    """What a part of the money is for; `share` in percent, above 0 to 100, two decimal places."""

    purpose: Annotated[Short, Field(min_length=1), Label(N_("Purpose"))]
    share: Annotated[
        Annotated[Decimal | None, Field(gt=0, le=100, max_digits=5, decimal_places=2)],
        DECIMAL_COMMA,
        Label(N_("Share, percent"), None, "number"),
    ] = None


class EarlierRound(Input):
    """A round that is closed, as the startup tells it; what others recorded stands among its deals."""

    closed_on: Annotated[
        PartialDate,
        AfterValidator(not_to_come),
        Label(N_("When it was completed"), N_("A year, 03/2019 or 12/03/2019")),
    ] = None
    round: Annotated[
        Annotated[str | None, code_of("round")],
        BLANK_IS_NONE,
        Label(N_("Round"), None, "select", vocabulary="round"),
    ] = None
    amount: Annotated[PositiveAmount, Label(N_("Amount"), N_("For example 2.4 billion"))] = None
    currency: Currency = Field(default="", validate_default=True)
    lead: Annotated[Short, Label(N_("Led by"))] = ""
