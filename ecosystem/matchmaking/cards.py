"""Matches as cards: the other entry in a few words, the score, its reasons with bars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ecosystem.catalogue.kinds import Kind
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.texts import texts_in
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.matchmaking.pairings import Words
from ecosystem.matchmaking.points import Band, Bar, Scale, adding_up, band_of, signed, tenths
from ecosystem.matchmaking.told import FEWEST_TENTHS, MOST_LINES, Line, Told
from ecosystem.search.language.normalise import fold
from ecosystem.startups.match_profile import HOME

_HANOI: Final = "ha noi"
"""As it is typed, with or without marks: it is then told in the language of the page, as its wards are."""
_HANOI_CODE: Final = "01"


@dataclass(frozen=True)
class Row:
    """A reason as it is drawn: its words, its points with their sign, tenths of a point, the bar."""

    words: Message
    tenths: int
    text: str
    bar: Bar


@dataclass(frozen=True)
class MadeOf:
    """What a line is made of: `parts` are sentences and points that add up to the line's; none where it is one."""

    name: Message
    parts: Sequence[tuple[Message, str]]


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
    """A match as it is shown. `rows` add up to `score`.

    `same` is what of it is the same for all. `more` is what the list knows of its place.
    """

    entry: Entry
    head: Head
    told: Told
    band: Band
    score: str
    same: str
    rows: Sequence[Row]
    more: Mapping[str, Any]


@dataclass(frozen=True)
class Drawn:
    """A match with its lines in tenths of a point, which add up to those of its score.

    The same reason has the same tenths wherever it is shown, whole or short.
    """

    told: Told
    lines: Sequence[tuple[Message, int]]

    @classmethod
    def short(cls, told: Told, most: int = MOST_LINES) -> Drawn:
        """At most five lines, or `most`, and one for the rest; what comes out as no tenth of a point is in the rest."""
        every = in_tenths(told)
        own = [(line, part) for line, part in every if (part or line.is_kept) and not line.is_same]
        kept = [one for one in own[most:] if one[0].is_kept]
        shown = [*own[: most - len(kept)], *kept]
        same = [(line, part) for line, part in every if line.is_same]
        rest = [one for one in every if one not in shown and one not in same]
        lines = [(line.words, part) for line, part in shown]
        if len(rest) == 1 and rest[0][1] and len(shown) < MOST_LINES:
            lines.append((rest[0][0].words, rest[0][1]))
        else:
            lines.extend(_rest(rest))
        return cls(told, [*lines, *((line.words, part) for line, part in same)])  # what tells nothing of this one

    @classmethod
    def whole(cls, told: Told) -> Drawn:
        """All lines."""
        return cls(told, [(line.words, part) for line, part in in_tenths(told)])

    def rows(self, scale: Scale, language: str) -> list[Row]:
        return [Row(words, part, signed(part, language), scale.bar(part)) for words, part in self.lines]


def in_tenths(told: Told) -> list[tuple[Line, int]]:
    """Each line in tenths; what is the same for all of a list stands last, rounded by itself: the same in each."""
    ordered = sorted(told.lines, key=lambda line: line.is_same)
    total = tenths(told.score) - sum(tenths(line.points) for line in told.lines if line.is_same)
    others = iter(adding_up([line.points for line in told.lines if not line.is_same], total))
    return [(line, tenths(line.points) if line.is_same else next(others)) for line in ordered]


def parts_of(told: Told, language: str) -> list[MadeOf]:
    """What each line of `Drawn.whole` is made of."""
    return [_made_of(line, part, language) for line, part in in_tenths(told)]


def _made_of(line: Line, total: int, language: str) -> MadeOf:
    shown = zip(line.parts, adding_up([part.points for part in line.parts], total), strict=True)
    parts = [(part.words, signed(points, language)) for part, points in shown if points]
    return MadeOf(line.name, parts if len(parts) > 1 else ())


def _rest(lines: Sequence[tuple[Line, int]]) -> list[tuple[Message, int]]:
    """One line; none where all are too small to be worth one, and one of 0 where others cancel each other out."""
    total = sum(part for _, part in lines)
    if total:
        return [(N_("One more reason") if len(lines) == 1 else _smaller(len(lines)), total)]
    if len(lines) == 1 or all(abs(line.points) < FEWEST_TENTHS for line, _ in lines):
        return []
    return [(N_("%(count)s other reasons that cancel each other out", count=len(lines)), 0)]


def _smaller(count: int) -> Message:
    return N_("%(count)s smaller reasons together", count=count)


def scale_of(drawn: Sequence[Drawn]) -> Scale:
    """One for the whole page, so that its bars can be compared."""
    return Scale.of(part for one in drawn for _, part in one.lines)


def card(entry: Entry, kind: Kind, drawn: Drawn, scale: Scale, words: Words, more: Mapping[str, Any]) -> Card:
    told = drawn.told
    return Card(
        entry=entry,
        head=head_of(entry, kind, words),
        told=told,
        band=band_of(told.ranked, is_specific=told.is_specific),
        same=signed(tenths(told.same), words.language),
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


def place_of(entry: Entry, words: Words) -> str:
    """Where it says it is at home, down to the city; else the ward or commune of its owner, or ""."""
    country, city = getattr(entry, "country", None), getattr(entry, "city", None)
    if city and fold(city) == _HANOI:
        city = words.label("place", _HANOI_CODE)
    known = [city, words.label("country", country) if country else ""]
    code = entry.owner.place_code if entry.owner else None
    return ", ".join(dict.fromkeys(one for one in known if one)) or (words.label("place", code) if code else "")


def _home_of(entry: Entry, words: Words) -> str:
    """The same; of an investor always with the country, which its owner's ward is in where it states none."""
    place = place_of(entry, words)
    is_at_home = entry.kind == "investor" and not getattr(entry, "country", None) and place
    return f"{place}, {words.label('country', HOME)}" if is_at_home else place


def _meta(entry: Entry, kind: Kind, words: Words) -> list[str]:
    """Level or stage, owner, money, place: in the order of result rows."""
    meta = kind.meta(entry, words.language)
    owner = entry.owner
    found = [
        f"TRL {meta.trl}" if meta.trl else "",
        words.label("stage", meta.stage) if meta.stage else "",
        owner.legal_name if owner and not kind.introduces_owner else "",
        meta.money,
        _home_of(entry, words),
        *(words.label(vocabulary, code) for vocabulary, code in meta.terms),
        *meta.extra,
    ]
    return list(dict.fromkeys(one for one in found if one))
