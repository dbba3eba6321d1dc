"""What a person typed, taken apart: words, quoted phrases, excluded words; identifiers stay together.

Nothing in it is an error: a lone quote, a dangling hyphen or another engine's operators are read as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ecosystem.search.language.normalise import INVISIBLE, MARKS, normalise, tokens, tokens_of

MAX_WORDS: Final = 32
"""Words beyond these are not looked at."""

_WORD: Final = rf"[^\W_]+(?:[{MARKS}]+[^\W_]*)*"
_JOINTS: Final = "-\u2010\u2011\u2012\u2013&/.,:_+"
QUOTES: Final = '"\u201c\u201d\u201e\u00ab\u00bb'
"""The inside of a character class: what may stand around a phrase."""
_PIECE: Final = re.compile(
    rf"(?P<minus>(?<!\S)-(?=[{QUOTES}]|[^\W\d_]))?"
    rf"(?:[{QUOTES}](?P<phrase>[^{QUOTES}]*)[{QUOTES}]|(?P<word>{_WORD}(?:[{_JOINTS}]{_WORD})*))"
)
_FOLLOWED: Final = re.compile(_WORD)
_EXCLUDED_WORDS: Final = re.compile(rf"(?<!\S)-(?=[^\W\d_])(?P<words>{_WORD}(?: +{_WORD}){{1,6}})")
_SPLIT: Final = re.compile(r"\d+|[^\W\d_]+(?:\d(?!\d))?")
_DIGIT: Final = re.compile(r"\d")
_MEASURED: Final = re.compile(r"(\d+(?:[.,]\d+)?)([^\W\d_][^/]*/.+)")
"""A number and its unit without a space between them: 50m3/ngày."""
_SLASHES: Final = re.compile("[/,:+]")


@dataclass(frozen=True)
class Word:
    """`typed` keeps case and signs; `parts` are its normalised tokens: one, or those of an identifier (nđ-cp, 10.5)."""

    typed: str
    parts: tuple[str, ...]

    @property
    def is_compound(self) -> bool:
        return len(self.parts) > 1

    @property
    def joined(self) -> str:
        return "".join(self.parts)


@dataclass(frozen=True)
class Typed:
    """`words` includes those of the phrases."""

    words: tuple[Word, ...] = ()
    phrases: tuple[tuple[Word, ...], ...] = ()
    excluded: tuple[tuple[Word, ...], ...] = ()


def read_typed(text: str) -> Typed:
    """Take a text apart; at most `MAX_WORDS` words, as often as they stand there."""
    words: list[Word] = []
    phrases: list[tuple[Word, ...]] = []
    excluded: list[tuple[Word, ...]] = []
    for minus, is_quoted, piece in _pieces(text):
        found = tuple(_words(piece))
        if minus and found:
            excluded.append(found)
            continue
        words += found
        if is_quoted and len(found) > 1:
            phrases.append(found)
    return Typed(tuple(words[:MAX_WORDS]), tuple(phrases), tuple(excluded))


def with_whole_exclusions(text: str, is_name: Callable[[Sequence[str]], bool]) -> str:
    """The same text with quotes around what is excluded where that is the beginning of a longer name.

    A Vietnamese word has several syllables: who types -chăn nuôi means the word. `is_name`: whether tokens are one.
    """

    def quoted(found: re.Match[str]) -> str:
        words = list(_FOLLOWED.finditer(found["words"]))
        for end in range(len(words), 1, -1):
            if is_name([token for one in words[:end] for token in tokens(one[0])]):
                at = words[end - 1].end()
                return f'-"{found["words"][:at]}"{found["words"][at:]}'
        return found[0]

    return _EXCLUDED_WORDS.sub(quoted, text)


def without_exclusions(text: str) -> str:
    """A text as it would be typed by who excludes nothing."""
    seen = visible(text)
    excluded = [found.span() for found in _PIECE.finditer(seen) if found["minus"] is not None]
    for start, end in reversed(excluded):
        seen = seen[:start] + seen[end:]
    return " ".join(seen.split())


def visible(text: str) -> str:
    """Without what shows nothing: where words are looked for, and where they stand."""
    return re.sub(f"[{INVISIBLE}]", "", text)


def split(token: str) -> tuple[str, ...]:
    """A token at the borders of letters and digits: 50m3 -> 50, m3; one digit stays with its letters: co2."""
    return tuple(_SPLIT.findall(token)) if _DIGIT.search(token) else (token,)


def compounds(normalised: str) -> Iterator[tuple[str, ...]]:
    """The tokens of each identifier in a normalised text."""
    if not _JOINED.search(normalised):
        return
    for piece in normalised.split():
        if _JOINED.search(piece):
            yield from (tuple(tokens_of(one[0])) for one in _COMPOUND.finditer(piece) if not _is_list(one[0]))


_JOINED: Final = re.compile(rf"(?<=[\w{MARKS}])[{_JOINTS}](?=[^\W_])")
_COMPOUND: Final = re.compile(rf"{_WORD}(?:[{_JOINTS}]{_WORD})+")


def _pieces(text: str) -> Iterator[tuple[bool, bool, str]]:
    """(excluded, quoted, text) of each piece."""
    for found in _PIECE.finditer(visible(text)):
        quoted = found["phrase"] is not None
        yield found["minus"] is not None, quoted, found["phrase"] if quoted else found["word"]


def _words(piece: str) -> Iterator[Word]:
    for found in re.finditer(rf"{_WORD}(?:[{_JOINTS}]{_WORD})*", piece):
        measured = _MEASURED.fullmatch(found[0])
        for one in measured.groups() if measured else (found[0],):
            parts = tuple(tokens(one))
            if len(parts) > 1 and _is_list(normalise(one)):
                yield from (Word(part, (part,)) for part in parts)
            elif parts:
                yield Word(one, parts)


def _is_list(compound: str) -> bool:
    """`nước/khí` names two things; `268/2025/NĐ-CP` and `2,5` one."""
    return bool(_SLASHES.search(compound)) and not _DIGIT.search(compound)
