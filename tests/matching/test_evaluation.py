"""The measures, the questions of a period, and a whole evaluation on a data set small enough to know by heart."""

from __future__ import annotations

import gzip
from datetime import date
from math import log2
from pathlib import Path

import pytest

from ecosystem.matching.evaluation import dataset
from ecosystem.matching.evaluation.evaluate import evaluate
from ecosystem.matching.evaluation.methods import METHODS
from ecosystem.matching.evaluation.metrics import interval, outcome
from ecosystem.matching.evaluation.queries import queries, wanted

START, END = date(2012, 1, 1), date(2013, 1, 1)
STARTUPS = """startup_id,name,category,country,founded
c:1,One,web,USA,2005
c:2,Two,biotech,GBR,2006
c:3,Three,web,USA,2010
c:4,Four,biotech,GBR,2010
c:5,Five,web,USA,
"""
INVESTORS = """investor_id,name,kind,country
f:1,Web fund,fund,USA
f:2,Bio fund,fund,GBR
p:3,Somebody,person,
f:4,Newcomer,fund,USA
"""
INVESTMENTS = """edge_id,round_id,startup_id,investor_id,date,round_code,amount_usd
1,r1,c:1,f:1,2010-01-01,a,1000000
2,r2,c:2,f:2,2011-01-01,a,2000000
3,r2,c:2,p:3,2011-01-01,a,2000000
4,r3,c:3,f:1,2012-02-01,a,1000000
5,r3,c:3,f:4,2012-02-01,a,1000000
6,r4,c:4,f:2,2012-03-01,seed,2000000
7,r4,c:4,p:3,2012-03-01,seed,2000000
8,r5,c:3,f:2,2012-06-01,b,
9,r6,c:2,f:1,2012-05-01,b,
10,r7,c:5,f:1,2012-07-01,,
11,r8,c:1,f:2,2013-02-01,b,
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "startups.csv").write_text(STARTUPS, encoding="utf-8")
    (tmp_path / "investors.csv").write_text(INVESTORS, encoding="utf-8")
    with gzip.open(tmp_path / "investments.csv.gz", "wt", encoding="utf-8") as stream:
        stream.write(INVESTMENTS)
    return tmp_path


def test_a_question_is_the_first_round_with_a_code(folder: Path) -> None:
    asked = queries(dataset.read(folder), START, END)
    assert [(one.startup.id, one.day.month, set(one.found), one.is_warm) for one in asked] == [
        ("c:3", 2, {"f:1"}, False),  # f:4 was unknown before the period; the later round is no question
        ("c:4", 3, {"f:2", "p:3"}, False),
        ("c:2", 5, {"f:1"}, True),  # c:5 has no round with a code
    ]
    assert asked[1].startup.stage == "seed"
    assert asked[1].startup.amount == 2000000
    assert wanted(asked) == {"f:1": [0, 2], "f:2": [1], "p:3": [1]}


def test_investors_a_startup_has_are_no_truth(folder: Path) -> None:
    with gzip.open(folder / "investments.csv.gz", "at", encoding="utf-8") as stream:
        stream.write("12,r6,c:2,f:2,2012-05-01,b,\n")
    asked = queries(dataset.read(folder), START, END)
    assert asked[2].found == {"f:1"}


def test_hand_weights_on_the_small_data_set(folder: Path) -> None:
    rows = evaluate(dataset.read(folder), START, END, {"hand": METHODS["hand"]})
    investors, startups = rows
    assert (investors["task"], startups["task"]) == ("investors", "startups")
    assert investors["queries"] == 3
    assert investors["recall10"] == startups["recall10"] == 1.0
    assert investors["ndcg10"] == investors["mrr10"] == 1.0  # the web fund first for the web, and so on
    assert investors["cold"]["queries"] == 2
    assert investors["warm"]["queries"] == 1
    assert investors["coverage10"] == 1.0
    assert startups["queries"] == 3


def test_every_method_answers_with_the_same_columns(folder: Path) -> None:
    told: list[str] = []
    rows = evaluate(dataset.read(folder), START, END, dict(METHODS), told.append)
    assert told == list(METHODS)
    assert [row["method"] for row in rows] == [name for name in METHODS for _ in range(2)]
    assert len({tuple(row) for row in rows}) == 1
    assert {"task", "queries", "recall10", "recall50", "ndcg10", "mrr10", "coverage10", "cold", "warm", "low", "high",
            "train_s", "query_ms_p50", "query_ms_p95"} <= set(rows[0])  # fmt: skip


def test_evaluations_can_be_repeated(folder: Path) -> None:
    def figures() -> list[list[object]]:
        rows = evaluate(dataset.read(folder), START, END, dict(METHODS))
        return [
            [value for key, value in row.items() if key not in {"train_s", "query_ms_p50", "query_ms_p95"}]
            for row in rows
        ]

    assert figures() == figures()


def test_measures() -> None:
    found = outcome([5, 1, 6, 2, *range(20, 60)], {1, 2, 59, 99})
    assert found.recall10 == 2 / 4
    assert found.recall50 == 3 / 4
    assert found.mrr10 == 1 / 2
    assert found.ndcg10 == pytest.approx((1 / log2(3) + 1 / log2(5)) / sum(1 / log2(rank + 1) for rank in range(1, 5)))
    assert interval([found] * 3) == (0.5, 0.5)


@pytest.mark.parametrize("places", [("", ""), ("CA", "Palo Alto")])
def test_places_are_used_where_they_are_known(folder: Path, places: tuple[str, str]) -> None:
    (folder / "startups.csv").write_text(
        f"startup_id,name,category,country,founded,region,city\nc:1,One,web,USA,2005,{','.join(places)}\n",
        encoding="utf-8",
    )
    startup = dataset.read(folder).startups[0]
    assert (startup.region, startup.city) == (("USA/CA", "USA/CA/Palo Alto") if places[0] else ("", ""))


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("investments.csv.gz", None, "investments"),
        ("startups.csv", "startup_id,name\nc:1,One\n", "startups, row 2"),
        ("startups.csv", STARTUPS.replace("2006", "soon"), "startups, row 3"),
    ],
)
def test_what_cannot_be_read_is_named(folder: Path, name: str, text: str | None, complaint: str) -> None:
    (folder / name).unlink()
    if text is not None:
        (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(dataset.DatasetError, match=complaint):
        dataset.read(folder)
