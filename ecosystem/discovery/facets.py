"""Facets as the page shows them: labelled, counted under the other filters, chosen values always there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from ecosystem.catalogue.kinds import Kind, KindFacet
from ecosystem.discovery.parameters import CODED, Query
from ecosystem.kernel.access.amounts import stated_currency
from ecosystem.kernel.access.messages import N_
from ecosystem.search.request import Facet
from ecosystem.search.results import FacetValue
from ecosystem.taxonomy.vocabularies import Vocabularies

ANY_KIND: Final = (
    KindFacet("sector", N_("Sector"), "sector"),
    KindFacet("trl", N_("Readiness (TRL)"), "trl"),
    KindFacet("place", N_("Place"), "place"),
    KindFacet("task", N_("Task of the city's plan"), "task"),
    KindFacet("verified", N_("Organisation verified")),
)
"""What a search over all kinds offers."""

AMOUNT_FACETS: Final = {
    "price_to": ("price_to",),
    "raising": ("raising_from", "raising_to"),
    "cheque": ("cheque",),
}
"""Facets that are typed and not counted, with their parameters."""
AMOUNT_LABELS: Final = {
    "price_to": N_("Price up to %(amount)s"),
    "raising_from": N_("Seeks %(amount)s or more"),
    "raising_to": N_("Seeks up to %(amount)s"),
    "cheque": N_("Invests %(amount)s at a time"),
}
_SIZE: Final = 150
_LISTED: Final = 24
"""Of a filter's values, the most frequent: a page with all wards of a city would be twice as heavy. All on demand."""
_HIDDEN_UNLESS_CHOSEN: Final = frozenset({"owner"})


class ShownValue(NamedTuple):
    """One value of a facet in words, and how many entries have it."""

    code: str
    label: str
    number: int
    is_chosen: bool


@dataclass(frozen=True)
class FacetView:
    """One facet: `widget` is values, levels (TRL), amount (one or two ends: parameter, what was typed,
    whether that names its currency) or flag.

    `unlisted`: how many values more there are; `is_open`: all were asked for.
    """

    name: str
    label: Any
    widget: str
    values: Sequence[ShownValue] = ()
    unlisted: int = 0
    is_open: bool = False
    counts: Sequence[int] = ()
    low: int | None = None
    high: int | None = None
    value: str = ""
    amounts: Sequence[tuple[str, str, bool]] = ()
    selected: bool = False
    count: int = 0


def facets_of(kind: Kind | None) -> Sequence[KindFacet]:
    """The facets that a page offers."""
    return kind.facets if kind else ANY_KIND


def requested(kind: Kind | None, query: Query) -> tuple[Facet, ...]:
    """The facets that the engine is asked to count: what the page shows, and without `kind` the kinds for its tabs."""
    asked = [] if kind else [Facet("kind", size=20)]
    for facet in facets_of(kind):
        chosen = query.values(facet.field)
        if facet.field in AMOUNT_FACETS or (facet.field in _HIDDEN_UNLESS_CHOSEN and not chosen):
            continue
        name = CODED[facet.field][0] if facet.field in CODED else facet.field
        asked.append(Facet(name, size=_SIZE, always=chosen))
    return tuple(asked)


@dataclass(frozen=True)
class FacetBuilder:
    """Makes the views of one page's facets. `owners` names the organisations that were counted, by public id."""

    query: Query
    terms: Vocabularies
    language: str
    owners: Mapping[str, str]

    def build(self, offered: Sequence[KindFacet], counted: Mapping[str, tuple[FacetValue, ...]]) -> list[FacetView]:
        views = [self._view(facet, counted) for facet in offered]
        return [view for view in views if view is not None]

    def _view(self, facet: KindFacet, counted: Mapping[str, tuple[FacetValue, ...]]) -> FacetView | None:
        if facet.field in AMOUNT_FACETS:
            names = AMOUNT_FACETS[facet.field]
            typed = {name: next(iter(self.query.values(name)), "") for name in names}
            amounts = tuple((name, text, bool(stated_currency(text))) for name, text in typed.items())
            return FacetView(facet.field, facet.label, "amount", amounts=amounts)
        counts = counted.get(CODED[facet.field][0] if facet.field in CODED else facet.field, ())
        if facet.field == "trl":
            return self._levels(facet, counts)
        chosen = self.query.values(facet.field)
        if facet.field == "verified":
            count = next((one.count for one in counts if one.value == "1"), 0)
            return FacetView("verified", facet.label, "flag", value="1", selected=bool(chosen), count=count)
        if facet.field in _HIDDEN_UNLESS_CHOSEN and not chosen:
            return None
        shown = [one for one in counts if self._is_shown(facet, one.value, chosen)]
        is_open = self.query.opened == facet.field
        listed = shown if is_open else _listed(shown, chosen)
        if not listed:
            return None
        values = [self._value(facet, one, chosen) for one in listed]
        unlisted = len(shown) - len(listed)
        return FacetView(facet.field, facet.label, "values", values, unlisted, is_open)

    def _value(self, facet: KindFacet, one: FacetValue, chosen: Sequence[str]) -> ShownValue:
        return ShownValue(one.value, self.label(facet.field, one.value), one.count, one.value in chosen)

    def label(self, parameter: str, value: str) -> str:
        """A value in words."""
        if parameter == "owner":
            return self.owners.get(value, value)
        return self.terms.label(CODED[parameter][1], value, self.language)

    def _is_shown(self, facet: KindFacet, code: str, chosen: Sequence[str]) -> bool:
        """Of two levels the upper one; the lower one under what is chosen. All of Hanoi's wards, without the city."""
        if code in chosen or facet.field == "owner":
            return True
        if facet.field == "place":
            return code != "01"
        above = self.terms.ancestors(facet.vocabulary, code)
        return not above or any(term.code in chosen for term in above) or bool(self._siblings(facet, code, chosen))

    def _siblings(self, facet: KindFacet, code: str, chosen: Sequence[str]) -> bool:
        term = self.terms.get(facet.vocabulary, code)
        parents = {known.parent for value in chosen if (known := self.terms.get(facet.vocabulary, value))}
        return term is not None and bool(term.parent) and term.parent in parents

    def _levels(self, facet: KindFacet, counts: Sequence[FacetValue]) -> FacetView:
        by_level = {one.value: one.count for one in counts}
        low = next((int(value) for value in self.query.values("trl_from")), None)
        high = next((int(value) for value in self.query.values("trl_to")), None)
        columns = [by_level.get(str(level), 0) for level in range(1, 10)]
        return FacetView("trl", facet.label, "levels", counts=columns, low=low, high=high)


def _listed(shown: Sequence[FacetValue], chosen: Sequence[str]) -> Sequence[FacetValue]:
    """The most frequent values, and whatever is chosen."""
    return [*shown[:_LISTED], *(one for one in shown[_LISTED:] if one.value in chosen)]
