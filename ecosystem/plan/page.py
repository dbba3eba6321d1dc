"""A plan in the words of the page: its tasks with what serves them, its picture, its structured data."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import current_app, url_for

from ecosystem.discovery.rows import Row
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.web.languages import external_url, page_language, translate
from ecosystem.pictures.card import Card
from ecosystem.plan.models import Plan, PlanTask


@dataclass(frozen=True)
class TaskView:
    """`count` is None where nothing can be counted: no code, or the engine is away. `url` leads to the search."""

    number: int
    title: str
    description: str = ""
    count: int | None = None
    url: str = ""
    rows: Sequence[Row] = field(default_factory=tuple)

    @property
    def state(self) -> str:
        """As a span: built where something serves the task, planned where nothing does yet. No word on progress."""
        return "served" if self.count else "todo"


def task_views(
    plan: Plan, counted: Mapping[str, int] | None, rows: Mapping[str, Sequence[Row]] | None = None
) -> list[TaskView]:
    """The tasks in order, in the language of the page. `counted`: task code to number, None while nothing is."""
    return [_view(task, counted, (rows or {}).get(task.code or "", ())) for task in plan.tasks]


def _view(task: PlanTask, counted: Mapping[str, int] | None, rows: Sequence[Row]) -> TaskView:
    language = page_language()
    return TaskView(
        number=task.number,
        title=task.title(language),
        description=task.description(language),
        count=counted.get(task.code, 0) if counted is not None and task.code else None,
        url=url_for("discovery.search", task=task.code) if task.code else "",
        rows=rows,
    )


def plan_card(plan: Plan) -> Card:
    """What the picture for shared links says."""
    language = page_language()
    return Card(
        brand=str(current_app.config["BRAND_NAME"]),
        title=plan.title(language),
        kind=translate(N_("The city's plan")),
        owner=plan.issuer(language),
        facts=(translate(N_("No. %(number)s", number=plan.number)), str(plan.year)),
    )


def structured_data(plan: Plan) -> str:
    """JSON-LD of a plan in schema.org's words, safe inside a script element."""
    language = page_language()
    url = external_url("plan.show", key=plan.key)
    issuer = plan.issuer(language)
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "@id": url,
        "url": url,
        "name": plan.title(language),
        "identifier": plan.number,
        "abstract": plan.summary(language),
        "datePublished": plan.issued_on.isoformat() if plan.issued_on else "",
        "temporalCoverage": str(plan.year),
        "inLanguage": language,
        "sameAs": plan.address,
        "publisher": {"@type": "GovernmentOrganization", "name": issuer} if issuer else None,
        "hasPart": [
            {"@type": "CreativeWork", "position": task.number, "name": task.title(language)} for task in plan.tasks
        ],
    }
    kept = {key: value for key, value in data.items() if value}
    return json.dumps(kept, ensure_ascii=False).replace("<", "\\u003c")
