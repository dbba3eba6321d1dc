"""What a technology and a startup have in common, as sentences; no deals stand behind them, and it says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.matching.terms import is_technology_specific
from ecosystem.matchmaking.reader import Reader
from ecosystem.matchmaking.told import Line, Told
from ecosystem.matchmaking.wording import number_of, whole
from ecosystem.matchmaking.words import as_it_stands
from ecosystem.search.language.normalise import as_written, is_marked

if TYPE_CHECKING:
    from ecosystem.matching.constraints import Obstacle
    from ecosystem.matching.explanation import Explanation, Part

AVERAGE: Final = 1.0
"""What readiness, price and place alone may add up to: no sector and no word in common is no fit."""
_TRIAL, DEPLOYMENT = 4, 7
BY_HAND: Final = N_("By rules set by hand: no transfer of a technology to a startup is recorded yet.")


def told(explanation: Explanation, reader: Reader, based_on: Message = BY_HAND) -> Told:
    """Every reason as a line, the weightiest first."""
    lines = [
        Line(NAMES[part.term], _SENTENCES[part.term](part, reader), part.contribution)
        for reason in explanation.reasons
        for part in reason.parts
    ]
    whole_lines = tuple(Line(one.name, one.words, one.points, (one,)) for one in lines)
    return Told(explanation.score, whole_lines, based_on, average=AVERAGE, is_specific=_is_specific(explanation))


def _is_specific(explanation: Explanation) -> bool:
    """As the list counts it, see `TechnologyMatcher`."""
    parts = {part.term: part for reason in explanation.reasons for part in reason.parts}
    words = parts["words"].contribution if "words" in parts else 0.0
    return is_technology_specific(words, len(_common(parts["sector"])) if "sector" in parts else 0)


def _common(part: Part) -> list[str]:
    return [one for one in str(part.facts.get("sectors") or "").split(", ") if one]


def between(obstacle: Obstacle, reader: Reader) -> Message:
    """What cannot fit, with its number."""
    if obstacle.kind == "trl_below":
        return N_("The technology is %(levels)s levels below the readiness asked for", levels=round(obstacle.gap or 0))
    gap = reader.money(obstacle.gap, obstacle.gap)
    return N_("The price is %(gap)s above all that the startup seeks, %(ask)s", gap=gap, ask=reader.ask())


def _words(part: Part, reader: Reader) -> Message:
    phrases = [as_written(one) for one in str(part.facts.get("words") or "").split(", ")]
    words = ", ".join(as_it_stands(one, *reader.texts) for one in phrases)
    if reader.language == "en" and any(_is_vietnamese(one, reader) for one in phrases):
        return N_("Both speak of, in Vietnamese: %(words)s", words=words)
    return N_("Both speak of: %(words)s", words=words)


def _is_vietnamese(phrase: str, reader: Reader) -> bool:
    """Its marks say so, or those of the text in which it stands; short forms are of no language."""
    return is_marked(phrase) or (phrase.islower() and any(map(is_marked, reader.startup.words)))


def _sector(part: Part, reader: Reader) -> Message:
    codes = _common(part)
    if not codes:
        return N_("No sector in common")
    return N_("The same sector: %(sectors)s", sectors=reader.labels("sector", codes))


def _trl(part: Part, _reader: Reader) -> Message:
    """By the three phases that levels are told in: research to 3, trial to 6, deployment from 7 on."""
    trl = whole(part, "trl")
    if trl >= DEPLOYMENT:
        return N_("The technology is in deployment: TRL %(trl)s", trl=trl)
    if part.contribution > 0:
        return N_("The technology is at the end of its trials: TRL %(trl)s", trl=trl)
    if trl >= _TRIAL:
        return N_("The technology is still in trials: TRL %(trl)s", trl=trl)
    return N_("The technology is still in research: TRL %(trl)s", trl=trl)


def _price(part: Part, reader: Reader) -> Message:
    words = {"price": reader.price(number_of(part, "price")), "ask": reader.ask()}
    if part.contribution > 0:
        return N_("The price of %(price)s is small beside the amount sought, %(ask)s", **words)
    return N_("The price of %(price)s is more than a tenth of the amount sought, %(ask)s", **words)


def _place(part: Part, reader: Reader) -> Message:
    places = {name: reader.place(str(part.facts.get(name) or "")) for name in ("technology", "startup")}
    if part.contribution < 0:
        return N_("In different countries: %(technology)s and %(startup)s", **places)
    if places["technology"] == places["startup"]:
        return N_("In the same place: %(startup)s", **places)
    return N_("In the same region: %(technology)s and %(startup)s", **places)


NAMES: Final[Mapping[str, Message]] = {
    "words": N_("Words in common"),
    "sector": N_("Sector"),
    "trl": N_("Readiness (TRL)"),
    "price": N_("Price"),
    "place": N_("Place"),
}
_SENTENCES: Final[Mapping[str, Callable[[Part, Reader], Message]]] = {
    "words": _words,
    "sector": _sector,
    "trl": _trl,
    "price": _price,
    "place": _place,
}
