"""Lock the requirements with hashes and without any registry's address, for Python 3.11 and later."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "uv"], check=True)
    for name in ("main", "dev", "node"):
        command = [
            sys.executable,
            "-m",
            "uv",
            "pip",
            "compile",
            "--universal",
            "--python-version",
            "3.11",
            "--generate-hashes",
            "--quiet",
            "--no-header",
            f"requirements/{name}.in",
            "-o",
            f"requirements/{name}.txt",
        ]
        subprocess.run(command, check=True, cwd=ROOT)  # noqa: S603 -- fixed words


if __name__ == "__main__":
    main()
