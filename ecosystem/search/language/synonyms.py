"""Groups of words for the same thing, and short forms; applied to queries, never to documents.

Their shape stands in `data/language/README.md`.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, Self, TypeVar

from ecosystem.search.language.normalise import as_written, is_marked, normalise, strip_marks, tokens
from ecosystem.search.language.typed import Word, read_typed

Phrase = tuple[str, ...]

_PRONOUNCED: Final = frozenset("aeiouy")


@dataclass(frozen=True)
class Group:
    """Each of `terms` also asks for the others, or, where `meant` is given, for `meant` alone.

    A term in capitals is guarded: it applies where it was typed in capitals or alone, since in small letters it is an
    everyday word, unless nobody can pronounce it.
    """

    terms: tuple[str, ...]
    meant: tuple[str, ...] = ()


@dataclass(frozen=True)
class Expansion:
    """Words [start, end) of a query, and what else they are called."""

    start: int
    end: int
    phrases: tuple[Phrase, ...]


class Synonyms:
    """Groups, found by longest match."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self._groups: Final = tuple(groups)

    @classmethod
    def read(cls, path: Path) -> Self:
        """A line a group: `a, b, c`, or one way `a, b => c, d`; `#` begins a comment."""
        lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
        return cls(_group(line) for line in lines if line)

    def __len__(self) -> int:
        return len(self._groups)

    @property
    def phrases(self) -> Iterator[Phrase]:
        """All that the groups lead to or join, guarded short forms left out."""
        for group in self._groups:
            for term in (*group.terms, *group.meant):
                if not _is_guarded(term):
                    yield tuple(tokens(term))

    def told(self, typed: str, phrases: Iterable[Phrase]) -> tuple[str, ...]:
        """How people write the phrases, each once: not as what was typed, nor twice with and without marks or signs."""
        known = {_bare(typed)}
        made = []
        for phrase in phrases:
            text = as_written(" ".join(phrase))
            if _bare(text) not in known:
                known.add(_bare(text))
                made.append(self._spellings.get(phrase, text))
        return tuple(made)

    @cached_property
    def _spellings(self) -> Mapping[Phrase, str]:
        """Phrases to how people write what stands in the file: r&d as R&D, gis as GIS, gra-phen as it is."""
        made = {}
        for group in self._groups:
            terms = (*group.terms, *group.meant)
            initials = {_initials(tokens(term)) for term in terms}
            for term in terms:
                words = (word.upper() if is_short(word) or word in initials else word for word in term.split())
                made[tuple(tokens(term))] = " ".join(words)
        return made

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(repr(self._groups).encode()).hexdigest()[:8]

    def is_short_form(self, word: str) -> bool:
        """Whether a normalised word is one of the guarded short forms."""
        return word in self._guarded

    def is_term(self, word: str) -> bool:
        """Whether a normalised word has other names by itself."""
        return word in self._guarded or (word,) in self._open

    def expand(self, words: Sequence[Word], meant: Sequence[str], unsure: Collection[int] = ()) -> list[Expansion]:
        """Other names of stretches of the query, the longest stretches first, none within another.

        `meant`: the words as they were understood, with marks where restored; a stretch without any mark is also
        looked up without marks. Words at the places `unsure` may be others: by themselves they are not looked up.
        """
        return list(self._longest(words, meant, unsure))

    def _longest(self, words: Sequence[Word], meant: Sequence[str], unsure: Collection[int]) -> Iterator[Expansion]:
        at = 0
        while at < len(words):
            for end in range(min(len(words), at + self._longest_term), at, -1):
                found = self._find(words[at:end], meant[at:end], words)
                if found and not (end - at == 1 and at in unsure):
                    yield Expansion(at, end, found)
                    at = end
                    break
            else:
                at += 1

    def _find(self, words: Sequence[Word], meant: Sequence[str], every: Sequence[Word]) -> tuple[Phrase, ...]:
        phrase = tuple(meant)
        found = self._open.get(phrase, ())
        if not found and not any(map(is_marked, phrase)):
            found = self._folded.get(phrase, ())
        if not found and len(words) == 1 and (len(every) == 1 or _stands_out(words[0], every)):
            found = self._guarded.get(words[0].joined, ())
        return found

    @cached_property
    def _longest_term(self) -> int:
        return max(map(len, (*self._open, *self._folded)), default=1)

    @cached_property
    def _open(self) -> Mapping[Phrase, tuple[Phrase, ...]]:
        return _merged((_key(term), meant) for term, meant in self._ways() if not _is_guarded(term))

    @cached_property
    def _folded(self) -> Mapping[Phrase, tuple[Phrase, ...]]:
        """Of phrases and identifiers alone: a single word without its marks may be another word."""
        ways = ((term, meant) for term, meant in self._ways() if not _is_guarded(term) and len(tokens(term)) > 1)
        return _merged((tuple(map(strip_marks, _key(term))), meant) for term, meant in ways)

    @cached_property
    def _guarded(self) -> Mapping[str, tuple[Phrase, ...]]:
        return _merged(("".join(tokens(term)), meant) for term, meant in self._ways() if _is_guarded(term))

    def _ways(self) -> Iterator[tuple[str, tuple[Phrase, ...]]]:
        for group in self._groups:
            for term in group.terms:
                others = group.meant or tuple(one for one in group.terms if one != term)
                yield term, tuple(tuple(tokens(one)) for one in others)


def _bare(text: str) -> str:
    """Letters and digits alone, without marks: what several spellings of a name have in common."""
    return "".join(map(strip_marks, tokens(text)))


def is_short(word: str) -> bool:
    """Whether it is letters that nobody can pronounce."""
    letters = strip_marks(normalise(word))
    return len(word) > 1 and any(map(str.isalpha, letters)) and _PRONOUNCED.isdisjoint(letters)


def stands_for(word: str, phrases: Iterable[Phrase]) -> bool:
    """Whether a normalised word is a short form of any of them."""
    return is_short(word) or any(is_short_of(word, phrase) for phrase in phrases)


def is_short_of(word: str, phrase: Phrase) -> bool:
    """Whether a normalised word is the initials of a phrase."""
    return len(phrase) > 1 and strip_marks(word) == _initials(phrase)


def _initials(phrase: Sequence[str]) -> str:
    return "".join(strip_marks(word)[0] for word in phrase)


def _key(term: str) -> Phrase:
    """As a query's words come: an identifier is one word."""
    return tuple(word.joined for word in read_typed(term).words)


def _group(line: str) -> Group:
    left, _, right = line.partition("=>")
    return Group(_terms(left), _terms(right))


def _terms(text: str) -> tuple[str, ...]:
    return tuple(term for one in text.split(",") if (term := " ".join(one.split())))


def _stands_out(word: Word, every: Sequence[Word]) -> bool:
    """What is no everyday word: letters that nobody can pronounce, and capitals that are not those of everything."""
    return is_short(word.joined) or (word.typed.isupper() and not all(one.typed.isupper() for one in every))


def _is_guarded(term: str) -> bool:
    return term.isupper()


Key = TypeVar("Key")


def _merged(pairs: Iterable[tuple[Key, tuple[Phrase, ...]]]) -> Mapping[Key, tuple[Phrase, ...]]:
    found: defaultdict[Key, dict[Phrase, None]] = defaultdict(dict)
    for key, phrases in pairs:
        found[key].update(dict.fromkeys(phrases))
    return {key: tuple(phrases) for key, phrases in found.items()}
