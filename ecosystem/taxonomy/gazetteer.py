"""The names of places, of today and of before July 2025, found by their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from ecosystem.taxonomy.address_words import PREFIXES, Part, parts_of, plain
from ecosystem.taxonomy.vocabularies import Vocabularies

Name = tuple[str, ...]
"""Words without marks."""

LONGEST_NAME: Final = 8
"""Words in the name of a place, its kind included; no more are looked at."""


@dataclass(frozen=True)
class FormerUnit:
    """A ward, commune or township that ended in 2025, in its district; its area went to the wards in `codes`."""

    spelling: Name
    district: Name
    codes: frozenset[str]


@dataclass(frozen=True)
class TodaysWard:
    """A ward or commune; `districts` are the former ones from which it was made."""

    spelling: Name
    code: str
    districts: frozenset[Name]


@dataclass(frozen=True)
class WardsOfProvince:
    """Today's and former units by kind and name, and the former districts by name."""

    today: dict[tuple[str, Name], list[TodaysWard]] = field(default_factory=lambda: defaultdict(list))
    former: dict[tuple[str, Name], list[FormerUnit]] = field(default_factory=lambda: defaultdict(list))
    districts: dict[Name, set[str]] = field(default_factory=lambda: defaultdict(set))


@dataclass(frozen=True)
class Gazetteer:
    """`provinces` by the words of their names and of those merged into them.

    `wards` by province code, where the vocabulary has any; `order` of a place among all.
    """

    provinces: dict[Name, str]
    wards: dict[str, WardsOfProvince]
    order: dict[str, int]

    def sorted(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Ward codes in the order of a Vietnamese dictionary."""
        return tuple(sorted(set(codes), key=lambda code: self.order[code]))


@lru_cache(maxsize=2)
def gazetteer(vocabularies: Vocabularies) -> Gazetteer:
    """Built once for the vocabularies at hand."""
    provinces: dict[Name, str] = {}
    wards: dict[str, WardsOfProvince] = {}
    for province in vocabularies.children("place"):
        for text in (province.label_vi, province.label_en, *province.aliases):
            provinces[plain(_words(text))] = province.code
        if vocabularies.children("place", province.code):
            wards[province.code] = _wards_of(vocabularies, province.code)
    order = {term.code: index for index, term in enumerate(vocabularies.terms("place"))}
    return Gazetteer(provinces, wards, order)


def _words(text: str) -> Part:
    return tuple(word for part in parts_of(text) for word in part)


def _kind_and_name(text: str) -> tuple[str, Part]:
    """Of a full name such as "Thị trấn Phùng": kind and the words of the name."""
    words = _words(text)
    prefix = next(p for p in PREFIXES if plain(words)[: len(p)] == p)
    return PREFIXES[prefix], words[len(prefix) :]


def _district_name(text: str) -> Name:
    words = plain(_words(text))
    return words[2:] if words[:2] == ("thi", "xa") else words[1:]


def _spelling(words: Part) -> Name:
    return tuple(word.text for word in words)


def _wards_of(vocabularies: Vocabularies, province: str) -> WardsOfProvince:
    units = WardsOfProvince()
    successors: dict[str, set[str]] = defaultdict(set)
    for ward in vocabularies.children("place", province):
        districts = set()
        for alias in ward.aliases:
            successors[alias].add(ward.code)
            districts.add(_district_name(alias.split(", ")[1]))
        for district in districts:
            units.districts[district].add(ward.code)
        kind, words = _kind_and_name(ward.label_vi)
        found = TodaysWard(_spelling(words), ward.code, frozenset(districts))
        units.today[kind, plain(words)].append(found)
    for alias, codes in successors.items():
        unit, district_text = alias.split(", ")
        kind, words = _kind_and_name(unit)
        former = FormerUnit(_spelling(words), _district_name(district_text), frozenset(codes))
        units.former[kind, plain(words)].append(former)
    return units
