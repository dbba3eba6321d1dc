"""A list that is imported again and again, each time with other values; killed on the way, then gone on with."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks.soak_tally import Found
from ecosystem.catalogue.models import Entry
from ecosystem.kernel.tabular.models import ImportRun, RunState
from ecosystem.technologies.models import Technology

ROWS: Final = 3_000
SOURCE: Final = "soak"
_HEADS: Final = ("Mã", "Tên", "Tóm tắt", "TRL", "Đơn vị")
_MAPPING: Final = """
kind = "technologies"
source = "soak"
language = "vi"
external_id = "{Mã}"

[defaults]
sectors = ["water-wastewater"]
transfers = ["assignment"]
"""


@dataclass
class SoakList:
    """The file and how often it was rewritten. `before` is how its rows stood last."""

    folder: Path
    edition: int = 1

    @property
    def file(self) -> Path:
        return self.folder / f"list-{self.edition}.csv"

    @property
    def mapping(self) -> Path:
        return self.folder / "list.toml"

    def words(self) -> tuple[str, ...]:
        """The command that imports it."""
        return ("import", "technologies", str(self.file), "--mapping", str(self.mapping), "--json")

    def write(self) -> None:
        """The list in this edition, and what its columns mean."""
        fields = zip(_HEADS, ("reference_code", "title", "summary", "trl", "owner.name"), strict=True)
        columns = "".join(f'\n[[columns]]\nheader = "{head}"\nfield = "{name}"\n' for head, name in fields)
        self.mapping.write_text(_MAPPING + columns, encoding="utf-8")
        with self.file.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(_HEADS)
            writer.writerows(_row(number, self.edition) for number in range(ROWS))

    def next_edition(self) -> None:
        """The same rows with other values."""
        self.file.unlink(missing_ok=True)
        self.edition += 1
        self.write()

    def reached(self, session: Session) -> tuple[int, bool]:
        """How many rows of this edition the ledger holds, and whether a run went through.

        One that was killed after its last word is through as well; the next begins at the first row and changes none.
        """
        runs = session.execute(
            select(ImportRun.position, ImportRun.state).where(ImportRun.file_name == self.file.name)
        ).all()
        through = any(state == RunState.FINISHED.value for _, state in runs)
        return max((position for position, _ in runs), default=0), through

    def compare(self, session: Session) -> Found:
        """Every row up to where the ledger says stands as in this edition, every other as in the one before, once."""
        position, _ = self.reached(session)
        columns = (Technology.external_id, Technology.title, Technology.summary, Technology.trl)
        stored = session.execute(select(*columns).where(Entry.source == SOURCE)).all()
        times = Counter(code for code, *_ in stored)
        found = Found(row=position, doubled=sum(count - 1 for count in times.values()))
        values = {str(code): (title, summary, str(trl)) for code, title, summary, trl in stored}
        for number in range(ROWS):
            edition = self.edition if number < position else self.edition - 1
            code, *expected, _owner = _row(number, edition)
            if edition and values.pop(code, None) != tuple(expected):
                found.lost += 1
                found.remarks.append(f"row {code} is not as edition {edition} has it")
        found.doubled += len(values)
        found.remarks += [f"row {code} is not in the ledger" for code in values]
        return found


def _row(number: int, edition: int) -> tuple[str, str, str, str, str]:
    level = 1 + (number + edition) % 9
    summary = f"Xử lý nước thải, rác và khí thải; lần nhập {edition}, dòng {number}."
    return f"S-{number:05}", f"Công nghệ nhập thử số {number:05}", summary, str(level), f"Viện Nhập {number % 40:02}"
