"""The values of a startup's attributes as sentences say them: what startups were, and what a thesis names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from ecosystem.kernel import clock
from ecosystem.kernel.access.messages import N_, Message
from ecosystem.matching.profiles import CONSECUTIVE_STAGES
from ecosystem.matchmaking.reader import Reader
from ecosystem.matchmaking.wording import number_of, whole
from ecosystem.startups.match_profile import STAGE_OF_ROUND

if TYPE_CHECKING:
    from ecosystem.matching.explanation import Part

_OLDEST: Final = 15
"""Years; as in `matching.attributes`."""
_MOST_SECTORS: Final = 2

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
ROUNDS: Final[Mapping[str, Message]] = {"pre-seed": N_("pre-seed rounds"), "seed": N_("seed rounds")}
"""The rounds of the vocabulary that have a stage together."""


class Value:
    """An attribute's value as sentences say it.

    `was`: what startups were when they were backed; `again`: the same in short, once it was named; `named`: as what a
    thesis covers.
    """

    def __init__(
        self,
        was: Callable[[Part, Reader], Message],
        named: Callable[[Reader], str | Message],
        again: Callable[[Part, Reader], Message] | None = None,
    ) -> None:
        self.was = was
        self.named = named
        self.again = again or was


def sectors_of(reader: Reader) -> str:
    """The first of the startup's sectors."""
    codes = reader.startup.sectors
    return reader.labels("sector", codes[:_MOST_SECTORS]) + ("; …" if len(codes) > _MOST_SECTORS else "")


def _in_sectors(_part: Part, reader: Reader) -> Message:
    """A deal in any of them counts."""
    if len(reader.startup.sectors) > 1:
        return N_("worked in at least one of this startup's sectors (%(value)s)", value=sectors_of(reader))
    return N_("worked in %(value)s", value=sectors_of(reader))


def _in_these(_part: Part, _reader: Reader) -> Message:
    return N_("worked in such a sector")


def _named_sectors(reader: Reader) -> str | Message:
    """Of the startup's sectors those that the thesis covers; all of them where it covers none."""
    named = [code for code in reader.startup.sectors if reader.declared and code in reader.declared.sectors]
    if not named and len(reader.startup.sectors) > 1:
        return N_("any of this startup's sectors (%(value)s)", value=sectors_of(reader))
    if not named:
        return sectors_of(reader)
    words = reader.labels("sector", named[:_MOST_SECTORS])
    more = len(named) - _MOST_SECTORS
    return N_("%(sectors)s and more of its sectors (%(count)s)", sectors=words, count=more) if more > 0 else words


def _stage(reader: Reader) -> Message:
    return STAGES.get(reader.startup.stage, STAGES["other"])


def _own_round(reader: Reader) -> Message:
    """The round that the startup states; what is taken for it where it states none."""
    return ROUNDS.get(reader.startup.round) or _stage(reader)


def _named_stage(reader: Reader) -> Message:
    """A thesis that names every round singles out none; one that names stages of companies names no round."""
    thesis, own = reader.declared, _own_round(reader)
    if thesis is None or reader.startup.stage not in thesis.stages:
        return own
    if set(CONSECUTIVE_STAGES) <= set(thesis.stages):
        return N_("every round, %(rounds)s among them", rounds=own)
    if reader.startup.stage not in {STAGE_OF_ROUND.get(one) for one in thesis.rounds}:
        return N_("companies at a stage that usually asks for %(rounds)s", rounds=_stage(reader))
    return own if reader.startup.round in thesis.rounds else _stage(reader)


def _named_country(reader: Reader) -> str | Message:
    """A province or a part of the country is not all of it."""
    thesis, country = reader.declared, reader.place(reader.startup.country)
    if thesis is None or not (thesis.regions or thesis.cities):
        return country
    return N_("a part of %(country)s", country=country)


def _named_amount(reader: Reader) -> Message:
    return N_("rounds of about %(amount)s", amount=reader.ask())


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
        return N_("had, like this startup, no recorded earlier investor")
    return N_("had %(count)s earlier investors", count=_span(part))


def _busiest(part: Part, reader: Reader) -> Message:
    if reader.owners == 0:
        return N_("had, like this startup, no recorded earlier investor")
    return N_("already had, like this startup, an investor with %(count)s startups backed", count=_span(part))


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
    "sector": Value(_in_sectors, _named_sectors, _in_these),
    "country": _in_place(lambda reader: reader.startup.country, _named_country),
    "region": _in_place(lambda reader: reader.startup.region),
    "city": _in_place(lambda reader: reader.startup.city),
    "stage": Value(
        lambda _part, reader: N_("raised %(rounds)s when first backed", rounds=_stage(reader)),
        _named_stage,
        lambda _part, _reader: N_("raised such a round when first backed"),
    ),
    "age": Value(_age, lambda _reader: N_("companies of this age")),
    "amount": Value(
        lambda _part, reader: N_("raised between half and twice %(amount)s", amount=reader.ask()),
        _named_amount,
    ),
    "owned": Value(_owned, lambda _reader: N_("companies with as many investors")),
    "busiest": Value(_busiest, lambda _reader: N_("companies with such investors")),
}
"""The terms that compare an attribute of the startup with past deals and with the thesis."""
