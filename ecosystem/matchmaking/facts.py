"""The facts of an entry that count for coming back: one that changed brings a match back that was passed over.

Pure, and only of what members with a confirmed email may read, as all are who pass matches over: the facts are kept
with their organisation. A fact that is not stated is not there: what is no longer stated, such as an ask that ended, is
no reason to look again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from ecosystem.catalogue.models import Entry
from ecosystem.institutes.models import Institute
from ecosystem.investors.models import Investor
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.matchmaking.fact_forms import (
    NOT_STATED,
    Amount,
    Code,
    Codes,
    Count,
    Day,
    Figure,
    Form,
    Level,
    Rights,
    Words,
)
from ecosystem.search.language.normalise import fold
from ecosystem.startups.kind import sought
from ecosystem.startups.models import Startup
from ecosystem.startups.traction import series_of
from ecosystem.taxonomy.vocabularies import Vocabularies
from ecosystem.technologies.models import Technology

Facts = Mapping[str, Any]
"""From the name of a fact to its value as JSON; each is shaped by its form."""

FACTS: Final[Mapping[str, tuple[Message, Form]]] = {
    "ask": (N_("Amount sought"), Amount()),
    "round": (N_("Round"), Code("round")),
    "round_closes_on": (N_("Round closes on"), Day()),
    "stage": (N_("Stage"), Code("stage")),
    "revenue": (N_("Monthly revenue"), Figure()),
    "revenue_of_year": (N_("Revenue of the last year"), Amount()),
    "users": (N_("Users and customers"), Figure()),
    "employees": (N_("People at work"), Count()),
    "cheque": (N_("Cheque"), Amount()),
    "investing": (N_("Investing now?"), Code("investing")),
    "stages": (N_("Stages"), Codes("stage")),
    "geographies": (N_("Invests in"), Codes("geography")),
    "trl": (N_("Readiness (TRL)"), Level()),
    "price": (N_("Price"), Amount()),
    "transfers": (N_("Ways of transfer"), Codes("transfer")),
    "rights": (N_("Intellectual property"), Rights()),
    "fields": (N_("Research fields"), Codes("field")),
    "sectors": (N_("Sectors"), Codes("sector")),
}
"""Every fact of every kind, in the order in which changes are told."""

CONCERNS: Final[Mapping[str, frozenset[str]]] = {
    "too-early": frozenset({"stage", "round", "revenue", "revenue_of_year", "users", "employees", "trl", "rights"}),
    "thesis": frozenset(
        {
            "ask",
            "round",
            "stage",
            "cheque",
            "investing",
            "stages",
            "geographies",
            "price",
            "transfers",
            "fields",
            "sectors",
        }
    ),
    "benefit": frozenset({"revenue", "revenue_of_year", "users", "trl"}),
    "market": frozenset({"revenue", "revenue_of_year", "users", "transfers"}),
    "not-now": frozenset({"ask", "round", "round_closes_on", "cheque", "investing", "price"}),
}
"""The facts that each reason of passing over is about. Of a reason without a line here nobody but the person can say:
any change brings the match back, and it is told that it may have nothing to do with the reason."""

_REVENUE: Final = ("doanh thu", "revenue")
_USERS: Final = ("nguoi dung", "khach hang", "user", "customer")


@dataclass(frozen=True)
class Change:
    """A fact then and now, in words of each language ("vi", "en")."""

    label: Message
    before: Words
    now: Words


def facts_of(entry: Entry, today: date) -> dict[str, Any]:
    """What the entry says on that day, without what it does not state."""
    told: dict[str, Any] = {"sectors": sorted(entry.sectors)}
    if isinstance(entry, Startup):
        told |= _of_startup(entry, today)
    elif isinstance(entry, Investor):
        told |= _of_investor(entry)
    elif isinstance(entry, Technology):
        told |= _of_technology(entry)
    elif isinstance(entry, Institute):
        told |= {"fields": sorted(entry.fields)}
    return {name: value for name, value in told.items() if value}


def changed_facts(before: Facts, now: Facts) -> list[str]:
    """The names of facts that are stated now and were not, or were meaningfully other; in the order of `FACTS`."""
    return [
        name
        for name, (_, form) in FACTS.items()
        if name in now and (name not in before or form.differ(before[name], now[name]))
    ]


def brings_back(reason: str, changed: Iterable[str]) -> bool:
    """Whether one of these changed facts is what the reason of passing over was about."""
    return any(name in CONCERNS.get(reason, FACTS) for name in changed)


def changes(before: Facts, now: Facts, vocabularies: Vocabularies) -> list[Change]:
    """The same facts in words."""
    return [_change(name, before.get(name), now[name], vocabularies) for name in changed_facts(before, now)]


def _change(name: str, before: Any, now: Any, vocabularies: Vocabularies) -> Change:
    label, form = FACTS[name]
    words = form.words(now, vocabularies)
    return Change(label, NOT_STATED if before is None else form.shortened(before, words, vocabularies), words)


def _of_startup(startup: Startup, today: date) -> dict[str, Any]:
    told = {
        "stage": startup.stage,
        "employees": _range(startup.employees, startup.employees_to),
        "revenue": _last_figure(startup.traction, _REVENUE),
        "revenue_of_year": _last_year(startup.revenue or (), startup.currency),
        "users": _last_figure(startup.traction, _USERS),
    }
    if startup.is_raising_on(today):
        closing = startup.round_closes_on
        told["ask"] = _amount(*sought(startup), startup.currency)
        told["round"] = startup.round
        told["round_closes_on"] = closing.isoformat() if closing else None
    return told


def _of_investor(investor: Investor) -> dict[str, Any]:
    return {
        "cheque": _amount(investor.cheque_min, investor.cheque_max, investor.currency),
        "investing": investor.investing,
        "stages": sorted(investor.stages),
        "geographies": sorted(investor.geographies),
    }


def _of_technology(technology: Technology) -> dict[str, Any]:
    return {
        "trl": technology.trl,
        "price": _amount(technology.price_from, technology.price_to, technology.currency),
        "transfers": sorted(technology.transfers),
        "rights": sorted([right.kind, right.status or ""] for right in technology.rights),
    }


def _amount(low: int | None, high: int | None, currency: str) -> dict[str, Any] | None:
    return None if low is None and high is None else {"low": low, "high": high, "currency": currency}


def _range(low: int | None, high: int | None) -> dict[str, Any] | None:
    return None if low is None else {"low": low, "high": low if high is None else high}


def _last_year(years: Iterable[Mapping[str, Any]], currency: str) -> dict[str, Any] | None:
    known = [row for row in years if row.get("amount") is not None]
    if not known:
        return None
    last = max(known, key=lambda row: int(row["year"]))
    return _amount(last["amount"], last["amount"], last.get("currency") or currency)


def _last_figure(traction: Iterable[Mapping[str, Any]], names: tuple[str, ...]) -> dict[str, str] | None:
    """Of the first series whose name has one of these words: its last month's value, as text, and its unit."""
    for series in series_of(traction):
        if any(name in fold(series.metric) for name in names):
            return {"value": str(series.last.value), "unit": series.unit}
    return None
