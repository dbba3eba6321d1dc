"""A deal as a list tells it: an investor's part in a round, with what is known of the round."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field, model_validator

from ecosystem.kernel.access.fields import BLANK_IS_NONE, Input, InputError, Line
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.access.partial_dates import PartialDate
from ecosystem.kernel.access.values import OptionalAmount, code_of

_LONGEST_ID: Final = 120


def _currency(value: Any) -> Any:
    return (value.strip().upper() or None) if isinstance(value, str) else value


Id = Annotated[Line, Field(max_length=_LONGEST_ID)]

Currency = Annotated[Literal["VND", "USD"] | None, BeforeValidator(_currency)]


class DealInput(Input):
    """Startup and investor by their ids in the deal's own source, or by the names that they have there.

    An investor whose name the source does not know stays a bare name. `round_id` is the source's own; without it
    startup, date and code make the round. `amount` is of the whole round
    and `invested` this investor's part, both in `currency`, or the part in `invested_currency`: an amount without one
    is refused, not guessed at.
    """

    startup_id: Id = ""
    startup_name: Annotated[Line, Field(max_length=200)] = ""
    round_id: Id = ""
    investor_id: Id = ""
    investor_name: Annotated[Line, Field(max_length=200)] = ""
    investor_kind: Literal["organisation", "person", ""] = ""
    dated: PartialDate = None
    code: Annotated[str | None, code_of("round"), BLANK_IS_NONE] = None
    source_code: Annotated[Line, Field(max_length=40)] = ""
    amount: OptionalAmount = None
    invested: OptionalAmount = None
    currency: Currency = None
    invested_currency: Currency = None
    is_lead: bool | None = None

    @model_validator(mode="after")
    def _has_a_startup(self) -> DealInput:
        if not self.startup_id and not self.startup_name:
            raise InputError(N_("names no startup"), "startup_id")
        return self

    @model_validator(mode="after")
    def _amounts_have_a_currency(self) -> DealInput:
        for name, currency in (("amount", self.currency), ("invested", self.invested_currency or self.currency)):
            if getattr(self, name) is not None and currency is None:
                raise InputError(N_("has no currency, VND or USD"), name)
        return self
