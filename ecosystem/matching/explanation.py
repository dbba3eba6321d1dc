"""Why two match: the score as a sum of reasons, with the numbers that each one's sentence needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from ecosystem.matching.constraints import Obstacle, obstacles
from ecosystem.matching.evidence import Facts, facts_of
from ecosystem.matching.matcher import Matcher
from ecosystem.matching.profiles import REACH, StartupProfile
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
    return explain_all(matcher, [startup], [investor])[0]


def explain_all(matcher: Matcher, startups: Sequence[StartupProfile], investors: Sequence[str]) -> list[Explanation]:
    """The same for each of the startups with each of the investors, startup by startup; the terms are made once."""
    model = matcher.model
    columns = np.array([model.history.positions[one] for one in investors], dtype=np.int64)
    asked = model.read(startups)
    contributions = model.contributions(asked, matcher.weights, columns)
    values = {name: model.terms[name](asked, columns) for name in contributions}
    found = []
    for row, startup in enumerate(startups):
        alone = asked if len(startups) == 1 else model.read([startup])
        for column, position in enumerate(columns.tolist()):
            parts = {
                name: Part(
                    term=name,
                    contribution=float(table[row, column]),
                    value=float(values[name][row, column]),
                    weight=matcher.weights[name],
                    facts=facts_of(model, name, startup, alone, position),
                )
                for name, table in contributions.items()
                if table[row, column]
            }
            found.append(_explained(parts))
    return found


def _explained(parts: Mapping[str, Part]) -> Explanation:
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
    return changes_of_all(matcher, [startup], [investor], [altered])[0]


def changes_of_all(
    matcher: Matcher,
    startups: Sequence[StartupProfile],
    investors: Sequence[str],
    altered: Sequence[Mapping[str, StartupProfile]],
) -> list[list[Change]]:
    """The same for each of the startups, of which `altered` has the other profiles, with each of the investors."""
    history = matcher.model.history
    columns = np.array([history.positions[one] for one in investors], dtype=np.int64)
    every = [one for startup, others in zip(startups, altered, strict=True) for one in (startup, *others.values())]
    scores = matcher.model.scores(matcher.model.read(every), matcher.weights, columns)
    found, row = [], 0
    for others in altered:
        for column, position in enumerate(columns.tolist()):
            before, profile = float(scores[row, column]), history.investors[position]
            changes = []
            for place, (name, other) in enumerate(others.items(), row + 1):
                score = float(scores[place, column])
                changes.append(Change(name, other, score, score - before, obstacles(other, profile)))
            found.append(sorted(changes, key=lambda one: (-one.gain, one.name)))
        row += 1 + len(others)
    return found


def alterations(startup: StartupProfile) -> dict[str, StartupProfile]:
    """What a startup could ask for instead: a third less, or more. Another round is another company."""
    if not (startup.amount or startup.amount_to):
        return {}
    factors = {"less": 1 - REACH, "more": 1 + REACH}
    return {
        name: replace(
            startup,
            amount=startup.amount and startup.amount * factor,
            amount_to=startup.amount_to and startup.amount_to * factor,
        )
        for name, factor in factors.items()
    }
