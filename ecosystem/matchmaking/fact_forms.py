"""The forms of facts: when two values differ enough to be told, and their words in both languages."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from ecosystem.catalogue.money import price_text
from ecosystem.kernel.access.language import writing_in, written_day
from ecosystem.search.language.normalise import is_marked
from ecosystem.startups.common_words import common_words
from ecosystem.taxonomy.vocabularies import Vocabularies

Words = Mapping[str, str]
"""From language ("vi", "en") to what is read in it."""

NOT_STATED: Final[Words] = {"vi": "chưa công bố", "en": "not yet stated"}
_PEOPLE: Final[Words] = {"vi": "{} người", "en": "{} people"}
_LEAST_CHANGE: Final = Decimal("0.1")
"""Numbers count as changed from a tenth of the larger one on."""
_VIETNAMESE_SIGNS: Final = str.maketrans(",.", ".,")


class Form(ABC):
    """How the values of a fact are compared and said. Values are JSON, and never empty."""

    def differ(self, before: Any, now: Any) -> bool:
        return bool(before != now)

    def words(self, value: Any, vocabularies: Vocabularies) -> Words:
        return {language: self.text(value, vocabularies, language) for language in ("vi", "en")}

    def shortened(self, before: Any, now: Words, vocabularies: Vocabularies) -> Words:
        """The words of `before`, which stand in front of those of `now`."""
        del now
        return self.words(before, vocabularies)

    @abstractmethod
    def text(self, value: Any, vocabularies: Vocabularies, language: str) -> str:
        """The value in words of `language`."""


class _Number(Form):
    """Ends alike are said once: 120, then 180 million dong."""

    def shortened(self, before: Any, now: Words, vocabularies: Vocabularies) -> Words:
        return {
            language: _without_shared_end(text, now[language])
            for language, text in self.words(before, vocabularies).items()
        }


class Amount(_Number):
    """{"low": 8000000000, "high": null, "currency": "VND"}; an end that is null is open."""

    def differ(self, before: Any, now: Any) -> bool:
        ends = ((before[end], now[end]) for end in ("low", "high"))
        return bool(before["currency"] != now["currency"]) or any(_apart(one, other) for one, other in ends)

    def text(self, value: Any, vocabularies: Vocabularies, language: str) -> str:  # noqa: ARG002 -- as others need it
        return price_text(value["low"], value["high"], value["currency"], language)


class Count(_Number):
    """{"low": 12, "high": 20} people."""

    def differ(self, before: Any, now: Any) -> bool:
        return any(_apart(before[end], now[end]) for end in ("low", "high"))

    def text(self, value: Any, vocabularies: Vocabularies, language: str) -> str:  # noqa: ARG002 -- as others need it
        ends = dict.fromkeys(_number(value[end], language) for end in ("low", "high"))
        return _PEOPLE[language].format("–".join(ends))


class Figure(_Number):
    """{"value": "120", "unit": "triệu đồng"}; a common unit is read in either language, whichever it was typed in.

    Another Vietnamese one is left out in English.
    """

    def differ(self, before: Any, now: Any) -> bool:
        return bool(before["unit"] != now["unit"]) or _apart(Decimal(before["value"]), Decimal(now["value"]))

    def text(self, value: Any, vocabularies: Vocabularies, language: str) -> str:  # noqa: ARG002 -- as others need it
        return f"{_number(value['value'], language)} {_unit(value['unit'], language)}".strip()


class Level(Form):
    """A level of technology readiness, 1 to 9."""

    def text(self, value: Any, vocabularies: Vocabularies, language: str) -> str:  # noqa: ARG002 -- as others need it
        return f"TRL {value}"


class Day(Form):
    """An ISO date."""

    def text(self, value: Any, vocabularies: Vocabularies, language: str) -> str:  # noqa: ARG002 -- as others need it
        return written_day(date.fromisoformat(value), language)


@dataclass(frozen=True)
class Code(Form):
    """A term of the vocabulary."""

    vocabulary: str

    def text(self, value: Any, vocabularies: Vocabularies, language: str) -> str:
        return vocabularies.label(self.vocabulary, value, language)


@dataclass(frozen=True)
class Codes(Form):
    """Terms of the vocabulary, sorted by code."""

    vocabulary: str

    def text(self, value: Any, vocabularies: Vocabularies, language: str) -> str:
        return "; ".join(vocabularies.label(self.vocabulary, code, language) for code in value)


class Rights(Form):
    """[kind, status] of each intellectual property right, sorted; a status that is not stated is ""."""

    def text(self, value: Any, vocabularies: Vocabularies, language: str) -> str:
        return "; ".join(self._right(kind, status, vocabularies, language) for kind, status in value)

    def _right(self, kind: str, status: str, vocabularies: Vocabularies, language: str) -> str:
        name = vocabularies.label("ip", kind, language)
        return f"{name} ({vocabularies.label('right_status', status, language)})" if status else name


def _apart(one: Decimal | int | None, other: Decimal | int | None) -> bool:
    """Whether two ends or values differ by a tenth of the larger one or more; an open end differs from any number."""
    if one is None or other is None:
        return one is not other
    first, second = Decimal(one), Decimal(other)
    return first != second and abs(first - second) >= _LEAST_CHANGE * max(abs(first), abs(second))


def _unit(typed: str, language: str) -> str:
    with writing_in(language):
        common = common_words(typed, "vi" if language == "en" else "en")
    return common or ("" if language == "en" and is_marked(typed) else typed)


def _number(value: int | str, language: str) -> str:
    text = f"{Decimal(value).normalize():,f}"
    return text if language == "en" else text.translate(_VIETNAMESE_SIGNS)


def _without_shared_end(text: str, other: str) -> str:
    """`text` without the last words that `other` ends in too; numbers stay."""
    words, others = text.split(" "), other.split(" ")
    while words[-1] == others[-1] and not any(sign.isdigit() for sign in words[-1]):
        words.pop()
        others.pop()
    return " ".join(words)
