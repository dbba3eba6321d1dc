"""Matches as cards: the other entry in a few words, the score, its reasons with bars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ecosystem.catalogue.kinds import Kind
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.texts import texts_in
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.matchmaking.pairings import Words
from ecosystem.matchmaking.points import Band, Bar, Scale, adding_up, band_of, signed, tenths
from ecosystem.matchmaking.told import FEWEST_TENTHS, MOST_LINES, Line, Told


@dataclass(frozen=True)
class Row:
    """A reason as it is drawn: its words, its points with their sign, tenths of a point, the bar."""

    words: Message
    tenths: int
    text: str
    bar: Bar


@dataclass(frozen=True)
class Title:
    """The name of an entry; `lang` is "" for the language of the page."""

    title: str
    lang: str


@dataclass(frozen=True)
class Head:
    """An entry in a few words; `lang` and `summary_lang` are "" for the language of the page."""

    title: str
    lang: str
    summary: str
    summary_lang: str
    meta: Sequence[str]


@dataclass(frozen=True)
class Card:
    """A match as it is shown. `rows` add up to `score`. `more` is what the list knows of its place."""

    entry: Entry
    head: Head
    told: Told
    band: Band
    score: str
    rows: Sequence[Row]
    more: Mapping[str, Any]


@dataclass(frozen=True)
class Drawn:
    """A match with its lines in tenths of a point, which add up to those of its score."""

    told: Told
    lines: Sequence[tuple[Message, int]]

    @classmethod
    def short(cls, told: Told, most: int = MOST_LINES) -> Drawn:
        """At most five lines, or `most`, and one for the rest; what comes out as no tenth of a point is in the rest."""
        shown, rest = told.apart(most)
        made = cls._with_rest(told, shown, rest)
        nothing = [line for line, (_, part) in zip(shown, made.lines, strict=False) if part == 0]
        if not nothing:
            return made
        return cls._with_rest(told, [one for one in shown if one not in nothing], [*nothing, *rest])

    @classmethod
    def _with_rest(cls, told: Told, shown: Sequence[Line], rest: Sequence[Line]) -> Drawn:
        lines = [(line.words, line.points) for line in shown]
        if len(rest) == 1 and len(shown) < MOST_LINES and not rest[0].is_same:
            lines.append((rest[0].words, rest[0].points))
        elif rest:
            lines.append((_rest(rest), sum(line.points for line in rest)))
        made = cls._of(told, lines)
        if rest and made.lines[-1][1] == 0:
            return replace(made, lines=[*made.lines[:-1], *_nothing(rest)])
        return made

    @classmethod
    def whole(cls, told: Told) -> Drawn:
        """All lines."""
        return cls._of(told, [(line.words, line.points) for line in told.lines])

    @classmethod
    def _of(cls, told: Told, lines: Sequence[tuple[Message, float]]) -> Drawn:
        parts = adding_up([points for _, points in lines], tenths(told.score))
        return cls(told, [(words, part) for (words, _), part in zip(lines, parts, strict=True)])

    def rows(self, scale: Scale, language: str) -> list[Row]:
        return [Row(words, part, signed(part, language), scale.bar(part)) for words, part in self.lines]


def _rest(lines: Sequence[Line]) -> Message:
    same = sum(line.is_same for line in lines)
    if same == len(lines):
        return N_("How active you are, the same for all in this list")
    if same:
        return N_(
            "How active you are, the same for all in this list, and small reasons: %(count)s", count=len(lines) - same
        )
    if len(lines) == 1:
        return N_("One more reason")
    return N_("%(count)s smaller reasons together", count=len(lines))


def _nothing(lines: Sequence[Line]) -> list[tuple[Message, int]]:
    """Where the rest comes out as 0: small ones are not worth a line, others cancel each other out."""
    if all(abs(line.points) < FEWEST_TENTHS for line in lines):
        return []
    return [(N_("Other reasons, which together come to about 0: %(count)s", count=len(lines)), 0)]


def scale_of(drawn: Sequence[Drawn]) -> Scale:
    """One for the whole page, so that its bars can be compared."""
    return Scale.of(part for one in drawn for _, part in one.lines)


def card(entry: Entry, kind: Kind, drawn: Drawn, scale: Scale, words: Words, more: Mapping[str, Any]) -> Card:
    told = drawn.told
    return Card(
        entry=entry,
        head=head_of(entry, kind, words),
        told=told,
        band=band_of(told.ranked),
        score=signed(tenths(told.score), words.language),
        rows=drawn.rows(scale, words.language),
        more=more,
    )


def titled(entry: Entry, kind: Kind, language: str) -> Title:
    """What it is called; asks the database for nothing."""
    texts = texts_in(entry, kind, language, ("title",))
    return Title(str(texts.values["title"]), "" if texts.language == language else texts.language)


def head_of(entry: Entry, kind: Kind, words: Words) -> Head:
    """The entry in the words of the page."""
    texts = texts_in(entry, kind, words.language, ("title", "summary"))
    languages = {name: "" if found == words.language else found for name, found in texts.languages.items()}
    return Head(
        title=str(texts.values["title"]),
        lang=languages["title"],
        summary=str(texts.values["summary"] or ""),
        summary_lang=languages["summary"],
        meta=_meta(entry, kind, words),
    )


def _meta(entry: Entry, kind: Kind, words: Words) -> list[str]:
    """Level or stage, owner, money, place: in the order of result rows."""
    meta = kind.meta(entry, words.language)
    owner = entry.owner
    place = owner.place_code if owner else None
    found = [
        f"TRL {meta.trl}" if meta.trl else "",
        words.label("stage", meta.stage) if meta.stage else "",
        owner.legal_name if owner and not kind.introduces_owner else "",
        meta.money,
        words.label("place", place) if place else "",
        *(words.label(vocabulary, code) for vocabulary, code in meta.terms),
        *meta.extra,
    ]
    return list(dict.fromkeys(one for one in found if one))
