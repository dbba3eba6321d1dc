"""Province and ward of an address as people write it: today's form, or that of before July 2025 with a district.

An address of two levels is read as today's; one that names a former district is read as it was then. A former ward
has a ward of today only when all of it went to one. Where more than one answer is possible none is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ecosystem.taxonomy.address_words import (
    DISTRICT_PREFIXES,
    DISTRICT_SUFFIXES,
    PREFIXES,
    SUFFIXES,
    Part,
    before_province,
    opens_unit,
    parts_of,
    plain,
    without_ending,
)
from ecosystem.taxonomy.gazetteer import (
    LONGEST_NAME,
    FormerUnit,
    Gazetteer,
    Name,
    TodaysWard,
    WardsOfProvince,
    gazetteer,
)
from ecosystem.taxonomy.vocabularies import Vocabularies


@dataclass(frozen=True)
class Place:
    """Codes of the vocabulary `place`; None where the address does not say. `candidates`: wards to choose from."""

    province_code: str | None = None
    ward_code: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Mention:
    """A ward as it is named in the address."""

    kind: str
    words: Part

    @property
    def key(self) -> tuple[str, Name]:
        return self.kind, plain(self.words)

    def fits(self, unit: TodaysWard | FormerUnit) -> bool:
        """Whether the marks typed do not contradict the unit's; without any mark they cannot."""
        typed = tuple(word.text for word in self.words)
        return typed in (plain(self.words), unit.spelling)


def resolve_address(text: str, vocabularies: Vocabularies) -> Place:
    """The place that `text` names for sure. A foreign or unknown one has neither province nor candidates."""
    names = gazetteer(vocabularies)
    parts = parts_of(text)
    while parts and not without_ending(parts[-1]):
        parts.pop()
    province, rest = _province(parts, names)
    if province is None and parts and vocabularies.find("country", " ".join(plain(without_ending(parts[-1])))):
        return Place()
    found: list[tuple[str | None, set[str]]] = []
    for code, units in names.wards.items():
        if province in {code, None}:
            found.extend(_resolve(rest, units))
    wards = {ward for ward, _ in found}
    candidates = {code for _, codes in found for code in codes}
    ward = wards.pop() if len(wards) == 1 and province else None
    return Place(province, ward, () if ward else names.sorted(candidates))


def _province(parts: list[Part], names: Gazetteer) -> tuple[str | None, list[Part]]:
    """The province's code, and the parts without its name; it must end the address (but for country and post code)."""
    if not parts:
        return None, parts
    last = without_ending(parts[-1])
    for length in range(min(len(last), LONGEST_NAME), 0, -1):
        code = names.provinces.get(plain(last[-length:]))
        before = before_province(last[:-length]) if code else None
        if before is not None:
            return code, [*parts[:-1], *([before] if before else [])]
    return None, parts


def _resolve(parts: list[Part], units: WardsOfProvince) -> list[tuple[str | None, set[str]]]:
    """For each ward that is named, its code or None, and the candidates."""
    district = next((name for part in parts for name in _districts(part, units)), None)
    mentions = [mention for part in parts for mention in _mentions(part, units)]
    if mentions:
        return [_ward(mention, district, units) for mention in mentions]
    possible = set(units.districts.get(district, ())) if district else set()
    return [(None, possible | _bare_names(parts, units))]


def _ward(mention: _Mention, district: Name | None, units: WardsOfProvince) -> tuple[str | None, set[str]]:
    today, former = units.today.get(mention.key, []), units.former.get(mention.key, [])
    every = {ward.code for ward in today} | {code for unit in former for code in unit.codes}
    today, former = [w for w in today if mention.fits(w)], [u for u in former if mention.fits(u)]
    if district is not None:
        there = {code for unit in former if unit.district == district for code in unit.codes}
        codes = there or {ward.code for ward in today if district in ward.districts}
    elif len({ward.spelling for ward in today} | {unit.spelling for unit in former}) > 1:
        codes = every
    else:
        codes = {ward.code for ward in today} or {code for unit in former for code in unit.codes}
    if len(codes) == 1:
        return next(iter(codes)), codes
    return None, codes or every


def _mentions(part: Part, units: WardsOfProvince) -> Iterator[_Mention]:
    words = plain(part)
    for start, word in enumerate(words):
        if word in SUFFIXES:
            spans = [(first, start) for first in range(max(0, start - LONGEST_NAME), start)]
            yield from _longest_name(part, SUFFIXES[word], [s for s in spans if _begins(part, s[0])], units)
        for prefix, kind in PREFIXES.items():
            first = start + len(prefix)
            if words[start:first] == prefix:
                last = min(len(words), first + LONGEST_NAME)
                spans = [(first, end) for end in range(last, first, -1)]
                yield from _longest_name(part, kind, [s for s in spans if _ends(part, s[1])], units)


def _longest_name(part: Part, kind: str, spans: list[tuple[int, int]], units: WardsOfProvince) -> Iterator[_Mention]:
    """The first of the spans, longest first, that is a name of this kind."""
    mentions = (_Mention(kind, part[first:end]) for first, end in spans)
    yield from [m for m in mentions if m.key in units.today or m.key in units.former][:1]


def _begins(part: Part, first: int) -> bool:
    return first == 0 or part[first - 1].closes


def _ends(part: Part, end: int) -> bool:
    return end == len(part) or part[end - 1].closes or opens_unit(plain(part[end : end + 2]))


def _districts(part: Part, units: WardsOfProvince) -> Iterator[Name]:
    """Former districts that the part names: alone, after "quận", "huyện", "thị xã", or before "district", "town"."""
    words = plain(part)
    if words in units.districts:
        yield words
    if words[-1] in DISTRICT_SUFFIXES and words[:-1] in units.districts:
        yield words[:-1]
    for start in range(len(words)):
        for prefix in DISTRICT_PREFIXES:
            first = start + len(prefix)
            if words[start:first] == prefix:
                longest = min(len(words), first + LONGEST_NAME)
                ends = [end for end in range(longest, first, -1) if words[first:end] in units.districts]
                yield from (words[first:end] for end in ends[:1])


def _bare_names(parts: list[Part], units: WardsOfProvince) -> set[str]:
    """Wards whose name stands alone in a part: a street or a district may have it too, so they are only possible."""
    alone = {plain(part) for part in parts}
    today = {ward.code for (_, name), wards in units.today.items() if name in alone for ward in wards}
    former = {code for (_, name), olds in units.former.items() if name in alone for old in olds for code in old.codes}
    return today | former
