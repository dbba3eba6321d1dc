"""Technology offers and startups: by words, sector, readiness, price and place. No deals stand behind it.

Where investors' deals say what counts, here the weights are set by hand until transfers are recorded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from math import log, log10, sqrt
from typing import Final

from ecosystem.matching.constraints import Obstacle
from ecosystem.matching.evidence import Facts
from ecosystem.matching.explanation import Explanation, Part, Reason
from ecosystem.matching.matcher import Match, Matches
from ecosystem.matching.phrases import BREAK, Phrase, shared_phrases
from ecosystem.matching.profiles import StartupProfile
from ecosystem.matching.terms import is_technology_specific, tenths

HAND_WEIGHTS: Final[Mapping[str, float]] = {"words": 6.0, "sector": 1.5, "trl": 0.5, "price": 0.5, "place": 0.5}
_GRAIN: Final = 2.0**16
_MIDDLE_TRL, _TRL_REACH = 5, 4
_CHEAP: Final = 0.1
"""A price of a tenth of what the startup raises speaks neither for nor against."""
_TOLD_PHRASES: Final = 4
_COMMON, _COMMON_SHARE = 5, 0.04
"""A word that more texts have than this, and than this share of all, says nothing of any of them."""


@dataclass(frozen=True, slots=True)
class TechnologyProfile:
    """What an offer says of itself. `trl` is 1 to 9; prices are in the currency of the startups' amounts.

    `words` are those of its texts in their order, as the caller's language work makes them, the same way as for
    startups: whole words, `BREAK` where two do not stand beside one another.
    """

    id: str
    words: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    trl: int | None = None
    price_from: float | None = None
    price_to: float | None = None
    country: str = ""
    region: str = ""
    city: str = ""

    @property
    def least_price(self) -> float | None:
        return self.price_from or self.price_to or None


def technology_obstacles(
    technology: TechnologyProfile,
    startup: StartupProfile,
    least_trl: int = 1,
    relaxed: AbstractSet[str] = frozenset(),
) -> list[Obstacle]:
    """`trl_below`: the gap is in levels; `price_above_ask`: in money."""
    found = []
    if technology.trl is not None and technology.trl < least_trl:
        found.append(Obstacle("trl_below", gap=float(least_trl - technology.trl)))
    price, asked = technology.least_price, startup.largest_amount
    if price and asked and price > asked:
        found.append(Obstacle("price_above_ask", gap=price - asked))
    return [one for one in found if one.kind not in relaxed]


@dataclass(frozen=True)
class TechnologyMatcher:
    """All offers and startups; words that few of them have count for more, and those of many for nothing.

    `is_half`: whether a word says nothing by itself, only as a part of a longer phrase that both texts have.
    """

    technologies: Sequence[TechnologyProfile]
    startups: Sequence[StartupProfile]
    is_half: Callable[[str], bool] = lambda _word: False
    _vectors: dict[tuple[str, ...], Mapping[str, float]] = field(default_factory=dict)

    def technologies_for(
        self, startup: StartupProfile, count: int, least_trl: int = 1, relaxed: AbstractSet[str] = frozenset()
    ) -> Matches:
        """The first `count` offers that fit, and those before the last of them that cannot."""
        return _first([self.match(one.id, one, startup, least_trl, relaxed) for one in self.technologies], count)

    def startups_for(
        self, technology: TechnologyProfile, count: int, least_trl: int = 1, relaxed: AbstractSet[str] = frozenset()
    ) -> Matches:
        """The startups that could use it, by the same score."""
        return _first([self.match(one.id, technology, one, least_trl, relaxed) for one in self.startups], count)

    def match(
        self,
        other: str,
        technology: TechnologyProfile,
        startup: StartupProfile,
        least_trl: int = 1,
        relaxed: AbstractSet[str] = frozenset(),
    ) -> Match:
        """The two as a place in the list of one of them, where `other` is the id of the other."""
        parts = {name: contribution for name, _, contribution in self._terms(technology, startup)}
        return Match(
            other,
            sum(parts.values()),
            tuple(technology_obstacles(technology, startup, least_trl, relaxed)),
            is_specific=is_technology_specific(parts["words"], len(set(technology.sectors) & set(startup.sectors))),
        )

    def score(self, technology: TechnologyProfile, startup: StartupProfile) -> float:
        return sum(contribution for _, _, contribution in self._terms(technology, startup))

    def explain(self, technology: TechnologyProfile, startup: StartupProfile) -> Explanation:
        """Each term is a reason of its own; there are no more of them than are shown."""
        reasons = [
            Reason(part.term, part.contribution, (part,))
            for part in self._parts(technology, startup)
            if part.contribution
        ]
        reasons.sort(key=lambda one: -abs(one.contribution))
        return Explanation(sum((one.contribution for one in reasons), start=0.0), reasons, 0.0, ())

    def _parts(self, technology: TechnologyProfile, startup: StartupProfile) -> Iterator[Part]:
        for name, value, contribution in self._terms(technology, startup):
            yield Part(name, contribution, value, HAND_WEIGHTS[name], self._facts(name, technology, startup))

    def _terms(self, technology: TechnologyProfile, startup: StartupProfile) -> Iterator[tuple[str, float, float]]:
        """Name, value and contribution, in tenths of a point: weights set by hand are no more exact than that.

        So a sentence has the same number wherever it stands. Kept as multiples of 2**-16, whose sums are exact.
        """
        values = {
            "words": self._likeness(technology.words, startup.words),
            "sector": _sector(technology.sectors, startup.sectors),
            "trl": 0.0 if technology.trl is None else (technology.trl - _MIDDLE_TRL) / _TRL_REACH,
            "price": _price(technology.least_price, startup.typical_amount),
            "place": _place(technology, startup),
        }
        for name, value in values.items():
            yield name, value, round(tenths(value * HAND_WEIGHTS[name]) / 10 * _GRAIN) / _GRAIN

    def _facts(self, name: str, technology: TechnologyProfile, startup: StartupProfile) -> Facts:
        """What the sentence of a term needs."""
        if name == "words":
            return {"words": ", ".join(self._shared(technology.words, startup.words)[:_TOLD_PHRASES])}
        if name == "sector":
            return {"sectors": ", ".join(sorted(set(technology.sectors) & set(startup.sectors)))}
        if name == "trl":
            return {"trl": None if technology.trl is None else float(technology.trl)}
        if name == "price":
            return {"price": technology.least_price, "asked": startup.typical_amount}
        return {"technology": technology.city or technology.country, "startup": startup.city or startup.country}

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        texts = [set(words) for words in [*(t.words for t in self.technologies), *(s.words for s in self.startups)]]
        holding = Counter(word for words in texts for word in words)
        most = max(_COMMON, _COMMON_SHARE * len(texts))
        return {word: log((len(texts) + 1) / (count + 0.5)) for word, count in holding.items() if count <= most}

    def _vector(self, words: tuple[str, ...]) -> Mapping[str, float]:
        if words not in self._vectors:
            self._vectors[words] = self._weights(words)
        return self._vectors[words]

    def _weights(self, words: tuple[str, ...]) -> Mapping[str, float]:
        """The weight of each word of a text, of length 1 together."""
        counts = sorted(Counter(word for word in words if word != BREAK).items())
        weights = {word: self._rarity.get(word, 0.0) * (1 + log(n)) for word, n in counts}
        length = sqrt(sum(value**2 for value in weights.values()))
        return {word: value / length for word, value in weights.items()} if length else {}

    def _likeness(self, left: tuple[str, ...], right: tuple[str, ...]) -> float:
        """The cosine, 0 to 1, by the words of phrases that say something."""
        mine, other = self._vector(left), self._vector(right)
        if not any(mine[word] and word in other for word in mine):
            return 0.0
        told = sorted({word for phrase in self._telling(left, right) for word in phrase})
        return sum(mine[word] * other[word] for word in told)

    def _telling(self, left: Sequence[str], right: Sequence[str]) -> list[Phrase]:
        """The longest phrases that both texts have and that say something."""
        return [one for one in shared_phrases(left, right) if self._says_something(one)]

    def _says_something(self, phrase: Phrase) -> bool:
        is_whole = len(phrase) > 1 or not self.is_half(phrase[0])
        return is_whole and any(self._rarity.get(word) for word in phrase)

    def _shared(self, left: Sequence[str], right: Sequence[str]) -> list[str]:
        """What tells, that of the rarest words first."""

        def rarity(phrase: Phrase) -> float:
            return sum(self._rarity.get(word, 0.0) for word in phrase)

        ordered = sorted(self._telling(left, right), key=lambda phrase: (-rarity(phrase), phrase))
        return [" ".join(phrase) for phrase in ordered]


def _first(found: Sequence[Match], count: int) -> Matches:
    ordered = sorted(found, key=lambda one: (-one.score, one.id))
    fitting = [one for one in ordered if not one.obstacles][:count]
    last = fitting[-1].score if len(fitting) == count and fitting else float("-inf")
    return Matches(fitting, [one for one in ordered if one.obstacles and one.score >= last])


def _sector(left: Sequence[str], right: Sequence[str]) -> float:
    """The common share of the fewer; unknown 0, nothing in common a little against."""
    if not left or not right:
        return 0.0
    common = len(set(left) & set(right)) / min(len(set(left)), len(set(right)))
    return common or -0.2


def _price(price: float | None, asked: float | None) -> float:
    """How much of the money raised the price takes, on the scale of ratios; within -1 and 1."""
    if not price or not asked:
        return 0.0
    return min(1.0, max(-1.0, log10(_CHEAP * asked / price)))


def _place(technology: TechnologyProfile, startup: StartupProfile) -> float:
    """The same city 1, region a half, another country a half against; unknown 0."""
    if technology.country and startup.country and technology.country != startup.country:
        return -0.5
    if technology.city and technology.city == startup.city:
        return 1.0
    return 0.5 if technology.region and technology.region == startup.region else 0.0
