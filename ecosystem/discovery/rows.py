"""Result rows: an entry in the words of the page, with what was searched for marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
from ecosystem.search.highlight import Highlighter
from ecosystem.search.language.understanding import Understood
from ecosystem.taxonomy.vocabularies import Vocabularies

_SNIPPET = 220
_SHOWN = ("title", "summary", "description")
_MARK = "<mark>"
_UNMARKED = Highlighter(())


@dataclass(frozen=True)
class Marking:
    """What is marked: the words of the query, or, where a row has none of them, what they are also called."""

    words: Highlighter | None = None
    meanings: Highlighter | None = None

    @classmethod
    def of(cls, understood: Understood | None, text: str) -> Marking:
        if understood is None:
            return cls(Highlighter(text) if text else None)
        meanings = Highlighter(understood.meanings) if understood.meanings else None
        return cls(Highlighter(understood.words), meanings)


@dataclass(frozen=True)
class RowBuilder:
    """Makes the rows of one page."""

    kinds: Kinds
    terms: Vocabularies
    language: str
    marking: Marking = Marking()

    def rows(self, entries: Sequence[Entry]) -> list[Mapping[str, Any]]:
        return [self.row(entry) for entry in entries]

    def row(self, entry: Entry) -> Mapping[str, Any]:
        kind = self.kinds.of(entry)
        language, title, text, by_meaning = self._words(entry, kind)
        return {
            "kind": kind.name,
            "id": entry.public_id,
            "kind_label": translate(kind.label),
            "title": title,
            "url": entry_url(entry),
            "snippet": text,
            "lang": language if language != self.language else "",
            "demo": entry.is_demo,
            "by_meaning": by_meaning,
            "meta": self._meta(entry, kind),
        }

    def _words(self, entry: Entry, kind: Kind) -> tuple[str, Markup, Markup, bool]:
        """Language, title and snippet, and whether only what the words are also called stands there.

        In the page's language; in the other one when only there something is marked.
        """
        other = "en" if self.language == "vi" else "vi"
        for marker in (self.marking.words, self.marking.meanings):
            for language in (self.language, other) if marker else ():
                found = self._marked(entry, kind, language, marker)
                if _is_marked(found):
                    return (*found, marker is self.marking.meanings)
        return (*self._marked(entry, kind, self.language, None), False)

    def _marked(
        self, entry: Entry, kind: Kind, language: str, marker: Highlighter | None
    ) -> tuple[str, Markup, Markup]:
        texts = texts_in(entry, kind, language, _SHOWN)
        using = marker or _UNMARKED
        found = using.snippet(str(texts.values["summary"]), _SNIPPET)
        if not found or (marker and _MARK not in found):
            described = using.snippet(plain_text(texts.values["description"]), _SNIPPET)
            found = described if not found or _MARK in described else found
        return texts.language, _safe(using.highlight(str(texts.values["title"]))), _safe(found)

    def _meta(self, entry: Entry, kind: Kind) -> Mapping[str, Any]:
        meta = kind.meta(entry, self.language)
        owner = entry.owner
        verification = owner.verification_on(clock.today()) if owner else None
        days = (meta.closes_on - clock.today()).days if meta.closes_on else None
        place = owner.place_code if owner else None
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
