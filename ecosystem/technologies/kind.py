"""Technologies as a kind of entry: steps of the editor, facets, sorts, document, meta line."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import selectinload

from ecosystem.catalogue.kinds import Kind, KindFacet, ResultMeta, Step
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.money import price_text
from ecosystem.kernel.access.messages import N_
from ecosystem.technologies import search_document, service
from ecosystem.technologies.doubts import doubts
from ecosystem.technologies.input import TechnologyInput
from ecosystem.technologies.models import Technology

STEPS: Final = (
    Step(
        "basics",
        N_("What it is"),
        ("title", "summary", "sectors", "keywords", "fields", "tasks"),
        3,
        needed=("title", "summary", "sectors"),
    ),
    Step(
        "working",
        N_("How it works and compares"),
        ("description", "advantages", "alternative_name", "comparison", "economic_comparison", "ipc", "sdg"),
        6,
    ),
    Step(
        "readiness",
        N_("Readiness and proof"),
        (
            "trl",
            "trl_target",
            "trl_evidence",
            "trl_date",
            "parameters",
            "test_results",
            "standards",
            "sites",
            "certificates",
            "publications",
        ),
        6,
        needed=("trl",),
    ),
    Step(
        "rights",
        N_("Rights and origin"),
        (
            "rights",
            "owners",
            "mission_code",
            "registration_number",
            "ownership_decision",
            "reference_code",
            "confidential_detail",
        ),
        4,
    ),
    Step(
        "terms",
        N_("Transfer, price and contact"),
        (
            "transfers",
            "price_basis",
            "price_from",
            "price_to",
            "currency",
            "price_note",
            "partner_types",
            "partner_size",
            "partner_role",
            "warranty",
            "delivery",
            "contact_name",
            "contact_role",
            "contact_email",
            "contact_phone",
            "closes_on",
        ),
        4,
        needed=("transfers",),
    ),
)


def meta(entry: Entry, language: str) -> ResultMeta:
    """The meta line of a result."""
    if not isinstance(entry, Technology):
        raise TypeError(entry.kind)
    amount = (entry.price_from, entry.price_to, entry.currency)
    return ResultMeta(trl=entry.trl, money=price_text(*amount, language), amount=amount, closes_on=entry.closes_on)


KIND: Final = Kind(
    name="technology",
    endpoint="technologies",
    label=N_("Technology offer"),
    plural=N_("Technologies"),
    tab=N_("Technologies"),
    intro=N_("Offered by institutes, universities and companies; each says how ready it is and what shows it."),
    model=Technology,
    input=TechnologyInput,
    steps=STEPS,
    search_fields=search_document.SEARCH_FIELDS,
    document=search_document.document,
    meta=meta,
    doubts=doubts,
    row_words=(("parameters", "name"), ("parameters", "condition"), ("sites", "note"), ("certificates", "name")),
    facets=(
        KindFacet("sector", N_("Sector"), "sector"),
        KindFacet("trl", N_("Readiness (TRL)"), "trl"),
        KindFacet("transfer", N_("Way of transfer"), "transfer"),
        KindFacet("ip", N_("Intellectual property"), "ip"),
        KindFacet("price_to", N_("Price up to")),
        KindFacet("field", N_("Research field"), "field"),
        KindFacet("place", N_("Place"), "place"),
        KindFacet("task", N_("Task of the city's plan"), "task"),
        KindFacet("verified", N_("Organisation verified")),
        KindFacet("owner", N_("Owner")),
    ),
    sorts=("relevance", "updated", "closing", "price", "title"),
    load=(selectinload(Technology.rights),),
    load_own=(selectinload(Technology.confidential),),
    apart=service.APART,
    read=service.read,
    write=service.write,
)
