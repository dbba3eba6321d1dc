"""From what a person typed to what an engine is asked, and to what the page says about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from ecosystem.search.language.composing import Composer, excluded
from ecosystem.search.language.glossary import Glossary
from ecosystem.search.language.lexicon import Lexicon
from ecosystem.search.language.normalise import as_written, is_marked, normalise, strip_marks
from ecosystem.search.language.resolving import Meant, is_vietnamese, resolve
from ecosystem.search.language.synonyms import Expansion, Synonyms
from ecosystem.search.language.telex import decode, is_written_syllable
from ecosystem.search.language.translating import Translation, translate
from ecosystem.search.language.typed import Typed, Word, read_typed, visible, with_whole_exclusions, without_exclusions
from ecosystem.search.text_query import EVERYTHING, NOTHING, TextQuery

NoteKind = Literal["decoded", "corrected", "restored", "expanded", "translated"]

MAX_UNKNOWN: Final = 6
"""Words that the index lacks and that are looked at; a text with more of them is no query that slips explain."""

_SHORT: Final = 5
"""Capitals of a short form."""


@dataclass(frozen=True)
class Note:
    """Something that was not taken as typed: `typed` and what it was taken for."""

    kind: NoteKind
    typed: str
    meant: tuple[str, ...]


@dataclass(frozen=True)
class Understood:
    """`query` None matches everything. `text` is the query as it was understood, `suggestion` what may be meant.

    `excluded`: what was typed to be left out, and `included` the text without it.

    `words` are to be marked in what is found, as typed and as understood; `meanings` are what else they are called.
    """

    query: TextQuery | None
    text: str
    notes: tuple[Note, ...] = ()
    suggestion: str = ""
    excluded: tuple[str, ...] = ()
    included: str = ""
    words: tuple[str, ...] = ()
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
        if not typed.words:
            query = TextQuery(EVERYTHING, (), excluded=excluded(typed)) if typed.excluded else TextQuery(NOTHING, ())
            return Understood(query, text.strip(), excluded=_left_out(typed))
        meant = [Meant(word.joined, (word.joined,)) for word in typed.words] if exact else self._meant(typed.words)
        expansions = [] if exact else self.synonyms.expand(typed.words, [one.text for one in meant])
        flat = [word for one in meant for word in one.words]
        vietnamese = any(map(is_marked, flat)) or is_vietnamese(flat, self.lexicon)
        translation = Translation(vietnamese)
        if not exact:
            marked = any(is_marked(one.typed) or one.how == "decoded" for one in meant)
            translation = translate(flat, self.glossary, self.lexicon, is_vietnamese=vietnamese, marked=marked)
        query = Composer(self.lexicon, typed, meant, expansions, translation, exact=exact).compose()
        notes = (
            *_changes(typed.words, meant),
            *_explained(_for_people(typed.words, meant), expansions),
            *_translated(_for_people(typed.words, meant, flat=True), translation, self.glossary),
        )
        return Understood(
            query=query,
            text=_rewritten(text, typed.words, meant),
            notes=notes,
            suggestion=_suggestion(text, typed.words, meant),
            excluded=_left_out(typed),
            included=without_exclusions(whole),
            words=tuple(dict.fromkeys(_words(typed, meant))),
            meanings=tuple(
                meaning for note in notes if note.kind in {"expanded", "translated"} for meaning in note.meant
            ),
        )

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

    def _is_written(self, word: Word) -> bool:
        return word.joined in dict(self.lexicon.forms(strip_marks(word.joined)))

    def _is_short_form(self, word: Word, words: Sequence[Word]) -> bool:
        """What no letter is wrong in: what is typed like a short form, or is a known one and stands alone."""
        if len(words) == 1 and self.synonyms.is_short_form(word.joined):
            return True
        is_shouted = len(words) > 1 and all(one.typed.isupper() for one in words)
        is_capital = word.typed.isupper() and 1 < len(word.joined) <= _SHORT and not is_shouted
        return is_capital and decode(word.joined) is None

    def _is_readable(self, token: str) -> bool:
        return self.lexicon.is_known(strip_marks(token)) or decode(token) is not None


def _left_out(typed: Typed) -> tuple[str, ...]:
    return tuple(" ".join(word.typed for word in phrase) for phrase in typed.excluded)


def _names(words: Sequence[Word]) -> Iterator[int]:
    """Places of syllables with marks that stand, with a capital each, beside another with a capital: Nguyễn Văn."""
    capital = [word.typed[0].isupper() and not word.typed[1:].isupper() for word in words]
    for at, word in enumerate(words):
        beside = capital[max(0, at - 1) : at] + capital[at + 1 : at + 2]
        if capital[at] and any(beside) and is_marked(word.joined) and is_written_syllable(word.joined):
            yield at


def _changes(words: Sequence[Word], meant: Sequence[Meant]) -> Iterator[Note]:
    for word, one in zip(words, meant, strict=True):
        if one.how in {"decoded", "corrected", "restored"}:
            yield Note(one.how, word.typed, (as_written(one.text),))


def _explained(words: Sequence[str], expansions: Sequence[Expansion]) -> Iterator[Note]:
    for one in expansions:
        typed = " ".join(words[one.start : one.end])
        yield Note("expanded", typed, tuple(map(_written, one.phrases)))


def _translated(words: Sequence[str], translation: Translation, glossary: Glossary) -> Iterator[Note]:
    for piece in translation.pieces:
        typed = " ".join(words[piece.start : piece.end])
        yield Note("translated", typed, tuple(map(glossary.written, piece.meanings)))


def _for_people(words: Sequence[Word], meant: Sequence[Meant], *, flat: bool = False) -> list[str]:
    """Each word as it was typed, or as what it was taken for is written; `flat`: what was taken for two is two."""
    made: list[str] = []
    for word, one in zip(words, meant, strict=True):
        taken = [word.typed] if one.how == "typed" else [as_written(each) for each in one.words]
        made += taken if flat else [" ".join(taken)]
    return made


def _written(phrase: Sequence[str]) -> str:
    """A short form that nobody can pronounce has capitals."""
    text = as_written(" ".join(phrase))
    return text.upper() if text.isascii() and not set("aeiouy ") & set(text) else text


def _rewritten(text: str, words: Sequence[Word], meant: Sequence[Meant]) -> str:
    """The text as typed, where nothing changed; else with the words that are meant in their places."""
    if all(one.how == "typed" for one in meant):
        return text.strip()
    rest, made = text, []
    for word, one in zip(words, meant, strict=True):
        before, found, after = rest.partition(word.typed)
        if found and one.how != "typed":
            made += [before, as_written(one.text)]
            rest = after
        elif found:
            made += [before, found]
            rest = after
    return "".join([*made, rest]).strip()


def _suggestion(text: str, words: Sequence[Word], meant: Sequence[Meant]) -> str:
    """The text with the likeliest of what it may be; empty where nothing is guessed."""
    if not any(one.guesses for one in meant):
        return ""
    guessed = [Meant(one.typed, one.guesses[:1], "corrected") if one.guesses else one for one in meant]
    return _rewritten(text, words, guessed)


def _words(typed: Typed, meant: Sequence[Meant]) -> Iterator[str]:
    yield from (part for word in typed.words for part in word.parts)
    yield from (word.joined for word in typed.words if word.is_compound)
    yield from (word for one in meant for word in (*one.words, *one.guesses))
