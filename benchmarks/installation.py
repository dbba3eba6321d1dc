"""A throw-away installation: prepared, served, asked and removed; every process of it is the product's own."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from flask import Flask

import config
from ecosystem.app import create_app
from ecosystem.kernel.access.acting import set_actor
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.db.session import db

ROOT: Final = Path(__file__).resolve().parent.parent
WITH_WORKER: Final = ("run.py",)
"""The program that `make run` serves with: pages and worker in one process."""


@dataclass(frozen=True)
class Finished:
    """What a command left: exit status, what it printed, seconds from start to end and of processor time.

    `peak`: the most memory that it, or a child of it, had at a time, in bytes.
    """

    status: int
    printed: str
    seconds: float
    processor: float
    peak: int


@dataclass(frozen=True)
class Installation:
    """Where it lies and answers, and the environment that its processes need."""

    folder: Path
    port: int
    environ: Mapping[str, str]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def without_worker(self) -> tuple[str, ...]:
        """The program that serves pages alone, as in production."""
        return ("-m", "waitress", f"--listen=127.0.0.1:{self.port}", "--threads=2", "run:app")

    @property
    def log(self) -> Path:
        """What the processes said on standard error."""
        return self.folder / "processes.log"

    def start(self, *program: str) -> subprocess.Popen[str]:
        """A process of the product: what follows `python`. It speaks into `log` alone."""
        with self.log.open("a", encoding="utf-8") as log:
            return subprocess.Popen(
                [sys.executable, *program],
                cwd=ROOT,
                env=dict(self.environ),
                stdout=subprocess.DEVNULL,
                stderr=log,
                text=True,
            )

    def run(self, *words: str) -> Finished:
        """Run a command `flask --app run …` to its end, whatever its status."""
        began = time.perf_counter()
        started = subprocess.Popen(
            [sys.executable, *command(*words)], cwd=ROOT, env=dict(self.environ), stdout=subprocess.PIPE, text=True
        )
        with ended(started) as process:
            printed = process.stdout.read() if process.stdout else ""
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        unit = 1 if sys.platform == "darwin" else 1024
        processor = usage.ru_utime + usage.ru_stime
        return Finished(process.returncode, printed, time.perf_counter() - began, processor, usage.ru_maxrss * unit)

    def command(self, *words: str) -> str:
        """What the command prints; raises CalledProcessError when it fails."""
        done = subprocess.run(
            [sys.executable, *command(*words)],
            cwd=ROOT,
            env=dict(self.environ),
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    @contextmanager
    def serving(self, *program: str) -> Iterator[subprocess.Popen[str]]:
        """The product answers until the block ends; `program` is `WITH_WORKER` unless given."""
        with ended(self.start(*(program or WITH_WORKER))) as process:
            wait_for(self.port, process)
            yield process

    def app(self) -> Flask:
        """The product in this process, for what is measured or looked up here."""
        return create_app(config.load(self.environ))


def command(*words: str) -> tuple[str, ...]:
    """The program of a command: what follows `python`."""
    return ("-m", "flask", "--app", "run", *words)


@contextmanager
def ended(process: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    """The process is gone when the block is left, however it is left."""
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if process.stdout:
            process.stdout.close()


def wait_for(port: int, process: subprocess.Popen[str], seconds: float = 60) -> None:
    """Return as soon as the product is ready; raises RuntimeError when it ends or takes too long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
        finally:
            connection.close()
    raise RuntimeError(f"nothing answers on port {port}; exit status of the process: {process.poll()}")


def end_cleanly() -> None:
    """Let SIGTERM leave all blocks, as an interrupt from the keyboard does."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


@contextmanager
def installation(folder: Path | None = None, *, server: str = "", demonstration: bool = True) -> Iterator[Installation]:
    """A prepared installation on SQLite and the embedded engine, gone at the end; in `folder`, when given, it stays.

    `server`: the address of a PostgreSQL whose role may create databases; one is made there, and dropped at the end.
    """
    with ExitStack() as stack:
        temporary = tempfile.TemporaryDirectory(prefix="nhipcau-", ignore_cleanup_errors=True)
        place = folder.resolve() if folder else Path(stack.enter_context(temporary))
        place.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{place / 'database.sqlite3'}"
        made = _installation(place, stack.enter_context(_database(server)) if server else url)
        if demonstration:
            made.command("prepare")
        else:
            made.command("db", "upgrade")
            made.command("reference", "load")
            made.command("search", "rebuild", "--if-needed")
        yield made


def _installation(place: Path, database_url: str) -> Installation:
    port = free_port()
    environ = {
        **os.environ,
        "ENVIRONMENT": "development",
        "DATABASE_URL": database_url,
        "SEARCH_URL": f"embedded:{place / 'search'}",
        "MAIL_URL": str(place / "mail"),
        "SECRET_KEY": "only for a measurement on this machine, long enough",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "BASE_URL": f"http://127.0.0.1:{port}",
    }
    return Installation(place, port, environ)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def _database(server: str) -> Iterator[str]:
    name = f"benchmark_{uuid.uuid4().hex[:10]}"
    _administer(server, f"CREATE DATABASE {name}")
    try:
        yield sa.make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def _administer(server: str, statement: str) -> None:
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(statement))
    engine.dispose()


@contextmanager
def inside(app: Flask) -> Iterator[None]:
    """Stand in the application's context as the operator, with a fresh look at the database."""
    with app.app_context():
        set_actor(OPERATOR)
        try:
            yield
        finally:
            db.session.remove()
            db.engine.dispose()
