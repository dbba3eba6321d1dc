"""What a soak has come to: added up over runs in one file a database."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

PARTS = ("web", "import", "worker")


@dataclass
class Found:
    """What one look after one kill found; `remarks` say which. `row`: how far the ledger of the import is."""

    row: int = 0
    lost: int = 0
    doubled: int = 0
    differing: int = 0
    remarks: list[str] = field(default_factory=list)

    def add(self, other: Found) -> None:
        self.lost += other.lost
        self.doubled += other.doubled
        self.differing += other.differing
        self.remarks += other.remarks

    @property
    def count(self) -> int:
        return self.lost + self.doubled + self.differing


@dataclass
class Remembered:
    """Sums that a file keeps from one run to the next."""

    @classmethod
    def read(cls, path: Path) -> Self:
        """What the file remembers; nothing yet where there is none."""
        return cls(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else cls()

    def keep(self, path: Path) -> None:
        """Replaced in one step, so that an interrupt leaves the old sums or the new."""
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        new.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")
        new.replace(path)

    def figures(self) -> Mapping[str, Any]:
        return asdict(self)


@dataclass
class Tally(Remembered):
    """The sums so far.

    `acknowledged`: edits whose redirect came back. `lists_through`: imports of the whole list that came to their end.
    `faults`: answers that nobody expects.
    """

    kills: int = 0
    web: int = 0
    imports: int = 0
    worker: int = 0
    acknowledged: int = 0
    lost: int = 0
    doubled: int = 0
    differing: int = 0
    faults: int = 0
    lists_through: int = 0
    seconds: float = 0.0

    def count(self, part: str, found: Found, seconds: float) -> None:
        """One more kill of that part."""
        name = "imports" if part == "import" else part
        setattr(self, name, getattr(self, name) + 1)
        self.kills += 1
        self.lost += found.lost
        self.doubled += found.doubled
        self.differing += found.differing
        self.seconds = round(self.seconds + seconds, 1)

    @property
    def next_part(self) -> str:
        return PARTS[self.kills % len(PARTS)]

    @property
    def failures(self) -> int:
        return self.lost + self.doubled + self.differing + self.faults
