"""Which words are meant: raw Telex decoded, slips corrected, marks restored, by what the index holds.

The likeliest words are found together (`likeliest`), so that each helps to read the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ecosystem.search.language import spelling, telex
from ecosystem.search.language.lexicon import Lexicon
from ecosystem.search.language.likeliest import MOST, How, Reading, cheapest, likeliest
from ecosystem.search.language.normalise import is_marked, strip_marks

_SLIP: Final = 9.0
"""What a slip costs, as a negative logarithm of a probability; a wrong mark costs a third."""
_KNOWN: Final = 1.0
_UNMARKED: Final = 6.0
"""What it costs, as such a logarithm, that a word which is one without marks was meant with some."""
_RARE: Final = 50
"""Keystrokes are decoded when what they make is this many times as frequent as what stands there."""
_TELEX: Final = 0.3
"""The share of a query's words from which on it is taken to be keystrokes throughout."""
_LONG: Final = 6
"""Letters of a word that one slip hardly turns into another."""
_VOWELS: Final = frozenset("aeiouy")
"""Alone, nothing is taken for a short form without any."""


@dataclass(frozen=True)
class Meant:
    """A typed token, normalised, and what it is taken for; a token without a space may be taken for two words.

    A short form is also asked for as it was typed ("expanded").

    `guesses`: of a token that stays as typed, because the index lacks it or may have it with several marks, what it may
    be, the likeliest first.
    `is_initials`: it may be those of a name. `capitals`: the term of the short form that it is, and of no other word.
    """

    typed: str
    words: tuple[str, ...]
    how: How = "typed"
    guesses: tuple[str, ...] = ()
    is_initials: bool = False
    capitals: str = ""

    @property
    def text(self) -> str:
        return " ".join(self.words)

    @property
    def marked_guesses(self) -> tuple[str, ...]:
        """Of the guesses those that differ in nothing but marks."""
        return tuple(guess for guess in self.guesses if strip_marks(guess) == self.typed)


def resolve(tokens: Sequence[str], lexicon: Lexicon) -> list[Meant]:
    """One result a token, in order. Tokens with digits, and all that the index knows as typed, stay."""
    decoded = _decode(tokens, lexicon)
    typed = [one or token for one, token in zip(decoded, tokens, strict=True)]
    pieces = [_cut(token, lexicon) for token in typed]
    flat = [word for piece in pieces for word in piece]
    marked = any(map(is_marked, flat))
    restored = not marked and is_vietnamese(flat, lexicon)
    readings = [_readings(word, lexicon, restored=restored) for word in flat]
    for place in _left_unmarked(flat, lexicon) if marked else ():
        readings[place] = cheapest([*readings[place], *_marked(flat[place], lexicon)])
    for place, word in enumerate(flat):
        if is_marked(word) and readings[place][0].how == "corrected" and telex.is_written_syllable(word):
            readings[place] = list(_beside(place, readings, lexicon)) or [Reading(word, 0.0, 1, "typed")]
    for place in _alone(readings, lexicon):
        readings[place] = cheapest([*readings[place], *_corrected(flat[place], lexicon, _SLIP + _KNOWN)])
    best = likeliest(readings, lexicon)
    if marked:
        best = [_as_its_neighbours(place, best, flat, lexicon) for place in range(len(best))]
    meant: list[Meant] = []
    for at, (token, piece) in enumerate(zip(tokens, pieces, strict=True)):
        chosen, best = best[: len(piece)], best[len(piece) :]
        meant.append(_meant(token, chosen, was_decoded=decoded[at] is not None, is_alone=len(tokens) == 1))
    return meant


def is_vietnamese(tokens: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether words without marks are Vietnamese rather than English: by their letters, and what the index has."""
    vietnamese = english = 0
    for token in tokens:
        count = lexicon.count(token).english
        frequency = sum(number for _, number in lexicon.forms(token)) if telex.is_syllable(token) else 0
        vietnamese += frequency * _EAGER > count
        english += count > frequency * _EAGER
    return vietnamese > english


_EAGER: Final = 5
"""A word that Vietnamese texts have at least a fifth as often as English ones may be either."""


def _decode(tokens: Sequence[str], lexicon: Lexicon) -> list[str | None]:
    """The syllables of raw keystrokes; keys that may as well be English (`tax`, `six`) count where others are sure."""
    found = [_decoded(token, lexicon) for token in tokens]
    sure = [
        bool(one) and telex.is_sure(token) and not lexicon.has(token) for one, token in zip(found, tokens, strict=True)
    ]
    is_telex = sum(sure) >= _TELEX * sum(token.isalpha() for token in tokens)
    decoded = []
    for token, one, is_sure in zip(tokens, found, sure, strict=True):
        frequency = dict(lexicon.forms(strip_marks(one))).get(one, 0) if one else 0
        rarity = 1 if is_telex else _RARE
        is_rare = lexicon.count(token).total * rarity <= frequency
        decoded.append(one if is_sure or (any(sure) and is_rare) else None)
    return decoded


def _decoded(token: str, lexicon: Lexicon) -> str | None:
    """The syllable, if it is known."""
    syllable = telex.decode(token)
    if syllable is None:
        return None
    return syllable if any(form == syllable for form, _ in lexicon.forms(strip_marks(syllable))) else None


def _cut(token: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Two words where the space between them was left out: they stand together oftener than a slip explains."""
    if not token.isalpha() or lexicon.is_known(strip_marks(token)):
        return (token,)
    cuts = spelling.cuts(token, lexicon)
    together = [(_together(first, second, lexicon), (first, second)) for first, second in cuts]
    strength, pair = max(together, default=(0, (token, token)))
    if not strength:
        return (token,)
    slips = (lexicon.count(word).total for word in spelling.near(strip_marks(token), lexicon))
    return pair if strength > max(slips, default=0) else (token,)


def _together(first: str, second: str, lexicon: Lexicon) -> int:
    if is_marked(first) or is_marked(second):
        return lexicon.pair(first, second)
    forms = [[form for form, _ in lexicon.forms(one)[:MOST]] or [one] for one in (first, second)]
    return max(lexicon.pair(one, other) for one in forms[0] for other in forms[1])


def _readings(word: str, lexicon: Lexicon, *, restored: bool) -> list[Reading]:
    """What the word may be, the cheapest first; as typed alone where nothing better is known."""
    itself = Reading(word, 0.0, 1, "typed")
    if not word.isalpha():
        return [itself]
    folded = strip_marks(word)
    forms = lexicon.forms(folded)
    counts = dict(forms)
    if word in counts and not (restored and not is_marked(word)):
        return [Reading(word, 0.0, counts[word], "typed")]
    if forms and (restored or is_marked(word)):
        how: How = "restored" if word == folded else "corrected"
        made = [Reading(form, _mark_cost(word, form, folded), count, how) for form, count in forms[: 2 * MOST]]
        return cheapest(made if how == "restored" else [*made, *_corrected(word, lexicon, _SLIP)])
    if lexicon.is_known(folded):
        return [Reading(word, 0.0, max(1, lexicon.count(folded).total), "typed")]
    return cheapest(_corrected(word, lexicon, _SLIP)) or [itself]


def _left_unmarked(flat: Sequence[str], lexicon: Lexicon) -> Iterator[int]:
    """Places of words without marks, in a text that has some, which nobody writes so beside their neighbours."""
    for place, word in enumerate(flat):
        if is_marked(word) or not telex.is_syllable(word):
            continue
        beside = [*pairwise(flat[max(0, place - 1) : place + 2])]
        if not any(lexicon.are_together(*pair) for pair in beside):
            yield place


def _marked(word: str, lexicon: Lexicon) -> list[Reading]:
    """What a word without marks may be with them: at a cost where it is a word as it stands."""
    forms = lexicon.forms(word)[: 2 * MOST]
    cost = _UNMARKED if any(form == word for form, _ in forms) else 0.0
    return [Reading(form, cost, count, "restored") for form, count in forms if form != word]


def _as_its_neighbours(
    place: int, best: Sequence[list[Reading]], flat: Sequence[str], lexicon: Lexicon
) -> list[Reading]:
    """Where some marks were typed, others are restored only to what is known beside a neighbour."""
    if best[place][0].how != "restored":
        return best[place]
    words = [readings[0].word for readings in best[max(0, place - 1) : place + 2]]
    is_known = any(lexicon.pair(*pair) for pair in pairwise(words))
    return best[place] if is_known else [Reading(flat[place], 0.0, 1, "typed")]


def _alone(readings: Sequence[Sequence[Reading]], lexicon: Lexicon) -> Iterator[int]:
    """Places of known words that no text of the index has, and that are not seen beside their neighbours."""
    for place, here in enumerate(readings):
        if here[0].how == "corrected" or not here[0].word.isalpha() or lexicon.has(strip_marks(here[0].word)):
            continue
        before = readings[place - 1] if place else ()
        after = readings[place + 1] if place + 1 < len(readings) else ()
        beside = [(one.word, own.word) for own in here for one in before]
        beside += [(own.word, one.word) for own in here for one in after]
        if not any(lexicon.pair(*pair) for pair in beside):
            yield place


def _beside(place: int, readings: Sequence[Sequence[Reading]], lexicon: Lexicon) -> Iterator[Reading]:
    """Of a syllable as good as any, a name perhaps: only what is known beside neighbours that are right."""
    before = [one.word for one in readings[place - 1] if one.how != "corrected"] if place else []
    after = [one.word for beside in readings[place + 1 : place + 2] for one in beside if one.how != "corrected"]
    for one in readings[place]:
        pairs = [(first, one.word) for first in before] + [(one.word, last) for last in after]
        if any(lexicon.pair(*pair) for pair in pairs):
            yield one


def _corrected(word: str, lexicon: Lexicon, slip: float) -> list[Reading]:
    """`slip`: what it costs."""
    folded = strip_marks(word)
    made: list[Reading] = []
    for other in spelling.near(folded, lexicon):
        counts = dict(lexicon.forms(other))
        english = lexicon.count(other).english
        if english and not is_marked(word):
            counts[other] = counts.get(other, 0) + english
        made += [
            Reading(form, slip + _mark_cost(word, form, folded), count, "corrected") for form, count in counts.items()
        ]
    return made


def _mark_cost(word: str, form: str, folded: str) -> float:
    """Marks that differ from those that were typed; none were typed: none differ."""
    if word == folded:
        return 0.0
    (letters, tone), (others, other_tone) = telex.toneless(word), telex.toneless(form)
    slips = spelling.distance(letters, others) - (strip_marks(form) != folded)
    return (max(0, slips) + (tone != other_tone)) * _SLIP / 3


def _meant(token: str, ranked: Sequence[Sequence[Reading]], *, was_decoded: bool, is_alone: bool) -> Meant:
    words = tuple(readings[0].word for readings in ranked)
    if words == (token,):
        return Meant(token, words)
    ways = {readings[0].how for readings in ranked}
    if was_decoded:
        return Meant(token, words, "decoded")
    if len(words) > 1:
        return Meant(token, words, "corrected")
    guesses = tuple(reading.word for reading in ranked[0])
    if "corrected" not in ways:
        return Meant(token, words, "restored") if len(guesses) == 1 else Meant(token, (token,), guesses=guesses)
    spellings = guesses if is_marked(token) else set(map(strip_marks, guesses))
    is_clear = not is_alone or not _VOWELS.isdisjoint(strip_marks(guesses[0]))
    if is_clear and (len(spellings) == 1 or len(token) >= _LONG):
        return Meant(token, words, "corrected")
    return Meant(token, (token,), guesses=guesses)
