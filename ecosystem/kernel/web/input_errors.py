"""Pydantic's errors as words for people, by type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ecosystem.kernel.access.fields import InputError
from ecosystem.kernel.access.messages import N_, Message


def errors_by_field(error: ValidationError) -> dict[str, Message]:
    """The first error of each field; a row's field is named `rights-0-number`."""
    found: dict[str, Message] = {}
    for detail in error.errors(include_url=False, include_input=True):
        cause = detail.get("ctx", {}).get("error")
        field = cause.field if isinstance(cause, InputError) else ""
        found.setdefault(_name((*detail["loc"], *([field] if field else []))), message_of(detail))
    return found


def message_of(detail: ErrorDetails) -> Message:
    """What is wrong and how to mend it."""
    context: Mapping[str, Any] = detail.get("ctx", {})
    cause = context.get("error")
    if isinstance(cause, InputError):
        return cause.message
    kind = detail["type"]
    if kind in {"too_short", "too_long"} and isinstance(detail.get("input"), str):
        kind = f"string_{kind}"  # pydantic counts "items" where a validator stands before the text
    if kind == "string_too_short" and not detail.get("input"):
        return N_("Please fill this in")
    if kind in _WITH_LIMIT:
        text, key = _WITH_LIMIT[kind]
        return Message(text, {"limit": context.get(key, ""), "length": len(str(detail.get("input")))})
    return _BY_TYPE.get(kind, N_("This does not look right; please check it"))


_BY_TYPE = {
    "missing": N_("Please fill this in"),
    "int_parsing": N_("Please type a whole number, for example 12"),
    "int_from_float": N_("Please type a whole number, for example 12"),
    "decimal_parsing": N_("Please type a number, for example 12.5"),
    "float_parsing": N_("Please type a number, for example 12.5"),
    "date_from_datetime_parsing": N_("This is not a date; please write it like 24/11/2026"),
    "date_parsing": N_("This is not a date; please write it like 24/11/2026"),
    "literal_error": N_("Please choose one of the options"),
    "enum": N_("Please choose one of the options"),
    "bool_parsing": N_("Please choose one of the options"),
    "url_parsing": N_("This is not a web address; please write it like https://example.vn"),
    "extra_forbidden": N_("This field is not known here"),
}
_WITH_LIMIT = {
    "string_too_short": (N_("At least %(limit)s characters").id, "min_length"),
    "string_too_long": (N_("At most %(limit)s characters; here are %(length)s").id, "max_length"),
    "too_long": (N_("At most %(limit)s entries").id, "max_length"),
    "too_short": (N_("At least %(limit)s entries").id, "min_length"),
    "greater_than_equal": (N_("At least %(limit)s").id, "ge"),
    "greater_than": (N_("More than %(limit)s").id, "gt"),
    "less_than_equal": (N_("At most %(limit)s").id, "le"),
    "less_than": (N_("Less than %(limit)s").id, "lt"),
    "decimal_max_digits": (N_("At most %(limit)s digits").id, "max_digits"),
}


def _name(location: tuple[int | str, ...]) -> str:
    return "-".join(str(part) for part in location)
