"""`matching evaluate`, `train`, `status` at the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask import Flask

from ecosystem.kernel import clock
from ecosystem.kernel.db.transaction import current_session, transaction
from ecosystem.matching.terms import HAND_WEIGHTS
from ecosystem.matchmaking.models_weights import MatchingWeights
from ecosystem.matchmaking.queries_weights import weights_in_use
from tests.matching.test_evaluation import folder

__all__ = ["folder"]
PERIOD = ("--from", "2012-01-01", "--to", "2013-01-01")


def run(app: Flask, *words: str) -> tuple[int, str, str]:
    result = app.test_cli_runner().invoke(args=["matching", *words])
    return result.exit_code, result.stdout, result.stderr


def test_evaluate_prints_json_as_documented(app: Flask, folder: Path) -> None:
    code, printed, _ = run(app, "evaluate", str(folder), *PERIOD, "--json")
    assert code == 0
    rows = json.loads(printed)
    assert [row["task"] for row in rows] == ["investors", "startups"]
    assert {row["method"] for row in rows} == {"hand"}
    assert rows[0]["queries"] == 3


def test_evaluate_prints_the_whole_table(app: Flask, folder: Path) -> None:
    code, printed, progress = run(app, "evaluate", str(folder), *PERIOD, "--method", "all")
    assert code == 0
    lines = printed.splitlines()
    assert lines[0].split()[:4] == ["method", "task", "queries", "recall10"]
    assert [line.split()[0] for line in lines[1::2]] == [line.split()[0] for line in progress.splitlines()]


@pytest.mark.parametrize(
    ("words", "status"),
    [((*PERIOD, "--method", "magic"), 2), (("--from", "2013-01-01", "--to", "2012-01-01"), 2), (PERIOD, 1)],
)
def test_evaluate_says_what_is_wrong(app: Flask, folder: Path, words: tuple[str, ...], status: int) -> None:
    if status == 1:
        (folder / "startups.csv").write_text("startup_id,name\nc:1,One\n", encoding="utf-8")
    code, _, complaint = run(app, "evaluate", str(folder), *words)
    assert code == status
    assert complaint


def test_too_few_deals_teach_nothing(app_context: Flask) -> None:
    code, _, complaint = run(app_context, "train")
    assert code == 1
    assert "0 rounds" in complaint


def training(*, is_used: bool, weight: float) -> MatchingWeights:
    rows = [{"method": "new", "task": "investors", "queries": 1, "cold": {"recall10": 0.1}, "warm": {"recall10": 0.1}}]
    names = ("recall10", "recall50", "ndcg10", "mrr10", "coverage10", "low", "high")
    rows[0] |= dict.fromkeys((*names, "train_s", "query_ms_p50", "query_ms_p95"), 0.5)
    figures = {"new": rows, "former": rows}
    return MatchingWeights(
        trained_at=clock.now(), is_used=is_used, weights={"sector": weight}, data={}, figures=figures
    )


def test_the_last_better_weights_are_in_use(app_context: Flask) -> None:
    assert weights_in_use(current_session()) == HAND_WEIGHTS
    with transaction() as session:
        session.add(training(is_used=True, weight=0.7))
    with transaction() as session:
        session.add(training(is_used=False, weight=0.9))
    assert weights_in_use(current_session()) == {"sector": 0.7}
    code, printed, _ = run(app_context, "status", "--json")
    told = json.loads(printed)
    assert (code, told["weights"], told["values"]) == (0, "learnt", {"sector": 0.7})


def test_status_in_words(app_context: Flask) -> None:
    told = run(app_context, "status")[1]
    assert told.splitlines()[:4] == [
        "weights        by hand",
        "since          the start",
        "last_training  never",
        "data           nothing learnt yet",
    ]
    with transaction() as session:
        session.add(training(is_used=True, weight=0.7))
    assert "sector               0.7" in run(app_context, "status")[1]
