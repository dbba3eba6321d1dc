"""The pages of matches: which of one's entries, and the list of one of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from flask import current_app, redirect, render_template, request, url_for
from flask import session as session_cookie

from ecosystem.accounts.next_address import own_path
from ecosystem.catalogue.links import kinds
from ecosystem.catalogue.models import Entry
from ecosystem.kernel.access.errors import NotFound
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.kernel.web.actors import current_actor, sign_in_required
from ecosystem.kernel.web.languages import page_language
from ecosystem.kernel.web.paging import Page, address_with, requested_page
from ecosystem.matchmaking import counting, declared, queries_pages, service_shown, wishes
from ecosystem.matchmaking.cards import titled
from ecosystem.matchmaking.columns import COLUMNS, LABELS, USUAL
from ecosystem.matchmaking.excluded import excluded_by
from ecosystem.matchmaking.listing import CARDS, ROWS, SORTED, Listing
from ecosystem.matchmaking.market import Lacking, pairings_of
from ecosystem.matchmaking.page import being_made, head, own_entry, page_words, shared
from ecosystem.matchmaking.pairings import Pairing
from ecosystem.matchmaking.served import served_market
from ecosystem.matchmaking.slider import slider_of
from ecosystem.matchmaking.views_feedback import JUST_PASSED
from ecosystem.matchmaking.wishes import RELAXABLE, Wishes
from ecosystem.taxonomy.queries import vocabularies

_ADDED: Final = 12
"""So many places are told."""
_COLUMNS: Final = "match_columns"
"""In the session: for each kind of others the columns that were chosen for the table."""


@sign_in_required
def index() -> Any:
    """The entries of one's organisations that have matches."""
    session, actor = current_session(), current_actor()
    own = queries_pages.own_entries(session, actor)
    rows = [(one, titled(one, kinds().of(one), page_language())) for one in own]
    served = served_market() if own else None
    counts = {} if served is None else counting.fitting(session, actor, served, [one for one in own if one.is_public])
    return render_template("matchmaking/index.html", rows=rows, kinds=kinds(), counts=counts)


@sign_in_required
def matches(public_id: str) -> Any:
    """The matches of one of one's entries. Raises NotFound for another's."""
    own = own_entry(public_id)
    served = served_market()
    if served is None:
        return being_made(own)
    pairings = pairings_of(current_session(), served, own)
    if isinstance(pairings, Lacking):
        return render_template("matchmaking/lacking.html", own=own, head=head(own), lacking=pairings.what)
    listing = _listing(own, pairings)
    page = render_template("matchmaking/list.html", **_context(listing, pairings))
    _note_shown(listing)
    return page


@sign_in_required
def columns(public_id: str) -> Any:
    """Keep which columns the table of one kind has, until one signs out. Raises NotFound for another's entry."""
    own, kind = own_entry(public_id), request.form.get("kind", "")
    if kind not in COLUMNS:
        raise NotFound
    chosen = request.form.getlist("column")
    session_cookie[_COLUMNS] = {
        **session_cookie.get(_COLUMNS, {}),
        kind: [one for one in COLUMNS[kind] if one in chosen],
    }
    usual = url_for("matches.matches", public_id=own.public_id, kind=kind, view="table")
    return redirect(own_path(request.form.get("next", ""), request.script_root) or usual, 303)


def _listing(own: Entry, pairings: Mapping[str, Pairing]) -> Listing:
    names = tuple(pairings)
    every = tuple(dict.fromkeys(column for name in names for column in COLUMNS[name]))
    wished = wishes.read(request.args, every, names)
    return Listing(current_session(), current_actor(), own, kinds(), pairings[wished.kind], wished, page_words())


def _context(listing: Listing, pairings: Mapping[str, Pairing]) -> dict[str, Any]:
    wished, found = listing.wishes, listing.found
    reachable = SORTED if wished.is_table else len(found.fitting)
    page = Page(requested_page(), len(found.fitting), reachable, ROWS if wished.is_table else CARDS)
    if not page.exists:
        raise NotFound
    cards = [] if wished.is_table else listing.cards(page.offset)
    table = _table(listing, page) if wished.is_table else {"rows": []}
    return {
        **shared(listing.own, cards, [row.entry for row in table["rows"]]),
        **_addresses(page),
        **table,
        "listing": listing,
        "wishes": wished,
        "page": page,
        "cards": cards,
        "other": kinds().get(listing.pairing.other),
        "others": [(kinds().get(name), _plainly(kind=name), name == wished.kind) for name in pairings],
        "slider": slider_of(listing, [one.entry for one in (*cards, *table["rows"])]),
        "relaxable": RELAXABLE,
        "excluded_by": excluded_by(listing),
        "added": _added(listing),
        "added_count": len(listing.added),
        "returned": len(listing.dismissed.returned),
        "just_passed": _just_passed(listing),
        "declared_against_actual": declared.panel(listing.pairing, vocabularies(listing.session), listing.words),
    }


def _added(listing: Listing) -> list[tuple[int, str]]:
    """The first places of those that relaxing a limit has added, each with the address of its card."""
    cards = [(place, one, (place - 1) // CARDS + 1) for place, one in listing.added[:_ADDED]]
    return [(place, f"{_plainly(view=None, page=str(page))}#hop-{one}") for place, one, page in cards]


def _just_passed(listing: Listing) -> tuple[str, str] | None:
    """Public id and name of what was passed over on this page just now."""
    other = session_cookie.pop(JUST_PASSED, None)
    title = listing.words.titles([other]).get(other) if other else None
    return (other, title) if title else None


def _addresses(page: Page) -> dict[str, Any]:
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in {"known", "page"}]
    return {
        "kept": kept,
        "plain_url": address_with(relax=None, page=None),
        "card_url": _plainly(view=None),
        "table_url": address_with(view="table", page=None),
        "next_url": page.url(page.number + 1) if page.number < page.pages else "",
        "previous_url": page.url(page.number - 1) if page.number > 1 else "",
    }


def _table(listing: Listing, page: Page) -> dict[str, Any]:
    wished, every = listing.wishes, COLUMNS[listing.pairing.other]
    kept = session_cookie.get(_COLUMNS, {}).get(listing.pairing.other, ())
    names = [one for one in every if one in kept] or list(USUAL[listing.pairing.other])
    return {
        "rows": listing.rows(names)[page.offset : page.offset + page.size],
        "columns": [(name, LABELS[name], _sorted_by(wished, name)) for name in names],
        "column_choices": [(name, LABELS[name], name in names) for name in every],
        "by_score": address_with(sort=None, order=None, page=None),
        "most_sorted": SORTED,
    }


def _sorted_by(wished: Wishes, name: str) -> str:
    """First upwards, then downwards, then as matches are ordered."""
    if wished.sort != name:
        return address_with(sort=name, order=None, page=None)
    if not wished.is_descending:
        return address_with(sort=name, order="down", page=None)
    return address_with(sort=None, order=None, page=None)


def _plainly(**changes: str | None) -> str:
    """This address without what belongs to one table."""
    return address_with(**{"page": None, "sort": None, "order": None, **changes})


def _note_shown(listing: Listing) -> None:
    """Count who stood in the first ten, once the first page as everybody has it was made."""
    if listing.wishes != Wishes(kind=listing.wishes.kind) or requested_page() != 1:
        return
    ids = [one.id for one in listing.found.fitting[:CARDS]]

    def note() -> None:
        with transaction() as session:
            service_shown.note_shown(session, queries_pages.entry_ids(session, ids))

    current_app.extensions["in_background"](note)
