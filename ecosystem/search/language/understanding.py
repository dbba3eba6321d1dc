"""From what a person typed to what an engine is asked, and to what the page says about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice, pairwise
from typing import Final

from ecosystem.search.language import telling
from ecosystem.search.language.analysis import CAPITALS
from ecosystem.search.language.composing import Composer, excluded
from ecosystem.search.language.forgiving import MOST_SLIPS
from ecosystem.search.language.glossary import Glossary
from ecosystem.search.language.lexicon import Lexicon
from ecosystem.search.language.normalise import is_marked, normalise, strip_marks
from ecosystem.search.language.resolving import Meant, is_vietnamese, resolve
from ecosystem.search.language.starts import FEWEST_INITIALS
from ecosystem.search.language.synonyms import Expansion, Synonyms, is_short, is_short_of, stands_for
from ecosystem.search.language.telex import decode, is_written_syllable
from ecosystem.search.language.telling import Note, NoteKind
from ecosystem.search.language.translating import Said, Translation, translate
from ecosystem.search.language.typed import Typed, Word, read_typed, visible, with_whole_exclusions, without_exclusions
from ecosystem.search.text_query import EVERYTHING, NOTHING, TextQuery

MAX_UNKNOWN: Final = 6
"""Words that the index lacks and that are looked at; a text with more of them is no query that slips explain."""

_COMMON: Final = 5
"""So often two words must stand beside one another for another word beside one of them to look like a slip."""

_SHORT: Final = 5
"""Capitals of a short form."""

_NUMBERED: Final = re.compile(r"([^\W\d_]+)(\d+)")

_SUGGESTED: Final = 3
"""Texts that may be meant."""


@dataclass(frozen=True)
class Understood:
    """`query` None matches everything. `text` is the query as it was understood, `suggestions` what may be meant.

    `excluded`: what was typed to be left out, and `included` the text without it.

    To be marked in what is found: `words`, as typed and as understood, `names`, what else they are called in the same
    language and what they are short for, and `meanings`, what they are called in the other language.
    """

    query: TextQuery | None
    text: str
    notes: tuple[Note, ...] = ()
    suggestions: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    included: str = ""
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    meanings: tuple[str, ...] = ()

    def has(self, kind: NoteKind) -> bool:
        return any(note.kind == kind for note in self.notes)


@dataclass(frozen=True)
class Interpreter:
    """Reads queries with the words of one index."""

    lexicon: Lexicon
    synonyms: Synonyms
    glossary: Glossary

    def read(self, text: str, *, exact: bool = False) -> Understood:
        """`exact`: as typed, nothing corrected, restored, expanded or looked for in the other language.

        No text raises. A text without a letter or digit finds nothing, an empty one everything.
        """
        if not normalise(text):
            return Understood(None, "")
        text = visible(text)
        whole = with_whole_exclusions(text, self.glossary.is_key)
        typed = read_typed(whole)
        typed = typed if exact else replace(typed, words=tuple(self._with_numbers(typed.words)))
        if not typed.words:
            query = TextQuery(EVERYTHING, (), excluded=excluded(typed)) if typed.excluded else TextQuery(NOTHING, ())
            return Understood(query, text.strip(), excluded=_left_out(typed))
        meant = [Meant(word.joined, (word.joined,)) for word in typed.words] if exact else self._read(typed.words)
        unsure = [place for place, one in enumerate(meant) if one.guesses]
        expansions = [] if exact else self.synonyms.expand(typed.words, [one.text for one in meant], unsure)
        meant = _in_full(meant, expansions)
        vietnamese = self._is_vietnamese([word for one in meant for word in one.words])
        translation = Translation(vietnamese)
        if not exact:
            said = _said(typed.words, meant, expansions)
            translation = translate(said, self.glossary, self.lexicon, is_vietnamese=vietnamese)
        query = Composer(self.lexicon, typed, meant, expansions, translation, exact=exact).compose()
        names, meanings = _called(meant, expansions, translation)
        return Understood(
            query=query,
            text=telling.rewritten(text, typed.words, meant),
            notes=(
                *telling.changes(typed.words, meant),
                *telling.explained(typed.words, meant, expansions, self.synonyms),
                *telling.translated(typed.words, meant, translation, self.glossary),
            ),
            suggestions=() if exact else tuple(self._suggestions(text, typed.words, meant)),
            excluded=_left_out(typed),
            included=without_exclusions(whole),
            words=tuple(dict.fromkeys(_words(typed, meant))),
            names=names,
            meanings=meanings,
        )

    def _is_vietnamese(self, words: Sequence[str]) -> bool:
        return any(map(is_marked, words)) or is_vietnamese(words, self.lexicon) or self._is_false_friend(words)

    def _read(self, words: Sequence[Word]) -> list[Meant]:
        return [
            replace(one, is_initials=self._is_initials(word, one, words), capitals=_capitals(word, words))
            for word, one in zip(words, self._meant(words), strict=True)
        ]

    def _meant(self, words: Sequence[Word]) -> list[Meant]:
        """Identifiers, names, short forms and numbers stand as typed; the words between help to read one another."""
        names = set(_names(words))
        is_code = [
            word.is_compound or (at in names and not self._is_written(word)) or self._is_short_form(word, words)
            for at, word in enumerate(words)
        ]
        coded = list(zip(words, is_code, strict=True))
        unknown = [word for word, code in coded if not code and not self._is_readable(word.joined)]
        if len(unknown) > MAX_UNKNOWN:
            return [Meant(word.joined, (word.joined,)) for word in words]
        plain = iter(resolve([word.joined for word, code in coded if not code], self.lexicon))
        return [Meant(word.joined, (word.joined,)) if code else next(plain) for word, code in coded]

    def _with_numbers(self, words: Sequence[Word]) -> Iterator[Word]:
        """Short forms with the numbers beside them: PM 2.5 as the one word that it is, and trl7 as two."""
        rest = list(words)
        while rest:
            word, *rest = rest
            form = _NUMBERED.fullmatch(word.joined)
            if rest and is_short(word.joined) and self._is_numbered(word, rest[0]):
                following = rest.pop(0)
                yield Word(f"{word.typed} {following.typed}", word.parts + following.parts)
            elif form and self.synonyms.is_term(form[1]) and not self.lexicon.has(strip_marks(word.joined)):
                yield from (Word(word.typed[slice(*form.span(part))], (form[part],)) for part in (1, 2))
            else:
                yield word

    def _is_numbered(self, word: Word, following: Word) -> bool:
        """Whether the number belongs to the letters: texts write them as one, or never have the letters alone."""
        if not all(map(str.isdecimal, following.parts)) or self.synonyms.is_term(word.joined):
            return False
        return self.lexicon.has(word.joined + following.parts[0]) or not self.lexicon.is_known(word.joined)

    def _suggestions(self, text: str, words: Sequence[Word], meant: Sequence[Meant]) -> Iterator[str]:
        """The text with what it may be, the likeliest first; nothing where nothing is guessed."""
        likely = [_guessed(one, one.guesses[0]) if one.guesses else one for one in meant]
        ways = [self._with_common_phrase(likely), likely]
        for place, one in enumerate(meant):
            others = one.marked_guesses[1:]
            ways += [[*likely[:place], _guessed(one, other), *likely[place + 1 :]] for other in others]
        different = (telling.rewritten(text, words, way) for way in ways if list(way) != list(meant))
        yield from islice(dict.fromkeys(different), _SUGGESTED)

    def _with_common_phrase(self, meant: Sequence[Meant]) -> Sequence[Meant]:
        """The same, but for a rare word where a common phrase is one slip away: nước thìa, a spoon, for nước thải."""
        for at, (one, other) in enumerate(pairwise(meant)):
            pair = (one.text, other.text)
            if self.lexicon.pair(*pair) or not all(map(str.isalpha, pair)):
                continue
            for key in self.glossary.alike(pair, (MOST_SLIPS, MOST_SLIPS), marked=_has_marks(meant)):
                place = at if key[1] == pair[1] else at + 1
                likely = replace(meant[place], words=(key[place - at],), how="corrected")
                if self._is_rare(place, meant, self.lexicon.pair(*key)):
                    return [*meant[:place], likely, *meant[place + 1 :]]
        return meant

    def _is_rare(self, place: int, meant: Sequence[Meant], common: int) -> bool:
        """Whether a word is rarer than a phrase, and not known beside its neighbours."""
        word = meant[place].text
        count = dict(self.lexicon.forms(strip_marks(word))).get(word, 0)
        beside = pairwise(one.text for one in meant[max(0, place - 1) : place + 2])
        return max(_COMMON, count + 1) <= common and not any(self.lexicon.pair(*pair) for pair in beside)

    def _is_false_friend(self, words: Sequence[str]) -> bool:
        """A Vietnamese word that is another one in English, as `pin` is a battery: here it is the Vietnamese one."""
        return self.glossary.is_false_friend(tuple(words)) and all(
            self.lexicon.is_written("vi", word) for word in words
        )

    def _is_written(self, word: Word) -> bool:
        return word.joined in dict(self.lexicon.forms(strip_marks(word.joined)))

    def _is_short_form(self, word: Word, words: Sequence[Word]) -> bool:
        """What no letter is wrong in: what is typed like a short form, or is a known one and stands alone."""
        if len(words) == 1 and self.synonyms.is_short_form(word.joined):
            return True
        is_capital = word.typed.isupper() and word.joined.isalpha() and len(word.joined) > 1 and not _is_shouted(words)
        return is_capital and (is_short(word.joined) or len(word.joined) <= _SHORT) and decode(word.joined) is None

    def _is_initials(self, word: Word, meant: Meant, words: Sequence[Word]) -> bool:
        """What no text has, in capitals or alone: VCNSH."""
        stands_out = (word.typed.isupper() and not _is_shouted(words)) or (len(words) == 1 and is_short(word.joined))
        is_unknown = meant.how == "typed" and not self.lexicon.has(strip_marks(word.joined))
        return stands_out and is_unknown and word.joined.isalpha() and len(word.joined) >= FEWEST_INITIALS

    def _is_readable(self, token: str) -> bool:
        return self.lexicon.is_known(strip_marks(token)) or decode(token) is not None


def _guessed(one: Meant, guess: str) -> Meant:
    return replace(one, words=(guess,), how="corrected")


def _left_out(typed: Typed) -> tuple[str, ...]:
    return tuple(" ".join(word.typed for word in phrase) for phrase in typed.excluded)


def _has_marks(meant: Sequence[Meant]) -> bool:
    """Whether some were typed."""
    return any(is_marked(one.typed) or one.how == "decoded" for one in meant)


def _in_full(meant: Sequence[Meant], expansions: Sequence[Expansion]) -> list[Meant]:
    """Vietnamese short forms as what they are the initials of, so that this is found however it is said."""
    full = list(meant)
    for one in expansions:
        word = meant[one.start]
        long = next(
            (phrase for phrase in one.phrases if any(map(is_marked, phrase)) and is_short_of(word.typed, phrase)), ()
        )
        if long and one.end - one.start == 1 and word.how == "typed" and not word.capitals:
            full[one.start] = replace(word, words=long, how="expanded")
    return full


def _said(words: Sequence[Word], meant: Sequence[Meant], expansions: Sequence[Expansion]) -> Said:
    """The words as a translation counts them, of which one that was typed may be two."""
    ends = [0, *accumulate(len(one.words) for one in meant)]
    stretches = [(ends[one.start], ends[one.end]) for one in expansions]
    are_capitals = [word.typed[0].isupper() for word, one in zip(words, meant, strict=True) for _ in one.words]
    codes = [
        (ends[at], ends[at + 1])
        for at, (word, one) in enumerate(zip(words, meant, strict=True))
        if word.typed.isupper() and one.how != "expanded"
    ]
    return Said(
        words=tuple(word for one in meant for word in one.words),
        are_capitals=are_capitals,
        named=[(start, end) for start, end in stretches if end - start > 1],
        codes=[one for one in codes if one[1] - one[0] > 1 and not _is_shouted(words)],
        marked=_has_marks(meant),
    )


def _is_shouted(words: Sequence[Word]) -> bool:
    return len(words) > 1 and all(one.typed.isupper() for one in words)


def _capitals(word: Word, words: Sequence[Word]) -> str:
    return word.typed if word.typed in CAPITALS and not _is_shouted(words) else ""


def _names(words: Sequence[Word]) -> Iterator[int]:
    """Places of syllables with marks that stand, with a capital each, beside another with a capital: Nguyễn Văn."""
    capital = [word.typed[0].isupper() and not word.typed[1:].isupper() for word in words]
    for at, word in enumerate(words):
        beside = capital[max(0, at - 1) : at] + capital[at + 1 : at + 2]
        if capital[at] and any(beside) and is_marked(word.joined) and is_written_syllable(word.joined):
            yield at


def _called(
    meant: Sequence[Meant], expansions: Sequence[Expansion], translation: Translation
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Other names of stretches of the query, and meanings, of which none is such a name."""
    names: dict[str, None] = {}
    meanings: dict[str, None] = {}
    for one in expansions:
        is_short_form = one.end - one.start == 1 and stands_for(meant[one.start].typed, one.phrases)
        for phrase in one.phrases:
            is_name = is_short_form or any(map(is_marked, phrase)) == translation.is_vietnamese
            (names if is_name else meanings)[" ".join(phrase)] = None
    meanings |= dict.fromkeys(" ".join(meaning) for piece in translation.pieces for meaning in piece.meanings)
    return tuple(names), tuple(one for one in meanings if one not in names)


def _words(typed: Typed, meant: Sequence[Meant]) -> Iterator[str]:
    yield from (part for word in typed.words for part in word.parts)
    yield from (word.joined for word in typed.words if word.is_compound)
    yield from (word for one in meant for word in (*one.words, *one.guesses))
