"""Matching: seconds to learn, milliseconds a query, memory; with SHARED_DATA, or on generated investors alone.

python -m benchmarks.matching [--investors 200000]
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import numpy as np

from benchmarks.figures import milliseconds, print_json
from ecosystem.matching.evaluation import dataset
from ecosystem.matching.evaluation.queries import queries
from ecosystem.matching.fitting import fit
from ecosystem.matching.history import History
from ecosystem.matching.model import Model
from ecosystem.matching.profiles import STAGES, Deal, InvestorProfile, Market, StartupProfile
from ecosystem.matching.ranking import best
from ecosystem.matching.terms import HAND_WEIGHTS

_T = TypeVar("_T")
ROOT = Path(__file__).resolve().parent.parent
DAY = date(2012, 1, 1)
_SECTORS, _COUNTRIES = [f"sector {n}" for n in range(42)], [f"country {n}" for n in range(90)]


def generated(investors: int) -> Market:
    """Three deals an investor, spread as unevenly as real ones over ten years."""
    drawn = random.Random(1)
    companies = [
        StartupProfile(
            f"s{n}", (drawn.choice(_SECTORS),), _skewed(drawn, _COUNTRIES), founded=drawn.randint(1998, 2011)
        )
        for n in range(investors)
    ]
    backers = [InvestorProfile(f"i{n}", "fund", _skewed(drawn, _COUNTRIES)) for n in range(investors)]
    deals = [
        Deal(
            startup=drawn.choice(companies).id,
            investor=_skewed(drawn, backers).id,
            day=DAY - timedelta(days=drawn.randint(1, 3650)),
            round=str(n),
            stage=drawn.choice(STAGES),
            amount=10 ** drawn.uniform(4, 8),
        )
        for n in range(3 * investors)
    ]
    every = [Deal(companies[n].id, one.id, DAY - timedelta(days=400), f"first {n}") for n, one in enumerate(backers)]
    return Market(companies, backers, [*deals, *every])


def _skewed(drawn: random.Random, values: list[_T]) -> _T:
    return values[int(len(values) * drawn.random() ** 3)]


def median(act: Callable[[], object], count: int = 50) -> float:
    """Milliseconds."""
    seconds = []
    for _ in range(count):
        began = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - began)
    return milliseconds(seconds, 0.5)["p50"]


def of_market(name: str, market: Market, asked: list[StartupProfile]) -> dict[str, object]:
    """Terms, sums and order of a query apart; seconds to make the model."""
    began = time.perf_counter()
    model = Model.of(History.before(market, DAY))
    made = time.perf_counter() - began
    turn = iter(asked * 1000)
    read = model.read([asked[0]])
    tables = list(model.contributions(read).values())
    scores = model.scores(read)[0]
    return {
        "market": name,
        "investors": len(model.history.investors),
        "model_s": round(made, 2),
        "terms_ms": median(lambda: model.contributions(model.read([next(turn)]))),
        "sum_ms": median(lambda: np.sum(tables, axis=0)),
        "order_ms": median(lambda: best(scores, 70)),
        "query_ms": median(lambda: best(model.scores(model.read([next(turn)]))[0], 70)),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def learning(market: Market) -> dict[str, object]:
    windows = [(date(year, 1, 1), date(year + 1, 1, 1)) for year in (2010, 2011)]
    began = time.perf_counter()
    asked = [(Model.of(History.before(market, start)), queries(market, start, end)) for start, end in windows]
    fit(asked, list(HAND_WEIGHTS))
    return {"train_s": round(time.perf_counter() - began, 1)}


def start() -> dict[str, object]:
    """Seconds until the product's modules stand, and with what matching needs beside them; the best of five."""
    programs = {
        "start_s": "import ecosystem.app",
        "with_matching_s": "import ecosystem.app, ecosystem.matching.matcher",
    }

    def seconds(program: str) -> float:
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)
        return time.perf_counter() - began

    return {name: round(min(seconds(program) for _ in range(5)), 2) for name, program in programs.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--investors", type=int, default=200_000, help="how many to generate")
    chosen = parser.parse_args()
    rows = [start()]
    if shared := os.environ.get("SHARED_DATA"):
        market = dataset.read(Path(shared) / "crunchbase-2013")
        asked = [one.startup for one in queries(market, DAY, date(2013, 1, 1))]
        rows += [of_market("crunchbase-2013", market, asked), learning(market)]
    market = generated(chosen.investors)
    rows.append(of_market("generated", market, list(market.startups[:500])))
    for row in rows:
        print("  ".join(f"{key} {value}" for key, value in row.items()))
    print_json("matching", {"rows": rows})
    return 0


if __name__ == "__main__":
    sys.exit(main())
