"""Writing plans; never commits."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from sqlalchemy.orm import Session

from ecosystem.plan.files import PLANS, read_plan
from ecosystem.plan.input import PlanInput, PlanTaskInput
from ecosystem.plan.models import Plan, PlanTask, Source
from ecosystem.plan.queries import find_plan
from ecosystem.taxonomy.queries import vocabularies

Outcome = Literal["created", "updated", "unchanged"]


def load_plans(session: Session, folder: Path = PLANS) -> Mapping[str, int]:
    """Bring the plans in line with the files of `folder`; a second load changes nothing.

    Numbers of plans under `plans_created`, `plans_updated`, `plans_unchanged`. A plan that an operator loaded stays as
    it is, and one whose file is gone stays too. Raises PlanFileError.
    """
    figures = {"plans_created": 0, "plans_updated": 0, "plans_unchanged": 0}
    known = vocabularies(session).has
    for path in sorted(folder.glob("*.toml")):
        figures[f"plans_{put_plan(session, read_plan(path, known), Source.SEED)}"] += 1
    return figures


def put_plan(session: Session, given: PlanInput, source: Source) -> Outcome:
    """Add the plan, or bring the one with its key in line with it; what a seed gives never changes an operator's."""
    plan = find_plan(session, given.key)
    if plan is None:
        plan = Plan(key=given.key)
        session.add(plan)
        _assign(plan, given, source)
        session.flush()
        return "created"
    if source is Source.SEED and plan.source == Source.OPERATOR:
        return "unchanged"
    _assign(plan, given, source)
    is_changed = session.is_modified(plan) or any(map(session.is_modified, plan.tasks))
    session.flush()
    return "updated" if is_changed else "unchanged"


def remove_plan(session: Session, key: str) -> bool:
    """Delete a plan that an operator loaded. False where there is none; what the reference data brings stays."""
    plan = find_plan(session, key)
    if plan is None or plan.source != Source.OPERATOR:
        return False
    session.delete(plan)
    session.flush()
    return True


def _assign(plan: Plan, given: PlanInput, source: Source) -> None:
    for name, value in given.model_dump(exclude={"task"}).items():
        _set(plan, name, value)
    _set(plan, "source", source.value)
    known = {task.number: task for task in plan.tasks}
    wanted = dict(enumerate(given.task, 1))
    for number, task in known.items():
        if number not in wanted:
            plan.tasks.remove(task)
    for number, content in wanted.items():
        task = known.get(number) or PlanTask(number=number)
        _fill(task, content)
        if number not in known:
            plan.tasks.append(task)


def _fill(task: PlanTask, content: PlanTaskInput) -> None:
    for name, value in content.model_dump().items():
        _set(task, name, value)


def _set(row: Plan | PlanTask, name: str, value: object) -> None:
    if getattr(row, name) != value:
        setattr(row, name, value)
