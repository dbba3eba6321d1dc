"""Institutes as a kind of entry: steps of the editor, facets, sorts, document, meta line."""

from __future__ import annotations

from typing import Final

from ecosystem.catalogue.kinds import Kind, KindFacet, ResultMeta, Step
from ecosystem.catalogue.models import Entry
from ecosystem.institutes import search_document
from ecosystem.institutes.input import InstituteInput
from ecosystem.institutes.models import Institute
from ecosystem.kernel.access.messages import N_

STEPS: Final = (
    Step(
        "basics",
        N_("What it is"),
        ("title", "institute_kind", "summary", "sectors", "keywords", "fields", "tasks"),
        3,
        needed=("title", "summary", "sectors"),
    ),
    Step(
        "about",
        N_("About the institute"),
        ("description", "code", "governing_body", "founded_year", "ror_id"),
        4,
    ),
    Step(
        "research",
        N_("Research and people"),
        ("research_areas", "groups", "staff_total", "staff_researchers", "accreditations"),
        5,
    ),
)

_STAFF: Final = {"vi": "{} người", "en": "{} people"}
_FOUNDED: Final = {"vi": "thành lập năm {}", "en": "founded in {}"}


def meta(entry: Entry, language: str) -> ResultMeta:
    """The meta line of a result: how many people, since when."""
    if not isinstance(entry, Institute):
        raise TypeError(entry.kind)
    extra = []
    if entry.staff_total:
        number = f"{entry.staff_total:,}".replace(",", "." if language == "vi" else ",")
        extra.append(_STAFF[language].format(number))
    if entry.founded_year:
        extra.append(_FOUNDED[language].format(entry.founded_year))
    return ResultMeta(extra=tuple(extra))


KIND: Final = Kind(
    name="institute",
    endpoint="institutes",
    label=N_("Institute"),
    plural=N_("Institutes"),
    tab=N_("Institutes"),
    intro=N_("Research institutes, universities, centres and laboratories, and what each of them works on."),
    model=Institute,
    input=InstituteInput,
    steps=STEPS,
    search_fields=search_document.SEARCH_FIELDS,
    document=search_document.document,
    meta=meta,
    introduces_owner=True,
    row_words=(("groups", "name"), ("groups", "focus"), ("accreditations", "name")),
    facets=(
        KindFacet("sector", N_("Sector"), "sector"),
        KindFacet("institute_kind", N_("Kind of institute"), "institute_kind"),
        KindFacet("field", N_("Research field"), "field"),
        KindFacet("place", N_("Place"), "place"),
        KindFacet("task", N_("Task of the city's plan"), "task"),
        KindFacet("verified", N_("Organisation verified")),
    ),
    sorts=("relevance", "updated", "title"),
)
