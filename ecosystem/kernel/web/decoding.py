"""From a posted form to plain values, driven by the input model: repeated values, rows, lines, checkboxes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from werkzeug.datastructures import MultiDict

from ecosystem.kernel.access.fields import label_of

MAX_ROWS = 50


def row_model(field: FieldInfo) -> type[BaseModel] | None:
    """The model of a field's rows, when it is a list or tuple of models."""
    for inner in _inner_types(field.annotation):
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            return inner
    return None


def is_list(field: FieldInfo) -> bool:
    """Whether the field takes several values."""
    return get_origin(_without_none(field.annotation)) in {list, tuple}


def decode(model: type[BaseModel], form: MultiDict[str, str], names: Iterable[str], prefix: str = "") -> dict[str, Any]:
    """The values of the fields `names`, as typed; what was not posted is empty."""
    return {name: _decode_field(model.model_fields[name], form, prefix + name) for name in names}


def row_indexes(form: Mapping[str, Any], name: str) -> list[int]:
    """The indexes of the rows posted as `name-0-…`, ascending; at most `MAX_ROWS`."""
    pattern = re.compile(re.escape(name) + r"-(\d{1,3})-")
    found = {int(match.group(1)) for key in form if (match := pattern.match(key))}
    return sorted(found)[:MAX_ROWS]


def _decode_field(field: FieldInfo, form: MultiDict[str, str], name: str) -> Any:
    rows = row_model(field)
    if rows is not None:
        decoded = (decode(rows, form, rows.model_fields, f"{name}-{index}-") for index in row_indexes(form, name))
        return [row for row in decoded if any(value not in ("", [], False, None) for value in row.values())]
    label = label_of(field)
    if label is not None and label.widget == "lines":
        return [line.strip() for line in form.get(name, "").splitlines() if line.strip()]
    if is_list(field):
        return [value for value in form.getlist(name) if value.strip()]
    if _without_none(field.annotation) is bool:
        return name in form
    return form.get(name, "")


def _without_none(annotation: Any) -> Any:
    if get_origin(annotation) in {Union, UnionType}:
        kept = [one for one in get_args(annotation) if one is not type(None)]
        return kept[0] if len(kept) == 1 else annotation
    return annotation


def _inner_types(annotation: Any) -> tuple[Any, ...]:
    annotation = _without_none(annotation)
    return get_args(annotation) if get_origin(annotation) in {list, tuple} else ()
