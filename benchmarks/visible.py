"""From saving to being found: `python -m benchmarks.visible [--folder FOLDER] [--entries 20000] [--edits 60]`.

On a served installation with its worker (`SEARCH_URL`, an http address, for Elasticsearch): a signed-in editor gives
one of its entries a word that nobody has, and asks the search page for it until it is there. Prints p50 and p95 in
milliseconds from the answer to the saved form until an answer with the entry has come.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Final

from benchmarks.browser import Browser
from benchmarks.figures import milliseconds, print_json, print_table
from benchmarks.installation import Installation, end_cleanly, installation
from benchmarks.load import prepare
from benchmarks.people import Person, sign_in

HEADS: Final = ("milliseconds", "edits", "p50", "p95", "most")
_GIVEN_UP: Final = 30.0
"""Seconds."""


def seconds_until_found(browser: Browser, public_id: str, word: str) -> float:
    """Save, then look; raises TimeoutError."""
    path = f"/technologies/{public_id}/edit/basics"
    answer = browser.send(browser.get(path).form(path).typed(summary=f"Lọc nước thải làng nghề, {word}."))
    if answer.status not in {302, 303}:
        raise RuntimeError(f"saving was answered with {answer.status}")
    began = time.perf_counter()
    while time.perf_counter() - began < _GIVEN_UP:
        if f'data-id="{public_id}"' in browser.get(f"/search?q={word}&exact=1").text:
            return time.perf_counter() - began
        time.sleep(0.01)
    raise TimeoutError(f"{word} is not found after {_GIVEN_UP:.0f} s")


def measure(made: Installation, person: Person, ids: list[str], edits: int) -> list[float]:
    generator = random.Random()
    with made.serving():
        browser = Browser(made.port)
        sign_in(browser, person)
        words = [f"zq{generator.getrandbits(40):x}" for _ in range(edits + 1)]
        found = [seconds_until_found(browser, ids[number % len(ids)], word) for number, word in enumerate(words)]
        browser.close()
    return found[1:]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, help="an installation that benchmarks.generated filled")
    parser.add_argument("--entries", type=int, default=20_000)
    parser.add_argument("--edits", type=int, default=60)
    chosen = parser.parse_args()
    end_cleanly()
    url = os.environ.get("SEARCH_URL", "")
    with installation(chosen.folder) as prepared:
        made = replace(prepared, environ={**prepared.environ, "SEARCH_URL": url}) if url else prepared
        visitors, person = prepare(made, chosen.entries, random.Random(1))
        ids = [visitors.own_entries.get() for _ in range(visitors.own_entries.qsize())]
        found = measure(made, person, ids, chosen.edits)
    name = "elasticsearch" if url.startswith("http") else "embedded"
    figures = milliseconds(found, 0.5, 0.95, 1)
    print_table(HEADS, [(name, len(found), *figures.values())])
    print_json("visible", {"engine": name, "edits": len(found), **figures})
    return 0


if __name__ == "__main__":
    sys.exit(main())
