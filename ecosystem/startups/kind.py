"""Startups as a kind of entry: steps of the editor, facets, sorts, document, meta line."""

from __future__ import annotations

from typing import Final

from ecosystem.catalogue.kinds import Kind, KindFacet, LastDay, Offer, ResultMeta, Step
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.money import price_text
from ecosystem.kernel import clock
from ecosystem.kernel.access.messages import N_
from ecosystem.startups import search_document
from ecosystem.startups.doubts import doubts
from ecosystem.startups.input import StartupInput
from ecosystem.startups.models import Startup

STEPS: Final = (
    Step(
        "basics",
        N_("What you do"),
        ("title", "summary", "sectors", "stage", "keywords", "tasks"),
        3,
        needed=("title", "summary", "sectors"),
        unlocks=N_("This is enough to publish and to be found."),
    ),
    Step(
        "round",
        N_("What you raise"),
        (
            "raising",
            "round",
            "amount_sought",
            "amount_sought_to",
            "currency",
            "instruments",
            "valuation",
            "valuation_basis",
            "committed",
            "minimum_ticket",
            "round_lead",
            "round_closes_on",
            "use_of_funds",
            "earlier_rounds",
        ),
        5,
        unlocks=N_("Investors who look for your round and your amount find you; the other currency stands beside it."),
    ),
    Step(
        "traction",
        N_("How far you are"),
        ("traction", "revenue"),
        5,
        unlocks=N_("A chart on your page; what grows convinces more than what is promised."),
    ),
    Step(
        "about",
        N_("Company and market"),
        (
            "description",
            "market",
            "business_models",
            "founded_on",
            "employees",
            "employees_to",
            "website",
            "video",
            "country",
            "city",
            "status",
            "fields",
        ),
        5,
        unlocks=N_("Investors narrow by business model, and read here before they write."),
    ),
    Step(
        "team",
        N_("Team, technology, contact"),
        (
            "team",
            "technologies",
            "recognition_number",
            "recognition_date",
            "recognition_issuer",
            "contact_name",
            "contact_role",
            "contact_email",
            "contact_phone",
        ),
        4,
        unlocks=N_("Members see whom to turn to, and which technologies of this platform you build on."),
    ),
)

_SEEKS: Final = {"vi": "cần gọi {}", "en": "seeks {}"}
_FOUNDED: Final = {"vi": "thành lập năm {}", "en": "founded in {}"}


def meta(entry: Entry, language: str) -> ResultMeta:
    """The meta line of a result; the ask and its last day only while it is open."""
    if not isinstance(entry, Startup):
        raise TypeError(entry.kind)
    is_open = entry.is_raising_on(clock.today())
    money = price_text(*sought(entry), entry.currency, language) if is_open else ""
    terms = [("round", entry.round if is_open else None), ("country", entry.country)]
    if entry.status not in {None, "operating"}:
        terms.insert(0, ("startup_status", entry.status))
    extra = [entry.city, _FOUNDED[language].format(entry.founded_on[:4]) if entry.founded_on else None]
    return ResultMeta(
        stage=entry.stage or "",
        terms=tuple((vocabulary, code) for vocabulary, code in terms if code),
        money=_SEEKS[language].format(money) if money else "",
        amount=(*sought(entry), entry.currency) if money else None,
        closes_on=entry.round_closes_on if is_open else None,
        extra=tuple(text for text in extra if text),
    )


def sought(startup: Startup) -> tuple[int | None, int | None]:
    """Both ends of the amount sought; one amount alone is both."""
    low, high = startup.amount_sought, startup.amount_sought_to
    return low, low if high is None else high


KIND: Final = Kind(
    name="startup",
    endpoint="startups",
    label=N_("Startup"),
    plural=N_("Startups"),
    tab=N_("Startups"),
    intro=N_("Innovative startups and teams: what each does, how far it is, and what it raises."),
    model=Startup,
    input=StartupInput,
    steps=STEPS,
    search_fields=search_document.SEARCH_FIELDS,
    document=search_document.document,
    meta=meta,
    introduces_owner=True,
    row_words=(("traction", "metric"), ("team", "role"), ("use_of_funds", "purpose")),
    offer=Offer(Startup.round_closes_on, Startup.raising == "now"),
    doubts=doubts,
    last_days=(
        LastDay(
            "round_closes_on",
            N_("This day is over: nobody would see that you are raising. Write a day to come, or leave it empty"),
            of="raising",
            values=frozenset({"now", "soon"}),
        ),
    ),
    facets=(
        KindFacet("sector", N_("Sector"), "sector"),
        KindFacet("stage", N_("Stage"), "stage"),
        KindFacet("raising", N_("Amount sought")),
        KindFacet("round", N_("Funding round"), "round"),
        KindFacet("business_model", N_("Business model"), "business_model"),
        KindFacet("place", N_("Place"), "place"),
        KindFacet("task", N_("Task of the city's plan"), "task"),
        KindFacet("verified", N_("Organisation verified")),
    ),
    sorts=("relevance", "updated", "raising", "closing", "title"),
)
