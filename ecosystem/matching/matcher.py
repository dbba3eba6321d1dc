"""What pages ask: who fits this startup, which startups fit this investor, why, and what would change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from ecosystem.matching.asks import Asks
from ecosystem.matching.constraints import Obstacle, obstacles
from ecosystem.matching.lifts import Columns
from ecosystem.matching.model import ALL, Model
from ecosystem.matching.profiles import StartupProfile
from ecosystem.matching.ranking import FIRST, Discovery, Ints, Scores, best, without
from ecosystem.matching.terms import ACTIVITY, GROUPS, HAND_WEIGHTS, SPECIFIC


@dataclass(frozen=True)
class Match:
    """One place of an order. `obstacles` are empty for those who can fit; `is_discovery`: may fit, is seldom shown.

    `is_specific`: what speaks of this very pair (`terms.SPECIFIC`) speaks for it.
    """

    id: str
    score: float
    obstacles: tuple[Obstacle, ...] = ()
    is_discovery: bool = False
    is_specific: bool = True


@dataclass(frozen=True)
class Matches:
    """`fitting` in their order; `unfit` those who would have stood among them, with what stands between."""

    fitting: Sequence[Match]
    unfit: Sequence[Match]


@dataclass(frozen=True)
class Order:
    """A person's taste, which touches no score.

    `activity` multiplies what being well known adds: 1 is as it is, 0 nothing. `relaxed` are kinds of obstacles.
    `shown` is how often each investor stood in a first ten lately; without it no place serves discovery. `hidden` are
    those who stand in no list: passed over, or of the own organisation.
    """

    activity: float = 1.0
    relaxed: AbstractSet[str] = frozenset()
    shown: Mapping[str, float] | None = None
    hidden: AbstractSet[str] = frozenset()
    discovery: Discovery = field(default_factory=Discovery)


PLAIN = Order()


@dataclass(frozen=True)
class Matcher:
    """A model with the weights in use."""

    model: Model
    weights: Mapping[str, float] = field(default_factory=lambda: HAND_WEIGHTS)

    def scores(self, startup: StartupProfile, day: date | None = None) -> Scores:
        """The score of each investor of the history for a startup that asks on `day`."""
        scores: Scores = self.model.scores(self.model.read([startup], [day] if day else None), self.weights)[0]
        return scores

    def score(self, startup: StartupProfile, investor: str) -> float:
        """Of one pair. KeyError: nothing is known of the investor."""
        columns = np.array([self.model.history.positions[investor]])
        return float(self.model.scores(self.model.read([startup]), self.weights, columns)[0, 0])

    def investors_for(self, startup: StartupProfile, count: int, order: Order = PLAIN) -> Matches:
        """The first `count` investors that fit, without those that the startup has."""
        history = self.model.history
        asked = self.model.read([startup])
        scores = self.model.scores(asked, self.weights)[0]
        wished = scores if order.activity == 1 else self.model.scores(asked, self._tasted(order))[0]
        left_out = [*history.owners.get(startup.id, ()), *(history.positions.get(one) for one in order.hidden)]
        ranked = best(without(wished, [one for one in left_out if one is not None]), len(wished))

        def between(one: int) -> list[Obstacle]:
            return obstacles(startup, history.investors[one], order.relaxed)

        wanted = count if order.shown is None else max(count, FIRST + order.discovery.among)
        fitting, unfit = _apart(ranked, between, wanted)
        discovered: AbstractSet[int] = frozenset()
        if order.shown is not None:
            shown = self._shown(order.shown)
            discovered = frozenset(order.discovery.chosen(fitting, scores, shown).tolist())
            fitting = order.discovery.arrange(fitting, scores, shown)
        ids, specific = [one.id for one in history.investors], self._specific(asked)[0]

        def match(one: int, no: Sequence[Obstacle] = ()) -> Match:
            return Match(ids[one], float(scores[one]), tuple(no), one in discovered, bool(specific[one]))

        return Matches([match(one) for one in fitting[:count].tolist()], [match(one, no) for one, no in unfit[:count]])

    def startups_for(
        self, investor: str, startups: Sequence[StartupProfile], count: int, order: Order = PLAIN
    ) -> Matches:
        """The first `count` of these startups that fit, without those that the investor has. KeyError as in `score`."""
        history = self.model.history
        position = history.positions[investor]
        ordered = sorted((one for one in startups if one.id not in order.hidden), key=lambda one: one.id)
        asked, column = self.model.read(ordered), np.array([position])
        scores = self.model.scores(asked, self.weights, column)[:, 0]
        specific = self._specific(asked, column)[:, 0]
        owned = [place for place, one in enumerate(ordered) if position in history.owners.get(one.id, ())]
        profile = history.investors[position]

        def between(one: int) -> list[Obstacle]:
            return obstacles(ordered[one], profile, order.relaxed)

        def match(one: int, no: Sequence[Obstacle] = ()) -> Match:
            return Match(ordered[one].id, float(scores[one]), tuple(no), is_specific=bool(specific[one]))

        fitting, unfit = _apart(best(without(scores, owned), len(scores)), between, count)
        return Matches([match(one) for one in fitting.tolist()], [match(one, no) for one, no in unfit[:count]])

    def _specific(self, asked: Asks, columns: Columns = ALL) -> NDArray[np.bool_]:
        """Asks × investors: whether what speaks of the very pair speaks for it."""
        names = {name for group, terms in GROUPS.items() if group in SPECIFIC for name in terms}
        weights = {name: weight for name, weight in self.weights.items() if name in names}
        return self.model.scores(asked, weights, columns) > 0

    def _tasted(self, order: Order) -> dict[str, float]:
        return {name: weight * (order.activity if name in ACTIVITY else 1) for name, weight in self.weights.items()}

    def _shown(self, counts: Mapping[str, float]) -> NDArray[np.float64]:
        return np.array([counts.get(one.id, 0.0) for one in self.model.history.investors])


def _apart(
    ranked: Ints, between: Callable[[int], list[Obstacle]], count: int
) -> tuple[Ints, list[tuple[int, list[Obstacle]]]]:
    """The first `count` that fit, and those on the way who do not."""
    fitting: list[int] = []
    unfit: list[tuple[int, list[Obstacle]]] = []
    for one in ranked.tolist():
        if len(fitting) == count:
            break
        if found := between(one):
            unfit.append((one, found))
        else:
            fitting.append(one)
    return np.array(fitting, dtype=np.int64), unfit
