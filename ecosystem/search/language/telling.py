"""What a page says of a query that was not taken as typed, in words as people write them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ecosystem.search.language.glossary import Glossary
from ecosystem.search.language.normalise import as_written
from ecosystem.search.language.resolving import Meant
from ecosystem.search.language.synonyms import Expansion, Synonyms
from ecosystem.search.language.translating import Translation
from ecosystem.search.language.typed import Word

NoteKind = Literal["decoded", "corrected", "restored", "expanded", "translated"]


@dataclass(frozen=True)
class Note:
    """Something that was not taken as typed: `typed` and what it was taken for."""

    kind: NoteKind
    typed: str
    meant: tuple[str, ...]


def changes(words: Sequence[Word], meant: Sequence[Meant]) -> Iterator[Note]:
    for word, one in zip(words, meant, strict=True):
        if one.how in {"decoded", "corrected", "restored"}:
            yield Note(one.how, word.typed, (cased(word.typed, one.words),))


def explained(
    words: Sequence[Word], meant: Sequence[Meant], expansions: Sequence[Expansion], synonyms: Synonyms
) -> Iterator[Note]:
    as_typed = [replace(one, words=(one.typed,), how="typed") if one.how == "expanded" else one for one in meant]
    for one in expansions:
        typed = " ".join(_for_people(words[one.start : one.end], as_typed[one.start : one.end]))
        if told := synonyms.told(typed, one.phrases):
            yield Note("expanded", typed, told)


def translated(
    words: Sequence[Word], meant: Sequence[Meant], translation: Translation, glossary: Glossary
) -> Iterator[Note]:
    flat = [part for made in _parts(words, meant) for part in made]
    for piece in translation.pieces:
        typed = " ".join(flat[piece.start : piece.end])
        yield Note("translated", typed, tuple(map(glossary.written, piece.meanings)))


def rewritten(text: str, words: Sequence[Word], meant: Sequence[Meant]) -> str:
    """The text as typed, where nothing changed; else with the words that are meant in their places."""
    if all(one.how in {"typed", "expanded"} for one in meant):
        return text.strip()
    rest, made = text, []
    for word, one in zip(words, meant, strict=True):
        before, found, after = rest.partition(word.typed)
        if found:
            made += [before, found if one.how in {"typed", "expanded"} else cased(word.typed, one.words)]
            rest = after
    return "".join([*made, rest]).strip()


def cased(typed: str, words: Sequence[str]) -> str:
    """Words as they are written, in capitals where what they were read from was."""
    text = as_written(" ".join(words))
    if len(typed) > 1 and typed.isupper():
        return text.upper()
    return text[:1].upper() + text[1:] if typed[:1].isupper() else text


def _for_people(words: Sequence[Word], meant: Sequence[Meant]) -> list[str]:
    return [" ".join(parts) for parts in _parts(words, meant)]


def _parts(words: Sequence[Word], meant: Sequence[Meant]) -> Iterator[list[str]]:
    """Each word as it was typed, or as what it was taken for is written."""
    for word, one in zip(words, meant, strict=True):
        if one.how == "typed":
            yield [word.typed]
        else:
            yield (
                as_written(" ".join(one.words)).split()
                if one.how == "expanded"
                else cased(word.typed, one.words).split()
            )
