"""What home shows: figures that are counted, never made up; the newest, what ends soon, the plan, ways in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import current_app, url_for
from sqlalchemy.orm import Session

from ecosystem.accounts.roles import OTHERS_CAN
from ecosystem.catalogue import queries
from ecosystem.catalogue.links import kinds, list_url
from ecosystem.discovery.counts import counts
from ecosystem.discovery.rows import Row, RowBuilder
from ecosystem.kernel.access.actor import VISITOR
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.web.languages import page_language
from ecosystem.plan.page import task_views
from ecosystem.plan.queries import newest_plan
from ecosystem.rates.queries import rates
from ecosystem.search.engine import SearchEngine
from ecosystem.taxonomy.queries import vocabularies

_NEWEST: Final = 4
_CLOSING: Final = 3
_EXAMPLES: Final = {"vi": ("xử lý nước thải", "cảm biến", "vật liệu"), "en": ("wastewater", "sensor", "materials")}


@dataclass(frozen=True)
class Way:
    """One way in: who comes, what for, and the role that registering begins with."""

    role: str
    icon: str
    who: Message
    what: Message
    link: Message


WAYS: Final = (
    Way(
        "startup",
        "startup",
        N_("Startups and founders"),
        N_("Show what you make and how much you are raising, also as a team without a company yet."),
        N_("Register as a startup"),
    ),
    Way(
        "investor",
        "investor",
        N_("Investors"),
        N_("State what you look for and the size of your cheques, so that the right founders find you."),
        N_("Register as an investor"),
    ),
    Way(
        "institute",
        "institute",
        N_("Institutes and universities"),
        N_("Offer research results to companies, and show your groups and what they work on."),
        N_("Register as an institute"),
    ),
    Way(
        "other",
        "building",
        N_("Companies and others"),
        OTHERS_CAN,
        N_("Register as another organisation"),
    ),
)


def home_context() -> Mapping[str, Any]:
    """The variables of pages/home.html. While the engine is away the database counts the kinds, and no task."""
    session = current_session()
    engine: SearchEngine = current_app.extensions["search_engine"]
    counted = counts(engine, ("kind", "task"))
    by_kind = counted["kind"] if counted is not None else queries.counts_by_kind(session)
    newest, closing = queries.newest_ids(session, _NEWEST), queries.closing_ids(session, kinds(), _CLOSING)
    rows = _rows(session, [*newest, *closing])
    plan = newest_plan(session)
    return {
        "counts": _counts(by_kind),
        "total": sum(by_kind.values()),
        "newest": [rows[one] for one in newest if one in rows],
        "closing": [rows[one] for one in closing if one in rows],
        "plan": plan,
        "tasks": task_views(plan, counted["task"] if counted is not None else None) if plan else [],
        "ways": WAYS,
        "examples": [(example, url_for("discovery.search", q=example)) for example in _EXAMPLES[page_language()]],
    }


def _rows(session: Session, public_ids: Sequence[str]) -> Mapping[str, Row]:
    entries = queries.in_order(session, VISITOR, kinds(), public_ids)
    builder = RowBuilder(kinds(), vocabularies(session), page_language(), rates=lambda: rates(session))
    return {entry.public_id: builder.row(entry) for entry in entries}


def _counts(by_kind: Mapping[str, int]) -> Sequence[Mapping[str, Any]]:
    return [
        {"label": kind.plural, "icon": kind.icon, "url": list_url(kind), "number": by_kind.get(kind.name, 0)}
        for kind in kinds().all
    ]
