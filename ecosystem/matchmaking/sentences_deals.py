"""Sentences about an attribute of the startup: how many of the investor's deals had it, whether its thesis names it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from ecosystem.kernel import clock
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.matchmaking.reader import Reader
from ecosystem.matchmaking.wording import decimal, number_of, whole

if TYPE_CHECKING:
    from ecosystem.matching.explanation import Part

_MANY, _FEW = 1.2, 0.8
"""From where on a share of deals is told as above or below the average."""
_MOST_SECTORS: Final = 2

STAGES: Final[Mapping[str, Message]] = {
    "seed": N_("seed rounds"),
    "a": N_("series A rounds"),
    "b": N_("series B rounds"),
    "c+": N_("series C rounds or later"),
    "unattributed": N_("venture rounds without a letter"),
    "debt": N_("loans"),
    "private_equity": N_("private equity rounds"),
    "grant": N_("grants"),
    "other": N_("other rounds"),
}
"""The stages of `matching.profiles` in words."""


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
    if of == 0:
        return N_("%(thesis)s names %(value)s", **words)
    if deals == 0:
        return N_("%(thesis)s names %(value)s; no deal like that is recorded yet", **words)
    if part.contribution < 0:
        # Naming much, or having few deals, counts for less than what everybody has; the deals may still all be alike.
        return N_("%(thesis)s names %(value)s beside others; deals like that: %(deals)s of the last %(of)s", **words)
    if of == 1:
        return N_("%(thesis)s names %(value)s; so was the only deal recorded", **words)
    return N_("%(thesis)s names %(value)s; deals like that: %(deals)s of the last %(of)s", **words)


def _undeclared(part: Part, reader: Reader, value: Value) -> Message:
    words = {"thesis": reader.thesis, "value": value.named(reader)}
    if part.contribution > 0:
        return N_("%(thesis)s names what is near %(value)s", **words)
    return N_("%(thesis)s does not name %(value)s", **words)


def _deals(part: Part, reader: Reader, value: Value, deals: int, of: int) -> Message:
    what, latest = value.went(reader), reader.latest(of)
    if deals == 0:
        return _none(part, what, latest, of)
    if of == 1:
        return N_("The only deal recorded %(what)s", what=what)
    times = number_of(part, "times") or 1.0
    words = {"deals": deals, "latest": latest, "what": what, "times": decimal(_told(times), reader.language)}
    if part.contribution > 0 and times >= _MANY:
        return N_("%(deals)s of %(latest)s %(what)s, %(times)s times the average", **words)
    if part.contribution < 0 and times <= _FEW:
        return N_("Only %(deals)s of %(latest)s %(what)s, fewer than the average", **words)
    return N_("%(deals)s of %(latest)s %(what)s", **words)


def _none(part: Part, what: Message, latest: Message, of: int) -> Message:
    if part.contribution > 0:
        return N_("%(latest)s are near: none %(what)s, but to what often goes with it", latest=latest, what=what)
    if of == 1:
        return N_("The only deal recorded is not one that %(what)s", what=what)
    return N_("None of %(latest)s %(what)s", latest=latest, what=what)


def _told(times: float) -> float:
    """Above three, tenths say nothing."""
    return times if times < 3 else float(round(times))


class Value:
    """An attribute's value in two forms: as what deals "went to", and as what a thesis "names"."""

    def __init__(self, went: Callable[[Reader], Message], named: Callable[[Reader], str | Message]) -> None:
        self.went = went
        self.named = named


def _sectors(reader: Reader) -> str:
    codes = reader.startup.sectors
    words = ", ".join(reader.label("sector", code) for code in codes[:_MOST_SECTORS])
    return words + ("…" if len(codes) > _MOST_SECTORS else "")


def _stage(reader: Reader) -> Message:
    return STAGES.get(reader.startup.stage, STAGES["other"])


def _years(reader: Reader) -> int:
    founded = reader.startup.founded
    return 0 if founded is None else max(0, clock.today().year - founded)


def _age(reader: Reader) -> Message:
    years = _years(reader)
    if years < 1:
        return N_("went to companies founded that year or the one before")
    return N_("went to companies about %(years)s years old", years=years)


def _owned(reader: Reader) -> Message:
    if reader.owners == 0:
        return N_("went to companies without earlier investors")
    return N_("went to companies with about %(owners)s earlier investors", owners=reader.owners)


def _busiest(reader: Reader) -> Message:
    if reader.owners == 0:
        return N_("went to companies without earlier investors")
    return N_("went to companies whose earlier investors were as active")


ATTRIBUTES: Final[Mapping[str, Value]] = {
    "sector": Value(lambda reader: N_("went to %(value)s", value=_sectors(reader)), _sectors),
    "country": Value(
        lambda reader: N_("went to companies in %(value)s", value=reader.place(reader.startup.country)),
        lambda reader: reader.place(reader.startup.country),
    ),
    "region": Value(
        lambda reader: N_("went to companies in %(value)s", value=reader.place(reader.startup.region)),
        lambda reader: reader.place(reader.startup.region),
    ),
    "city": Value(
        lambda reader: N_("went to companies in %(value)s", value=reader.place(reader.startup.city)),
        lambda reader: reader.place(reader.startup.city),
    ),
    "stage": Value(lambda reader: N_("went to %(rounds)s", rounds=_stage(reader)), _stage),
    "age": Value(_age, lambda _reader: N_("companies of this age")),
    "amount": Value(
        lambda reader: N_("went to rounds of about %(amount)s", amount=reader.ask()),
        lambda reader: N_("rounds of about %(amount)s", amount=reader.ask()),
    ),
    "owned": Value(_owned, lambda _reader: N_("companies with as many investors")),
    "busiest": Value(_busiest, lambda _reader: N_("companies with such investors")),
}
"""The terms that compare an attribute of the startup with past deals and with the thesis."""
