"""Every benchmark of speed and quality, one after the other: `make bench`.

SHARED_DATA (a folder) adds imports, pages and suggestions on what they brought in, and quality.
SEARCH_URL (an http address) adds Elasticsearch.
Exit status: the highest of all.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.installation import ROOT, end_cleanly


def run(name: str, *arguments: str) -> int:
    """One benchmark in a process of its own; its exit status."""
    print(f"\n== {name} {' '.join(arguments)}".rstrip(), flush=True)
    return subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *arguments], check=False, cwd=ROOT).returncode


def main() -> int:
    end_cleanly()
    page = str(ROOT / "docs" / "search.md")
    codes = [run("search_speed", "--entries", "100000", "--write", page), run("pages", "--entries", "20000")]
    codes.append(run("visible"))
    if os.environ.get("SHARED_DATA"):
        with tempfile.TemporaryDirectory(prefix="nhipcau-") as folder:
            codes.append(run("imports", "--keep", folder))
            database = str(Path(folder) / "database.sqlite3")
            codes.append(run("search_speed", "--database", database, "--write", page))
            codes.append(run("pages", "--database", database))
            codes.append(run("suggestions", "--database", database))
        codes.append(run("quality", "--write", page))
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
