"""Technology offers and startups that could use them: for a startup, for an offer, for an institute with several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ecosystem.kernel.access.messages import N_, Message
from ecosystem.matching.profiles import StartupProfile
from ecosystem.matchmaking.evidence import Evidence
from ecosystem.matchmaking.finding import Found
from ecosystem.matchmaking.own_steps_technologies import of_offer, of_startup
from ecosystem.matchmaking.pairings import Words
from ecosystem.matchmaking.points import above, fits
from ecosystem.matchmaking.reader import Reader, Side
from ecosystem.matchmaking.sentences_technologies import AVERAGE, BY_HAND, between, told
from ecosystem.matchmaking.served import Served
from ecosystem.matchmaking.told import Told
from ecosystem.matchmaking.wishes import Wishes

if TYPE_CHECKING:
    from ecosystem.matching.matcher import Match
    from ecosystem.matching.technologies import TechnologyProfile


@dataclass(frozen=True)
class _WithoutDeals:
    """What all of these have in common: nothing is known of who is known."""

    served: Served

    def mending(self, other: str, words: Words) -> Sequence[Message]:  # noqa: ARG002 -- the protocol's signature
        """All that could be changed is in `improving`."""
        return []

    @property
    def own_obstacle(self) -> str:
        return ""

    @property
    def base(self) -> float:
        return AVERAGE

    def is_known(self, other: str) -> bool:  # noqa: ARG002 -- the protocol's signature
        return False

    def deals_of(self, other: str) -> int | None:  # noqa: ARG002 -- as above
        return None

    def evidence(self, other: str, words: Words) -> Evidence | None:  # noqa: ARG002 -- as above
        return None

    def _told(self, technology: TechnologyProfile, startup: StartupProfile, words: Words, based_on: Message) -> Told:
        explanation = self.served.offers_matcher.explain(technology, startup)
        texts = self.served.offers.texts
        reader = replace(_reader(startup, words), texts=(texts.get(technology.id, ""), texts.get(startup.id, "")))
        return told(explanation, reader, based_on)

    def _between(self, technology: TechnologyProfile, startup: StartupProfile, words: Words) -> Mapping[str, Message]:
        from ecosystem.matching.technologies import technology_obstacles  # noqa: PLC0415 -- numpy: see `served`

        found = technology_obstacles(technology, startup)
        return {one.kind: between(one, _reader(startup, words)) for one in found}


@dataclass(frozen=True)
class TechnologiesForStartup(_WithoutDeals):
    """What a startup could use."""

    startup: StartupProfile
    other: str = "technology"

    @property
    def size(self) -> int:
        return len(self.served.offers.technologies)

    def find(self, wishes: Wishes, hidden: AbstractSet[str], shown: Mapping[str, float]) -> Found:  # noqa: ARG002 -- as above
        found = self.served.offers_matcher.technologies_for(self.startup, max(1, self.size), relaxed=wishes.relaxed)
        return Found(_in_order(found.fitting, hidden), _in_order(found.unfit, hidden))

    def tell(self, others: Sequence[str], words: Words) -> Mapping[str, Told]:
        known = {one: self.served.offers.technologies[one] for one in others if self.knows(one)}
        return {one: self._told(technology, self.startup, words, BY_HAND) for one, technology in known.items()}

    def between(self, other: str, words: Words) -> Mapping[str, Message]:
        return self._between(self.served.offers.technologies[other], self.startup, words) if self.knows(other) else {}

    def knows(self, other: str) -> bool:
        return other in self.served.offers.technologies

    def improving(self, other: str, words: Words) -> Sequence[Message]:
        technology = self.served.offers.technologies[other]
        return of_startup(self.served.offers_matcher, technology, self.startup, _reader(self.startup, words))

    def best_of(self, owner_id: int | None) -> str | None:
        """The public id of that organisation's offer that fits best; None where it offers nothing."""
        offers, matcher = self.served.offers, self.served.offers_matcher
        own = [one for public_id, one in offers.technologies.items() if offers.owners[public_id] == owner_id]
        best = min(own, key=lambda one: _place(matcher.match(one.id, one, self.startup))[1:], default=None)
        return None if best is None else best.id


@dataclass(frozen=True)
class StartupsForTechnologies(_WithoutDeals):
    """Who could use an offer, or the best fitting one of several, which is then named."""

    technologies: Sequence[TechnologyProfile]
    other: str = "startup"

    @cached_property
    def _startups(self) -> Mapping[str, StartupProfile]:
        return {one.id: one for one in self.served.offers.startups}

    @property
    def size(self) -> int:
        return len(self.served.offers.startups)

    def find(self, wishes: Wishes, hidden: AbstractSet[str], shown: Mapping[str, float]) -> Found:  # noqa: ARG002 -- as above
        best: dict[str, Match] = {}
        for technology in self.technologies:
            found = self.served.offers_matcher.startups_for(technology, max(1, self.size), relaxed=wishes.relaxed)
            for one in (*found.fitting, *found.unfit):
                if one.id not in best or _place(one) < _place(best[one.id]):
                    best[one.id] = one
        return Found(
            _in_order([one for one in best.values() if not one.obstacles], hidden),
            _in_order([one for one in best.values() if one.obstacles], hidden),
        )

    def tell(self, others: Sequence[str], words: Words) -> Mapping[str, Told]:
        known = [one for one in others if self.knows(one)]
        best = {one: self._best(one) for one in known}
        titles = words.titles({one.id for one in best.values()}) if len(self.technologies) > 1 else {}
        return {one: self._told(best[one], self._startups[one], words, _of(titles.get(best[one].id))) for one in known}

    def between(self, other: str, words: Words) -> Mapping[str, Message]:
        return self._between(self._best(other), self._startups[other], words) if self.knows(other) else {}

    def improving(self, other: str, words: Words) -> Sequence[Message]:
        startup = self._startups[other]
        return of_offer(self.served.offers_matcher, self._best(other), startup, _reader(startup, words))

    def knows(self, other: str) -> bool:
        return other in self._startups

    def _best(self, startup: str) -> TechnologyProfile:
        """The offer that fits this startup best, one within its means where there is one."""
        profile, matcher = self._startups[startup], self.served.offers_matcher
        return min(self.technologies, key=lambda one: _place(matcher.match(one.id, one, profile)))


def _of(title: str | None) -> Message:
    if title is None:
        return BY_HAND
    return N_("With %(technology)s. By rules set by hand: no transfer to a startup is recorded yet.", technology=title)


def _reader(startup: StartupProfile, words: Words) -> Reader:
    return Reader(Side.FOUNDER, words.language, startup, "", words.label)


def _place(match: Match) -> tuple[bool, bool, float, str]:
    """Nothing in the way, then those that fit by the words beside them, then by score: a high one of readiness, price
    and place alone says less.
    """
    is_fit = fits(above(match.score, AVERAGE), is_specific=match.is_specific)
    return bool(match.obstacles), not is_fit, -match.score, match.id


def _in_order(matches: Iterable[Match], hidden: AbstractSet[str]) -> list[Match]:
    return sorted((one for one in matches if one.id not in hidden), key=_place)
