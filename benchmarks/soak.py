"""Kill the product at random points, again and again: nothing acknowledged is lost, and the index agrees afterwards.

`python -m benchmarks.soak [--database URL] [--kills 100] [--state FILE]`: kills in turn (`kill -9`) the web process
with its worker while people edit through its pages; an import of 3,000 rows, half of the time with a worker that
drains beside it; a worker in a process of its own while people edit. What was in flight is sent again afterwards, and
the import goes on. URL is of a PostgreSQL whose role may create databases; without it, SQLite.

After each kill a new worker drains, and what is stored is compared, value by value, with what was acknowledged
(a redirect that came back; a row that the ledger of imports holds), and the index with the database. Prints a line a
kill and at the end the sums as JSON. The state file adds up over runs: an interrupted soak goes on. Exit status 1 when
anything was lost, doubled, different, or answered with an unexpected status.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flask import Flask

from benchmarks.browser import Browser
from benchmarks.figures import print_json
from benchmarks.installation import (
    ROOT,
    WITH_WORKER,
    Installation,
    command,
    end_cleanly,
    ended,
    inside,
    installation,
    wait_for,
)
from benchmarks.people import make_person
from benchmarks.soak_editor import Editor
from benchmarks.soak_import import SoakList
from benchmarks.soak_look import look
from benchmarks.soak_tally import Tally
from ecosystem.kernel.db.transaction import current_session

EDITORS: Final = 3
WORK: Final = ("jobs", "work")
SHORTEST: Final = 4.0
"""Seconds within which a process is killed once it works; longer on a machine that starts a command slowly."""
SIGNED_IN: Final = 0.8
"""How often a person's signing in is waited for before the time to the kill begins."""
MOST_SECONDS: Final = 60.0
MOST_REMARKS: Final = 5
LOG_CHARACTERS: Final = 3_000


@dataclass(frozen=True)
class Soak:
    """One installation under fire. `start_seconds`: how long a command takes to begin its work."""

    made: Installation
    app: Flask
    editors: tuple[Editor, ...]
    listed: SoakList
    start_seconds: float

    @property
    def longest(self) -> float:
        return max(SHORTEST, 2 * self.start_seconds)

    def kill(self, part: str) -> int:
        """Once, at a random point; how many imports were through meanwhile."""
        kinds: Mapping[str, Callable[[], int]] = {
            "web": self._kill_web,
            "import": self._kill_import,
            "worker": self._kill_worker,
        }
        return kinds[part]()

    def _kill_web(self) -> int:
        with ended(self.made.start(*WITH_WORKER)) as process:
            wait_for(self.made.port, process)
            with self._editing():
                time.sleep(random.uniform(0, self.longest))
                _kill(process)
        return 0

    def _kill_worker(self) -> int:
        with ExitStack() as stack:
            worker = stack.enter_context(ended(self.made.start(*command(*WORK))))
            web = stack.enter_context(ended(self.made.start(*self.made.without_worker)))
            wait_for(self.made.port, web)
            with self._editing():
                time.sleep(random.uniform(0, self.longest))
                _kill(worker)
        return 0

    def _kill_import(self) -> int:
        through = 0
        while not self._killed_import():
            with inside(self.app):
                self._require_through()
            through += 1
            self.listed.next_edition()
        return through

    def _killed_import(self) -> bool:
        """False when the import was through before it was to be killed."""
        with ExitStack() as stack:
            process = stack.enter_context(ended(self.made.start(*command(*self.listed.words()))))
            beside = [stack.enter_context(ended(self.made.start(*command(*WORK))))] if random.random() < 0.5 else []
            try:
                process.wait(self.start_seconds * random.uniform(0.7, 1.0) + random.uniform(0, self.longest))
            except subprocess.TimeoutExpired:
                _kill(process, *beside)
                return True
            _kill(*beside)
        if process.returncode:
            raise RuntimeError(f"the import ended with status {process.returncode}")
        return False

    def _require_through(self) -> None:
        if not self.listed.reached(current_session())[1]:
            raise RuntimeError("the import said that it was through, and the ledger does not")

    @contextmanager
    def _editing(self) -> Iterator[None]:
        """People edit until the block ends; what is under way is waited for. Mostly they are signed in by then."""
        stop = threading.Event()
        threads = [threading.Thread(target=editor.work, args=(stop,)) for editor in self.editors]
        for editor, thread in zip(self.editors, threads, strict=True):
            thread.start()
            if random.random() < SIGNED_IN:
                editor.at_work.wait(MOST_SECONDS)
        try:
            yield
        finally:
            stop.set()
            for thread in threads:
                thread.join()


def _kill(*processes: subprocess.Popen[str]) -> None:
    for process in processes:
        process.kill()
    for process in processes:
        process.wait()


@contextmanager
def under_fire(server: str) -> Iterator[Soak]:
    """A fresh installation with people and a list to import."""
    with installation(server=server) as made:
        app = made.app()
        with inside(app):
            people = [make_person(f"soak{number}") for number in range(EDITORS)]
        editors = tuple(Editor(one, Browser(made.port), f"N{number}") for number, one in enumerate(people))
        listed = SoakList(made.folder)
        listed.write()
        yield Soak(made, app, editors, listed, made.run("jobs", "status").seconds)


def go_on(soak: Soak, tally: Tally, kills: int, state: Path) -> None:
    """Kill until there were so many, and remember each."""
    before = sum(editor.acknowledged for editor in soak.editors)
    while tally.kills < kills:
        began, part = time.monotonic(), tally.next_part
        tally.lists_through += soak.kill(part)
        found = look(soak.made, soak.app, soak.editors, soak.listed)
        edits = sum(editor.acknowledged for editor in soak.editors) - before
        before += edits
        faults = [fault for editor in soak.editors for fault in editor.faults]
        for editor in soak.editors:
            editor.faults.clear()
        tally.acknowledged += edits
        tally.faults += len(faults)
        tally.count(part, found, time.monotonic() - began)
        tally.keep(state)
        outcome = f"{found.lost} lost, {found.doubled} doubled, {found.differing} differ, {len(faults)} faults"
        where = f"list {soak.listed.edition} at row {found.row:>4}"
        print(f"kill {tally.kills:>4}  {part:<6} {edits:>4} edits acknowledged, {where}: {outcome}", flush=True)
        for remark in [*found.remarks, *faults][:MOST_REMARKS]:
            print(f"    {remark}", file=sys.stderr, flush=True)
        if found.count or faults:
            print(soak.made.log.read_text(encoding="utf-8")[-LOG_CHARACTERS:], file=sys.stderr, flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", default="", metavar="URL", help="a PostgreSQL; SQLite when not given")
    parser.add_argument("--kills", type=int, default=100, help="in all, those of earlier runs included")
    parser.add_argument("--state", type=Path, help="var/soak-<database>.json when not given")
    chosen = parser.parse_args()
    end_cleanly()
    database = "postgresql" if chosen.database else "sqlite"
    state: Path = chosen.state or ROOT / "var" / f"soak-{database}.json"
    tally = Tally.read(state)
    if tally.kills < chosen.kills:
        with under_fire(chosen.database) as soak:
            go_on(soak, tally, chosen.kills, state)
    print_json("soak", {"database": database, **tally.figures()})
    return 1 if tally.failures else 0


if __name__ == "__main__":
    sys.exit(main())
