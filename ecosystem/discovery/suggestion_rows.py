"""Suggestions as the box shows them: in groups, in the words of the page, what was typed marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from markupsafe import Markup

from ecosystem.catalogue.kinds import Kind, Kinds
from ecosystem.catalogue.queries import Titled
from ecosystem.discovery.labels import Label
from ecosystem.discovery.parameters import NAMES
from ecosystem.discovery.suggestions import Suggestions
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.web.languages import translate
from ecosystem.search.highlight import highlight_beginnings
from ecosystem.search.language.suggesting import folded_readings, is_begun


@dataclass(frozen=True)
class Option:
    """`lang` is its language where it is not the page's.

    `detail` says what it is, where the group does not, or its title in the other language (`detail_lang`), where that
    was begun. `asks`: it is a search, which the page may ask by itself.
    """

    text: Markup
    url: str
    lang: str = ""
    detail: str = ""
    asks: str = ""
    detail_lang: str = ""


@dataclass(frozen=True)
class Group:
    label: str
    options: Sequence[Option]


@dataclass(frozen=True)
class OptionBuilder:
    """For one page. `kind`: the list in whose box something is typed."""

    kinds: Kinds
    language: str
    kind: Kind | None = None

    def groups(self, found: Suggestions) -> list[Group]:
        made: list[Group] = []
        if found.searches:
            made.append(Group(translate(N_("Often searched")), [self._search(one, found) for one in found.searches]))
        for name, titles in found.entries:
            kind = self.kinds.get(name)
            if kind is not None:
                made.append(Group(translate(kind.plural), [self._entry(kind, one, found) for one in titles]))
        if found.labels:
            made.append(Group(translate(N_("Narrow the search")), [self._label(one, found) for one in found.labels]))
        return made

    def _search(self, text: str, found: Suggestions) -> Option:
        return Option(_marked(text, found), url_for(self._endpoint, q=text), asks=text)

    @property
    def _endpoint(self) -> str:
        """The page of which the box is."""
        return f"{self.kind.endpoint}.index" if self.kind else "discovery.search"

    def _entry(self, kind: Kind, one: Titled, found: Suggestions) -> Option:
        language = self.language if self.language in one.titles else next(iter(one.titles))
        title = one.titles[language]
        url = url_for(f"{kind.endpoint}.show", slug=one.address)
        lang = language if language != self.language else ""
        if is_begun(title, found.beginnings):
            return Option(_marked(title, found), url, lang)
        begun = next((other for other in one.titles.items() if is_begun(other[1], found.beginnings)), ("", ""))
        return Option(_marked(title, found), url, lang, _marked(begun[1], found), detail_lang=begun[0])

    def _label(self, one: Label, found: Suggestions) -> Option:
        narrowed: dict[str, Any] = {one.parameter: one.term.code}
        label = _marked(one.term.label(self.language), found)
        return Option(label, url_for(self._endpoint, **narrowed), detail=translate(NAMES[one.parameter]))


def _marked(text: str, found: Suggestions) -> Markup:
    return Markup(highlight_beginnings(text, folded_readings(found.beginnings)))  # noqa: S704 -- escaped there
