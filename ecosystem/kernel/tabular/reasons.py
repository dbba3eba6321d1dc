"""Why a row is refused, in words for the person who has the file."""

from __future__ import annotations

import logging
from collections.abc import Callable

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from ecosystem.kernel.access.errors import DomainError, Invalid
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.tabular.errors import RowRejected
from ecosystem.kernel.tabular.outcome import RowOutcome

_log = logging.getLogger(__name__)

_BY_TYPE = {
    "missing": N_("is missing"),
    "string_too_short": N_("is too short or empty"),
    "too_long": N_("has too many entries"),
    "enum": N_("is not one of the known values"),
    "literal_error": N_("is not one of the known values"),
}
_NUMBERS = ("int_", "float_", "decimal_")
_RANGES = ("greater_than", "less_than")


def sentence(reason: Message, translate: Callable[[Message], str], stood: str = "") -> str:
    """`reason` to be read by itself, and behind it what stood in the cell."""
    words = translate(reason)
    return f"{words[:1].upper()}{words[1:]}" + (f" (“{stood}”)" if stood else "")


def reason_of(error: ErrorDetails) -> Message:
    """Words for one of pydantic's errors; a validator's own Message as it is."""
    raised = error.get("ctx", {}).get("error")
    own = getattr(raised, "message", None)
    if isinstance(own, Message):
        return own
    kind = _kind_of(error)
    if kind == "string_too_long":
        return N_("is longer than %(limit)s characters", limit=error.get("ctx", {}).get("max_length", ""))
    if kind.startswith(_NUMBERS):
        return N_("is not a number")
    if kind.startswith("date"):
        return N_("is not a date")
    if kind.startswith(_RANGES):
        return N_("is outside the possible range")
    return _BY_TYPE.get(kind, N_("is not valid here"))


def _kind_of(error: ErrorDetails) -> str:
    kind = error["type"]
    if kind in {"too_short", "too_long"} and isinstance(error.get("input"), str):
        return f"string_{kind}"  # pydantic counts "items" where a validator stands before the text
    return kind


def field_of(location: tuple[int | str, ...]) -> str:
    """A place in the input as a field's path: ("rights", 0, "number") is rights.0.number."""
    return ".".join(map(str, location))


def rejection(error: Exception, line: int) -> RowOutcome:
    """What a row becomes whose writing failed with `error`; an unforeseen one is logged with its trace."""
    if isinstance(error, RowRejected):
        return RowOutcome.rejected(error.message, field=error.field)
    if isinstance(error, Invalid):
        field, message = next(iter(error.errors.items()))
        return RowOutcome.rejected(message, field=field)
    if isinstance(error, DomainError):
        return RowOutcome.rejected(error.message)
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return RowOutcome.rejected(reason_of(first), field=field_of(first["loc"]))
    return RowOutcome.rejected(_technical(error, line))


def _technical(error: Exception, line: int) -> Message:
    if isinstance(error, IntegrityError):
        return N_("clashes with something that is stored already")
    if isinstance(error, StaleDataError):
        return N_("was changed by someone else at the same moment")
    if isinstance(error, DataError):
        return N_("holds a value that cannot be stored")
    _log.error("the row of line %d failed", line, exc_info=error)
    return N_("could not be stored (%(kind)s)", kind=type(error).__name__)
