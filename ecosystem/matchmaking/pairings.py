"""Whom an entry can be matched with, and how: one class for each pair of sides, alike to the pages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Protocol

from ecosystem.kernel.access.messages import Message
from ecosystem.matching.profiles import StartupProfile
from ecosystem.matching.terms import GROUPS
from ecosystem.matchmaking import finding
from ecosystem.matchmaking.evidence import Evidence, evidence_of, latest
from ecosystem.matchmaking.finding import Found
from ecosystem.matchmaking.mending import mending
from ecosystem.matchmaking.obstacles import in_words
from ecosystem.matchmaking.own_steps import of_investor
from ecosystem.matchmaking.reader import Reader, Side
from ecosystem.matchmaking.served import SMALL, Served
from ecosystem.matchmaking.telling import OF_INVESTOR_ALONE, Pair, Teller
from ecosystem.matchmaking.told import Told
from ecosystem.matchmaking.wishes import Wishes

Label = Callable[[str, str], str]
"""From vocabulary and code to words."""
Titles = Callable[[Collection[str]], Mapping[str, str]]
"""From public ids to the names of those entries that the viewer may see, in the language of the words."""


@dataclass(frozen=True)
class Words:
    """The words of a page: its language, of codes, of entries."""

    language: str
    label: Label
    titles: Titles


class Pairing(Protocol):
    """Matches of one entry with all of `other`, a kind's name; ids are public ids of the others."""

    @property
    def other(self) -> str: ...

    def find(self, wishes: Wishes, hidden: AbstractSet[str], shown: Mapping[str, float]) -> Found: ...

    def tell(self, others: Sequence[str], words: Words) -> Mapping[str, Told]:
        """Why each stands there; who is not known to the model is left out."""

    def between(self, other: str, words: Words) -> Mapping[str, Message]:
        """What cannot fit, by the kind of obstacle, with its numbers, whatever was relaxed."""

    def mending(self, other: str, words: Words) -> Sequence[Message]:
        """What, changed on the own page, would let the two fit."""

    def improving(self, other: str, words: Words) -> Sequence[Message]:
        """What, changed on the own page, would raise the score, beside what `tell` tells of that."""

    @property
    def own_obstacle(self) -> str:
        """What the entry itself says that would stand between it and everybody: "not_raising", "not_investing" or "".

        It keeps nobody out of the own list, which says it once.
        """

    @property
    def base(self) -> float:
        """What is the same in every score."""

    def is_known(self, other: str) -> bool:
        """Whether a deal of it is recorded."""

    def deals_of(self, other: str) -> int | None:
        """In how many startups it is known to have invested; None for who is no investor."""

    def knows(self, other: str) -> bool:
        """Whether it can stand in the list at all: it is public, something is known of it, they are not related yet."""

    def evidence(self, other: str, words: Words) -> Evidence | None:
        """The deals behind it."""


@dataclass(frozen=True)
class InvestorsForStartup:
    """What a founder sees."""

    served: Served
    startup: StartupProfile
    other: str = "investor"

    def find(self, wishes: Wishes, hidden: AbstractSet[str], shown: Mapping[str, float]) -> Found:
        return finding.investors_for(self.served, self.startup, _past(wishes, self.own_obstacle), hidden, shown)

    def tell(self, others: Sequence[str], words: Words) -> Mapping[str, Told]:
        known = [one for one in others if self.served.knows_investor(one)]
        told = _told(self.served, Side.FOUNDER, [self.startup], known, words)
        return dict(zip(known, told, strict=True))

    def between(self, other: str, words: Words) -> Mapping[str, Message]:
        found = _between(self.served, Side.FOUNDER, self.startup, other, words)
        return {kind: said for kind, said in found.items() if kind != self.own_obstacle}

    def mending(self, other: str, words: Words) -> Sequence[Message]:
        return _mending(self.served, Side.FOUNDER, self.startup, other, words, self.own_obstacle)

    def improving(self, other: str, words: Words) -> Sequence[Message]:  # noqa: ARG002 -- the protocol's signature
        """What a founder could ask for instead is all in `tell`."""
        return []

    @property
    def own_obstacle(self) -> str:
        return "" if self.startup.is_raising else "not_raising"

    @property
    def base(self) -> float:
        return 0.0

    def is_known(self, other: str) -> bool:
        return self.served.deals_of(other) > 0

    def deals_of(self, other: str) -> int | None:
        return self.served.deals_of(other)

    def knows(self, other: str) -> bool:
        is_related = other in self.served.owners_of(self.startup.id)
        return self.served.knows_investor(other) and not is_related

    def evidence(self, other: str, words: Words) -> Evidence | None:
        return _evidence(self.served, self.startup, other, words)


@dataclass(frozen=True)
class StartupsForInvestor:
    """What an investor sees."""

    served: Served
    investor: str
    other: str = "startup"

    def find(self, wishes: Wishes, hidden: AbstractSet[str], shown: Mapping[str, float]) -> Found:
        return finding.startups_for(self.served, self.investor, _past(wishes, self.own_obstacle), hidden, shown)

    def tell(self, others: Sequence[str], words: Words) -> Mapping[str, Told]:
        startups = self.served.startups
        known = [one for one in others if one in startups]
        told = _told(self.served, Side.INVESTOR, [startups[one] for one in known], [self.investor], words)
        return dict(zip(known, told, strict=True))

    def between(self, other: str, words: Words) -> Mapping[str, Message]:
        startup = self.served.startups.get(other)
        found = _between(self.served, Side.INVESTOR, startup, self.investor, words) if startup else {}
        return {kind: said for kind, said in found.items() if kind != self.own_obstacle}

    def mending(self, other: str, words: Words) -> Sequence[Message]:
        startup = self.served.startups.get(other)
        if startup is None:
            return []
        return _mending(self.served, Side.INVESTOR, startup, self.investor, words, self.own_obstacle)

    def improving(self, other: str, words: Words) -> Sequence[Message]:
        """None in a large market, whose model takes seconds to make anew."""
        startup = self.served.startups.get(other)
        if startup is None or self.served.version.size > SMALL:
            return []
        reader = Reader(Side.INVESTOR, words.language, startup, "", words.label)
        return of_investor(self.served.matcher, startup, self.served.investors[self.investor], reader)

    @property
    def own_obstacle(self) -> str:
        return "not_investing" if self.served.investors[self.investor].is_investing is False else ""

    @property
    def base(self) -> float:
        names = [name for group in OF_INVESTOR_ALONE for name in GROUPS[group]]
        return self.served.alone(self.investor, names)

    def is_known(self, other: str) -> bool:
        return bool(self.served.owners_of(other))

    def deals_of(self, other: str) -> int | None:  # noqa: ARG002 -- the protocol's signature
        return None

    def knows(self, other: str) -> bool:
        return other in self.served.startups and self.investor not in self.served.owners_of(other)

    def evidence(self, other: str, words: Words) -> Evidence | None:
        startup = self.served.startups.get(other)
        return _evidence(self.served, startup, self.investor, words) if startup else None


def _past(wishes: Wishes, obstacle: str) -> Wishes:
    """Looking past one more obstacle."""
    return replace(wishes, relaxed=wishes.relaxed | {obstacle}) if obstacle else wishes


def _told(
    served: Served, side: Side, startups: Sequence[StartupProfile], investors: Sequence[str], words: Words
) -> Sequence[Told]:
    """Of each of the startups with each of the investors; one of the two is alone."""
    from ecosystem.matching.explanation import alterations, changes_of_all, explain_all  # noqa: PLC0415 -- see above

    pairs = [(startup, one) for startup in startups for one in investors]
    if not pairs:
        return []
    explained = explain_all(served.matcher, startups, investors)
    own = [alterations(one) if side is Side.FOUNDER else {} for one in startups]  # nobody plans another's round
    changes = changes_of_all(served.matcher, startups, investors, own)
    told = [Pair(*pair, *found) for pair, found in zip(pairs, zip(explained, changes, strict=True), strict=True)]
    named = {one for pair in told for one in (pair.investor, *pair.mentioned)}
    teller = Teller(served, side, words.language, words.label, words.titles(sorted(named)))
    return [teller.tell(pair) for pair in told]


def _evidence(served: Served, startup: StartupProfile, investor: str, words: Words) -> Evidence | None:
    titles = words.titles([one.startup for one in latest(served, investor)])
    reader = Reader(Side.FOUNDER, words.language, startup, "", words.label)
    return evidence_of(served, startup, investor, titles, reader.money)


def _between(served: Served, side: Side, startup: StartupProfile, investor: str, words: Words) -> Mapping[str, Message]:
    from ecosystem.matching.constraints import obstacles  # noqa: PLC0415 -- as above

    profile = served.investors.get(investor)
    if profile is None:
        return {}
    reader = Reader(side, words.language, startup, "", words.label)
    return {one.kind: in_words(one, profile, reader) for one in obstacles(startup, profile)}


def _mending(
    served: Served, side: Side, startup: StartupProfile, investor: str, words: Words, own_obstacle: str
) -> Sequence[Message]:
    profile = served.investors.get(investor)
    if profile is None:
        return []
    return mending(startup, profile, Reader(side, words.language, startup, "", words.label), frozenset({own_obstacle}))
