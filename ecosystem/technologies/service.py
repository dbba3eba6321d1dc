"""What writing a technology needs beyond its columns: its rights, and the text that is kept apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from ecosystem.catalogue.models import Entry
from ecosystem.technologies.input import TechnologyInput
from ecosystem.technologies.input_rows import RightInput
from ecosystem.technologies.models import Confidential, Right, Technology

APART = frozenset({"rights", "confidential_detail"})
"""The input's fields that are no columns of the technology."""


def read(entry: Entry) -> Mapping[str, Any]:
    """The values of `APART`; the confidential text only where it was loaded: in the editor of its own people."""
    technology = _technology(entry)
    values: dict[str, Any] = {"rights": [_right_values(right) for right in technology.rights]}
    if "confidential" not in inspect(technology).unloaded:
        values["confidential_detail"] = technology.confidential.detail if technology.confidential else ""
    return values


def write(session: Session, entry: Entry, content: TechnologyInput) -> None:
    """Bring rights and confidential text to what the input says, touching only what differs."""
    technology = _technology(entry)
    if inspect(technology).persistent:
        session.refresh(technology, ["rights", "confidential"])
    _write_rights(technology, content.rights)
    _write_confidential(technology, content.confidential_detail)


def _write_rights(technology: Technology, wanted: list[RightInput]) -> None:
    for position, right in enumerate(wanted):
        values = right.model_dump()
        if position < len(technology.rights):
            stored = technology.rights[position]
        else:
            stored = Right(position=position)
            technology.rights.append(stored)
        for name, value in values.items():
            if getattr(stored, name) != value:
                setattr(stored, name, value)
    del technology.rights[len(wanted) :]


def _write_confidential(technology: Technology, detail: str) -> None:
    if not detail:
        technology.confidential = None
    elif technology.confidential is None:
        technology.confidential = Confidential(detail=detail)
    elif technology.confidential.detail != detail:
        technology.confidential.detail = detail


def _right_values(right: Right) -> dict[str, Any]:
    return {name: getattr(right, name) for name in RightInput.model_fields}


def _technology(entry: Entry) -> Technology:
    if not isinstance(entry, Technology):
        raise TypeError(f"entry {entry.public_id} is a {entry.kind}")
    return entry
