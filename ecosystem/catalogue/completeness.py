"""How far an entry is: what is lacking for publication, and which steps are done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from ecosystem.catalogue.kinds import Kind, Step


@dataclass(frozen=True)
class StepState:
    """Done: every field that the step needs is filled, and half of the rest or more. Going: something is."""

    step: Step
    state: Literal["done", "going", "todo"]
    filled: int
    of: int


def is_filled(value: Any) -> bool:
    """Whether a value says something; 0 does, an empty text or list, or a box left open, does not."""
    return value is not None and value is not False and value not in ("", [], {}, ())


def missing_for_publication(kind: Kind, values: dict[str, Any]) -> list[tuple[Step, str]]:
    """The (step, field) pairs that an entry of the kind needs before it can be public and that are still empty."""
    return [(step, name) for step in kind.steps for name in step.needed if not is_filled(values.get(name))]


def step_states(kind: Kind, values: dict[str, Any]) -> list[StepState]:
    """Each step's state, in order."""
    return [_state(step, values) for step in kind.steps]


def _state(step: Step, values: dict[str, Any]) -> StepState:
    filled = [name for name in step.fields if name != "currency" and is_filled(values.get(name))]
    of = sum(1 for name in step.fields if name != "currency")
    if not filled:
        return StepState(step, "todo", 0, of)
    complete = set(step.needed) <= set(filled) and len(filled) * 2 >= of
    return StepState(step, "done" if complete else "going", len(filled), of)
