"""Real lists into a fresh installation, each twice: the second time nothing changes.

`python -m benchmarks.imports [--shared DIR] [--keep FOLDER]`: DIR (SHARED_DATA when not given) holds the lists; those
whose mapping ships are imported by the product's own commands, in this order, beside a worker that runs already, as in
an installation in use. Prints rows a second with indexing (from the start of the import's process to the moment at
which nothing waits for the index any more), the import's part of it, its processor time, its most memory in MB
(children included), the counts, whether they add up, and what `search verify` finds; then all as JSON. FOLDER keeps the
installation for other measurements. Exit status 1 when counts do not add up, a second run changes something, or the
index differs.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from benchmarks.figures import print_json, print_table
from benchmarks.installation import ROOT, Finished, Installation, end_cleanly, installation
from ecosystem.kernel.changes.models import OutboxRow

LISTS: Final[Mapping[str, str]] = {
    "nasa-patents": "nasa-patents/patents.csv",
    "crunchbase-2013-startups": "crunchbase-2013/startups.csv.gz",
    "crunchbase-2013-investors": "crunchbase-2013/investors.csv.gz",
    "crunchbase-2013-investments": "crunchbase-2013/investments.csv.gz",
    "yc-2014": "yc-2014/startups.csv",
}
"""Mapping to file; deals need the startups and investors before them."""
REJECTED: Final = 3
"""The exit status of an import some of whose rows were rejected."""
OUTCOMES: Final = ("accepted", "noted", "rejected", "skipped")
COUNTS: Final = ("read", *OUTCOMES, "new", "changed", "unchanged")
_PAUSE: Final = 0.02
HEADS: Final = ("list", "run", "rows/s", "indexed s", "import s", "processor s", "MB", *COUNTS)


@dataclass(frozen=True)
class Imported:
    """One run of one list: `seconds` until all of it was indexed; `differs` counts what `search verify` found then."""

    name: str
    run: int
    counts: Mapping[str, int]
    importing: Finished
    seconds: float
    differs: Mapping[str, int]

    @property
    def is_right(self) -> bool:
        adds_up = sum(self.counts[one] for one in OUTCOMES) == self.counts["read"]
        is_still = self.run == 1 or not self.counts["new"] + self.counts["changed"]
        return adds_up and is_still and not sum(self.differs.values())

    @property
    def rows_per_second(self) -> float:
        return self.counts["read"] / self.seconds

    def cells(self) -> Sequence[object]:
        seconds = (round(one, 2) for one in (self.seconds, self.importing.seconds, self.importing.processor))
        counts = (self.counts[one] for one in COUNTS)
        return (self.name, self.run, round(self.rows_per_second), *seconds, self.importing.peak >> 20, *counts)

    def figures(self) -> Mapping[str, Any]:
        names = [name.replace("/", "_per_").replace(" ", "_").lower() for name in HEADS]
        return {**dict(zip(names, self.cells(), strict=True)), "verify": self.differs, "right": self.is_right}


def run_list(made: Installation, name: str, kind: str, file: Path, run: int) -> Imported:
    """Import, wait for the index, verify. Raises RuntimeError when a command fails."""
    started = time.perf_counter()
    importing = made.run("import", kind, str(file), "--mapping", name, "--json")
    if importing.status not in {0, REJECTED}:
        raise RuntimeError(f"importing {name} ended with status {importing.status}")
    while _waiting(made):
        time.sleep(_PAUSE)
    seconds = time.perf_counter() - started
    verified = json.loads(made.run("search", "verify", "--json").printed)
    differs = {one: len(verified[one]) for one in ("missing", "outdated", "superfluous")}
    return Imported(name, run, json.loads(importing.printed), importing, seconds, differs)


def _waiting(made: Installation) -> bool:
    """Whether the index does not know all changes yet."""
    engine = sa.create_engine(made.environ["DATABASE_URL"])
    with engine.connect() as connection:
        rows = connection.scalar(sa.select(sa.func.count()).select_from(OutboxRow))
    engine.dispose()
    return bool(rows)


def shipped() -> Iterator[tuple[str, str]]:
    """(mapping, kind) of each list that this version reads."""
    for name in LISTS:
        path = ROOT / "data" / "mappings" / f"{name}.toml"
        if path.exists():
            yield name, tomllib.loads(path.read_text(encoding="utf-8"))["kind"]
        else:
            print(f"{name}: no such mapping yet", file=sys.stderr)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=os.environ.get("SHARED_DATA"), metavar="DIR")
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    chosen = parser.parse_args()
    if chosen.shared is None:
        parser.error("say where the lists lie: --shared DIR, or SHARED_DATA")
    end_cleanly()
    runs: list[Imported] = []
    with installation(chosen.keep, demonstration=False) as made:
        worker = made.start("-m", "flask", "--app", "run", "jobs", "work")
        try:
            for name, kind in shipped():
                for run in (1, 2):
                    runs.append(run_list(made, name, kind, Path(chosen.shared) / LISTS[name], run))
                    print(f"{name}, run {run}: {runs[-1].rows_per_second:,.0f} rows/s", file=sys.stderr, flush=True)
        finally:
            worker.terminate()
            worker.wait()
    print_table(HEADS, [one.cells() for one in runs])
    wrong = [f"{one.name}, run {one.run}: {one.figures()}" for one in runs if not one.is_right]
    print("\n".join(wrong) if wrong else "counts add up, second runs change nothing, search verify 0/0/0", flush=True)
    print_json("imports", {"runs": [one.figures() for one in runs]})
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
