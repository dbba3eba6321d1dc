"""The folder: `gen-N/` a generation, `CURRENT` the name of the one in use, replaced atomically."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_POINTER: Final = "CURRENT"
_PREFIX: Final = "gen-"
_DIGEST: Final = "digest"


@dataclass(frozen=True)
class Generation:
    """One index on disk; `digest` says for which schema and analysis it was made."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def digest(self) -> str:
        return (self.path / _DIGEST).read_text(encoding="ascii")


class Generations:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pointer = str(folder / _POINTER)

    def current(self) -> Generation | None:
        name = self.current_name()
        return Generation(self._folder / name) if name else None

    def current_name(self) -> str:
        """Empty when there is none."""
        try:
            with open(self._pointer, encoding="ascii") as file:  # noqa: PTH123 - as for `meta`
                return file.read()
        except FileNotFoundError:
            return ""

    def meta(self, name: str) -> str:
        """The path of the file that every commit replaces; a string, for it is asked for on every request."""
        return f"{self._folder}/{name}/meta.json"

    def create(self, digest: str) -> Generation:
        """A new, empty folder, not in use yet; those that an aborted rebuild left behind go."""
        self.drop_others()
        numbers = [int(path.name.removeprefix(_PREFIX)) for path in self._folder.glob(f"{_PREFIX}*")]
        path = self._folder / f"{_PREFIX}{max(numbers, default=0) + 1}"
        path.mkdir(parents=True)
        (path / _DIGEST).write_text(digest, encoding="ascii")
        return Generation(path)

    def publish(self, generation: Generation) -> None:
        made = self._folder / f"{_POINTER}.new"
        with made.open("w", encoding="ascii") as file:
            file.write(generation.name)
            file.flush()
            os.fsync(file.fileno())
        made.replace(self._folder / _POINTER)

    def drop_others(self) -> None:
        """Deletes every generation but the one in use. Who reads one still keeps its open files."""
        current = self.current()
        for path in self._folder.glob(f"{_PREFIX}*"):
            if current is None or path != current.path:
                shutil.rmtree(path, ignore_errors=True)
