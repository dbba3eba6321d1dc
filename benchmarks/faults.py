"""What visitors notice of a search engine that fails, under twenty requests a second.

`python -m benchmarks.faults [--entries 20000] [--folder FOLDER] [--rate 20] [--seconds 60] [--node PROGRAM]`: first the
embedded index, moved away, broken and locked; then, with `--node` (a program that starts, stops, freezes and thaws an
Elasticsearch: `PROGRAM start --port N` prints its address, `stop`, `stop --kill`, `freeze`, `thaw`), Elasticsearch
stopped, frozen and killed. Each fault lasts `--seconds`, after as long with nothing wrong. Prints, while it lasts:
requests, how many failed, p50 and p95 in milliseconds; and how long after its end the index had caught up with the
edits. Exit status 1 when a request failed.

Broken: every file of the newest generation is replaced by one of noise, as a disk would; the end of it is a rebuild.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from benchmarks.figures import milliseconds, print_json, print_table
from benchmarks.installation import Installation, end_cleanly, installation
from benchmarks.load import Visitors, prepare, send
from benchmarks.people import sign_in
from ecosystem.engines.tantivy.locks import locked
from ecosystem.kernel.changes.models import OutboxRow

PORT: Final = 9297
WARM_UP: Final = 15.0
HEADS: Final = ("fault", "requests", "failed", "p50", "p95", "most", "caught up after, s")
_PATIENCE: Final = 300.0
"""Seconds to wait for the index to catch up."""
Row = Sequence[object]


@dataclass(frozen=True)
class Fault:
    """`begin` makes it, `end` takes it away."""

    name: str
    begin: Callable[[], object]
    end: Callable[[], object]


@dataclass
class Index:
    """The embedded index of an installation."""

    made: Installation

    @property
    def folder(self) -> Path:
        return self.made.folder / "search"

    def faults(self) -> Iterator[Fault]:
        aside = self.made.folder / "search-aside"
        yield Fault("embedded: moved away", lambda: self.folder.rename(aside), lambda: self._bring_back(aside))
        yield Fault("embedded: broken", self._break, lambda: self.made.command("search", "rebuild"))
        let_go, gone = threading.Event(), threading.Event()

        def hold() -> None:
            with locked(self.folder / "write.lock"):
                let_go.wait()
            gone.set()

        def end() -> None:
            let_go.set()
            gone.wait()

        yield Fault("embedded: locked", threading.Thread(target=hold, daemon=True).start, end)

    def _bring_back(self, aside: Path) -> None:
        """What a worker made meanwhile in its place is no index."""
        if self.folder.exists():
            self.folder.rename(self.made.folder / f"search-{time.time_ns()}")
        aside.rename(self.folder)

    def _break(self) -> None:
        generation = self.folder / (self.folder / "CURRENT").read_text(encoding="ascii")
        for file in generation.iterdir():
            broken = file.with_suffix(".new")
            broken.write_bytes(os.urandom(min(file.stat().st_size, 4_096)))
            broken.replace(file)


@dataclass
class Node:
    """An Elasticsearch that a program starts and stops."""

    program: Path

    def run(self, *words: str) -> str:
        done = subprocess.run(
            [self.program, *words, "--port", str(PORT)], check=True, stdout=subprocess.PIPE, text=True
        )
        return done.stdout.split()[-1] if done.stdout.split() else ""

    def start(self) -> str:
        return self.run("start", "--heap", "768m")

    def faults(self) -> Iterator[Fault]:
        yield Fault("elasticsearch: stopped", lambda: self.run("stop"), self.start)
        yield Fault("elasticsearch: frozen", lambda: self.run("freeze"), lambda: self.run("thaw"))
        yield Fault("elasticsearch: killed", lambda: self.run("stop", "--kill"), self.start)


def measure(fault: Fault, made: Installation, visitors: Visitors, rate: float, seconds: float) -> tuple[Row, bool]:
    """The row of one fault, and whether all requests were answered."""
    send(visitors, rate, WARM_UP)
    fault.begin()
    try:
        outcome = send(visitors, rate, seconds)
    finally:
        fault.end()
    caught_up = _caught_up(made)
    taken = [one for part in outcome.seconds.values() for one in part]
    for remark in outcome.odd[:5]:
        print(f"    {fault.name}: {remark}", file=sys.stderr, flush=True)
    failed = sum(outcome.failed.values())
    row = (fault.name, len(taken), failed, *milliseconds(taken, 0.5, 0.95, 1).values(), round(caught_up, 1))
    print_table(HEADS, [row])
    return row, not outcome.odd


def _caught_up(made: Installation) -> float:
    """Seconds until nothing waits for the index. Raises TimeoutError."""
    engine = sa.create_engine(made.environ["DATABASE_URL"])
    began = time.monotonic()
    while time.monotonic() - began < _PATIENCE:
        with engine.connect() as connection:
            if not connection.scalar(sa.select(sa.func.count()).select_from(OutboxRow)):
                engine.dispose()
                return time.monotonic() - began
        time.sleep(0.1)
    raise TimeoutError(f"changes still wait for the index {_PATIENCE:.0f} s after the fault")


@contextmanager
def _node(program: Path) -> Iterator[Node]:
    """Running until the block ends."""
    node = Node(program)
    try:
        yield node
    finally:
        node.run("stop")


def suffer(made: Installation, faults: Iterator[Fault], chosen: argparse.Namespace) -> tuple[list[Row], bool]:
    """All faults of one engine, one after the other."""
    visitors, person = prepare(made, chosen.entries, random.Random(1))
    rows, are_right = list[Row](), True
    with made.serving():
        sign_in(visitors.editor, person)
        nothing = Fault("nothing wrong", lambda: None, lambda: None)
        for fault in (nothing, *faults):
            row, is_right = measure(fault, made, visitors, chosen.rate, chosen.seconds)
            rows.append(row)
            are_right &= is_right
    return rows, are_right


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=20_000)
    parser.add_argument("--folder", type=Path, help="an installation that benchmarks.generated filled")
    parser.add_argument("--rate", type=float, default=20.0, help="requests a second")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long each fault lasts")
    parser.add_argument("--node", type=Path, metavar="PROGRAM", help="starts and stops an Elasticsearch")
    chosen = parser.parse_args()
    end_cleanly()
    with installation(chosen.folder) as made:
        rows, are_right = suffer(made, Index(made).faults(), chosen)
        if chosen.node:
            with _node(chosen.node) as node:
                served = replace(made, environ={**made.environ, "SEARCH_URL": node.start(), "SEARCH_PREFIX": "faults"})
                more, are_too = suffer(served, node.faults(), chosen)
                rows, are_right = [*rows, *more], are_right and are_too
    print_table(HEADS, rows)
    print_json("faults", {"seconds": chosen.seconds, "rate": chosen.rate, "rows": rows})
    return 0 if are_right else 1


if __name__ == "__main__":
    sys.exit(main())
