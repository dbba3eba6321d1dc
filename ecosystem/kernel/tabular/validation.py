"""A row's fields through a slice's input model: what is doubtful stays out and is noted, the rest goes in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from copy import deepcopy
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ecosystem.kernel.access.fields import InputError
from ecosystem.kernel.tabular.errors import RowRejected
from ecosystem.kernel.tabular.outcome import FieldNote
from ecosystem.kernel.tabular.reasons import field_of, reason_of

Input = TypeVar("Input", bound=BaseModel)

_MOST_NOTES = 100


def validated(
    model: type[Input],
    fields: Mapping[str, object],
    *,
    required: Collection[str] = frozenset(),
    context: Mapping[str, Any] | None = None,
) -> tuple[Input, tuple[FieldNote, ...]]:
    """`model` made of `fields`, less what it refuses, and a note a refused value.

    `context` is the model's validation context.
    Raises RowRejected, with the field, when what it refuses is a `required` field or the whole.
    """
    kept = dict(fields)
    notes: list[FieldNote] = []
    while True:
        try:
            return model.model_validate(kept, context=dict(context or {})), tuple(notes)
        except ValidationError as error:
            first = error.errors()[0]
        place = _place(first, kept)
        if not place or place[0] in required or place[0] not in kept or len(notes) >= _MOST_NOTES:
            raise RowRejected(reason_of(first), field=field_of(place))
        kept = deepcopy(kept) if not notes else kept
        notes.append(FieldNote(field_of(place), _stood(kept, place), reason_of(first)))
        _leave_out(kept, place)


def _place(error: ErrorDetails, fields: Mapping[str, object]) -> tuple[int | str, ...]:
    """Where the refused value stands; in a structure that is refused as a whole, the field that is blamed for it."""
    holder: Any = fields
    for step in error["loc"]:
        holder = holder[step] if _has(holder, step) else None
    return (*error["loc"], *_named_by_cause(error)) if isinstance(holder, dict) else error["loc"]


def _named_by_cause(error: ErrorDetails) -> tuple[int | str, ...]:
    """The field that a validator of a whole model blames."""
    cause = error.get("ctx", {}).get("error")
    if not isinstance(cause, InputError) or not cause.field:
        return ()
    return tuple(int(part) if part.isdigit() else part for part in cause.field.split("-"))


def _stood(fields: Mapping[str, object], place: tuple[int | str, ...]) -> str:
    """What the file held at `place`, "" for nothing and for a structure."""
    value: Any = fields
    for step in place:
        if not _has(value, step):
            return ""
        value = value[step]
    if isinstance(value, list) and not any(isinstance(each, dict) for each in value):
        return ", ".join(map(str, value))
    return "" if isinstance(value, dict | list) else str(value)


def _leave_out(fields: dict[str, Any], place: tuple[int | str, ...]) -> None:
    """Delete what stands at `place`, or the last thing on the way there that exists."""
    holder: Any = fields
    for depth, step in enumerate(place):
        below = holder[step]
        further = place[depth + 1] if depth + 1 < len(place) else None
        if not _has(below, further):
            del holder[step]
            return
        holder = below


def _has(value: object, step: int | str | None) -> bool:
    if isinstance(value, dict):
        return step in value
    return isinstance(value, list) and isinstance(step, int) and step < len(value)
