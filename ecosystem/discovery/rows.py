"""Result rows: an entry in the words of the page, with what was searched for marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup

from ecosystem.catalogue.kinds import Kind, Kinds, ResultMeta
from ecosystem.catalogue.links import entry_url
from ecosystem.catalogue.markdown import plain_text
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.texts import texts_in
from ecosystem.kernel import clock
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.web.languages import translate
from ecosystem.organisations.models import Verification
from ecosystem.search.highlight import highlight, snippet
from ecosystem.search.language.normalise import tokens
from ecosystem.taxonomy.vocabularies import Vocabularies

_SNIPPET = 220
_SHOWN = ("title", "summary", "description")
_MARK = "<mark>"


@dataclass(frozen=True)
class RowBuilder:
    """Makes the rows of one page."""

    kinds: Kinds
    terms: Vocabularies
    language: str
    text: str = ""

    @cached_property
    def typed(self) -> Sequence[str]:
        """The words that are marked."""
        return tokens(self.text)

    def rows(self, entries: Sequence[Entry]) -> list[Mapping[str, Any]]:
        return [self.row(entry) for entry in entries]

    def row(self, entry: Entry) -> Mapping[str, Any]:
        kind = self.kinds.of(entry)
        language, title, text = self._words(entry, kind)
        return {
            "kind": kind.name,
            "id": entry.public_id,
            "kind_label": translate(kind.label),
            "title": title,
            "url": entry_url(entry),
            "snippet": text,
            "lang": language if language != self.language else "",
            "demo": entry.is_demo,
            "meta": self._meta(entry, kind),
        }

    def _words(self, entry: Entry, kind: Kind) -> tuple[str, Markup, Markup]:
        """Title and snippet in the page's language; in the other one when only there something is marked."""
        own = self._marked(entry, kind, self.language)
        if not self.typed or _is_marked(own):
            return own
        other = self._marked(entry, kind, "en" if self.language == "vi" else "vi")
        return other if _is_marked(other) else own

    def _marked(self, entry: Entry, kind: Kind, language: str) -> tuple[str, Markup, Markup]:
        texts = texts_in(entry, kind, language, _SHOWN)
        found = snippet(str(texts.values["summary"]), self.typed, _SNIPPET)
        if not found or (self.typed and _MARK not in found):
            described = snippet(plain_text(texts.values["description"]), self.typed, _SNIPPET)
            found = described if not found or _MARK in described else found
        return texts.language, _safe(highlight(str(texts.values["title"]), self.typed)), _safe(found)

    def _meta(self, entry: Entry, kind: Kind) -> Mapping[str, Any]:
        meta = kind.meta(entry, self.language)
        owner = entry.owner
        verification = owner.verification_on(clock.today()) if owner else None
        days = (meta.closes_on - clock.today()).days if meta.closes_on else None
        place = owner.ward_code or owner.province_code if owner else None
        return {
            "trl": meta.trl,
            "stage": self.terms.label("stage", meta.stage, self.language) if meta.stage else "",
            "owner": owner.legal_name if owner and not kind.introduces_owner else "",
            "proof": _proof(verification, meta),
            "money": meta.money,
            "place": self.terms.label("place", place, self.language) if place else "",
            "days": days,
            "date": meta.closes_on,
            "extra": (*(self.terms.label(name, code, self.language) for name, code in meta.terms), *meta.extra),
        }


def _proof(verification: Verification | None, meta: ResultMeta) -> Mapping[str, Any] | None:
    """What stands behind the row: the organisation was checked, or its level is its own word."""
    if verification is not None:
        day = verification.checked_at.astimezone(clock.HANOI)
        return {"level": "document", "text": translate(N_("Organisation verified")), "date": day}
    return {"level": "self"} if meta.trl is not None else None


def _is_marked(words: tuple[str, Markup, Markup]) -> bool:
    return _MARK in words[1] or _MARK in words[2]


def _safe(html: str) -> Markup:
    return Markup(html)  # noqa: S704 -- the highlighter escapes all text and adds nothing but <mark>
