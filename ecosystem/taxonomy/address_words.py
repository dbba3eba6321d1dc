"""An address as words: what people type before, between and around the names of places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ecosystem.search.language.normalise import normalise, strip_marks

_ASIDE: Final = re.compile(r"\([^()]*\)")
_PARTS: Final = re.compile(r"[,;|\n]")
_WORD: Final = re.compile(r"([^\W_]+)([^\w]*)")
_POSTCODE: Final = re.compile(r"\d{5,6}")

PREFIXES: Final = {
    ("phuong",): "phuong",
    ("p",): "phuong",
    ("xa",): "xa",
    ("x",): "xa",
    ("thi", "tran"): "thi tran",
    ("tt",): "thi tran",
}
"""Words before the name of a ward or commune, and the kind that they mean."""

SUFFIXES: Final = {"ward": "phuong", "commune": "xa", "township": "thi tran", "town": "thi tran"}
"""English words after the name."""

DISTRICT_SUFFIXES: Final = frozenset({"district", "town"})
DISTRICT_PREFIXES: Final = (("quan",), ("q",), ("huyen",), ("h",), ("thi", "xa"), ("tx",))
PROVINCE_PREFIXES: Final = (("thanh", "pho"), ("t", "p"), ("tp",), ("tinh",), ("t",))
_PROVINCE_SUFFIXES: Final = (("city",), ("province",))
_COUNTRY: Final = (("viet", "nam"), ("vietnam",), ("vn",))
_KINDS: Final = frozenset({*PREFIXES, *DISTRICT_PREFIXES, *PROVINCE_PREFIXES})
_UNITS: Final = frozenset(
    {"phuong", "p", "xa", "x", "tran", "tt", "quan", "q", "huyen", "h", "tx", "thon", "xom", "ap"}
)
_STREETS: Final = frozenset({"ban", "duong", "pho", "ngo", "ngach", "hem", "lo", "kiet", "khu", "cau", "cho", "ga"})
_SMALLER_THINGS: Final = _UNITS | _STREETS
"""A province's name after one of these is the name of something smaller (xã Hòa Bình, phố Hà Nội)."""


@dataclass(frozen=True)
class Word:
    """`text` is normalised, `plain` without marks; `closes` when a sign stands between it and the next word."""

    text: str
    plain: str
    closes: bool


Part = tuple[Word, ...]


def parts_of(address: str) -> list[Part]:
    """The address cut at commas, semicolons and line ends, into words; what stands in brackets is left out."""
    cut = _PARTS.split(_ASIDE.sub(" ", normalise_lines(address)))
    parts = [tuple(Word(m[1], strip_marks(m[1]), "-" in m[2] or "/" in m[2]) for m in _WORD.finditer(p)) for p in cut]
    return [part for part in parts if part]


def normalise_lines(address: str) -> str:
    return "\n".join(normalise(line) for line in address.splitlines())


def plain(words: Part) -> tuple[str, ...]:
    return tuple(word.plain for word in words)


def without_ending(words: Part) -> Part:
    """Without a post code, and without "Việt Nam", "City" or "Province" at the end."""
    while words:
        ending = next((e for e in (*_COUNTRY, *_PROVINCE_SUFFIXES) if plain(words)[-len(e) :] == e), None)
        if ending:
            words = words[: -len(ending)]
        elif _POSTCODE.fullmatch(words[-1].plain):
            words = words[:-1]
        else:
            break
    return words


def before_province(words: Part) -> Part | None:
    """What stands before the name of a province, less "tỉnh" and "thành phố"; None when the name is not one here."""
    prefix = next((p for p in PROVINCE_PREFIXES if plain(words)[-len(p) :] == p), ())
    rest = words[: len(words) - len(prefix)]
    named = not prefix and rest and rest[-1].plain in _SMALLER_THINGS
    return None if named else rest


def opens_unit(words: tuple[str, ...]) -> bool:
    """Whether a kind of unit stands at the beginning: then the name before it is complete."""
    return words[:1] in _KINDS or words[:2] in _KINDS
