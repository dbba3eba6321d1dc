"""The public search document of a startup."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.search_document import comparable, days, shared_document
from ecosystem.kernel import clock
from ecosystem.rates.rates import Rates
from ecosystem.search.schema import Field, KeywordField, NumberField, SearchDocument
from ecosystem.startups.input import StartupInput
from ecosystem.startups.models import Startup
from ecosystem.taxonomy.vocabularies import Vocabularies

SEARCH_FIELDS: Final[tuple[Field, ...]] = (
    KeywordField("stage"),
    KeywordField("round"),
    KeywordField("instrument"),
    KeywordField("business_model"),
    NumberField("raising"),
)
"""`raising` is where the amount sought begins, in VND by the latest rate; without a lower end, where it ends. It stands
there only while the ask is open, and so do `round` and `instrument`; `closes` is the last day of the ask."""


def document(entry: Entry, terms: Vocabularies, rates: Rates) -> SearchDocument:
    """The startup as everybody may see it; names of its people are in no search."""
    if not isinstance(entry, Startup):
        raise TypeError(f"entry {entry.public_id} is a {entry.kind}")
    is_open = entry.is_raising_on(clock.today())
    made = shared_document(
        entry,
        terms,
        StartupInput,
        keywords={
            "stage": [entry.stage] if entry.stage else [],
            "round": [entry.round] if entry.round and is_open else [],
            "instrument": entry.instruments if is_open else [],
            "business_model": entry.business_models,
        },
        numbers={
            "raising": _in_vnd(entry, rates) if is_open else None,
            "closes": days(entry.round_closes_on if is_open else None),
        },
    )
    return replace(
        made, texts={language: _placed(entry, terms, language, texts) for language, texts in made.texts.items()}
    )


def _in_vnd(startup: Startup, rates: Rates) -> int | None:
    """The amount sought as far as amounts go; None without one or without a rate: unknown is not zero."""
    sought = startup.amount_sought if startup.amount_sought is not None else startup.amount_sought_to
    return comparable(rates.in_vnd(sought, startup.currency))


def _placed(startup: Startup, terms: Vocabularies, language: str, texts: Mapping[str, str]) -> Mapping[str, str]:
    """With city and country: those abroad have no place among the provinces."""
    country = terms.label("country", startup.country, language) if startup.country else ""
    body = "\n".join(part for part in (texts.get("body", ""), startup.city, country) if part)
    return {**texts, "body": body} if body else texts
