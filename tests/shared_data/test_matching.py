"""Matching on real investments: what the hand weights must reach on the rounds of 2012."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ecosystem.matching.evaluation.dataset import read
from ecosystem.matching.evaluation.evaluate import evaluate
from ecosystem.matching.evaluation.methods import METHODS

FOLDER = Path(os.environ["SHARED_DATA"]) / "crunchbase-2013"
NAMES = ("popularity-country", "hand", "hand-discovery")


@pytest.fixture(scope="module")
def rows() -> dict[tuple[str, str], dict[str, Any]]:
    found = evaluate(read(FOLDER), date(2012, 1, 1), date(2013, 1, 1), {name: METHODS[name] for name in NAMES})
    return {(row["method"], row["task"]): row for row in found}


def test_hand_weights(rows: dict[tuple[str, str], dict[str, Any]]) -> None:
    investors, startups = rows["hand", "investors"], rows["hand", "startups"]
    assert (investors["queries"], startups["queries"]) == (3203, 1981)
    assert investors["recall10"] >= 0.23
    assert investors["recall50"] >= 0.44
    assert investors["ndcg10"] >= 0.157
    assert startups["recall10"] >= 0.095


def test_discovery_places(rows: dict[tuple[str, str], dict[str, Any]]) -> None:
    found = rows["hand-discovery", "investors"]
    assert found["coverage10"] >= 0.23
    assert found["recall10"] >= 0.225


def test_fame_in_the_country_is_beaten(rows: dict[tuple[str, str], dict[str, Any]]) -> None:
    assert rows["hand", "investors"]["low"] > rows["popularity-country", "investors"]["high"]
