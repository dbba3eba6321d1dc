"""Kill the product at random points, again and again: nothing acknowledged is lost, and the index agrees afterwards.

`python -m benchmarks.soak [--kills 100] [--state FILE]`: with a state file an interrupted soak goes on.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

from benchmarks.installation import ROOT, Installation, installation

WRITER = """
import sys
import config
from ecosystem.app import create_app
from ecosystem.catalogue.service import assign, make_public
from ecosystem.kernel import clock
from ecosystem.kernel.access.acting import set_actor
from ecosystem.kernel.access.actor import OPERATOR
from ecosystem.kernel.db.transaction import transaction
import threading
app = create_app(config.load())
worker = app.extensions["worker"]
kind = app.extensions["kinds"].all[0]
def work():
    with app.app_context():
        worker.run()
threading.Thread(target=work, daemon=True).start()
with app.app_context():
    set_actor(OPERATOR)
    number = 0
    while True:
        number += 1
        content = kind.input(title=f"Soak {sys.argv[1]} {number}", summary="s", trl=5)
        moment = clock.now()
        entry = kind.model(title=content.title, language="vi", created_at=moment, updated_at=moment)
        with transaction() as session:
            session.add(entry)
            session.flush()
            assign(session, kind, entry, content)
            make_public(entry)
        print(entry.public_id, flush=True)
"""


def run_and_kill(made: Installation, number: int) -> list[str]:
    """Write until killed after a random while; the public ids that were acknowledged."""
    program = [sys.executable, "-c", WRITER, str(number)]
    process = subprocess.Popen(
        program, cwd=ROOT, env=dict(made.environ), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    acknowledged: list[str] = []

    def read() -> None:
        assert process.stdout is not None
        acknowledged.extend(line.strip() for line in process.stdout if len(line) > 10)

    reader = threading.Thread(target=read)
    reader.start()
    time.sleep(random.uniform(2.0, 6.0))
    process.send_signal(signal.SIGKILL)
    process.wait()
    reader.join()
    return acknowledged


def lost(made: Installation, acknowledged: list[str]) -> list[str]:
    """The acknowledged ids that the database does not hold."""
    path = made.environ["DATABASE_URL"].removeprefix("sqlite:///")
    with sqlite3.connect(path) as connection:
        stored = {row[0] for row in connection.execute("SELECT public_id FROM entry WHERE state = 'public'")}
    return [one for one in acknowledged if one not in stored]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--state", type=Path, default=None, help="a file that remembers how far the soak came")
    chosen = parser.parse_args()
    done = (
        json.loads(chosen.state.read_text()) if chosen.state and chosen.state.exists() else {"kills": 0, "written": 0}
    )
    failures = 0
    with installation() as made:
        while done["kills"] < chosen.kills:
            acknowledged = run_and_kill(made, done["kills"])
            missing = lost(made, acknowledged)
            made.command("jobs", "work", "--until-idle")
            verified = json.loads(made.command("search", "verify", "--json"))
            differing = sum(len(verified[key]) for key in ("missing", "outdated", "superfluous"))
            done = {"kills": done["kills"] + 1, "written": done["written"] + len(acknowledged)}
            if chosen.state:
                chosen.state.write_text(json.dumps(done))
            failures += len(missing) + differing
            print(
                f"kill {done['kills']}: {len(acknowledged)} acknowledged, {len(missing)} lost, {differing} differ",
                flush=True,
            )
    print(f"{done['kills']} kills, {done['written']} acknowledged writes, {failures} lost or differing")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
