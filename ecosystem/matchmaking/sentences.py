"""Each term of a score as one short sentence with its numbers; pure, in both languages through the catalogues.

A sentence tells of deals only where there are deals, and says of a thesis that it is declared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Final

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.matchmaking.reader import Reader, Side
from ecosystem.matchmaking.sentences_deals import ATTRIBUTES, about_deals
from ecosystem.matchmaking.told import FEWEST_TENTHS
from ecosystem.matchmaking.wording import decimal, number_of, whole

if TYPE_CHECKING:
    from ecosystem.matching.explanation import Part, Reason

_NEAR: Final = 1.5
"""Up to half as large again, or two thirds, is near."""
_ROUGH: Final = 3.0
"""Times; above that, tenths say nothing."""

_SELDOM: Final = 0.1
"""Deals a year on the average, below which most had none."""

GROUP_NAMES: Final[Mapping[str, Message]] = {
    "activity": N_("How active the investor is"),
    "place": N_("Place"),
    "sector": N_("Sector"),
    "stage": N_("Stage and age"),
    "amount": N_("Amount"),
    "investors": N_("Earlier investors"),
}
"""What the groups of `matching.terms.GROUPS` are called."""
TERM_NAMES: Final[Mapping[str, Message]] = {
    "popularity": N_("startups backed so far"),
    "popularity_now": N_("activity of the last 12 months"),
    "recency": N_("time since the last deal or thesis"),
    "fund": N_("kind of investor"),
    "home": N_("home of the investor"),
    "country": N_("country"),
    "region": N_("region"),
    "city": N_("province or city"),
    "sector": N_("sector"),
    "stage": N_("round"),
    "age": N_("age of the startup"),
    "amount": N_("amount of the round"),
    "ticket": N_("usual size of rounds"),
    "owned": N_("number of earlier investors"),
    "busiest": N_("activity of earlier investors"),
    "coinvestors": N_("deals shared with earlier investors"),
    "closest_coinvestor": N_("the closest earlier investor"),
    "circle": N_("partners of earlier investors"),
}
"""What each term of `matching.terms` is called inside a sentence."""


def sentence_of(reason: Reason, reader: Reader) -> Message:
    """That of the weightiest part which points the way of the whole reason, and what else is counted in it.

    Where the circle of the earlier investors weighs most, an investor with a name is told beside it.
    """
    first, told = _first_of(reason, reader)
    others = [TERM_NAMES[part.term] for part in reason.parts if part not in told and _shows(part)]
    if not others:
        return first
    names = reduce(lambda one, other: N_("%(one)s, %(other)s", one=one, other=other), others)
    return N_("%(first)s; counted with it: %(others)s", first=first, others=names)


def _shows(part: Part) -> bool:
    return abs(part.contribution) >= FEWEST_TENTHS


def _first_of(reason: Reason, reader: Reader) -> tuple[Message, Sequence[Part]]:
    """What is said first, and the parts that this tells of."""
    same_way = [part for part in reason.parts if part.contribution * reason.contribution > 0] or list(reason.parts)
    first = max(same_way, key=lambda part: abs(part.contribution))
    named = next((part for part in same_way if part.term == "closest_coinvestor"), None)
    if first.term != "circle" or named is None or not _names_one(named, reader):
        return sentence(first, reader), [first]
    both = N_("%(first)s. %(second)s", first=sentence(first, reader), second=sentence(named, reader))
    return both, [first, named]


def sentence(part: Part, reader: Reader) -> Message:
    """What a term says; `reader.startup` is the startup of the pair."""
    if part.term in ATTRIBUTES:
        return about_deals(part, reader)
    return _OTHERS[part.term](part, reader)


def _popularity(part: Part, reader: Reader) -> Message:
    count = whole(part, "all")
    if count == 0:
        return _no_deal(part, reader)
    if part.contribution > 0:
        return N_("Startups backed so far: %(count)s; with recent ones counting more, above the average", count=count)
    return N_("Startups backed so far: %(count)s; with recent ones counting more, below the average", count=count)


def _lately(part: Part, reader: Reader) -> Message:
    count, usual = whole(part, "deals"), number_of(part, "usual") or 0
    if count == 0 or (count > usual) != (part.contribution > 0):
        return _popularity(part, reader)
    if usual < _SELDOM:
        return N_("Startups newly backed in the last 12 months: %(count)s; most investors backed none", count=count)
    words = {"count": count, "usual": decimal(usual, reader.language)}
    return N_("Startups newly backed in the last 12 months: %(count)s; the average is %(usual)s", **words)


def _recency(part: Part, reader: Reader) -> Message:
    years = number_of(part, "years")
    if years is None:
        return _no_deal(part, reader)
    if years < 1:
        months = max(1, round(years * 12))
        if part.contribution > 0:
            return N_("Months since the last recorded deal: %(months)s, fewer than the average", months=months)
        return N_("Months since the last recorded deal: %(months)s, more than the average", months=months)
    words = {"years": decimal(years, reader.language)}
    if part.contribution > 0:
        return N_("Years since the last recorded deal: %(years)s, fewer than the average", **words)
    return N_("Years since the last recorded deal: %(years)s, more than the average", **words)


def _no_deal(part: Part, _reader: Reader) -> Message:
    return N_("No deal recorded yet") if part.contribution < 0 else N_("The thesis was declared not long ago")


def _fund(part: Part, _reader: Reader) -> Message:
    if part.facts.get("kind") == "fund":
        return N_("Recorded as a fund; funds invest more often than others")
    return N_("Not a fund; people and companies invest less often than funds")


def _home(part: Part, reader: Reader) -> Message:
    places = {
        "home": reader.place(str(part.facts.get("home") or "")),
        "country": reader.place(str(part.facts.get("country") or "")),
    }
    if part.facts.get("home") == part.facts.get("country"):
        if part.contribution > 0:
            return N_(
                "Also from %(home)s; investors from there back startups at home more often than other investors do",
                **places,
            )
        return N_(
            "Also from %(home)s, but investors from there back startups at home less often than other investors do",
            **places,
        )
    if part.contribution > 0:
        return N_("Investors from %(home)s invest in %(country)s more often than others do", **places)
    return N_("Investors from %(home)s invest in %(country)s less often than others do", **places)


def _ticket(part: Part, reader: Reader) -> Message:
    ask, median = reader.startup.typical_amount or 0, number_of(part, "median")
    words: dict[str, object] = {"ask": reader.ask()}
    if median is None:
        return _declared_cheque(part, reader, ask)
    words["median"] = reader.money(median, median)
    times = max(ask / median, median / ask)
    words["times"] = decimal(times if times < _ROUGH else round(times), reader.language)
    if times <= _NEAR:
        if part.contribution > 0:
            return N_("The ask of %(ask)s is near the usual size of rounds joined, %(median)s", **words)
        return N_("The ask of %(ask)s is near the middle of the rounds joined, %(median)s, which vary widely", **words)
    if part.contribution > 0:
        return N_("Joins rounds of about %(ask)s oftener than the average; the usual size is %(median)s", **words)
    if ask > median:
        return N_("The ask of %(ask)s is %(times)s times the usual size of rounds joined, %(median)s", **words)
    return N_("The usual size of rounds joined, %(median)s, is %(times)s times the ask of %(ask)s", **words)


def _declared_cheque(part: Part, reader: Reader, ask: float) -> Message:
    low, high = number_of(part, "low"), number_of(part, "high")
    cheque = reader.money(low, high) if reader.declared is None else reader.cheque(reader.declared)
    words = {"ask": reader.ask(), "cheque": cheque}
    if part.contribution > 0 and high is not None and ask > high:
        return N_("The declared cheque, %(cheque)s, can be a part of the ask of %(ask)s", **words)
    if part.contribution > 0 and low is not None and ask < low:
        return N_("The ask of %(ask)s is near the declared cheque, %(cheque)s", **words)
    if part.contribution > 0:
        return N_("The ask of %(ask)s suits the declared cheque, %(cheque)s", **words)
    if (low or 0) <= ask <= (high or ask):
        return N_("The ask of %(ask)s lies within the declared cheque, %(cheque)s, as with most investors", **words)
    return N_("The ask of %(ask)s does not suit the declared cheque, %(cheque)s", **words)


def _beside(part: Part, _reader: Reader) -> Message:
    owners, deals = whole(part, "owners"), whole(part, "deals")
    if deals == 0:
        return N_("No recorded startup in common with this startup's investors (%(owners)s in all)", owners=owners)
    if part.contribution < 0:
        return N_(
            "Backed %(deals)s other startups that an investor of this one backed too, few for how active it is",
            deals=deals,
        )
    if deals == 1:
        return N_("Backed one other startup that an investor of this one backed too")
    return N_("Backed %(deals)s other startups that an investor of this one backed too", deals=deals)


def _closest(part: Part, reader: Reader) -> Message:
    times, closest = whole(part, "times"), _name_of_closest(part, reader)
    if not _names_one(part, reader):
        return _beside(part, reader)
    if times == 1:
        return N_("Backed one other startup that %(closest)s, an investor of this one, backed too", closest=closest)
    words = {"closest": closest, "times": times}
    return N_("Backed %(times)s other startups that %(closest)s, an investor of this one, backed too", **words)


def _names_one(part: Part, reader: Reader) -> bool:
    return bool(whole(part, "times") and _name_of_closest(part, reader))


def _name_of_closest(part: Part, reader: Reader) -> str:
    return reader.name_of(str(part.facts.get("closest") or ""))


def _circle(part: Part, reader: Reader) -> Message:
    if reader.side is Side.INVESTOR and part.contribution > 0:
        return N_("You invest more than usual with those who have invested beside this startup's investors")
    if reader.side is Side.INVESTOR:
        return N_("You invest less than usual with those who have invested beside this startup's investors")
    if part.contribution > 0:
        return N_("Invests more than usual with those who have invested beside this startup's investors")
    return N_("Invests less than usual with those who have invested beside this startup's investors")


_OTHERS: Final[Mapping[str, Callable[[Part, Reader], Message]]] = {
    "popularity": _popularity,
    "popularity_now": _lately,
    "recency": _recency,
    "fund": _fund,
    "home": _home,
    "ticket": _ticket,
    "coinvestors": _beside,
    "closest_coinvestor": _closest,
    "circle": _circle,
}
