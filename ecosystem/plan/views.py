"""The plan's pages: the newest, one of a year, all of them, and the picture for shared links."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, redirect, render_template, url_for

from ecosystem.catalogue.links import kinds
from ecosystem.discovery.counts import counts
from ecosystem.discovery.rows import RowBuilder
from ecosystem.kernel.access.errors import NotFound
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.web.actors import current_actor
from ecosystem.kernel.web.languages import page_language
from ecosystem.kernel.web.pictures import answer_with, picture
from ecosystem.plan.models import Plan
from ecosystem.plan.page import plan_card, structured_data, task_views
from ecosystem.plan.queries import all_plans, find_plan, newest_plan
from ecosystem.plan.serving import latest_by_task
from ecosystem.search.engine import SearchEngine
from ecosystem.taxonomy.queries import vocabularies

plans = Blueprint("plan", __name__)


@plans.get("/plan")
def newest() -> Any:
    """On to the newest plan; without any, the page that says so."""
    plan = newest_plan(current_session())
    if plan is None:
        return render_template("plan/index.html", plans=[])
    return redirect(url_for("plan.show", key=plan.key), 303)


@plans.get("/plans")
def index() -> str:
    """All plans, the latest year first."""
    return render_template("plan/index.html", plans=all_plans(current_session()))


@plans.get("/plan/<key>")
def show(key: str) -> str:
    """One plan: its tasks, and for each what serves it."""
    plan = _plan(key)
    session = current_session()
    engine: SearchEngine = current_app.extensions["search_engine"]
    counted = counts(engine, ("task",))
    by_task = counted["task"] if counted is not None else None
    served = [task.code for task in plan.tasks if task.code and (by_task or {}).get(task.code)]
    latest = latest_by_task(engine, session, current_actor(), kinds(), served)
    builder = RowBuilder(kinds(), vocabularies(session), page_language())
    rows = {code: builder.rows(entries) for code, entries in latest.items()}
    return render_template(
        "plan/show.html",
        plan=plan,
        tasks=task_views(plan, by_task, rows),
        is_resting=counted is None,
        others=[other for other in all_plans(session) if other.key != plan.key],
        picture=picture(plan_card(plan), "plan.card", key=plan.key),
        structured_data=structured_data(plan),
    )


@plans.get("/plan/<key>/card.png")
def card(key: str) -> Response:
    """The picture that goes with the plan's link."""
    return answer_with(plan_card(_plan(key)))


def _plan(key: str) -> Plan:
    plan = find_plan(current_session(), key)
    if plan is None:
        raise NotFound
    return plan
