"""A search engine as a page without one would have it: SQL LIKE over the texts, facets counted from what matches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request as asked
from sqlalchemy import Row, Select, Text, cast, exists, or_, select

from benchmarks.generated_values import table_of
from ecosystem.catalogue.models import Entry, EntryTranslation
from ecosystem.catalogue.queries import is_listed
from ecosystem.kernel import clock
from ecosystem.kernel.db.transaction import current_session
from ecosystem.organisations.models import Organisation, Verification
from ecosystem.search.request import AnyOf, Filter, SearchRequest
from ecosystem.search.results import FacetValue, Hit, SearchResults, Total
from ecosystem.technologies.models import Technology

Values = Mapping[str, Sequence[Any]]
"""Field to the values that one entry has in it."""


@dataclass(frozen=True)
class SqlLike:
    """Answers `search` as the engines do, latest change first; knows the search page alone. No `similar`."""

    def search(self, request: SearchRequest) -> SearchResults:
        found = [(row, _values(row)) for row in current_session().execute(_statement(asked.args.get("q", ""))).all()]
        hits = [Hit(row.public_id, row.kind, 0.0) for row, values in found if _fits(values, request.filters)]
        counted = {}
        for facet in request.facets:
            others = [one for one in request.filters if one.field != facet.field]
            counts = Counter(one for _, values in found if _fits(values, others) for one in values.get(facet.field, ()))
            ordered = sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0])))
            counted[facet.field] = tuple(FacetValue(str(value), count) for value, count in ordered[: facet.size])
        page = hits[request.offset : request.offset + request.limit]
        return SearchResults(tuple(page), Total(len(hits)), counted)

    def similar(self, *_asked: object, **_more: object) -> tuple[Hit, ...]:
        return ()


def _statement(text: str) -> Select[Any]:
    """Each word stands somewhere in title, summary, description, owner's name or translation."""
    in_texts = (Entry.title, Entry.summary, Entry.description, Organisation.legal_name)
    of_entry = EntryTranslation.entry_id == Entry.id
    words = [
        or_(
            *(column.contains(word, autoescape=True) for column in in_texts),
            exists().where(of_entry, cast(EntryTranslation.texts, Text).contains(word, autoescape=True)),
        )
        for word in text.split()
    ]
    checked = exists().where(Verification.organisation_id == Organisation.id, Verification.valid_until >= clock.today())
    technology = table_of(Technology)
    columns = (Entry.public_id, Entry.kind, Entry.sectors, Entry.tasks, technology.c.trl)
    owner = (Organisation.province_code, Organisation.ward_code, checked.label("verified"))
    joined = select(*columns, *owner).select_from(Entry).outerjoin(Entry.owner)
    with_level = joined.outerjoin(technology, technology.c.id == Entry.id)
    return with_level.where(is_listed(), *words).order_by(Entry.updated_at.desc())


def _values(row: Row[Any]) -> Values:
    return {
        "kind": [row.kind],
        "sector": row.sectors,
        "task": row.tasks,
        "trl": [] if row.trl is None else [row.trl],
        "place": [code for code in (row.province_code, row.ward_code) if code],
        "verified": ["1"] if row.verified else [],
    }


def _fits(values: Values, filters: Sequence[Filter]) -> bool:
    for one in filters:
        held = values.get(one.field, ())
        if isinstance(one, AnyOf):
            if not any(value in one.values for value in held):
                return False
        elif not any((one.low is None or one.low <= v) and (one.high is None or v <= one.high) for v in held):
            return False
    return True
