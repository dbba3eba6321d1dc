"""Why two match: the score as a sum of reasons, with the numbers that each one's sentence needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from ecosystem.matching.constraints import Obstacle, obstacles
from ecosystem.matching.evidence import Facts, facts_of
from ecosystem.matching.matcher import Matcher
from ecosystem.matching.profiles import CONSECUTIVE_STAGES, StartupProfile
from ecosystem.matching.terms import GROUPS

MOST_REASONS: Final = 5


@dataclass(frozen=True)
class Part:
    """One term: `contribution` is `value` by `weight`.

    `value` 0 is what an average investor has, or one of whom nothing is known.
    """

    term: str
    contribution: float
    value: float
    weight: float
    facts: Facts


@dataclass(frozen=True)
class Reason:
    """A group of terms (`terms.GROUPS`), the weightiest first; above 0 it speaks for the match, below against it."""

    group: str
    contribution: float
    parts: Sequence[Part]


@dataclass(frozen=True)
class Explanation:
    """`score` is exactly the sum of the contributions of `reasons` and of `remainder`, that of `rest`."""

    score: float
    reasons: Sequence[Reason]
    remainder: float
    rest: Sequence[Reason]


def explain(matcher: Matcher, startup: StartupProfile, investor: str) -> Explanation:
    """The largest contributions first, in either direction. KeyError: nothing is known of the investor."""
    parts = {part.term: part for part in _parts(matcher, startup, investor) if part.contribution}
    reasons = []
    for group, names in GROUPS.items():
        own = sorted((parts[name] for name in names if name in parts), key=_weightiest)
        if own:
            reasons.append(Reason(group, sum(part.contribution for part in own), own))
    reasons.sort(key=_weightiest)
    shown, rest = reasons[:MOST_REASONS], reasons[MOST_REASONS:]
    remainder = sum((reason.contribution for reason in rest), start=0.0)
    return Explanation(sum((reason.contribution for reason in shown), start=remainder), shown, remainder, rest)


def _weightiest(one: Part | Reason) -> float:
    return -abs(one.contribution)


def _parts(matcher: Matcher, startup: StartupProfile, investor: str) -> Iterator[Part]:
    model = matcher.model
    position = model.history.positions[investor]
    asked, columns = model.read([startup]), np.array([position])
    for name, table in model.contributions(asked, matcher.weights, columns).items():
        yield Part(
            term=name,
            contribution=float(table[0, 0]),
            value=float(model.terms[name](asked, columns)[0, 0]),
            weight=matcher.weights[name],
            facts=facts_of(model, name, startup, asked, position),
        )


@dataclass(frozen=True)
class Change:
    """What another profile of the startup would do: its score, what that is above today's, what is in the way."""

    name: str
    startup: StartupProfile
    score: float
    gain: float
    obstacles: Sequence[Obstacle]


def what_would_change(
    matcher: Matcher, startup: StartupProfile, investor: str, altered: Mapping[str, StartupProfile]
) -> list[Change]:
    """Each altered profile scored again by the same model, the largest gain first.

    An investor's profile is altered in the model: `what_would_change(Matcher(model.with_investor(…)), …)`.
    """
    before = matcher.score(startup, investor)
    profile = matcher.model.history.investors[matcher.model.history.positions[investor]]
    changes = []
    for name, other in altered.items():
        score = matcher.score(other, investor)
        changes.append(Change(name, other, score, score - before, obstacles(other, profile)))
    return sorted(changes, key=lambda one: (-one.gain, one.name))


def alterations(startup: StartupProfile) -> dict[str, StartupProfile]:
    """What a startup could ask for instead: half and twice the amount, the stage before and after."""
    others: dict[str, StartupProfile] = {}
    for name, factor in (("amount_half", 0.5), ("amount_double", 2.0)):
        if startup.amount or startup.amount_to:
            low, high = (one and one * factor for one in (startup.amount, startup.amount_to))
            others[name] = replace(startup, amount=low, amount_to=high)
    if startup.stage in CONSECUTIVE_STAGES:
        place = CONSECUTIVE_STAGES.index(startup.stage)
        for name, other in (("stage_before", place - 1), ("stage_after", place + 1)):
            if 0 <= other < len(CONSECUTIVE_STAGES):
                others[name] = replace(startup, stage=CONSECUTIVE_STAGES[other])
    return others
