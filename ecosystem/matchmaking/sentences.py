"""Each term of a score as one short sentence with its numbers; pure, in both languages through the catalogues.

A sentence tells of deals only where there are deals, and says of a thesis that it is declared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.matchmaking.reader import Reader
from ecosystem.matchmaking.sentences_deals import ATTRIBUTES, about_deals
from ecosystem.matchmaking.wording import decimal, number_of, whole

if TYPE_CHECKING:
    from ecosystem.matching.explanation import Part, Reason

_NEAR: Final = 2.0
"""Up to twice as large, or half as large, is near."""

_SELDOM: Final = 0.1
"""Deals a year on the average, below which most had none."""

GROUP_NAMES: Final[Mapping[str, Message]] = {
    "activity": N_("How active the investor is"),
    "kind": N_("Kind of investor"),
    "place": N_("Place"),
    "sector": N_("Sector"),
    "stage": N_("Stage and age"),
    "amount": N_("Amount"),
    "investors": N_("Earlier investors"),
}
"""What the groups of `matching.terms.GROUPS` are called."""


def sentence_of(reason: Reason, reader: Reader) -> Message:
    """That of the weightiest part which points the way of the whole reason."""
    same_way = [part for part in reason.parts if part.contribution * reason.contribution > 0]
    return sentence(max(same_way or reason.parts, key=lambda part: abs(part.contribution)), reader)


def sentence(part: Part, reader: Reader) -> Message:
    """What a term says; `reader.startup` is the startup of the pair."""
    if part.term in ATTRIBUTES:
        return about_deals(part, reader)
    return _OTHERS[part.term](part, reader)


def _activity(part: Part, reader: Reader) -> Message:
    deals, years = whole(part, "deals"), number_of(part, "years")
    if years is None:
        return N_("No deal recorded yet")
    if deals == 0:
        words = {"years": decimal(max(years, 1.0), reader.language)}
        if part.contribution > 0:
            return N_("The last recorded deal was %(years)s years ago; still more active than the average", **words)
        return N_("The last recorded deal was %(years)s years ago; less active than the average", **words)
    usual = number_of(part, "usual") or 0
    if usual < _SELDOM:
        return N_("New deals in the last 12 months: %(deals)s; most investors had none", deals=deals)
    average = decimal(usual, reader.language)
    return N_("New deals in the last 12 months: %(deals)s; the average is %(usual)s", deals=deals, usual=average)


def _recency(part: Part, reader: Reader) -> Message:
    years = number_of(part, "years")
    if years is None:
        return N_("No deal recorded yet") if part.contribution < 0 else N_("The thesis was declared not long ago")
    if years < 1:
        return N_("The last recorded deal was %(months)s months ago", months=max(1, round(years * 12)))
    return N_("The last recorded deal was %(years)s years ago", years=decimal(years, reader.language))


def _fund(part: Part, _reader: Reader) -> Message:
    if part.facts.get("kind") == "fund":
        return N_("A fund; funds invest more often than others")
    return N_("Not a fund; people and companies invest less often than funds")


def _home(part: Part, reader: Reader) -> Message:
    places = {
        "home": reader.label("country", str(part.facts.get("home") or "")),
        "country": reader.label("country", str(part.facts.get("country") or "")),
    }
    if part.facts.get("home") == part.facts.get("country"):
        if part.contribution > 0:
            return N_("Investors from %(home)s mostly invest at home", **places)
        return N_("Investors from %(home)s rarely invest at home", **places)
    if part.contribution > 0:
        return N_("Investors from %(home)s often invest in %(country)s", **places)
    return N_("Investors from %(home)s seldom invest in %(country)s", **places)


def _ticket(part: Part, reader: Reader) -> Message:
    ask, median = reader.startup.typical_amount or 0, number_of(part, "median")
    low, high = number_of(part, "low"), number_of(part, "high")
    words: dict[str, object] = {"ask": reader.ask(), "count": whole(part, "of")}
    if median is None:
        return _declared_cheque(part, words | {"cheque": reader.money(low, high)})
    words["median"] = reader.money(median, median)
    if 1 / _NEAR <= ask / median <= _NEAR:
        if part.contribution > 0:
            return N_("The ask of %(ask)s is near the usual size of rounds joined, %(median)s", **words)
        return N_("The ask of %(ask)s lies where few of the rounds joined do; half were above %(median)s", **words)
    if part.contribution > 0:
        return N_("The ask of %(ask)s is within the span of rounds joined; half were above %(median)s", **words)
    if ask > median:
        return N_("The ask of %(ask)s is well above the usual size of rounds joined, %(median)s", **words)
    return N_("The ask of %(ask)s is well below the usual size of rounds joined, %(median)s", **words)


def _declared_cheque(part: Part, words: Mapping[str, object]) -> Message:
    if part.contribution > 0:
        return N_("The ask of %(ask)s suits the declared cheque, %(cheque)s", **words)
    return N_("The ask of %(ask)s does not suit the declared cheque, %(cheque)s", **words)


def _company(part: Part, reader: Reader) -> Message:
    owners, deals, times = whole(part, "owners"), whole(part, "deals"), whole(part, "times")
    closest = reader.name_of(str(part.facts.get("closest") or ""))
    if times == 1 and closest:
        return N_("Stands beside %(closest)s, an investor of this startup, in one other startup", closest=closest)
    if times and closest:
        return N_(
            "Stands beside %(closest)s, an investor of this startup, in %(times)s other startups",
            closest=closest,
            times=times,
        )
    if deals:
        return N_("Other startups in which it stands beside investors of this one: %(deals)s", deals=deals)
    if part.contribution > 0:
        return N_("Works with those who often work with this startup's investors")
    return N_("Never invested beside an investor of this startup, which has %(owners)s", owners=owners)


_OTHERS: Final[Mapping[str, Callable[[Part, Reader], Message]]] = {
    "popularity": _activity,
    "popularity_now": _activity,
    "recency": _recency,
    "fund": _fund,
    "home": _home,
    "ticket": _ticket,
    "coinvestors": _company,
    "closest_coinvestor": _company,
    "circle": _company,
}
