"""From the words that are meant to the tree of terms that an engine is asked for.

Only this module and `meanings` decide how words are weighed; adapters translate the tree that they make. Weights: the
measurements of `docs/search.md`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Final

from ecosystem.search.language.analysis import pairs
from ecosystem.search.language.completeness import Completeness, begun, in_capitals
from ecosystem.search.language.english import stem
from ecosystem.search.language.labels import labelled, labelled_phrase, other_names
from ecosystem.search.language.lexicon import Lexicon
from ecosystem.search.language.meanings import Meanings
from ecosystem.search.language.normalise import is_marked, strip_marks
from ecosystem.search.language.phrases import identifier_ways, phrase_node, token_ways
from ecosystem.search.language.resolving import Meant
from ecosystem.search.language.synonyms import Expansion
from ecosystem.search.language.telex import is_syllable
from ecosystem.search.language.translating import Translation
from ecosystem.search.language.typed import Typed
from ecosystem.search.text_query import NOTHING, AllOf, BestOf, Form, Node, SomeOf, Term, TextQuery

_FIRST: Final = 8
_FIRST_PLAIN: Final = 5
"""The most words of a query, with marks and without, whose documents with all words stand first."""
_COMPLETE_WORDS: Final = 8
"""The most words of a query of which it is told what has them all: of a long question hardly anything has."""
_SYNONYM: Final = 0.7
_GUESS: Final = 0.8

_MARKED: Final[Mapping[Form, float]] = {"syllables": 1.0, "folded": 0.5}
_PERHAPS: Final = 0.8
"""Marks that a word typed without any may have, among others."""
_PAIRS: Final[Mapping[Form, float]] = {"pairs": 0.3, "folded_pairs": 0.3}
_UNMARKED_PAIR: Final = 0.6


@dataclass(frozen=True)
class Composer:
    """Makes the tree of one query."""

    lexicon: Lexicon
    typed: Typed
    meant: Sequence[Meant]
    expansions: Sequence[Expansion]
    translation: Translation
    exact: bool

    def compose(self) -> TextQuery:
        units = tuple(dict.fromkeys(self._units()))
        matches: Node = SomeOf(units, required(len(units)))
        loosely: Node = SomeOf(tuple(dict.fromkeys(self._loosely())))
        scores: tuple[Node, ...] = (*units, *self._neighbours())
        if self.translation.pieces:
            meanings = Meanings(self._flat, self.translation)
            matches = SomeOf((matches, meanings.matches()))
            loosely = SomeOf((loosely, meanings.loosely()))
            # The better of the two: a text in both languages says nothing twice.
            scores = (BestOf((SomeOf(scores), SomeOf(tuple(meanings.scores())))),)
        phrases = tuple(self._phrases())
        complete = self._complete()
        return TextQuery(
            matches=AllOf((matches, *phrases)) if phrases else matches,
            scores=(*scores, *phrases),
            excluded=excluded(self.typed),
            tiers=tuple(self._tiers(complete)),
            complete=complete,
            loosely=None if self.exact else AllOf((loosely, *phrases)) if phrases else loosely,
        )

    def _phrases(self) -> Iterator[Node]:
        """As typed but for what was decoded or corrected, which is written with marks where the others are."""
        read = {
            word.parts: one.words if self._were_typed else tuple(map(strip_marks, one.words))
            for word, one in zip(self.typed.words, self.meant, strict=True)
            if one.how in {"decoded", "corrected"}
        }
        for phrase in self.typed.phrases:
            yield phrase_node([part for word in phrase for part in read.get(word.parts, word.parts)])

    @cached_property
    def _flat(self) -> list[str]:
        return [word for one in self.meant for word in one.words]

    def _loosely(self) -> Iterator[Node]:
        """Any word, and a Vietnamese one is two syllables."""
        for place, one in enumerate(self.meant):
            if len(self.meant) == 1 or not (self.translation.is_vietnamese and is_syllable(strip_marks(one.text))):
                yield self._word(place)
        if self.translation.is_vietnamese:
            yield from map(phrase_node, pairwise(self._flat))
        yield from (phrase_node(phrase) for one in self.expansions for phrase in one.phrases)
        for phrase in (self._flat, *(phrase for one in self.expansions for phrase in one.phrases)):
            yield from other_names(phrase)

    @cached_property
    def _were_typed(self) -> bool:
        """Whether some marks were."""
        return any(is_marked(one.typed) or (one.how == "decoded" and is_marked(one.text)) for one in self.meant)

    @cached_property
    def _is_marked(self) -> bool:
        """Marks that were restored count as those that were typed, where nothing else of the query is a guess."""
        is_sure = all(one.how in {"typed", "restored", "expanded"} and not one.guesses for one in self.meant)
        return self._were_typed or (is_sure and any(is_marked(one.text) for one in self.meant))

    def _units(self) -> Iterator[Node]:
        at = 0
        for expansion in (*self.expansions, None):
            until = expansion.start if expansion else len(self.meant)
            yield from (self._word(place) for place in range(at, until))
            if expansion is None:
                return
            own = tuple(self._word(place) for place in range(expansion.start, expansion.end))
            others = [phrase_node(phrase, _SYNONYM) for phrase in expansion.phrases]
            others += [labelled_phrase(phrase) for phrase in expansion.phrases]
            yield SomeOf((SomeOf(own, required(len(own))) if len(own) > 1 else own[0], *others))
            at = expansion.end

    def _word(self, place: int) -> Node:
        word, meant = self.typed.words[place], self.meant[place]
        if word.is_compound:
            return SomeOf(tuple(identifier_ways(word.parts)))
        if meant.capitals:
            return in_capitals(meant)
        typed = meant.text if meant.how == "restored" and self._is_marked else meant.typed
        parts: list[Node] = []
        if meant.how in {"typed", "restored", "expanded"} or self.lexicon.has(strip_marks(typed)):
            parts += self._as_written(typed)
            parts += token_ways(typed)
        if self.translation.is_vietnamese and not self._is_marked and not self.exact:
            parts += [Term("syllables", one, _PERHAPS) for one in meant.words]
        if meant.how in {"decoded", "corrected"}:
            made = [SomeOf(tuple(self._as_written(one))) for one in meant.words]
            parts.append(made[0] if len(made) == 1 else AllOf(tuple(made)))
        if meant.how == "expanded":
            parts.append(
                SomeOf(tuple(SomeOf(tuple(self._as_written(one))) for one in meant.words), required(len(meant.words)))
            )
        parts += [Term("syllables", guess, _PERHAPS) for guess in meant.marked_guesses]
        for guess in meant.guesses if not meant.marked_guesses else ():
            parts += [replace(term, weight=term.weight * _GUESS) for term in self._as_written(guess)]
        parts += [term for one in dict.fromkeys((typed, *meant.words)) for term in labelled(one)]
        parts += begun(meant)
        return SomeOf(tuple(dict.fromkeys(parts)))

    def _as_written(self, token: str) -> list[Term]:
        folded = strip_marks(token)
        if self._is_marked:
            made = [Term("syllables", token), Term("folded", folded, _MARKED["folded"])]
            is_english = token == folded and self.lexicon.count(folded).english > 0
            return [*made, Term("english", stem(folded), _MARKED["folded"])] if is_english else made
        return [Term("folded", folded), Term("english", stem(folded))]

    def _neighbours(self) -> Iterator[Node]:
        flat = self._flat
        for pair in dict.fromkeys(pairs(map(strip_marks, flat))):
            yield Term("folded_pairs", pair, _PAIRS["folded_pairs"] if self._is_marked else _UNMARKED_PAIR)
        if self._is_marked or any(map(is_marked, flat)):
            yield from (Term("pairs", pair, _PAIRS["pairs"]) for pair in dict.fromkeys(pairs(flat)))

    def _as_typed(self) -> Node | None:
        """A document with every word as typed stands first: of words with marks with the same ones.

        Without marks only where guesses compete: else the scores alone decide.
        """
        competing = bool(self.expansions or self.translation.pieces) or any(
            one.how in {"decoded", "corrected"} for one in self.meant
        )
        if not (self._is_marked or competing):
            return None
        return AllOf(tuple(dict.fromkeys(self._exactly(place) for place in range(len(self.meant)))))

    def _tiers(self, complete: Node | None) -> Iterator[Node]:
        """What has every word stands first, and of that what has them as typed."""
        if len(self.meant) > (_FIRST if self._is_marked else _FIRST_PLAIN):
            return
        as_typed = self._as_typed()
        if as_typed is not None:
            yield as_typed if complete is None else AllOf((complete, as_typed))
        if complete is not None:
            yield complete

    def _complete(self) -> Node | None:
        """Every word, or all of what the query means."""
        if len(self.meant) > _COMPLETE_WORDS:
            return None
        whole = Completeness(self.typed.words, self.meant, self.expansions, self.lexicon, self._is_marked)
        words = whole.node()
        if words is not None and self._may_be_literal:
            literal = [replace(one, words=(one.typed,)) if one.how == "restored" else one for one in self.meant]
            words = SomeOf((words, replace(whole, meant=literal, expansions=()).node() or NOTHING))
        if words is None or not self.translation.pieces:
            return words
        return SomeOf((words, AllOf(tuple(Meanings(self._flat, self.translation).complete(whole.word)))))

    def _exactly(self, place: int) -> Node:
        word, meant = self.typed.words[place], self.meant[place]
        if word.is_compound:
            return SomeOf(tuple(identifier_ways(word.parts)))
        if meant.capitals:
            return Term("folded", meant.capitals)
        is_read = (
            meant.how == "decoded"
            or (meant.how == "corrected" and not self.lexicon.has(strip_marks(meant.typed)))
            or (meant.how == "restored" and not self._may_be_literal)
        )
        words = meant.words if is_read else (meant.typed,)
        if self._is_marked:
            return AllOf(tuple(Term("syllables", one) for one in words))
        folded = [strip_marks(one) for one in words]
        return AllOf(tuple(SomeOf((Term("folded", one), Term("english", stem(one)))) for one in folded))

    @cached_property
    def _may_be_literal(self) -> bool:
        """Whether texts may have without marks, too, what was restored: those that have it all so stand first."""
        restored = [one.typed for one in self.meant if one.how == "restored"]
        return bool(restored and self._is_marked) and all(
            any(self.lexicon.is_written(language, word) for language in ("vi", "en")) for word in restored
        )


def excluded(typed: Typed) -> tuple[Node, ...]:
    return tuple(phrase_node([part for word in phrase for part in word.parts]) for phrase in typed.excluded)


def required(count: int) -> int:
    """Both of two words, two of three, and so on down to a third of a long question, most of whose words are glue."""
    return count if count <= 2 else max(2, (count + 2) // 3)
