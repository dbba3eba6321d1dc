"""Search over all kinds and lists of one kind: pages, and the fragments that the page's script asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from ecosystem.catalogue.kinds import Kind
from ecosystem.catalogue.links import kinds
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.money import price_text
from ecosystem.discovery.advice import Advice, advise
from ecosystem.discovery.explanations import explain
from ecosystem.discovery.facets import AMOUNT_LABELS, FacetBuilder, facets_of
from ecosystem.discovery.language import Language
from ecosystem.discovery.parameters import Chosen, Query, owned_by, parse
from ecosystem.discovery.query_log import QueryLog
from ecosystem.discovery.rows import Marking, RowBuilder
from ecosystem.discovery.search import Found, Searcher, Split, similar_entries
from ecosystem.discovery.suggestion_rows import OptionBuilder
from ecosystem.discovery.suggestions import Suggester
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.web.actors import current_actor
from ecosystem.kernel.web.languages import page_language, translate
from ecosystem.kernel.web.limits import client_address
from ecosystem.kernel.web.paging import address_with, address_without, requested_page
from ecosystem.rates.queries import rates
from ecosystem.search.engine import EngineUnavailable, SearchEngine
from ecosystem.search.language.misses import uncovered
from ecosystem.search.language.normalise import tokens
from ecosystem.taxonomy.queries import vocabularies

discovery = Blueprint("discovery", __name__)

_SORT_LABELS = {
    "relevance": N_("Best match"),
    "updated": N_("Recently updated"),
    "closing": N_("Closing soon"),
    "price": N_("Lowest price"),
    "raising": N_("Largest amount sought"),
    "title": N_("Title, A to Z"),
}
_ANY_KIND_SORTS = ("relevance", "updated", "closing", "title")
_MOST_OFFERS = 8


def engine() -> SearchEngine:
    """The product's search engine."""
    chosen: SearchEngine = current_app.extensions["search_engine"]
    return chosen


@discovery.get("/search")
def search() -> Any:
    """Everything, one kind in a tab."""
    return results_page(None)


@discovery.get("/search/fragment")
def search_fragment() -> Any:
    return results_page(None, fragment=True)


@discovery.get("/search/suggest")
def suggest() -> Any:
    """What may be meant by `q`, which is still being typed, in the list of `kind` or in all; empty where nothing."""
    kind = kinds().get(request.args.get("kind", ""))
    used = current_app.extensions["used_labels"]
    suggester = Suggester(engine(), used, language(), current_session(), current_actor(), kind)
    found = suggester.suggest(request.args.get("q", ""))
    groups = OptionBuilder(kinds(), page_language(), kind).groups(found)
    return render_template("discovery/suggestions.html", groups=groups, count=found.count)


def language() -> Language:
    """What the product knows of words."""
    known: Language = current_app.extensions["language"]
    return known


def results_page(kind: Kind | None, *, fragment: bool = False) -> Any:
    """A page of results, or only its region; kinds' blueprints call it for their lists."""
    terms = vocabularies(current_session())
    query = parse(request.args, terms.has, [one.name for one in kinds().all], lambda: rates(current_session()))
    only = query.kinds[0] if len(query.kinds) == 1 else ""
    offered_by = kind or kinds().get(only)
    searcher = Searcher(engine(), language(), current_session(), current_actor(), kinds(), kind)
    found = searcher.find(query, requested_page())
    _note(query, found)
    if not found.page.exists:
        last = found.page.pages
        return redirect(address_with(page=None if last == 1 else str(last)), 302)
    context = _Context(query, found, kind, offered_by, searcher).values()
    return render_template("discovery/fragment.html" if fragment else "discovery/results.html", **context)


def _note(query: Query, found: Found) -> None:
    """Count a search, at its first page; but none that must be exact, and none that the index was not asked for."""
    understood = found.understood
    if understood is None or query.exact or found.is_resting or found.page.number != 1:
        return
    known = language()
    misses = uncovered(understood.text, known.lexicons.latest, known.glossary)
    visitor = f"{client_address()}\n{request.user_agent.string}"
    chosen: QueryLog = current_app.extensions["query_log"]
    chosen.note(query.text, understood.text, visitor, misses, found=found.total.value > 0)


class _Context:
    """What the template of results needs."""

    def __init__(
        self, query: Query, found: Found, kind: Kind | None, offered_by: Kind | None, searcher: Searcher
    ) -> None:
        self.query = query
        self.found = found
        self.kind = kind
        self.searcher = searcher
        self.offered = facets_of(kind)
        self.language = page_language()
        self.terms = vocabularies(searcher.session)
        self.builder = FacetBuilder(query, self.terms, self.language, found.owners)
        self.sorts = (offered_by.sorts if offered_by else _ANY_KIND_SORTS) or _ANY_KIND_SORTS

    def values(self) -> dict[str, Any]:
        found, query = self.found, self.query
        marking = Marking.of(found.understood, query.text)
        builder = RowBuilder(kinds(), self.terms, self.language, marking, lambda: rates(current_session()))
        rows = builder.rows(found.entries)
        facets = self.builder.build(self.offered, found.facets) if not found.is_resting else []
        kept = [*(("kind", name) for name in query.kinds), *([("exact", "1")] if query.exact else [])]
        return {
            "query": query,
            "kind": self.kind,
            "found": found,
            "rows": [row.among_its_kind for row in rows] if self.kind else rows,
            "split": Split.of(found, is_ranked=query.effective_sort == "relevance"),
            "facets": facets,
            "more_urls": {one.name: _more_url(one.name) for one in facets if one.unlisted},
            "tabs": self._tabs(),
            "chosen": [{"label": self._label(one), "url": _without(one)} for one in query.chosen],
            "clear_url": _clear_url(),
            "sorts": self._sorts(),
            "sort": query.sort if query.sort != query.default_sort else "",
            "page": found.page,
            "notes": [translate(note) for note in query.notes],
            "explained": explain(found.understood, exact=query.exact),
            **self._advice(),
            "hidden": [*kept, *([("open", query.opened)] if query.opened else [])],
            "fragment_url": request.script_root + request.path.removesuffix("/fragment") + "/fragment",
        }

    def _sorts(self) -> Sequence[tuple[str, str]]:
        """The usual order has no name in the address: the next text typed beside it is to have its own."""
        names = [name for name in self.sorts if name != "relevance" or self.query.text]
        usual = self.query.default_sort
        return [("" if name == usual else name, translate(_SORT_LABELS[name])) for name in names]

    def _tabs(self) -> Sequence[Mapping[str, Any]]:
        if self.kind is not None or self.found.is_resting:
            return []
        counts = {one.value: one.count for one in self.found.facets.get("kind", ())}
        every = {
            "label": translate(N_("All")),
            "count": sum(counts.values()),
            "kind": "",
            "current": not self.query.kinds,
        }
        tabs = [{**every, "url": address_with(kind=None, page=None)}]
        for kind in kinds().all:
            current = self.query.kinds == (kind.name,)
            url = address_with(kind=kind.name, page=None)
            tab = {"label": translate(kind.tab), "count": counts.get(kind.name, 0), "kind": kind.name}
            tabs.append({**tab, "current": current, "url": url})
        return tabs

    def _label(self, one: Chosen) -> str:
        if one.parameter == "trl_from":
            return translate(N_("TRL from %(level)s", level=one.value))
        if one.parameter == "trl_to":
            return translate(N_("TRL up to %(level)s", level=one.value))
        if one.money is not None:
            amount, currency = one.money
            words = price_text(amount, amount, currency, page_language())
            return translate(Message(AMOUNT_LABELS[one.parameter].id, {"amount": words}))
        if one.parameter == "verified":
            return translate(N_("Organisation verified"))
        return self.builder.label(one.parameter, one.value)

    def _advice(self) -> dict[str, Any]:
        """For an empty page: what would find something, each with its address and its count."""
        text = self.query.text
        labels = {one.name: translate(one.tab) for one in kinds().all}
        is_empty = not self.found.total.value and not self.found.is_resting
        advice = advise(self.searcher, self.query) if is_empty else Advice()
        return {
            "removals": [
                {"label": self._label(one), "url": _without(one), "count": count} for one, count in advice.filters
            ],
            "shorter": [
                {"text": text, "url": address_with(q=text, page=None), "count": count} for text, count in advice.texts
            ],
            "elsewhere": [
                {"label": labels[name], "url": _kind_url(name, self.query), "count": count}
                for name, count in advice.kinds
            ],
            "is_one_word": len(text.split()) <= 1 or self.searcher.is_word(text),
            "is_wordless": bool(text) and not tokens(text),
            "remove_all": {"url": _clear_url(), "count": advice.without_filters} if advice.without_filters else None,
        }


def _kind_url(kind: str, query: Query) -> str:
    exact = "1" if query.exact else None
    return url_for("discovery.search", q=query.text, kind=kind, exact=exact)


def _more_url(parameter: str) -> str:
    """The same page with all values of that filter; on a phone with the filters open."""
    return f"{address_with(open=parameter)}#bo-loc"


def _without(one: Chosen) -> str:
    return address_without(one.parameter, one.value)


def _clear_url() -> str:
    kept = MultiDict(
        (key, value) for key, value in request.args.items(multi=True) if key in {"q", "kind", "sort", "exact"}
    )
    names = {key for key in request.args if key not in kept}
    return address_with(**dict.fromkeys(names))


def similar_panel(actor: Actor, entry: Entry) -> str | None:
    """The panel of similar entries beside an entry."""
    session = current_session()
    entries = similar_entries(engine(), session, actor, kinds(), entry, 4)
    if not entries:
        return None
    rows = RowBuilder(kinds(), vocabularies(session), page_language()).rows(entries)
    return render_template("discovery/_similar.html", rows=rows)


def offers_panel(actor: Actor, entry: Entry) -> str | None:
    """On an institute's page: the public entries of other kinds that its organisation owns."""
    if entry.owner is None:
        return None
    others = [kind for kind in kinds().all if kind.name != entry.kind]
    owner = entry.owner.public_id
    query = Query(kinds=tuple(kind.name for kind in others), chosen=(owned_by(owner),), sort="updated")
    try:
        entries, total = Searcher(engine(), language(), current_session(), actor, kinds()).few(query, _MOST_OFFERS)
    except EngineUnavailable:
        return None
    rows = RowBuilder(kinds(), vocabularies(current_session()), page_language()).rows(entries)
    more = url_for("discovery.search", owner=owner, kind=list(query.kinds))
    return render_template("discovery/_offers.html", rows=rows, total=total, more=more, entry=entry)
