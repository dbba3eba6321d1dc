"""Startups: their list, their pages, their editor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ecosystem.catalogue import queries
from ecosystem.catalogue.kinds import ResultMeta
from ecosystem.catalogue.links import kinds
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.pages import EntryPage, kind_blueprint
from ecosystem.catalogue.search_document import is_listed
from ecosystem.catalogue.texts import texts_in
from ecosystem.catalogue.views import Editor
from ecosystem.kernel import clock
from ecosystem.kernel.db.ids import public_id_of
from ecosystem.kernel.db.transaction import current_session
from ecosystem.startups.chart import chart_of
from ecosystem.startups.common_words import common_words
from ecosystem.startups.kind import KIND, sought
from ecosystem.startups.milestones import milestones
from ecosystem.startups.traction import series_of

_LINKED = "technology"

startups = kind_blueprint(KIND)
Editor(KIND).register(startups)


@startups.context_processor
def _drawn_from_values() -> dict[str, Any]:
    """What the page's templates work out of the values that the viewer may see."""
    return {
        "chart_of": chart_of,
        "common_words": common_words,
        "linked_technologies": linked_technologies,
        "milestones_of": lambda values: milestones(values, clock.today()),
        "series_of": series_of,
        "sought": sought,
    }


def linked_technologies(page: EntryPage) -> list[dict[str, Any]]:
    """The technologies that the startup names, those that anyone may find today; others are left out."""
    found = _listed(page, page.values.get("technologies") or [])
    return [
        {
            "entry": entry,
            "texts": texts_in(entry, kinds().of(entry), page.language, ("title",)),
            "meta": _meta(entry, page),
        }
        for entry in found
    ]


def _listed(page: EntryPage, links: Sequence[str]) -> list[Entry]:
    ids = [public_id for link in links if (public_id := public_id_of(link))]
    found = queries.in_order(current_session(), page.viewer, kinds(), ids)
    return [entry for entry in found if entry.kind == _LINKED and is_listed(entry)]


def _meta(entry: Entry, page: EntryPage) -> ResultMeta:
    return kinds().of(entry).meta(entry, page.language)
