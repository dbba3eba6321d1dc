"""Texts as whole words, by which technologies and startups are compared.

Vietnamese writes syllables apart, and most of its words have two or more: the glossary's keys say which belong
together. "Xử lý nước thải" is "xử lý" and "nước thải"; "lý nước" is no word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from ecosystem.matching.phrases import BREAK
from ecosystem.search.language.normalise import as_written, normalise, strip_marks, tokens_of
from ecosystem.search.language.telex import is_syllable

IsWord = Callable[[tuple[str, ...]], bool]
"""Whether these syllables, normalised, are a word."""
IsHalf = Callable[[str], bool]
"""Whether a word tells something only inside a longer phrase."""

_SAYING_NOTHING: Final = (
    "và của cho các là với ở từ trong không những một đến để được có về theo tại bằng hoặc này khi sau trước dưới trên "
    "mà thì ra vào cả như do bị rồi đã đang sẽ chứ cũng nhưng mỗi hơn lại đó nào còn chỉ nhờ giúp qua lên xuống thành "
    "ngày giờ năm tháng tuần phút lần loại bộ cái chiếc người nhà nơi chỗ mức phần việc cách dùng làm đo báo giữ giảm "
    "tăng thay ăn đi bán mua chạy đặt lấy gọi cao thấp lớn nhỏ mới cũ dài ngắn ít nhiều nhanh chậm tốt rẻ nặng nhẹ "
    "số xưởng hộ bên cỡ kiểu riêng giữa đều vừa quá rất thêm khác cùng nhau mọi từng gắn ghi viết nói nhận kéo hỏng "
    "quanh nút điểm chuẩn"
)
_EMPTY: Final = frozenset(_SAYING_NOTHING.split())
"""Syllables that say nothing of what a text is about."""
_SHORTEST: Final = 4
"""Letters of an English word that may say something by itself."""
_LONGEST: Final = 3
"""Syllables of a word; longer keys are phrases."""
_A_WORD: Final = 2
"""Syllables of most words."""
_LONGEST_SHORT_FORM: Final = 6
_ENDS: Final = re.compile(r"[^\w\s'’-]+")
"""What parts two words though they are neighbours."""
_TOKEN: Final = re.compile(r"[^\W_]+")
_JOINED: Final = re.compile(r"(?:-[^\W_]+)+")
_BEGIN: Final = re.compile(r"(?:^|[.!?:]\s|\n)\W*\Z")
_Cut = tuple[int, int, int]


def words_of(texts: Iterable[str | Sequence[str] | None], *, is_vietnamese: bool, is_word: IsWord) -> tuple[str, ...]:
    """In the order of the texts, with `BREAK` where two words do not stand beside one another.

    Short forms in capitals (AI, IoT) keep them: in small letters some are other words.
    """
    found: list[str] = []
    for text in texts:
        for piece in [text] if isinstance(text, str) else text or ():
            for clause in _ENDS.split(piece):
                tokens = _tokens(clause)
                found += [*(_vietnamese(tokens, is_word) if is_vietnamese else _english(tokens)), BREAK]
    return tuple(found)


def as_it_stands(phrase: str, one: str, other: str) -> str:
    """A phrase of two texts with the capitals and hyphens that they have; as it is where neither has it so.

    Of several the one with the fewest capitals: a title, or the beginning of a sentence, says nothing of a name.
    """
    words = phrase.split()
    found = [list(_places(words, text)) for text in (one, other)]
    in_both = {whole.lower() for _, whole in found[0]} & {whole.lower() for _, whole in found[1]}
    written = [whole if whole.lower() in in_both else plain for places in found for plain, whole in places]
    return min(written, key=_capitals, default=phrase)


def _places(words: Sequence[str], text: str) -> Iterator[tuple[str, str]]:
    """Where the words stand, apart by a space or a hyphen: they alone, and with what a hyphen adds to them."""
    tokens = list(_TOKEN.finditer(text))
    for first in range(len(tokens) - len(words) + 1):
        here = tokens[first : first + len(words)]
        start, end = here[0].start(), here[-1].end()
        gaps = (text[one.end() : next_one.start()] for one, next_one in pairwise(here))
        if all(map(_is_word, here, words)) and all(gap in {" ", "-"} for gap in gaps):
            added = _JOINED.match(text, end)
            wholes = [text[start:end], text[start : added.end() if added else end]]
            plain, whole = [_small(one) if _BEGIN.search(text, 0, start) else one for one in wholes]
            yield plain, whole


def _is_word(token: re.Match[str], word: str) -> bool:
    """A short form is one in its capitals alone."""
    return token[0] == word if word != word.lower() else as_written(normalise(token[0])) == word


def _small(begin: str) -> str:
    return begin if _capitals(begin) > 1 else begin[0].lower() + begin[1:]


def _capitals(text: str) -> int:
    return sum(map(str.isupper, text))


def half_words(names: Iterable[str]) -> IsHalf:
    """What says nothing by itself: one Vietnamese syllable (máy, nước), as most words have two; a word of `names`.

    `names` are the words of the sectors' names: sectors are compared by themselves.
    """
    named = frozenset(names)
    return lambda word: word in named or (" " not in word and is_syllable(strip_marks(word)))


def _tokens(text: str) -> list[str]:
    normalised, written = tokens_of(normalise(text)), tokens_of(text)
    if len(normalised) != len(written):
        return normalised
    return [as_is if _is_short_form(as_is) else token for token, as_is in zip(normalised, written, strict=True)]


def _is_short_form(token: str) -> bool:
    return token.isascii() and 1 < len(token) <= _LONGEST_SHORT_FORM and token[1:] != token[1:].lower()


def _english(tokens: Iterable[str]) -> list[str]:
    says = (len(one) >= _SHORTEST or _is_short_form(one) for one in tokens)
    return [one if it_does and not one.isdigit() else BREAK for one, it_does in zip(tokens, says, strict=True)]


def _vietnamese(tokens: Sequence[str], is_word: IsWord) -> list[str]:
    """Known words, and two neighbours outside them; a syllable alone where it is a word, or no Vietnamese at all.

    As people write them, since sentences name them: quản lý, not quản lí.
    """
    found: list[str] = []
    for is_known, cuts in groupby(_cuts(tokens, is_word), key=lambda cut: cut[1] - cut[0] > 1):
        texts = [" ".join(tokens[start:end]) for start, end in cuts]
        found += texts if is_known else _outside(texts, is_word)
    return list(map(as_written, found))


def _outside(syllables: Sequence[str], is_word: IsWord) -> list[str]:
    """What stands between known words."""
    if len(syllables) == _A_WORD and not any(map(_says_nothing, syllables)):
        return [" ".join(syllables)]
    return [one if _says_alone(one, is_word) else BREAK for one in syllables]


def _says_nothing(syllable: str) -> bool:
    return syllable in _EMPTY or syllable.isdigit()


def _says_alone(syllable: str, is_word: IsWord) -> bool:
    if _says_nothing(syllable):
        return False
    return is_word((syllable,)) or _is_short_form(syllable) or (syllable.isascii() and len(syllable) >= _SHORTEST)


def _cuts(tokens: Sequence[str], is_word: IsWord) -> list[tuple[int, int]]:
    """Where words begin and end: as few syllables outside known words as can be, then as many words."""
    best: list[_Cut] = [(0, 0, 0)]
    for end in range(1, len(tokens) + 1):
        left_out, words, _ = best[end - 1]
        choices: list[_Cut] = [(left_out + 1, words, end - 1)]
        for start in range(max(0, end - _LONGEST), end - 1):
            if is_word(tuple(tokens[start:end])):
                left_out, words, _ = best[start]
                choices.append((left_out, words - 1, start))
        best.append(min(choices))
    cuts: list[tuple[int, int]] = []
    end = len(tokens)
    while end:
        start = best[end][2]
        cuts.append((start, end))
        end = start
    return cuts[::-1]
