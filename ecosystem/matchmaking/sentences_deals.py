"""Sentences about an attribute of the startup: how many of the investor's deals had it, whether its thesis names it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import exp
from typing import TYPE_CHECKING, Final

from ecosystem.kernel import clock
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.matching.profiles import CONSECUTIVE_STAGES
from ecosystem.matchmaking.reader import Reader
from ecosystem.matchmaking.wording import decimal, number_of, whole

if TYPE_CHECKING:
    from ecosystem.matching.explanation import Part

_MANY, _FEW = 1.2, 0.8
"""From where on a share of deals is told as above or below the average."""
_APART: Final = 1.5
"""Times that a multiple may differ from the one that points are made of without a word."""
_TOLD_TIMES: Final = 3
"""Of fewer deals no multiple of the average is told."""
_HUGE: Final = 10.0
"""From where on the number itself is more exact than what is known."""
_OLDEST: Final = 15
"""Years; as in `matching.attributes`."""
_MOST_SECTORS: Final = 2
_OR: Final[Mapping[str, tuple[str, str]]] = {
    "vi": (" hoặc ", " hoặc lĩnh vực khác của doanh nghiệp"),
    "en": (" or ", " or others of its sectors"),
}

STAGES: Final[Mapping[str, Message]] = {
    "seed": N_("pre-seed or seed rounds"),
    "a": N_("series A rounds"),
    "b": N_("series B rounds"),
    "c+": N_("series C rounds or later"),
    "unattributed": N_("venture rounds without a letter"),
    "debt": N_("loans"),
    "private_equity": N_("private equity rounds"),
    "grant": N_("grants"),
    "other": N_("other rounds"),
}
"""The stages of `matching.profiles` in words; what it does not tell apart is named together."""


def about_deals(part: Part, reader: Reader) -> Message:
    """The sentence of an attribute's term: deals first, then what is declared."""
    value = ATTRIBUTES[part.term]
    deals, of = whole(part, "deals"), whole(part, "of")
    if part.facts.get("declared"):
        return _declared(part, reader, value, deals, of)
    if of == 0:
        return _undeclared(part, reader, value)
    return _deals(part, reader, value, deals, of)


def _declared(part: Part, reader: Reader, value: Value, deals: int, of: int) -> Message:
    words = {"thesis": reader.thesis, "value": value.named(reader), "deals": deals, "of": of}
    if of == 0 and part.contribution < 0:
        return N_("%(thesis)s covers %(value)s, but other things have more of it than on the average", **words)
    if of == 0:
        return N_("%(thesis)s covers %(value)s", **words)
    if deals == 0:
        return N_("%(thesis)s covers %(value)s; no startup backed so far is like that", **words)
    if part.contribution < 0:
        # Naming much, or having few deals, counts for less than what everybody has; the deals may still all be alike.
        return N_(
            "%(thesis)s covers %(value)s, but other things have more of it than on the average; "
            "startups like that: %(deals)s of the last %(of)s",
            **words,
        )
    if of == 1:
        return N_("%(thesis)s covers %(value)s; so is the only startup backed so far", **words)
    return N_("%(thesis)s covers %(value)s; startups like that: %(deals)s of the last %(of)s", **words)


def _undeclared(part: Part, reader: Reader, value: Value) -> Message:
    words = {"thesis": reader.thesis, "value": value.named(reader)}
    if part.contribution > 0:
        return N_("%(thesis)s covers what is near %(value)s", **words)
    return N_("%(thesis)s does not cover %(value)s", **words)


def _deals(part: Part, reader: Reader, value: Value, deals: int, of: int) -> Message:
    what, latest = value.was(part, reader), reader.latest(of, is_all=of >= whole(part, "latest"))
    if deals == 0:
        return _none(part, what, latest, of)
    if of == 1:
        return N_("The only startup recorded as backed %(what)s", what=what)
    plain, counted = number_of(part, "times") or 1.0, exp(part.value)
    words = {"deals": deals, "latest": latest, "what": what, "times": decimal(_told(counted), reader.language)}
    told = _above(plain, counted, deals) if part.contribution > 0 else _below(plain)
    return Message(told.id, words)


def _above(plain: float, counted: float, deals: int) -> Message:
    """`plain` is how many times the average share; `counted` is what that is worth where deals are few or old.

    The multiple is the one that the points are made of: the same one stands with the same points.
    """
    if plain >= _MANY and (deals < _TOLD_TIMES or counted < _MANY):
        return N_("%(deals)s of %(latest)s %(what)s, more than the average")
    if plain >= _MANY and counted >= _HUGE:
        return N_("%(deals)s of %(latest)s %(what)s, more than ten times the average")
    if plain >= _MANY and plain > _APART * counted:
        return N_("%(deals)s of %(latest)s %(what)s; few or old ones counting less, %(times)s times the average")
    if plain >= _MANY:
        return N_("%(deals)s of %(latest)s %(what)s, %(times)s times the average")
    return N_(
        "%(deals)s of %(latest)s %(what)s; with recent ones counting more and similar ones in part, above average"
    )


def _below(times: float) -> Message:
    if times <= _FEW:
        return N_("%(deals)s of %(latest)s %(what)s, fewer than the average")
    return N_(
        "%(deals)s of %(latest)s %(what)s; with recent ones counting more and similar ones in part, below average"
    )


def _none(part: Part, what: Message, latest: Message, of: int) -> Message:
    if part.contribution > 0:
        return N_(
            "None of %(latest)s %(what)s; with older and similar ones counted, above the average",
            latest=latest,
            what=what,
        )
    if of == 1:
        return N_("The only startup recorded as backed is not one that %(what)s", what=what)
    return N_("None of %(latest)s %(what)s", latest=latest, what=what)


def _told(times: float) -> float:
    """Above three, tenths say nothing."""
    return times if times < 3 else float(round(times))


class Value:
    """An attribute's value in two forms: as what startups were when they were backed, and as what a thesis "names"."""

    def __init__(self, was: Callable[[Part, Reader], Message], named: Callable[[Reader], str | Message]) -> None:
        self.was = was
        self.named = named


def _sectors(reader: Reader) -> str:
    """A deal in any of them counts."""
    codes = reader.startup.sectors
    either, others = _OR[reader.language]
    words = either.join(reader.label("sector", code) for code in codes[:_MOST_SECTORS])
    return words + (others if len(codes) > _MOST_SECTORS else "")


def _named_sectors(reader: Reader) -> str | Message:
    """Of the startup's sectors those that the thesis covers; all of them where it covers none."""
    named = [code for code in reader.startup.sectors if reader.declared and code in reader.declared.sectors]
    if not named:
        return _sectors(reader)
    words = reader.labels("sector", named[:_MOST_SECTORS])
    more = len(named) - _MOST_SECTORS
    return N_("%(sectors)s and more of its sectors (%(count)s)", sectors=words, count=more) if more > 0 else words


def _stage(reader: Reader) -> Message:
    return STAGES.get(reader.startup.stage, STAGES["other"])


def _named_stage(reader: Reader) -> Message:
    """A thesis that names every round singles out none; one that names stages of companies names no round."""
    thesis, rounds = reader.declared, _stage(reader)
    if thesis is None or reader.startup.stage not in thesis.stages:
        return rounds
    if set(CONSECUTIVE_STAGES) <= set(thesis.stages):
        return N_("every round, %(rounds)s among them", rounds=rounds)
    if reader.startup.stage not in thesis.rounds:
        return N_("companies at a stage that usually asks for %(rounds)s", rounds=rounds)
    return rounds


def _named_country(reader: Reader) -> str | Message:
    """A province or a part of the country is not all of it."""
    thesis, country = reader.declared, reader.place(reader.startup.country)
    if thesis is None or not (thesis.regions or thesis.cities):
        return country
    return N_("a part of %(country)s", country=country)


def _named_amount(reader: Reader) -> Message:
    """A thesis states a cheque; which rounds it is for follows from that."""
    ask = reader.ask()
    if reader.declared is None:
        return N_("rounds of about %(amount)s", amount=ask)
    cheque = reader.cheque(reader.declared)
    return N_("rounds of about %(amount)s, going by a cheque of %(cheque)s", amount=ask, cheque=cheque)


def _age(_part: Part, reader: Reader) -> Message:
    """A year more or less counts as alike; all above fifteen years count as one."""
    founded = reader.startup.founded
    years = 0 if founded is None else max(0, clock.today().year - founded)
    if years < 1:
        return N_("had been founded that year or the year before")
    if years == 1:
        return N_("had existed for at most two years")
    if years >= _OLDEST - 1:
        return N_("had existed for %(years)s years or more at the time", years=min(years, _OLDEST) - 1)
    return N_("had existed for about %(years)s years", years=years)


def _owned(part: Part, reader: Reader) -> Message:
    if reader.owners == 0:
        return N_("had no recorded earlier investor")
    return N_("had %(count)s earlier investors", count=_span(part))


def _busiest(part: Part, reader: Reader) -> Message:
    if reader.owners == 0:
        return N_("had no recorded earlier investor")
    return N_("had a most active earlier investor with %(count)s startups backed", count=_span(part))


def _span(part: Part) -> str:
    """A bucket: "1", "2–3", "80+"."""
    low, high = whole(part, "low"), number_of(part, "high")
    if high is None:
        return f"{low}+"
    return str(low) if round(high) == low else f"{low}–{round(high)}"


def _in_place(code: Callable[[Reader], str], named: Callable[[Reader], str | Message] | None = None) -> Value:
    return Value(
        lambda _part, reader: N_("came from %(value)s", value=reader.place(code(reader))),
        named or (lambda reader: reader.place(code(reader))),
    )


ATTRIBUTES: Final[Mapping[str, Value]] = {
    "sector": Value(lambda _part, reader: N_("worked in %(value)s", value=_sectors(reader)), _named_sectors),
    "country": _in_place(lambda reader: reader.startup.country, _named_country),
    "region": _in_place(lambda reader: reader.startup.region),
    "city": _in_place(lambda reader: reader.startup.city),
    "stage": Value(
        lambda _part, reader: N_("were in %(rounds)s when first backed", rounds=_stage(reader)), _named_stage
    ),
    "age": Value(_age, lambda _reader: N_("companies of this age")),
    "amount": Value(
        lambda _part, reader: N_("raised about %(amount)s", amount=reader.ask()),
        _named_amount,
    ),
    "owned": Value(_owned, lambda _reader: N_("companies with as many investors")),
    "busiest": Value(_busiest, lambda _reader: N_("companies with such investors")),
}
"""The terms that compare an attribute of the startup with past deals and with the thesis."""
