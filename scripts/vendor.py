"""Copies what the pages serve from node_modules into static/vendor, each package with its licence.

Run by make after `npm ci --ignore-scripts`. Only the files listed here are ever served; running it again
changes nothing, and a file that left the list leaves the folder.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
SOURCE: Final = ROOT / "node_modules"
TARGET: Final = ROOT / "static" / "vendor"

FONT: Final = "files/be-vietnam-pro-{subset}-{weight}-normal.woff2"
FILES: Final[dict[str, tuple[str, ...]]] = {
    "bootstrap": ("LICENSE", "dist/css/bootstrap-reboot.min.css", "dist/css/bootstrap-grid.min.css"),
    "htmx.org": ("LICENSE", "dist/htmx.min.js"),
    "@fontsource/be-vietnam-pro": (
        "LICENSE",
        *(FONT.format(subset=subset, weight=weight) for subset in ("latin", "vietnamese") for weight in (400, 600)),
    ),
    # The same family whole: the subsets above have no letter in common, and pictures are drawn with one font.
    "@expo-google-fonts/be-vietnam-pro": (
        "LICENSE_FONT",
        "400Regular/BeVietnamPro_400Regular.ttf",
        "600SemiBold/BeVietnamPro_600SemiBold.ttf",
    ),
}
"""Package in node_modules -> its files; each lands in static/vendor/<last part of the package's name>/<file name>."""


def missing() -> list[str]:
    """The listed files that node_modules lacks, as paths relative to it."""
    return [
        f"{package}/{name}"
        for package, names in FILES.items()
        for name in names
        if not (SOURCE / package / name).exists()
    ]


def copy() -> int:
    """Fills static/vendor afresh; returns the number of files copied."""
    shutil.rmtree(TARGET, ignore_errors=True)
    copied = 0
    for package, names in FILES.items():
        folder = TARGET / package.rsplit("/", maxsplit=1)[-1]
        folder.mkdir(parents=True, exist_ok=True)
        for name in names:
            shutil.copyfile(SOURCE / package / name, folder / Path(name).name)
            copied += 1
    return copied


def main() -> int:
    """Exit status 1, with the names on standard error, when a listed file is not installed."""
    if absent := missing():
        sys.stderr.write("Not installed (npm ci --ignore-scripts): " + ", ".join(absent) + "\n")
        return 1
    sys.stdout.write(f"static/vendor: {copy()} files\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
