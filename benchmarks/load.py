"""Twenty requests a second: pages by waitress, one worker beside it, SQLite, the embedded engine.

`python -m benchmarks.load [--minutes 10] [--entries 100000] [--rate 20] [--processes 1] [--folder FOLDER]`: 60 %
search, 25 % pages of entries, 10 % home and lists, 5 % edits (opening a form and saving it, by a signed-in editor).
They arrive at random and wait for nobody; each is counted from the moment at which it was to be sent. PROCESSES serve
pages, each request by any of them. FOLDER is an installation that `benchmarks.generated` filled; without it one is
made, and removed. After a warm-up it prints p50, p95 and p99 in milliseconds by kind of request, server errors, the
memory of the processes that serve, at the start and at the end, and their processor time a request, the worker's
beside it, then all as JSON. Exit status 1 when a request failed.
"""

from __future__ import annotations

import argparse
import os
import queue
import random
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from itertools import cycle, repeat
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote_plus

from sqlalchemy import func, select

from benchmarks.browser import GONE, Browser
from benchmarks.figures import milliseconds, print_json, print_table
from benchmarks.generated import fill, rebuild
from benchmarks.installation import Installation, command, end_cleanly, ended, free_port, inside, installation
from benchmarks.people import Person, make_person, sign_in
from benchmarks.questions import Questions
from ecosystem.catalogue import service as catalogue
from ecosystem.catalogue.kinds import Kinds
from ecosystem.catalogue.models import Entry
from ecosystem.catalogue.queries import is_listed
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.db.transaction import current_session, transaction

SHARES: Final = {"search": 60, "detail": 25, "home and lists": 10, "edit": 5}
WARM_UP_SECONDS: Final = 60.0
EDITED: Final = 40
"""Entries of the editor."""
SAMPLE_SECONDS: Final = 2.0
HEADS: Final = ("milliseconds", "requests", "p50", "p95", "p99", "most", "failed")
MEMORY: Final = ("RssAnon", "VmRSS")
"""What the process took for itself; the same with the pages of the index's files that it has looked at."""
Seconds = dict[str, list[float]]
Samples = dict[str, list[float]]


@dataclass(frozen=True)
class Visitors:
    """Sends requests, each over a connection that no other uses meanwhile; the last one that was freed comes first.

    `ports`: without end, where the next connections lead.
    """

    made: Installation
    questions: Questions
    editor: Browser
    generator: random.Random
    ports: Iterator[int]
    free: queue.LifoQueue[Browser] = field(default_factory=queue.LifoQueue)
    own_entries: queue.Queue[str] = field(default_factory=queue.Queue)

    def request(self, name: str) -> Callable[[], int]:
        """What one request of that kind does; it returns the last status."""
        if name == "edit":
            return self._edit
        path = self._path(name)
        return lambda: self._get(path)

    def _path(self, name: str) -> str:
        choice = self.generator.choice
        if name == "search":
            narrowed = choice(("", "", "", "&kind=technology", "&trl_from=4", "&kind=technology&trl_from=3", "&page=2"))
            return f"/search?q={quote_plus(choice(self.questions.words))}{narrowed}"
        if name == "detail":
            return choice(choice(list(self.questions.entries.values())))
        return choice(("/", "/", "/en/", choice(self.questions.lists)))

    def _get(self, path: str) -> int:
        browser = self._browser()
        try:
            return browser.get(path).status
        finally:
            self.free.put(browser)

    def _browser(self) -> Browser:
        try:
            return self.free.get_nowait()
        except queue.Empty:
            return Browser(next(self.ports), encoding="gzip, br")

    def _edit(self) -> int:
        browser = Browser(next(self.ports), cookies=self.editor.cookies)
        public_id = self.own_entries.get()
        path = f"/technologies/{public_id}/edit/basics"
        try:
            form = browser.get(path).form(path)
            return browser.send(form.typed(summary=f"Lọc nước thải làng nghề, {time.time()}.")).status
        finally:
            self.own_entries.put(public_id)
            browser.close()


@dataclass
class Outcome:
    """Seconds by kind of request. `failed`: answers of 500 and above, or none; `odd`: whatever was not expected."""

    seconds: Seconds = field(default_factory=lambda: {name: [] for name in SHARES})
    failed: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SHARES, 0))
    odd: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, name: str, due: float, request: Callable[[], int]) -> None:
        """Send one request that was to be sent at `due` of the monotonic clock."""
        status, fault = 0, ""
        try:
            status = request()
        except (*GONE, LookupError) as error:
            fault = repr(error)
        seconds = time.monotonic() - due
        with self.lock:
            self.seconds[name].append(seconds)
            if fault or status >= 500:
                self.failed[name] += 1
            if fault or status not in {200, 302, 303}:
                self.odd.append(f"{name}: {fault or status}")

    def rows(self) -> list[Sequence[object]]:
        everything = [one for seconds in self.seconds.values() for one in seconds]
        kinds = [*self.seconds.items(), ("all", everything)]
        failed = {**self.failed, "all": sum(self.failed.values())}
        return [
            (name, len(seconds), *milliseconds(seconds, 0.5, 0.95, 0.99, 1).values(), failed[name])
            for name, seconds in kinds
        ]


def send(visitors: Visitors, rate: float, seconds: float) -> Outcome:
    """Requests at random moments, `rate` a second, whatever becomes of them; waits for the last answers."""
    outcome = Outcome()
    generator = visitors.generator
    names, weights = list(SHARES), list(SHARES.values())
    due = began = time.monotonic()
    with ThreadPoolExecutor(max_workers=64) as pool:
        while due < began + seconds:
            name = generator.choices(names, weights)[0]
            request = visitors.request(name)
            time.sleep(max(0.0, due - time.monotonic()))
            pool.submit(outcome.ask, name, due, request)
            due += generator.expovariate(rate)
    return outcome


@contextmanager
def sampled_memory(pids: Sequence[int]) -> Iterator[Samples]:
    """The memory of processes together in MB, every two seconds until the block ends (Linux)."""
    samples: Samples = {name: [] for name in MEMORY}
    stop = threading.Event()

    def sample() -> None:
        while not stop.wait(SAMPLE_SECONDS):
            each = [_memory(pid) for pid in pids]
            for name, values in samples.items():
                values.append(sum(one[name] for one in each))

    thread = threading.Thread(target=sample)
    thread.start()
    try:
        yield samples
    finally:
        stop.set()
        thread.join()


def _memory(pid: int) -> Mapping[str, float]:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    fields = (one.partition(":") for one in lines)
    return {name: int(value.split()[0]) / 1024 for name, _, value in fields if name in MEMORY}


def processor_seconds(pid: int) -> float:
    """What a process used so far (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def growth(samples: Sequence[float]) -> Mapping[str, float]:
    """The medians of the first and of the last half minute, and the growth in percent."""
    width = max(1, min(15, len(samples) // 2))
    start, end = (statistics.median(part) for part in (samples[:width], samples[-width:]))
    return {"start_mb": round(start, 1), "end_mb": round(end, 1), "growth_percent": round(end / start * 100 - 100, 2)}


def prepare(made: Installation, entries: int, generator: random.Random) -> tuple[Visitors, Person]:
    """Entries where there are too few, a person with some of their own, and what will be asked."""
    app = made.app()
    with inside(app):
        listed = current_session().scalar(select(func.count(Entry.id)).where(is_listed())) or 0
        if listed < entries * 0.9:
            print(f"{entries:,} entries are generated …", file=sys.stderr, flush=True)
            fill(entries)
            listed = entries
        if app.extensions["search_engine"].health().documents < listed * 0.9:
            rebuild(app)
        person = make_person(f"editor{time.time_ns()}")
        kinds: Kinds = app.extensions["kinds"]
        visitors = Visitors(
            made,
            Questions.of(current_session(), kinds, 2_000, generator),
            Browser(made.port),
            generator,
            repeat(made.port),
        )
        for public_id in _own_entries(kinds, person):
            visitors.own_entries.put(public_id)
    made.command("jobs", "work", "--until-idle")
    return visitors, person


def _own_entries(kinds: Kinds, person: Person) -> list[str]:
    """Public technologies of the person's organisation, by public id."""
    kind = kinds.get("technology")
    assert kind is not None
    made: list[str] = []
    for number in range(EDITED):
        values: dict[str, Any] = {"summary": "Lọc nước.", "sectors": ["water-wastewater"], "transfers": ["assignment"]}
        content = kind.input.model_validate({"title": f"Hệ lọc nước {number}", "trl": 5, **values})
        with transaction() as session:
            entry = catalogue.create(session, OPERATOR, kind, person.organisation_id, content, "vi")
            catalogue.make_public(entry)
            made.append(entry.public_id)
    return made


@contextmanager
def serving(made: Installation, processes: int) -> Iterator[tuple[list[int], list[int], int]]:
    """Processes that serve pages and one that does the jobs, until the block ends: ports, pids, the worker's pid."""
    served = [made, *(replace(made, port=free_port()) for _ in range(processes - 1))]
    with ExitStack() as stack:
        pids = [stack.enter_context(one.serving(*one.without_worker)).pid for one in served]
        worker = stack.enter_context(ended(made.start(*command("jobs", "work"))))
        yield [one.port for one in served], pids, worker.pid


def measure(
    made: Installation, processes: int, minutes: float, rate: float, visitors: Visitors, person: Person
) -> Mapping[str, Any]:
    """Warm up, then count; prints the table."""
    with serving(made, processes) as (ports, pids, worker):
        sign_in(visitors.editor, person)
        asking = replace(visitors, ports=cycle(ports))
        send(asking, rate, min(WARM_UP_SECONDS, minutes * 30))
        before, before_worker = sum(map(processor_seconds, pids)), processor_seconds(worker)
        with sampled_memory(pids) as samples:
            outcome = send(asking, rate, minutes * 60)
        requests = sum(map(len, outcome.seconds.values()))
        busy = (sum(map(processor_seconds, pids)) - before) / requests * 1000
        busy_worker = (processor_seconds(worker) - before_worker) / requests * 1000
    rows = outcome.rows()
    print_table(HEADS, rows)
    memory = {name: growth(taken) for name, taken in samples.items()}
    for name, grown in memory.items():
        print(f"{name} {grown['start_mb']} MB, then {grown['end_mb']} MB: {grown['growth_percent']:+} %", flush=True)
    print(f"processor time a request: {busy:.1f} ms to serve it, {busy_worker:.1f} ms of the worker", flush=True)
    kept = {"memory": memory, "processor_ms": round(busy, 1), "worker_ms": round(busy_worker, 1)}
    for remark in outcome.odd[:10]:
        print(f"    {remark}", file=sys.stderr, flush=True)
    kinds = {str(name): dict(zip(HEADS[1:], figures, strict=True)) for name, *figures in rows}
    asked = {"rate": rate, "minutes": minutes, "processes": processes}
    return {**asked, "requests": kinds, "server": kept, "unexpected": len(outcome.odd)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--rate", type=float, default=20.0, help="requests a second")
    parser.add_argument("--processes", type=int, default=1, help="that serve pages")
    parser.add_argument("--folder", type=Path, help="an installation that benchmarks.generated filled")
    chosen = parser.parse_args()
    end_cleanly()
    with installation(chosen.folder) as made:
        visitors, person = prepare(made, chosen.entries, random.Random(1))
        figures = measure(made, chosen.processes, chosen.minutes, chosen.rate, visitors, person)
    print_json("load", {"entries": chosen.entries, **figures})
    return 1 if figures["unexpected"] else 0


if __name__ == "__main__":
    sys.exit(main())
