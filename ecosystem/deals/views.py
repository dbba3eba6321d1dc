"""Deals on pages: panels on those of startups and investors, and an investor's whole portfolio."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint, redirect, render_template, url_for

from ecosystem.catalogue.links import kinds
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.pages import entry_page
from ecosystem.catalogue.sources import attributions
from ecosystem.deals import queries
from ecosystem.deals.known import INVESTOR
from ecosystem.deals.rows import Words, years_of
from ecosystem.kernel.access.actor import Actor
from ecosystem.kernel.access.errors import NotFound
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.web.languages import page_language
from ecosystem.kernel.web.paging import Page, requested_page
from ecosystem.rates.queries import rates
from ecosystem.taxonomy.queries import vocabularies

deals = Blueprint("deals", __name__)

_IN_PANEL: Final = 12
_ON_PAGE: Final = 50


@deals.get("/investors/<slug>/portfolio")
def portfolio(slug: str) -> Any:
    """All deals of an investor, page by page. Raises NotFound for what the viewer may not see."""
    kind = kinds().get(INVESTOR)
    if kind is None:
        raise NotFound
    shown = entry_page(kind, slug)
    entry = shown.entry
    if slug != entry.address:
        return redirect(url_for("deals.portfolio", slug=entry.address), 301)
    session = current_session()
    years = years_of(queries.deal_counts(session, entry.id))
    page = Page(requested_page(), years.total, years.total, _ON_PAGE)
    if not page.exists:
        raise NotFound
    found = queries.portfolio(session, entry.id, page_language(), offset=page.offset, limit=page.size)
    return render_template(
        "deals/portfolio.html",
        shown=shown,
        entry=entry,
        kind=kind,
        page=page,
        years=years,
        rows=_words().portfolio(found),
        attributions=attributions(years.sources),
    )


def portfolio_panel(_actor: Actor, entry: Entry) -> str:
    """On an investor's page: its latest deals, how many there are, and of which years."""
    session = current_session()
    years = years_of(queries.deal_counts(session, entry.id))
    found = queries.portfolio(session, entry.id, page_language(), offset=0, limit=_IN_PANEL) if years.total else ()
    return render_template(
        "deals/_portfolio.html",
        entry=entry,
        years=years,
        rows=_words().portfolio(found),
        attributions=attributions(years.sources),
    )


def history_panel(_actor: Actor, entry: Entry) -> str:
    """On a startup's page: its rounds with those who invested, and what is known of the sums."""
    session = current_session()
    rounds = queries.rounds_of(session, entry.id)
    parts = queries.investors_in(session, entry.id, page_language()) if rounds else ()
    words = _words()
    return render_template(
        "deals/_history.html",
        entry=entry,
        rows=words.history(rounds, parts),
        totals=words.totals(rounds),
        sources=(sources := sorted({one.source for one in rounds})),
        attributions=attributions(sources),
    )


def _words() -> Words:
    session = current_session()
    return Words(page_language(), vocabularies(session), kinds(), rates(session))
