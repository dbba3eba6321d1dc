"""Result rows: an entry in the words of the page, with what was searched for marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Literal, NamedTuple

from markupsafe import Markup

from ecosystem.catalogue.kinds import Kind, Kinds, ResultMeta
from ecosystem.catalogue.links import entry_url
from ecosystem.catalogue.markdown import plain_text
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.money import converted
from ecosystem.catalogue.texts import Texts, texts_in
from ecosystem.kernel import clock
from ecosystem.kernel.access.messages import N_
from ecosystem.kernel.web.languages import translate
from ecosystem.organisations.models import Organisation
from ecosystem.rates.rates import Rates
from ecosystem.search.highlight import Highlighter
from ecosystem.search.language.understanding import Understood
from ecosystem.taxonomy.vocabularies import Vocabularies

_SNIPPET = 220
_SHOWN = ("title", "summary", "description")
_OTHER = {"vi": "en", "en": "vi"}
_COUNTED_IN = {"vi": "VND", "en": "USD"}
"""What those who read a language reckon in."""
_MARK = "<mark>"
_UNMARKED = Highlighter(())


@dataclass(frozen=True)
class Marking:
    """What is marked in a row: the first of these of which it has something.

    The words of the query; what they are also called; what they mean; last, where marks were typed, words with other
    marks.
    """

    words: Highlighter | None = None
    names: Highlighter | None = None
    meanings: Highlighter | None = None
    kin: Highlighter | None = None

    @classmethod
    def of(cls, understood: Understood | None, text: str) -> Marking:
        if understood is None:
            return cls(Highlighter(text) if text else None)
        names, meanings = (
            Highlighter((), phrases=one) if one else None for one in (understood.names, understood.meanings)
        )
        return cls(Highlighter(understood.words, kin=False), names, meanings, Highlighter(understood.words))

    @property
    def every(self) -> Iterator[Highlighter]:
        return (one for one in (self.words, self.names, self.meanings, self.kin) if one)


class _Shown:
    """The texts of an entry in one language that a row may show."""

    def __init__(self, texts: Texts) -> None:
        self.language = texts.language
        self.languages = texts.languages
        self.title = str(texts.values["title"])
        self.summary = str(texts.values["summary"])
        self.source = str(texts.values["description"] or "")

    @cached_property
    def description(self) -> str:
        return plain_text(self.source)


class _Words(NamedTuple):
    """Title and snippet of a row, each with its language; `by_meaning`: only other names of the words are there."""

    title: Markup
    language: str
    snippet: Markup
    snippet_language: str
    by_meaning: bool = False

    @property
    def is_marked(self) -> bool:
        return _MARK in self.title or _MARK in self.snippet


@dataclass(frozen=True, slots=True)
class Proof:
    """What stands behind a row: an organisation that was checked on `date` (`text` says so), or its own word."""

    level: Literal["document", "self"]
    text: str = ""
    date: datetime | None = None


@dataclass(frozen=True, slots=True)
class RowMeta:
    """The line below a row, in words; "" and None where there is nothing. `days` are left until `date`."""

    trl: int | None
    stage: str
    owner: str
    proof: Proof | None
    money: str
    place: str
    days: int | None
    date: date | None
    extra: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A result. `lang` and `snippet_lang` where it is not the language of the page."""

    kind: str
    id: str
    kind_label: str
    title: Markup
    url: str
    snippet: Markup
    lang: str
    snippet_lang: str
    demo: bool
    by_meaning: bool
    meta: RowMeta

    @property
    def among_its_kind(self) -> Row:
        """In a list of one kind, which need not be named."""
        return replace(self, kind_label="")

    @property
    def of_its_owner(self) -> Row:
        """On a page of its owner, of whom nothing need be said."""
        return replace(self, kind_label="", meta=replace(self.meta, owner="", proof=None, place=""))


@dataclass(frozen=True)
class RowBuilder:
    """Makes the rows of one page; with `rates`, amounts stand in the currency of its readers too.

    They are asked for once, by the first amount in another currency.
    """

    kinds: Kinds
    terms: Vocabularies
    language: str
    marking: Marking = Marking()
    rates: Callable[[], Rates] = Rates

    def rows(self, entries: Sequence[Entry]) -> list[Row]:
        return [self.row(entry) for entry in entries]

    def row(self, entry: Entry) -> Row:
        kind = self.kinds.of(entry)
        words = self._words(entry, kind)
        return Row(
            kind=kind.name,
            id=entry.public_id,
            kind_label=translate(kind.label),
            title=words.title,
            url=entry_url(entry),
            snippet=words.snippet,
            lang=self._other(words.language),
            snippet_lang=self._other(words.snippet_language),
            demo=entry.is_demo,
            by_meaning=words.by_meaning,
            meta=self._meta(entry, kind),
        )

    @cached_property
    def _rates(self) -> Rates:
        return self.rates()

    def _other(self, language: str) -> str:
        """A language where it is not the page's."""
        return language if language != self.language else ""

    def _words(self, entry: Entry, kind: Kind) -> _Words:
        """In the page's language; the snippet in the other one where only there something is marked."""
        shown = _Shown(texts_in(entry, kind, self.language, _SHOWN))
        other = _Shown(texts_in(entry, kind, _OTHER[self.language], _SHOWN)) if entry.translations else None
        for marker in self.marking.every:
            by_meaning = marker is self.marking.meanings
            own = _marked(shown, marker)
            if own.is_marked:
                return own._replace(by_meaning=by_meaning)
            found = _marked(other, marker) if other else own
            if _MARK in found.snippet:
                own = own._replace(snippet=found.snippet, snippet_language=found.snippet_language)
            if found.is_marked:
                return own._replace(by_meaning=by_meaning)
        return _marked(shown, _UNMARKED)

    def _meta(self, entry: Entry, kind: Kind) -> RowMeta:
        meta = kind.meta(entry, self.language)
        owner = entry.owner
        place = owner.place_code if owner else None
        return RowMeta(
            trl=meta.trl,
            stage=self.terms.label("stage", meta.stage, self.language) if meta.stage else "",
            owner=owner.legal_name if owner and not kind.introduces_owner else "",
            proof=_proof(owner, meta),
            money=self._money(meta),
            place=self.terms.label("place", place, self.language) if place else "",
            days=(meta.closes_on - clock.today()).days if meta.closes_on else None,
            date=meta.closes_on,
            extra=(*(self.terms.label(name, code, self.language) for name, code in meta.terms), *meta.extra),
        )

    def _money(self, meta: ResultMeta) -> str:
        """As it was stated, and about what it is in the other currency where readers count in that one."""
        if meta.amount is None or meta.amount[-1] == _COUNTED_IN[self.language]:
            return meta.money
        about = converted(*meta.amount, self.language, self._rates)
        return f"{meta.money} (≈ {about.text})" if about else meta.money


def _proof(owner: Organisation | None, meta: ResultMeta) -> Proof | None:
    """Nothing where it was brought in from a source and nobody of the organisation is here."""
    if owner is None:
        return None
    verification = owner.verification_on(clock.today())
    if verification is not None:
        day = verification.checked_at.astimezone(clock.HANOI)
        return Proof("document", translate(N_("Organisation verified")), day)
    return Proof("self") if meta.trl is not None else None


def _marked(shown: _Shown, marker: Highlighter) -> _Words:
    """The summary, or the description where there is no other, or only there something is marked."""
    name, found = "summary", marker.snippet(shown.summary, _SNIPPET)
    # The description's signs are left alone until a word of it is wanted: taking them out costs more than all else.
    if not found or (_MARK not in found and marker.marks(shown.source)):
        described = marker.snippet(shown.description, _SNIPPET)
        if not found or _MARK in described:
            name, found = "description", described
    title = marker.highlight(shown.title)
    return _Words(_safe(title), shown.language, _safe(found), shown.languages[name])


def _safe(html: str) -> Markup:
    return Markup(html)  # noqa: S704 -- the highlighter escapes all text and adds nothing but <mark>
