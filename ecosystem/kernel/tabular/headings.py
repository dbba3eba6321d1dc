"""The heading of a table: which row it is, and which of its columns are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.kernel.access.text import clean
from ecosystem.kernel.tabular.errors import UnknownHeading
from ecosystem.search.language.normalise import fold

OWN_HEADERS = ("Dòng/Line", "Cột/Column", "Lý do/Reason", "Kết quả/Outcome")
"""The columns that a file of rejected and noted rows has in front of the person's own; ignored when it comes back."""

_MOST_LISTED = 12


_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*")
_HALVES = re.compile(r"\s*[/|\n]\s*|\s[–—-]\s")


@lru_cache(maxsize=8192)
def header_key(text: str) -> str:
    """What two spellings of one header have in common: no marks, case, surplus spaces, underscores or end signs."""
    return " ".join(fold(clean(text)).replace("_", " ").split()).strip(" :*.")


@lru_cache(maxsize=8192)
def bare_key(text: str) -> str:
    """The key of a header without what stands in brackets: a unit, an example, a remark."""
    return header_key(_BRACKETS.sub(" ", text))


@lru_cache(maxsize=8192)
def half_keys(text: str) -> tuple[str, ...]:
    """The keys of a header that says the same in two languages, "Lĩnh vực / Sector (main)": of each."""
    halves = _HALVES.split(_BRACKETS.sub(" ", clean(text, multiline=True)))
    return tuple(key for key in map(header_key, halves) if key)


def is_known(text: str, keys: frozenset[str]) -> bool:
    """Whether a header is among `keys`, with or without its brackets, or in one of its languages."""
    return header_key(text) in keys or bare_key(text) in keys or any(half in keys for half in half_keys(text))


_OWN_KEYS = frozenset(map(header_key, OWN_HEADERS))


def column_letter(position: int) -> str:
    """A spreadsheet's name of the column at `position` (from 0): A, B … Z, AA …"""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True)
class Heading:
    """The headers as they stand, and the positions (from 0) of those that a mapping names.

    Of two columns with one header the first is read. `line` is where the heading stands, `last_line` where it ends
    when it has two rows; `further` are, by position, other names of a column then: each row's alone.
    """

    line: int
    headers: tuple[str, ...]
    wanted: frozenset[str] = field(default=frozenset(), repr=False)
    last_line: int = 0
    further: Mapping[int, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def holds(self, line: int) -> bool:
        """Whether a record that begins on `line` is the heading, or its second row."""
        return self.line <= line <= max(self.line, self.last_line)

    @property
    def width(self) -> int:
        return len(self.headers)

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Position of each header, by its cleaned text and, where that does not clash, by a key that is less exact."""
        exact: dict[str, int] = {}
        folded: dict[str, int] = {}
        parts: dict[str, int] = {}
        halves: dict[str, int] = {}
        for position, header in enumerate(self.headers):
            if name := clean(header):
                exact.setdefault(name, position)
                folded.setdefault(header_key(header), position)
                for other in (header, *self.further.get(position, ())):
                    for key in (header_key(other), bare_key(other)):
                        parts.setdefault(key, position)
                for key in half_keys(header):
                    halves.setdefault(key, position)
        parts.pop("", None)
        return {**halves, **parts, **folded, **exact}

    def position(self, header: str) -> int | None:
        """Where the column of that name stands, exactly spelt or, failing that, folded."""
        name = clean(header)
        return self.positions.get(name, self.positions.get(header_key(header)))

    @cached_property
    def used(self) -> frozenset[int]:
        found = (self.position(header) for header in self.wanted)
        return frozenset(position for position in found if position is not None)

    @cached_property
    def own(self) -> frozenset[int]:
        """Positions of the columns that such a file added."""
        return frozenset(index for index, header in enumerate(self.headers) if header_key(header) in _OWN_KEYS)

    @cached_property
    def unnamed(self) -> tuple[int, ...]:
        return tuple(index for index, header in enumerate(self.headers) if not clean(header))

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        return tuple(map(header_key, self.headers))

    def is_repeated_by(self, cells: Sequence[str]) -> bool:
        """Whether `cells` are these headers once more."""
        if not cells or header_key(cells[0].lstrip()[:1]) != self._keys[0][:1] or header_key(cells[0]) != self._keys[0]:
            return False
        keys = [header_key(cell) for cell in cells]
        keys += [""] * (len(self._keys) - len(keys))
        return tuple(keys[: len(self._keys)]) == self._keys and not any(keys[len(self._keys) :])

    def without_own(self, cells: tuple[str, ...]) -> tuple[str, ...]:
        """`cells` with those under the added columns emptied: they are ours, not the person's."""
        if not self.own:
            return cells
        return tuple("" if index in self.own else cell for index, cell in enumerate(cells))

    def remarks(self) -> list[Message]:
        """What a person should know about the columns before anything is read."""
        return [*self._duplicates(), *self._unused()]

    def _duplicates(self) -> Iterable[Message]:
        first: dict[str, int] = {}
        for index, key in enumerate(self._keys):
            if key and first.setdefault(key, index) != index:
                yield N_(
                    "Columns %(first)s and %(second)s have the same heading “%(header)s”: %(second)s is not read.",
                    first=column_letter(first[key]),
                    second=column_letter(index),
                    header=clean(self.headers[index]),
                )

    def _unused(self) -> Iterable[Message]:
        first = {key: index for index, key in reversed(list(enumerate(self._keys)))}
        for index, header in enumerate(self.headers):
            alone = first[self._keys[index]] == index
            if clean(header) and alone and index not in self.used and index not in self.own:
                yield N_(
                    "Column %(column)s “%(header)s” is not read.", column=column_letter(index), header=clean(header)
                )


def find_heading(
    rows: Sequence[tuple[int, tuple[str, ...]]], wanted: frozenset[str], required: Sequence[tuple[str, ...]]
) -> Heading:
    """The first of `rows` (line, cells) that holds most of the `wanted` headers, or two of them that do so together.

    Raises UnknownHeading, with what the file has, when no row has any, or that row lacks every name of one of the
    `required` ones.
    """
    best: Heading | None = None
    for line, cells in rows:
        heading = Heading(line, cells, wanted)
        if heading.used and (best is None or len(heading.used) > len(best.used)):
            best = heading
    for upper, lower in pairwise(rows):
        both = _joined(upper, lower, wanted)
        if both.used and (best is None or len(both.used) > len(best.used) or _continues(best, upper, lower)):
            best = both
    if best is None:
        found = rows[0][1] if rows else ()
        reason = N_("No column of this mapping is in the file; its first row is: %(found)s", found=_listed(found))
        raise UnknownHeading(reason, [cells for _, cells in rows])
    missing = [names[0] for names in required if all(best.position(name) is None for name in names)]
    if missing:
        reason = N_(
            "The column %(missing)s is not in the file; it has: %(found)s",
            missing=_listed(missing),
            found=_listed(best.headers),
        )
        raise UnknownHeading(reason, [best.headers, *(cells for _, cells in rows)])
    return best


def _joined(upper: tuple[int, tuple[str, ...]], lower: tuple[int, tuple[str, ...]], wanted: frozenset[str]) -> Heading:
    """A heading of two rows; what stands above several columns belongs to each that has a name below."""
    width = max(len(upper[1]), len(lower[1]))
    tops, bottoms = (cells + ("",) * (width - len(cells)) for cells in (upper[1], lower[1]))
    headers: list[str] = []
    further: dict[int, tuple[str, ...]] = {}
    group = ""
    for position, (top, bottom) in enumerate(zip(tops, bottoms, strict=True)):
        group = clean(top) or (group if clean(bottom) else "")
        headers.append(" ".join(part for part in (group, clean(bottom)) if part))
        further[position] = tuple(part for part in (clean(bottom), clean(top)) if part)
    return Heading(upper[0], tuple(headers), wanted, lower[0], further)


def _continues(best: Heading, upper: tuple[int, tuple[str, ...]], lower: tuple[int, tuple[str, ...]]) -> bool:
    """Whether the row under the best heading says nothing but units, in brackets, or divides groups of columns."""
    filled = [cell.strip() for cell in lower[1] if cell.strip()]
    if upper[0] != best.line or not filled:
        return False
    return all(_BRACKETS.fullmatch(cell) for cell in filled) or _divides(upper[1], lower[1])


def _divides(upper: tuple[str, ...], lower: tuple[str, ...]) -> bool:
    """Whether `lower` has words, and these only below headers that reach over empty cells: a row of data has others."""
    tops = [clean(cell) for cell in upper] + [""] * (len(lower) - len(upper))
    bottoms = [clean(cell) for cell in lower]
    groups: list[list[int]] = []
    for position, (top, bottom) in enumerate(zip(tops, bottoms, strict=False)):
        if bottom and any(map(str.isdigit, bottom)):
            return False
        if bottom and top:
            groups.append([position])
        elif bottom:
            if not groups or groups[-1][-1] != position - 1:
                return False
            groups[-1].append(position)
    return bool(groups) and all(len(group) > 1 for group in groups)


def _listed(headers: Iterable[str]) -> str:
    named = [f"“{clean(header)}”" for header in headers if clean(header)]
    return ", ".join(named[:_MOST_LISTED] + ["…"] * (len(named) > _MOST_LISTED)) or "—"
