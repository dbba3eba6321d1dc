"""Lighthouse on a phone: the median of five runs (or `RUNS`) of the pages that most people see, or of those named.

Needs npx and Chromium (CHROME_PATH, /usr/bin/chromium by default). Exit status 1 below 95, or below 100 for
accessibility, or above 200 KiB.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.browser import Browser
from benchmarks.installation import Installation, inside, installation
from benchmarks.people import make_person, sign_in
from ecosystem.catalogue import service as catalogue
from ecosystem.catalogue.kinds import Kinds
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.db.transaction import transaction

RUNS = int(os.environ.get("RUNS", "5"))
ATTEMPTS = 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LIGHTHOUSE = "lighthouse@12"
MOST_BYTES = 200 * 1024
NOINDEX = "report"
"""Open to everybody, and kept out of search engines."""


def measure(url: str, cookie: str = "") -> dict[str, Any]:
    """One run, by whom the cookie signs in: scores in percent, the largest paint in ms, the shift, the bytes sent."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [
            "npx",
            "--yes",
            LIGHTHOUSE,
            url,
            "--quiet",
            "--output",
            "json",
            "--output-path",
            str(report),
            "--chrome-flags=--headless=new --no-sandbox --disable-quic --disable-background-networking",
            f"--extra-headers={json.dumps({'Cookie': cookie} if cookie else {})}",
        ]
        _run(command)
        found = json.loads(report.read_text(encoding="utf-8"))
    scores = {name: round(found["categories"][name]["score"] * 100) for name in CATEGORIES}
    audits = found["audits"]
    return {
        **scores,
        "lcp_ms": round(audits["largest-contentful-paint"]["numericValue"]),
        "cls": round(audits["cumulative-layout-shift"]["numericValue"], 3),
        "bytes": round(audits["total-byte-weight"]["numericValue"]),
    }


def _run(command: Sequence[str]) -> None:
    """Run it, again where the browser did not come up. Raises CalledProcessError the third time."""
    environ = {"CHROME_PATH": "/usr/bin/chromium", **os.environ}
    for _ in range(ATTEMPTS - 1):
        done = subprocess.run(command, check=False, env=environ, capture_output=True, text=True)
        if done.returncode == 0:
            return
        print(f"again, after: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr, flush=True)
    subprocess.run(command, check=True, env=environ, capture_output=True)


def an_entry(url: str, kind: str) -> str:
    """The address of an entry of the demonstration data, the first in the list of its kind."""
    with urllib.request.urlopen(f"{url}/{kind}", timeout=10) as answer:  # noqa: S310 -- an address of this machine
        found = re.search(rf'href="(/{kind}/[a-z0-9-]+-[a-z0-9]{{10}})"', answer.read().decode())
    if found is None:
        raise LookupError(f"no entry in the list of {kind}")
    return found.group(1)


def a_founder(made: Installation) -> tuple[Browser, str]:
    """Signed in, and the path of the matches of a startup of this person's that raises."""
    app = made.app()
    with inside(app):
        person = make_person("founder")
        kinds: Kinds = app.extensions["kinds"]
        kind = kinds.get("startup")
        assert kind is not None
        values = {"sectors": ["crops"], "stage": "prototype", "raising": "now", "round": "seed"}
        asked = {"amount_sought": "8 tỷ", "amount_sought_to": "12 tỷ", "currency": "VND"}
        content = kind.input.model_validate({"title": "Lúa Xanh", "summary": "Đo khí ở ruộng.", **values, **asked})
        with transaction() as session:
            entry = catalogue.create(session, OPERATOR, kind, person.organisation_id, content, "vi")
            catalogue.make_public(entry)
            path = f"/matches/{entry.public_id}"
    browser = Browser(made.port)
    sign_in(browser, person)
    return browser, path


def first_match(founder: Browser, matches: str) -> str:
    """The path of the page that says why the first match stands there."""
    found = re.search(rf'href="({matches}/[0-9a-zA-Z]{{10}})"', founder.get(matches).text)
    if found is None:
        raise LookupError("no match")
    return found.group(1)


def pages_of(url: str, founder: Browser, matches: str) -> dict[str, tuple[str, bool]]:
    """By name: a path, and whether one signs in for it."""
    investor = an_entry(url, "investors")
    why = first_match(founder, matches)
    return {
        "home": ("/", False),
        "search": ("/search?q=nuoc+thai", False),
        "technology": (an_entry(url, "technologies"), False),
        "startups": ("/startups", False),
        "startup": (an_entry(url, "startups"), False),
        "investor": (investor, False),
        "portfolio": (f"{investor}/portfolio", False),
        "plan": ("/plan/2024", False),
        "register": ("/register", False),
        "matching": ("/matching", False),
        "organisation": ("/organisations/new", True),
        "matches": (matches, True),
        "table": (f"{matches}?view=table", True),
        "why": (why, True),
        "ask": (f"/introductions/new/{why.rpartition('/')[2]}", True),
        "introductions": ("/introductions", True),
        "figures": ("/introductions/figures", False),
        "pipeline": ("/pipeline", True),
        "report": (f"/reports/new/entry/{investor.rpartition('-')[2]}", False),
    }


def main() -> int:
    failed = False
    with installation() as made, made.serving():
        founder, matches = a_founder(made)
        cookie = "; ".join(f"{name}={value}" for name, value in founder.cookies.items())
        pages = pages_of(made.url, founder, matches)
        for name, (path, signs_in) in pages.items():
            if sys.argv[1:] and name not in sys.argv[1:]:
                continue
            runs = [measure(made.url + path, cookie if signs_in else "") for _ in range(RUNS)]
            median = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
            print(f"{name:<12}", "  ".join(f"{key} {value:g}" for key, value in median.items()), flush=True)
            low = any(
                median[category] < 95
                for category in CATEGORIES
                if category != "seo" or not (signs_in or name == NOINDEX)
            )
            failed = failed or low or median["accessibility"] < 100 or median["bytes"] > MOST_BYTES
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
