"""What happened when, and what is to come: founded, recognised, each round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

MilestoneKind = Literal["founded", "recognised", "round", "closing"]


@dataclass(frozen=True)
class Milestone:
    """`when` is as exact as it is known, "" where it is not; `row` is the earlier round that it tells of."""

    kind: MilestoneKind
    when: str
    is_done: bool = True
    row: Mapping[str, Any] | None = None


def milestones(values: Mapping[str, Any], today: date) -> list[Milestone]:
    """Newest first, what is to come before it; those without a date at the end. `values` are an input's."""
    found = [Milestone("round", row.get("closed_on") or "", row=row) for row in values.get("earlier_rounds") or []]
    if values.get("founded_on"):
        found.append(Milestone("founded", values["founded_on"]))
    if values.get("recognition_number") or values.get("recognition_date"):
        day = values.get("recognition_date")
        found.append(Milestone("recognised", day.isoformat() if day else ""))
    closing = values.get("round_closes_on")
    if values.get("raising") == "now" and closing is not None and closing >= today:
        found.append(Milestone("closing", closing.isoformat(), is_done=False))
    return sorted(found, key=lambda one: one.when, reverse=True)
