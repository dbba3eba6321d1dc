"""Each term of a score as one short sentence with its numbers; pure, in both languages through the catalogues.

A sentence tells of deals only where there are deals, and says of a thesis that it is declared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.matchmaking.reader import Reader
from ecosystem.matchmaking.sentences_amounts import says_the_same, ticket
from ecosystem.matchmaking.sentences_deals import about_deals
from ecosystem.matchmaking.sentences_values import ATTRIBUTES
from ecosystem.matchmaking.told import FEWEST_TENTHS
from ecosystem.matchmaking.wording import decimal, number_of, whole

if TYPE_CHECKING:
    from ecosystem.matching.explanation import Part, Reason

_COUNTED: Final = 0.5
"""The share of the first term's points from which on another term of its reason is named beside it."""
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
    "circle": N_("those who have invested with earlier investors"),
}
"""What each term of `matching.terms` is called inside a sentence."""


def sentence_of(reason: Reason, reader: Reader) -> Message:
    """That of the weightiest part which points the way of the whole reason, with the next one if it has half as many.

    A fellow investor with a name is told beside it.
    """
    parts = one_fact_each(reason.parts, reader)
    first, told = _first_of(reason.contribution, parts, reader)
    other = next((part for part in parts if part not in told), None)
    if other is None or abs(other.contribution) < max(FEWEST_TENTHS, _COUNTED * abs(told[0].contribution)):
        return first
    return N_("%(first)s (these points also count: %(other)s)", first=first, other=TERM_NAMES[other.term])


def sentences_of(reason: Reason, reader: Reader) -> list[tuple[Part, Message]]:
    """What the reason is made of, each fact once; the contributions add up to that of the reason."""
    parts = one_fact_each(reason.parts, reader)
    has_own_row = any(part.term == "closest_coinvestor" for part in parts)
    return [
        (part, sentence(part, reader) if has_own_row else _first_of(part.contribution, [part], reader)[0])
        for part in parts
    ]


def one_fact_each(parts: Sequence[Part], reader: Reader) -> list[Part]:
    """Two terms that tell of one fact and point the same way as one, with the points of both; the weightiest first."""
    known = {part.term: part for part in parts}
    for kept, joined, is_same in _ONE_FACT:
        one, other = known.get(kept), known.get(joined)
        if one and other and one.contribution * other.contribution > 0 and is_same(one, other, reader):
            known[kept] = replace(one, contribution=one.contribution + other.contribution)
            del known[joined]
    return sorted(known.values(), key=lambda part: -abs(part.contribution))


def _shows(part: Part) -> bool:
    return abs(part.contribution) >= FEWEST_TENTHS


def _first_of(contribution: float, parts: Sequence[Part], reader: Reader) -> tuple[Message, Sequence[Part]]:
    """What is said first, and the parts that this tells of."""
    same_way = [part for part in parts if part.contribution * contribution > 0] or list(parts)
    first = max(same_way, key=lambda part: abs(part.contribution))
    named = _naming(first, same_way, reader)
    if named is None:
        return sentence(first, reader), [first]
    both = N_("%(first)s. %(second)s", first=sentence(first, reader), second=_closest(named, reader))
    return both, [first, named]


def _naming(first: Part, parts: Sequence[Part], reader: Reader) -> Part | None:
    """What names a fellow investor beside `first`: the facts of the circle do too."""
    if first.term == "closest_coinvestor" or first.contribution <= 0:
        return None
    circle = first if first.term == "circle" else None
    named = next((part for part in parts if part.term == "closest_coinvestor" and _shows(part)), circle)
    return named if named is not None and _names_one(named, reader) else None


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


def _beside(part: Part, reader: Reader) -> Message:
    owners, deals = whole(part, "owners"), whole(part, "deals")
    words: dict[str, object] = {"who": reader.who if deals == 0 else reader.subject, "deals": deals}
    if deals == 0:
        words["owners"] = owners
        return N_("No startup is recorded that both %(who)s and this startup's investors (%(owners)s) backed", **words)
    if deals == 1:
        told = N_("%(who)s backed one other startup that an investor of this one backed too", **words)
    else:
        told = N_("%(who)s backed %(deals)s other startups that an investor of this one backed too", **words)
    return told if part.contribution > 0 else N_("%(first)s, few for so active an investor", first=told)


def _closest(part: Part, reader: Reader) -> Message:
    times, closest = whole(part, "times"), _name_of_closest(part, reader)
    if not _names_one(part, reader):
        return _beside(part, reader)
    company = reader.name_of(str(part.facts.get("company") or ""))
    words = {"who": reader.subject, "closest": closest, "times": times, "company": company}
    if times == 1 and company:
        return N_("%(who)s and %(closest)s, an investor of this startup, both backed %(company)s", **words)
    if times == 1:
        return N_("%(who)s and %(closest)s, an investor of this startup, both backed one other startup", **words)
    if company:
        return N_(
            "%(who)s and %(closest)s, an investor of this startup, both backed %(times)s startups, %(company)s last",
            **words,
        )
    return N_("%(who)s and %(closest)s, an investor of this startup, both backed %(times)s other startups", **words)


def _names_one(part: Part, reader: Reader) -> bool:
    return bool(whole(part, "times") and _name_of_closest(part, reader))


def _name_of_closest(part: Part, reader: Reader) -> str:
    return reader.name_of(str(part.facts.get("closest") or ""))


def _circle(part: Part, reader: Reader) -> Message:
    """Those who have invested beside the startup's investors: with how many of them the investor has, too."""
    known, circle = whole(part, "known"), whole(part, "circle")
    words = {"who": reader.subject, "known": known, "circle": circle}
    if part.contribution < 0 and circle == 0:
        return _beside(part, reader)
    if circle == 1:
        return _only_one(part, known, reader)
    if part.contribution < 0 and known == 0:
        return N_(
            "%(who)s invested with none of the %(circle)s others who have invested beside this startup's investors",
            **words,
        )
    if part.contribution < 0:
        return N_(
            "%(who)s invested with %(known)s of the %(circle)s others who have invested beside this startup's "
            "investors, fewer than the average",
            **words,
        )
    if known == 0:
        return N_(
            "%(who)s invested more than the average with others who have invested beside this startup's investors",
            **words,
        )
    return N_(
        "%(who)s invested with %(known)s of the %(circle)s others who have invested beside this startup's "
        "investors, more than the average",
        **words,
    )


def _only_one(part: Part, known: int, reader: Reader) -> Message:
    """One of one is not counted."""
    words = {"who": reader.subject}
    if known and part.contribution > 0:
        return N_(
            "%(who)s invested with the one other who has invested beside this startup's investors, "
            "more than the average",
            **words,
        )
    if known:
        return N_(
            "%(who)s invested with the one other who has invested beside this startup's investors, "
            "still below the average",
            **words,
        )
    if part.contribution > 0:
        return N_(
            "%(who)s invested more than the average with others who have invested beside this startup's investors",
            **words,
        )
    return N_("%(who)s never invested with the one other who has invested beside this startup's investors", **words)


_OTHERS: Final[Mapping[str, Callable[[Part, Reader], Message]]] = {
    "popularity": _popularity,
    "popularity_now": _lately,
    "recency": _recency,
    "fund": _fund,
    "home": _home,
    "ticket": ticket,
    "coinvestors": _beside,
    "closest_coinvestor": _closest,
    "circle": _circle,
}

_ONE_FACT: Final[Sequence[tuple[str, str, Callable[[Part, Part, Reader], bool]]]] = (
    ("closest_coinvestor", "coinvestors", lambda one, other, _: whole(one, "times") == whole(other, "deals") > 0),
    ("ticket", "amount", says_the_same),
)
"""The term that is kept, the one that is counted with it, and when both tell of the same."""
