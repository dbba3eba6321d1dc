"""The public search document of an investor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.search_document import shared_document
from ecosystem.investors.geographies import covered
from ecosystem.investors.input import InvestorInput
from ecosystem.investors.models import Investor
from ecosystem.kernel import clock
from ecosystem.kernel.access.amount_range import LARGEST
from ecosystem.rates.rates import Rates
from ecosystem.search.schema import LANGUAGES, Field, KeywordField, NumberField, SearchDocument
from ecosystem.taxonomy.vocabularies import Vocabularies

SEARCH_FIELDS: Final[tuple[Field, ...]] = (
    KeywordField("investor_kind"),
    KeywordField("stage"),
    KeywordField("round"),
    KeywordField("geography"),
    KeywordField("business_model"),
    KeywordField("instrument"),
    KeywordField("lead"),
    KeywordField("investing"),
    NumberField("cheque_from"),
    NumberField("cheque_to"),
)
"""`geography` holds what lies in the chosen ones too. Cheques are in VND by the latest rate, open ends as far as
amounts go; none where neither end is stated or no rate was entered: unknown is not zero."""


def document(entry: Entry, terms: Vocabularies, rates: Rates) -> SearchDocument:
    """The investor as everybody may see it; the names of its people are not among it."""
    if not isinstance(entry, Investor):
        raise TypeError(f"entry {entry.public_id} is a {entry.kind}")
    low, high = cheque_in_vnd(entry, rates)
    made = shared_document(
        entry,
        terms,
        InvestorInput,
        keywords={
            "investor_kind": [entry.investor_kind] if entry.investor_kind else [],
            "stage": entry.stages,
            "round": entry.rounds,
            "geography": covered(entry.geographies),
            "business_model": entry.business_models,
            "instrument": entry.instruments,
            "lead": entry.lead_roles,
            "investing": [investing] if (investing := entry.investing_on(clock.today())) else [],
        },
        numbers={"cheque_from": low, "cheque_to": high},
        without={"exclusions"},
    )
    texts = {language: _placed(entry, terms, language, texts) for language, texts in made.texts.items()}
    return _with_kind(entry, terms, replace(made, texts=texts))


def _with_kind(investor: Investor, terms: Vocabularies, made: SearchDocument) -> SearchDocument:
    """With the names of its kind, as of its sectors."""
    term = terms.get("investor_kind", investor.investor_kind) if investor.investor_kind else None
    if term is None:
        return made
    labels = {
        language: tuple(dict.fromkeys((*made.labels.get(language, ()), term.label(language)))) for language in LANGUAGES
    }
    return replace(made, labels=labels, other_names=tuple(dict.fromkeys((*made.other_names, *term.aliases))))


def _placed(investor: Investor, terms: Vocabularies, language: str, texts: Mapping[str, str]) -> Mapping[str, str]:
    """With city and country: those abroad have no place among the provinces."""
    country = terms.label("country", investor.country, language) if investor.country else ""
    body = "\n".join(part for part in (texts.get("body", ""), investor.city, country) if part)
    return {**texts, "body": body} if body else texts


def cheque_in_vnd(investor: Investor, rates: Rates) -> tuple[int | None, int | None]:
    """Where the cheque begins and ends in VND, an open end at 0 or `LARGEST`; (None, None) when that is not known."""
    low, high = (rates.in_vnd(end, investor.currency) for end in (investor.cheque_min, investor.cheque_max))
    if low is None and high is None:
        return None, None
    return min(low or 0, LARGEST), LARGEST if high is None else min(high, LARGEST)
