"""Investors as a kind of entry: steps of the editor, facets, sorts, document, meta line."""

from __future__ import annotations

from typing import Final

from ecosystem.catalogue.kinds import Kind, KindFacet, LastDay, ResultMeta, Step
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.money import price_text
from ecosystem.investors import search_document
from ecosystem.investors.input import InvestorInput
from ecosystem.investors.models import Investor
from ecosystem.investors.policy import ANGEL, is_natural_person
from ecosystem.kernel import clock
from ecosystem.kernel.access.messages import N_

STEPS: Final = (
    Step(
        "basics",
        N_("Who you are"),
        ("title", "investor_kind", "summary", "sectors", "stages"),
        3,
        needed=("title", "investor_kind", "summary", "sectors"),
        unlocks=N_("This is enough to publish: founders find you by name, kind, sector and stage."),
    ),
    Step(
        "thesis",
        N_("What you seek"),
        (
            "thesis",
            "rounds",
            "geographies",
            "business_models",
            "minimum_traction",
            "exclusions",
            "excluded_sectors",
        ),
        4,
        unlocks=N_("Founders see for themselves whether they fit, before they write to you."),
    ),
    Step(
        "cheque",
        N_("How you invest"),
        (
            "investing",
            "investing_until",
            "cheque_min",
            "cheque_max",
            "currency",
            "instruments",
            "lead_roles",
            "deals_per_year",
            "added_value",
        ),
        3,
        unlocks=N_("You are found by the amount that a startup seeks, in VND or in USD."),
    ),
    Step(
        "people",
        N_("People and contact"),
        (
            "description",
            "partners",
            "country",
            "city",
            "website",
            "contact_name",
            "contact_role",
            "contact_email",
            "contact_phone",
            "keywords",
            "fields",
            "tasks",
        ),
        4,
        unlocks=N_("Members know whom to turn to; email and telephone stay closed until you agree."),
    ),
)
_MOST_STAGES: Final = 3
_CHEQUE: Final = {"vi": "{} mỗi thương vụ", "en": "{} a deal"}


def meta(entry: Entry, language: str) -> ResultMeta:
    """The meta line of a result: kind, investing now or not, stages, cheque."""
    if not isinstance(entry, Investor):
        raise TypeError(entry.kind)
    said = [("investor_kind", entry.investor_kind), ("investing", entry.investing_on(clock.today()))]
    stages = [("stage", code) for code in entry.stages[:_MOST_STAGES]]
    money = price_text(entry.cheque_min, entry.cheque_max, entry.currency, language)
    return ResultMeta(
        terms=(*((name, code) for name, code in said if code), *stages),
        money=_CHEQUE[language].format(money) if money else "",
        amount=(entry.cheque_min, entry.cheque_max, entry.currency),
    )


_KIND_OF: Final = {"fund": "fund", "individual": ANGEL, "company": "corporate", "public-body": "public-fund"}
"""The kind of investor that an organisation's kind most likely means."""


def known_of(organisation_kind: str) -> dict[str, str]:
    """The kind of investor is not asked for again of an organisation that has said what it is."""
    found = _KIND_OF.get(organisation_kind)
    return {"investor_kind": found} if found else {}


KIND: Final = Kind(
    name="investor",
    endpoint="investors",
    label=N_("Investor"),
    plural=N_("Investors"),
    tab=N_("Investors"),
    intro=N_("Funds, angels and companies; each says what it seeks, how much it invests, and whether it does so now."),
    model=Investor,
    input=InvestorInput,
    steps=STEPS,
    search_fields=search_document.SEARCH_FIELDS,
    document=search_document.document,
    meta=meta,
    introduces_owner=True,
    known_of=known_of,
    is_natural_person=is_natural_person,
    row_words=(("partners", "role"),),
    last_days=(
        LastDay(
            "investing_until",
            N_("This day is over: what you say of investing would not hold. Write a day to come, or leave it empty"),
            of="investing",
            values=frozenset({"now", "follow-on", "paused"}),
        ),
    ),
    facets=(
        KindFacet("sector", N_("Sector"), "sector"),
        KindFacet("stage", N_("Stage"), "stage"),
        KindFacet("round", N_("Round"), "round"),
        KindFacet("investor_kind", N_("Kind of investor"), "investor_kind"),
        KindFacet("cheque", N_("Cheque that covers this amount")),
        KindFacet("geography", N_("Invests in"), "geography"),
        KindFacet("lead", N_("Lead or follow"), "lead_role"),
        KindFacet("investing", N_("Investing now?"), "investing"),
        KindFacet("place", N_("Place"), "place"),
        KindFacet("verified", N_("Organisation verified")),
    ),
    sorts=("relevance", "updated", "title"),
)
