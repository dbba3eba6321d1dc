"""What the public page of an entry shows, to this viewer, in this language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from ecosystem.catalogue import queries
from ecosystem.catalogue.cards import picture_of, show_card
from ecosystem.catalogue.kinds import Kind
from ecosystem.catalogue.links import entry_url
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.money import Converted, converted, price_text
from ecosystem.catalogue.policy import Action, may, visible_fields
from ecosystem.catalogue.representation import is_as_imported, is_represented
from ecosystem.catalogue.search_document import is_listed
from ecosystem.catalogue.service import values_of
from ecosystem.catalogue.sources import attributions
from ecosystem.catalogue.structured_data import structured_data
from ecosystem.catalogue.texts import Texts, texts_in
from ecosystem.kernel import clock
from ecosystem.kernel.access.actor import VISITOR, Actor
from ecosystem.kernel.access.errors import NotFound
from ecosystem.kernel.db.ids import public_id_of
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.web.actors import current_actor
from ecosystem.kernel.web.languages import external_url, page_language
from ecosystem.kernel.web.panels import panels
from ecosystem.kernel.web.pictures import Picture
from ecosystem.organisations.models import Verification
from ecosystem.rates.queries import rates
from ecosystem.taxonomy.queries import vocabularies


@dataclass(frozen=True)
class EntryPage:
    """An entry as its page shows it. `values` holds only the fields that the viewer may see."""

    entry: Entry
    kind: Kind
    viewer: Actor
    language: str
    texts: Texts
    values: Mapping[str, Any]
    verification: Verification | None

    @property
    def is_own(self) -> bool:
        return may(self.viewer, Action.SEE_OWN, self.entry)

    @property
    def may_edit(self) -> bool:
        return may(self.viewer, Action.EDIT, self.entry)

    @property
    def is_over(self) -> bool:
        """Public, but its last day has passed."""
        return self.entry.is_public and not is_listed(self.entry)

    @property
    def days_left(self) -> int | None:
        day = self.entry.closes_on
        return (day - clock.today()).days if day else None

    @property
    def has_contact(self) -> bool:
        """Whether its owner named somebody to turn to, whoever may see it, and somebody is there to answer."""
        names = ("contact_name", "contact_email", "contact_phone")
        return any(getattr(self.entry, name, None) for name in names) and self.is_represented

    @property
    def website(self) -> str:
        """The public way to whom the page is about: its own website, or its organisation's."""
        owner = self.entry.owner
        return str(self.values.get("website") or (owner.website if owner else None) or "")

    @cached_property
    def is_represented(self) -> bool:
        """Whether somebody can answer for the entry."""
        return self.is_own or is_represented(current_session(), self.entry)

    @cached_property
    def source(self) -> str:
        """The list that the page is told by, until those who answer for it change it; "" where they tell it."""
        if self.is_represented and not is_as_imported(current_session(), self.kind, self.entry):
            return ""
        return self.entry.source or ""

    @property
    def attributions(self) -> list[str]:
        """What the licence of the list asks to be said, also once somebody represents the page."""
        return attributions([self.entry.source])

    @property
    def picture(self) -> Picture | None:
        """The picture for shared links."""
        return picture_of(self.entry, self.kind)

    def text(self, name: str) -> Any:
        """A text field, when the viewer may see it."""
        return self.texts.values.get(name) if name in self.values else None

    def money(self, low: int | None, high: int | None, currency: str) -> str:
        """An amount or a range in words."""
        return price_text(low, high, currency, self.language)

    def converted(self, low: int | None, high: int | None, currency: str) -> Converted | None:
        """About the same in the other currency, by the latest rate that an operator entered."""
        return converted(low, high, currency, self.language, rates(current_session()))

    def lang(self, name: str) -> str:
        """The language of a text field where it is not that of the page, for its `lang` attribute."""
        language = self.texts.languages.get(name, self.language)
        return "" if language == self.language else language

    @property
    def has_foreign_texts(self) -> bool:
        """Whether some text that the viewer sees is not in the page's language, though the title is."""
        shown = {name: value for name, value in self.texts.values.items() if name in self.values}
        foreign = replace(self.texts, values=shown).others(self.language)
        return bool(foreign or self._has_foreign_rows) and not self.lang("title")

    @property
    def _has_foreign_rows(self) -> bool:
        if self.entry.language == self.language:
            return False
        return any(row.get(cell) for name, cell in self.kind.row_words for row in self.values.get(name) or ())

    def label(self, vocabulary: str, code: str | None) -> str:
        """A code in words."""
        return vocabularies(current_session()).label(vocabulary, code, self.language) if code else ""

    def labels(self, vocabulary: str, codes: list[str] | None) -> list[str]:
        return [self.label(vocabulary, code) for code in codes or []]


def entry_page(kind: Kind, slug: str) -> EntryPage:
    """The page of the entry with this address. Raises NotFound for what the viewer may not see.

    `?as=stranger` shows it to its own people as a visitor sees it.
    """
    actor = current_actor()
    public_id = public_id_of(slug)
    entry = queries.find(current_session(), actor, kind, public_id) if public_id else None
    if entry is None:
        raise NotFound
    viewer = VISITOR if request.args.get("as") == "stranger" else actor
    language = page_language()
    seen = visible_fields(viewer, entry, kind.input)
    values = {name: value for name, value in values_of(kind, entry).items() if name in seen}
    owner = entry.owner
    return EntryPage(
        entry=entry,
        kind=kind,
        viewer=viewer,
        language=language,
        texts=texts_in(entry, kind, language),
        values=values,
        verification=owner.verification_on(clock.today()) if owner else None,
    )


def show(kind: Kind, slug: str) -> str | Response:
    """The answer for an entry's address: the page, or a redirect to its one address."""
    page = entry_page(kind, slug)
    if slug != page.entry.address:
        return redirect(entry_url(page.entry), 301)
    place = kind.name
    return render_template(
        f"{kind.endpoint}/show.html",
        page=page,
        entry=page.entry,
        kind=kind,
        structured_data=structured_data(page.entry, kind, page.texts, external_url(f"{kind.endpoint}.show", slug=slug)),
        action_panels=panels(f"{place}.actions", page.viewer, page.entry),
        note_panels=panels(f"{place}.notes", page.viewer, page.entry),
        main_panels=panels(f"{place}.main", page.viewer, page.entry),
        dock_panels=panels(f"{place}.dock", page.viewer, page.entry),
        aside_panels=panels(f"{place}.aside", page.viewer, page.entry),
    )


def kind_blueprint(kind: Kind) -> Blueprint:
    """The blueprint of a kind, with its public page and its picture; list and editor are added by the slice."""
    blueprint = Blueprint(kind.endpoint, kind.endpoint, url_prefix=f"/{kind.endpoint}")
    blueprint.add_url_rule("/<slug>", "show", lambda slug: show(kind, slug))
    blueprint.add_url_rule("/<slug>/card.png", "card", lambda slug: show_card(kind, slug))
    return blueprint
