"""A throw-away installation with demonstration data, served by its own process."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Installation:
    """Where it answers, and the environment that its commands need."""

    url: str
    environ: Mapping[str, str]

    def command(self, *words: str) -> str:
        """What `flask --app run …` prints; raises CalledProcessError when it fails."""
        program = [sys.executable, "-m", "flask", "--app", "run", *words]
        done = subprocess.run(program, cwd=ROOT, env=dict(self.environ), check=True, capture_output=True, text=True)
        return done.stdout

    @contextmanager
    def serving(self) -> Iterator[subprocess.Popen[bytes]]:
        """Run the product until the block ends."""
        process = subprocess.Popen(
            [sys.executable, "run.py"], cwd=ROOT, env=dict(self.environ), stdout=subprocess.DEVNULL
        )
        try:
            wait_for(f"{self.url}/readyz")
            yield process
        finally:
            process.terminate()
            process.wait(timeout=20)


def wait_for(address: str, seconds: float = 60) -> None:
    """Return as soon as the address answers; raises TimeoutError."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 -- an address of this machine
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)


@contextmanager
def installation(port: int = 5987) -> Iterator[Installation]:
    """A prepared installation in a folder of its own, removed at the end."""
    with tempfile.TemporaryDirectory(prefix="nhipcau-") as folder:
        environ = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{folder}/database.sqlite3",
            "SEARCH_URL": f"embedded:{folder}/search",
            "MAIL_URL": f"{folder}/mail",
            "SECRET_KEY": "only for a measurement on this machine, long enough",
            "BASE_URL": f"http://127.0.0.1:{port}",
            "PORT": str(port),
        }
        made = Installation(f"http://127.0.0.1:{port}", environ)
        made.command("prepare")
        yield made
