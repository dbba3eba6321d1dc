"""The look after kills: what was acknowledged against what is noted, and the mails that left against what they tell of.

A mail is done at least once: a worker that is killed between handing it over and taking the job from the queue leaves
the job to another, which sends the same mail again under the same Message-ID. So mails are counted by Message-ID, and
the further copies apart; there can be no more of them than kills. The mail of a request that was decided before it was
sent is not sent any more: *overtaken*.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from email import policy
from email.parser import BytesParser
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import func, select

from benchmarks.soak_introductions_town import Town
from benchmarks.soak_tally import Remembered
from ecosystem.introductions.models import Happening, Introduction
from ecosystem.introductions.service import ASK
from ecosystem.introductions.states import ENDINGS, Event, Side, State, after, rule_of, sides_told
from ecosystem.kernel.db.transaction import current_session
from ecosystem.kernel.jobs.models import Job


class Done(NamedTuple):
    """An act whose transaction was acknowledged to the thread that did it."""

    public_id: str
    act: str


@dataclass
class Sums(Remembered):
    """What the looks have found so far.

    `in_a_job`: kills that met the worker in the middle of a job. `undecided`: introductions without just one outcome,
    or in another state than its. `unlike`: outcomes that are not what was acknowledged. `mails`: different Message-IDs
    that tell of an outcome, of `expected`; `missing` and `unexplained` are those that lack and that nothing asked for.
    `copies`: mails that left once more under their Message-ID. `torn`: files of mails that were not written to the end.
    """

    kills: int = 0
    in_a_job: int = 0
    introductions: int = 0
    agreed: int = 0
    declined: int = 0
    withdrawn: int = 0
    expired: int = 0
    undecided: int = 0
    unlike: int = 0
    expected: int = 0
    mails: int = 0
    missing: int = 0
    unexplained: int = 0
    requests_mailed: int = 0
    requests_overtaken: int = 0
    copies: int = 0
    torn: int = 0
    failed_jobs: int = 0
    faults: int = 0
    seconds: float = 0.0

    def add(self, other: Sums) -> None:
        for name, value in asdict(other).items():
            setattr(self, name, round(getattr(self, name) + value, 1))

    @property
    def failures(self) -> int:
        wrong = self.undecided + self.unlike + self.missing + self.unexplained + self.torn
        return wrong + self.failed_jobs + self.faults + max(0, self.copies - self.kills)


def look(town: Town, done: Sequence[Done], folder: Path) -> tuple[Sums, list[str]]:
    """Compare everything since the last look, and empty the mail folder; the sums and what is wrong in words."""
    sums, remarks, session = Sums(introductions=len(town.sides)), list[str](), current_session()
    acknowledged: dict[str, list[str]] = {}
    for one in done:
        acknowledged.setdefault(one.public_id, []).append(one.act)
    expected, requests = set[str](), set[str]()
    for public_id in town.sides:
        found = session.scalars(select(Introduction).where(Introduction.public_id == public_id)).one()
        noted = session.scalars(select(Happening).where(Happening.introduction_id == found.id)).all()
        remarks += _decided(sums, found, noted, acknowledged.get(public_id, []))
        for happening in noted:
            told = set(_told(town, public_id, happening))
            (requests if happening.event == ASK else expected).update(told)
    _mails(sums, remarks, expected, requests, folder)
    sums.failed_jobs = session.scalar(select(func.count(Job.id)).where(Job.last_error != "")) or 0
    remarks += session.scalars(select(Job.last_error).where(Job.last_error != "")).all()
    return sums, remarks


def _decided(sums: Sums, found: Introduction, noted: Sequence[Happening], acknowledged: list[str]) -> list[str]:
    """Just one outcome, the state that it leads to, and the act that was acknowledged, if a person's."""
    endings = [Event(one.event) for one in noted if one.event in ENDINGS]
    remarks = []
    if len(endings) != 1 or after(State.ASKED, endings[0]) != found.state:
        sums.undecided += 1
        remarks.append(f"{found.public_id} is {found.state} after {endings}")
    if acknowledged != [one.value for one in endings if one is not Event.EXPIRE]:
        sums.unlike += 1
        remarks.append(f"{found.public_id}: {acknowledged} was acknowledged, {endings} is noted")
    if found.state in {"agreed", "declined", "withdrawn", "expired"}:
        setattr(sums, found.state, getattr(sums, found.state) + 1)
    return remarks


def _told(town: Town, public_id: str, noted: Happening) -> Iterator[str]:
    """The local parts of the Message-IDs by which the people of both sides are told of it."""
    asking, asked = town.sides[public_id]
    is_request = noted.event == ASK
    sides = (Side.ASKED,) if is_request else sides_told(State.ASKED, Event(noted.event))
    template = "introduction_asked" if is_request else rule_of(Event(noted.event)).mail
    for side in sides:
        for person in (asking if side is Side.ASKING else asked).people:
            yield f"{template}-{noted.public_id}-{person}"


def _mails(sums: Sums, remarks: list[str], expected: set[str], requests: set[str], folder: Path) -> None:
    left: Counter[str] = Counter()
    for file in folder.glob("*.eml"):
        content = file.read_bytes()
        mail = BytesParser(policy=policy.default).parsebytes(content)
        if not content.rstrip().endswith(f"--{mail.get_boundary()}--".encode()):
            sums.torn += 1
            remarks.append(f"{file.name} ends after {len(content)} bytes")
        else:
            left[str(mail["Message-ID"]).strip("<>").partition("@")[0]] += 1
        file.unlink()
    sums.expected, sums.mails = len(expected), len(expected & left.keys())
    sums.missing, sums.unexplained = len(expected - left.keys()), len(left.keys() - expected - requests)
    sums.requests_mailed = len(requests & left.keys())
    sums.requests_overtaken = len(requests) - sums.requests_mailed
    sums.copies = left.total() - len(left)
    remarks += [f"missing: {one}" for one in sorted(expected - left.keys())]
    remarks += [f"unexplained: {one}" for one in sorted(left.keys() - expected - requests)]
