"""Asks a method the questions of a period and tells how near to the truth its answers came, in both directions."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecosystem.matching.evaluation.methods import Method
from ecosystem.matching.evaluation.metrics import DEEP, DEPTH, Outcome, interval, means, outcome
from ecosystem.matching.evaluation.queries import Query, queries, wanted
from ecosystem.matching.history import History
from ecosystem.matching.model import Model
from ecosystem.matching.profiles import Market
from ecosystem.matching.ranking import FIRST, best, rank, without

Progress = Callable[[str], object]
"""Told the name of each method before it is asked."""


@dataclass
class Answers:
    """What came of a task: outcomes of all questions, of cold and of warm startups, and who was shown."""

    candidates: int
    outcomes: list[Outcome] = field(default_factory=list)
    cold: list[Outcome] = field(default_factory=list)
    warm: list[Outcome] = field(default_factory=list)
    shown: set[int] = field(default_factory=set)

    def figures(self, task: str) -> dict[str, Any]:
        low, high = interval(self.outcomes)
        coverage = round(len(self.shown) / self.candidates, 4) if self.candidates else 0.0
        apart = {"cold": means(self.cold), "warm": means(self.warm)}
        return {"task": task, **means(self.outcomes), "coverage10": coverage, "low": low, "high": high, **apart}


def evaluate(
    market: Market, start: date, end: date, methods: dict[str, Method], progress: Progress = str
) -> list[dict[str, Any]]:
    """Two rows for each method: investors for the startups that raise in [start, end), and startups for investors.

    A method learns only from what is dated before `start`.
    """
    asked = queries(market, start, end)
    began = time.perf_counter()
    model = Model.of(History.before(market, start))
    seconds = time.perf_counter() - began
    rows = []
    for name, method in methods.items():
        progress(name)
        answered = _evaluate(market, model, asked, method)
        rows += [{"method": name, **row, "train_s": round(row["train_s"] + seconds, 2)} for row in answered]
    return rows


def _evaluate(market: Market, model: Model, asked: Sequence[Query], method: Method) -> list[dict[str, Any]]:
    began = time.perf_counter()
    score = method.prepare(market, model)
    prepared = time.perf_counter() - began
    positions = model.history.positions
    columns = np.array([positions[one] for one in wanted(asked)], dtype=np.int64)
    scores = np.empty((len(asked), len(columns)), dtype=np.float32)
    first, shown, times = Answers(len(positions)), np.zeros(len(positions)), []
    for place, query in enumerate(asked):
        began = time.perf_counter()
        own = without(np.asarray(score(query), dtype=np.float32), model.history.owners.get(query.startup.id))
        ranked = rank(own, DEEP, method.discovery, shown)
        shown[ranked[:FIRST]] += 1
        times.append((time.perf_counter() - began) * 1000)
        scores[place] = own[columns]
        _note(first, query, ranked, positions)
    times.sort()
    timing = {
        "train_s": prepared,
        "query_ms_p50": round(median(times or [0.0]), 2),
        "query_ms_p95": round(times[int(0.95 * len(times))] if times else 0.0, 2),
    }
    return [first.figures("investors") | timing, _other_side(asked, scores).figures("startups") | timing]


def _note(answers: Answers, query: Query, ranked: NDArray[np.int64], positions: dict[str, int]) -> None:
    if not query.found:
        return
    found = outcome(ranked.tolist(), {positions[one] for one in query.found})
    answers.outcomes.append(found)
    (answers.warm if query.is_warm else answers.cold).append(found)
    answers.shown.update(ranked[:DEPTH].tolist())


def _other_side(asked: Sequence[Query], scores: NDArray[np.float32]) -> Answers:
    """The same scores read by columns: each investor ranks the startups that raise, without those it already has."""
    answers = Answers(len(asked))
    for column, right in enumerate(wanted(asked).values()):
        ranked = best(scores[:, column], DEEP).tolist()
        answers.outcomes.append(outcome(ranked, set(right)))
        answers.shown.update(ranked[:DEPTH])
        for part, is_warm in ((answers.cold, False), (answers.warm, True)):
            if some := {place for place in right if asked[place].is_warm == is_warm}:
                part.append(outcome(ranked, some))
    return answers
